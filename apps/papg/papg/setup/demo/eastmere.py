"""The invented council: its board, its group with everyone on it, its terms, and a year of meetings."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from papg.membership.access import give_access
from papg.membership.etiquette import acknowledge
from papg.setup.demo import (
    eastmere_agenda,
    eastmere_contributions,
    eastmere_maturity,
    eastmere_meetings,
    eastmere_upwards,
    eastmere_watching,
)
from papg.setup.demo.base import acting_as, day, email, insert, organisation, read

TWO_YEARS_AGO = -720
# Who has acknowledged the etiquette; the others have still to.
ACKNOWLEDGED = ("chair", "deputy_chair", "secretary", "member")


def load() -> None:
    """Make everything, in the order a council would."""
    data = read("eastmere")
    for name, kind in data["organisations"]:
        organisation(name, kind)
    board = make_body(data["board"], data["council"])
    sibling = make_body(data["sibling"], data["council"])
    group = make_group(data, board, sibling)
    members = {row["full_name"]: make_member(group, row) for row in data["members"]}
    for subgroup in data["subgroups"]:
        make_subgroup({**subgroup, "parent": group}, data["council"])
    record_departures(group, data["group"]["departures"])
    put_terms_in_force(group, data["terms"])
    for key in ACKNOWLEDGED:
        acknowledge_etiquette(group, email(key))
    insert("PAPG Follow Up", **data["follow_up"])
    eastmere_meetings.hold(group, members, data)
    eastmere_meetings.plan_ahead(group)
    eastmere_contributions.prepare(group, members)
    eastmere_agenda.add(group)
    eastmere_maturity.assess(group, members)
    eastmere_upwards.send(group, board)
    eastmere_watching.watch(group, members)


def make_body(data: dict[str, Any], council: str) -> str:
    """A board, a group beside or a group under the one that meets, with those who sit on it."""
    parent = data.get("parent")
    name = insert(
        "PAPG Group",
        group_name=data["group_name"],
        group_type=data["group_type"],
        authority=council,
        purpose=data["purpose"],
        parent_papg_group=parent,
        reports_to=[{"body": parent, "chain": "Delivery"}] if parent else [],
        lead=data.get("lead"),
        established_on=day(data.get("established")),
        ends_on=day(data.get("ends")),
    ).name
    for row in data["members"]:
        make_member(name, row)
    return name


def make_subgroup(data: dict[str, Any], council: str) -> None:
    """A subgroup of members of the group, for one piece of work, with an action of its own."""
    name, action = make_body(data, council), data["action"]
    owner = frappe.db.get_value("PAPG Member", {"papg_group": name, "full_name": action["owner"]})
    insert(
        "PAPG Action", papg_group=name, title=action["title"], owner_member=owner, due_on=day(action["due"])
    )


def make_group(data: dict[str, Any], board: str, sibling: str) -> str:
    """The Protect & Prepare Group itself."""
    group = data["group"]
    return insert(
        "PAPG Group",
        **{field: group[field] for field in ("group_name", "group_type", "purpose", "lead")},
        **{field: group[field] for field in ("adopted_by_body", "responsible_officer")},
        authority=data["council"],
        adopted_on=day(group["adopted"]),
        established_on=day(group["established"]),
        sibling_group=sibling,
        strands=[{"strand": name} for name in group["strands"]],
        reports_to=[
            {"body": board, "chain": "Delivery"},
            {"post": "Chief Executive", "chain": "Emergencies"},
        ],
    ).name


def make_member(group: str, row: dict[str, Any]) -> str:
    """One member with seats and deputies; those with a key get an account."""
    periods = ("valid_from", "valid_to")
    deputies = [
        {field: day(value) if field in periods else value for field, value in deputy.items()}
        for deputy in row.get("deputies", [])
    ]
    plain = ("full_name", "position", "organisation", "job_title", "grade", "contribution")
    name = insert(
        "PAPG Member",
        papg_group=group,
        joined_on=day(TWO_YEARS_AGO),
        left_on=day(row.get("left_on")),
        email=email(row["key"]) if row.get("key") else None,
        seats=row.get("seats", []),
        deputies=deputies,
        **{field: row.get(field) for field in plain},
    ).name
    if row.get("key") and not row.get("left_on"):
        give_access(name)
    return name


def record_departures(group: str, departures: list[dict[str, str]]) -> None:
    """Why the group departs from what the guidance advises about its members, recorded by the secretary."""
    with acting_as(email("secretary")):
        doc = frappe.get_doc("PAPG Group", group)
        doc.extend("departures", departures)
        doc.save()


def put_terms_in_force(group: str, data: dict[str, Any]) -> None:
    """Terms of reference, written by the secretary, sent to the members and brought into force by the chair."""
    plain = {
        field: value
        for field, value in data.items()
        if field not in ("sections", "in_force_from", "review_due_on")
    }
    with acting_as(email("secretary")):
        terms = insert(
            "PAPG Terms of Reference",
            papg_group=group,
            in_force_from=day(data["in_force_from"]),
            is_agreed_by_correspondence=1,
            agreed_on=day(data["in_force_from"]),
            review_due_on=day(data["review_due_on"]),
            **plain,
        )
        for row in terms.sections:
            text = data["sections"][row.heading]
            row.body = f"<p>{text}</p>" if text else None
        apply_workflow(terms.save(), "Send to members")
    with acting_as(email("chair")):
        apply_workflow(frappe.get_doc("PAPG Terms of Reference", terms.name), "Bring into force")


def acknowledge_etiquette(group: str, user: str) -> None:
    """A member acknowledges the etiquette of the terms in force."""
    with acting_as(user):
        acknowledge(frappe.db.get_value("PAPG Terms of Reference", {"papg_group": group, "docstatus": 1}))
