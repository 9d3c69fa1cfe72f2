"""What the journeys start from: the cast in its groups, terms of reference in force, keys for programs."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime, today

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_meeting, make_minutes, make_terms
from papg.testing.meetings import drafted, held_meeting, with_chair
from papg.testing.terms import in_force
from tests.journeys.records import take_away

STANDING = (
    {"title": "Minutes of the last meeting"},
    {"title": "Threat and incidents", "seat": "CTSA"},
    {"title": "Open actions"},
)
# A word that stands in a restricted item only. Wherever else it is found, the item leaked.
CANARY = "Cormorant-7719"


@contextmanager
def committed() -> Iterator[None]:
    """The cast in place and whatever the block adds, seen by the served site; afterwards all but the cast is gone."""
    frappe.set_user("Administrator")
    frappe.db.rollback()
    cast.install()
    since = now_datetime().replace(microsecond=0)
    try:
        yield
    finally:
        frappe.db.rollback()
        frappe.set_user("Administrator")
        take_away(since)
        frappe.db.commit()


def put_terms_in_force(letter: str = "A", chair: str = cast.CHAIR) -> Document:
    """Terms of reference of a group, agreed long ago: a third of the members and the chair are a quorum."""
    with acting_as("Administrator"):
        terms = make_terms(
            cast.group(letter),
            in_force_from=add_to_date(today(), years=-1, as_string=True),
            quorum_kind="Chair and a share",
            share_numerator=1,
            share_denominator=3,
            cadence="Quarterly",
            standing_items=[dict(item) for item in STANDING],
        )
    return in_force(terms, chair)


def add_restricted_item(meeting: str, *audience: str) -> str:
    """An item of Part 2 that says the canary, for some people of the first group."""
    frappe.db.rollback()  # what the served site stored since is not seen otherwise
    with acting_as(cast.SECRETARY):
        return make(
            "PAPG Restricted Item",
            meeting=meeting,
            title=f"Layout {CANARY}",
            discussion=f"<p>The layout of {CANARY} was shown and returned.</p>",
            audience=[{"member": cast.member(person)} for person in audience],
        ).name


def days_ago(days: int) -> str:
    """A moment some days ago at ten, as programs send it."""
    return str(add_to_date(now_datetime().replace(hour=10, minute=0, second=0, microsecond=0), days=-days))


@contextmanager
def one_person_in_the_chair() -> Iterator[None]:
    """The person of three groups chairs the first of them; who chairs it otherwise stands back."""
    rows = {cast.member(cast.THREE): "Chair", cast.member(cast.CHAIR): "Deputy Chair"}
    before = {row: frappe.db.get_value("PAPG Member", row, "position") for row in rows}
    for row, position in rows.items():
        frappe.db.set_value("PAPG Member", row, "position", position)
    frappe.db.commit()
    try:
        yield
    finally:
        frappe.db.rollback()
        for row, position in before.items():
            frappe.db.set_value("PAPG Member", row, "position", position)
        frappe.db.commit()


def minutes_in_three_groups() -> dict[str, str]:
    """Minutes of three groups, by letter: with the chair in A, in draft in B, circulated in C."""
    with acting_as("Administrator"):
        meeting = make_meeting(cast.group("C"), agenda=[{"title": "Open actions"}], agenda_issued_on=today())
        read_only = make_minutes(meeting.name)
        went_round = {"stage": "Circulated", "workflow_state": "Circulated", "approved_on": now_datetime()}
        frappe.db.set_value("PAPG Minutes", read_only.name, went_round)
    return {
        "A": with_chair(drafted(held_meeting("A"))).name,
        "B": drafted(held_meeting("B")).name,
        "C": read_only.name,
    }
