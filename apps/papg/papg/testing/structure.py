"""Three tiers for tests, after North Yorkshire and York in 2013: a board, a partners group, seven local groups."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import JOINED_ON, make

CHANGE = "PAPG Structure Change"
BOARD, PARTNERS = "Prevent Implementation Board", "Prevent Partners Group"
DISTRICTS = (
    *("Craven", "Hambleton and Richmondshire", "Harrogate", "Ryedale", "Scarborough", "Selby", "York"),
)
LOCAL = tuple(f"{district} local group" for district in DISTRICTS)


def named(title: str) -> str:
    return frappe.db.get_value("PAPG Group", {"group_name": title})


def three_tiers() -> None:
    """The groups with their people; the chair, the secretary and a member of the board are of the cast."""
    with acting_as("Administrator"):
        board = group(BOARD)
        partners = group(PARTNERS, board)
        local = [group(title, partners) for title in LOCAL]
        for email, position in (
            (cast.CHAIR, "Chair"),
            (cast.SECRETARY, "Secretary"),
            (cast.MEMBER, "Member"),
        ):
            seat(board, email, position)
        seat(partners, cast.NEIGHBOUR, "Chair")
        seat(partners, cast.THREE, "Secretary")
        seat(partners, cast.MEMBER, "Member")
        seat(local[0], cast.PARTNER, "Chair")
        for name, title in zip(local[1:], LOCAL[1:], strict=True):
            make(
                "PAPG Member",
                papg_group=name,
                full_name=f"Head of Service, {title}",
                organisation=cast.COUNCIL,
                position="Chair",
                joined_on=JOINED_ON,
            )


def group(title: str, parent: str | None = None) -> str:
    lines = [{"body": parent, "chain": "Delivery"}] if parent else []
    fields = {"parent_papg_group": parent, "reports_to": lines, "established_on": "2009-04-01"}
    return make(
        "PAPG Group", group_name=title, group_type="Prevent group", authority=cast.COUNCIL, **fields
    ).name


def seat(papg_group: str, email: str, position: str) -> str:
    post = cast.POSTS[email]
    person = {"full_name": post, "email": email, "user": email, "job_title": post}
    of = {"papg_group": papg_group, "organisation": cast.COUNCIL, "joined_on": JOINED_ON}
    return make("PAPG Member", **of, **person, position=position).name


def two_tiers() -> list[dict[str, Any]]:
    """The partners group goes into the board with its work; the local groups move there and their chairs join."""
    board = named(BOARD)
    goes = {"has_actions": 1, "has_escalations": 1}
    steps: list[dict[str, Any]] = [
        {
            "kind": "Closes and goes into another",
            "concerned_group": named(PARTNERS),
            "other_group": board,
            **goes,
        }
    ]
    for title in LOCAL:
        for kind in ("Moves under another", "Its chair joins another ex officio"):
            steps.append({"kind": kind, "concerned_group": named(title), "other_group": board})
    return steps


def proposed(user: str = cast.SECRETARY, **fields: Any) -> Document:
    """The proposal, written by the secretary of the board."""
    given = {"papg_group": named(BOARD), "title": "From three tiers to two", "steps": two_tiers()}
    with acting_as(user):
        return make(CHANGE, **given | fields)


def go(change: Document, stage: str, user: str = cast.CHAIR, **fields: Any) -> Document:
    """Take a proposal to another stage, as the button on its form does."""
    with acting_as(user):
        fresh = frappe.get_doc(CHANGE, change.name)
        fresh.update({**fields, "stage": stage})
        return fresh.save()


def adopted(change: Document | None = None, user: str = cast.CHAIR, **fields: Any) -> Document:
    decided = {"decided_on": today(), "takes_effect_on": today(), "decision": "Agreed as proposed."}
    return go(change or proposed(), "Adopted", user, **decided | fields)


def in_effect(change: Document | None = None, **fields: Any) -> Document:
    return go(change or adopted(**fields), "In effect")


def yesterday() -> str:
    return add_days(today(), -1)
