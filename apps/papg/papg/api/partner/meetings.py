"""Gatherers: meetings the person may read, with agenda, papers and attendance."""

import frappe
from frappe.utils import today

from papg.meetings.agenda import remark
from papg.permissions import policy
from papg.permissions import scope as scopes

MEETING = """
    select `tabPAPG Meeting`.name, `tabPAPG Meeting`.title, `tabPAPG Meeting`.reference,
        `tabPAPG Meeting`.starts_at, `tabPAPG Meeting`.ends_at, `tabPAPG Meeting`.status,
        `tabPAPG Meeting`.status_reason, `tabPAPG Meeting`.mode, `tabPAPG Meeting`.place,
        `tabPAPG Meeting`.marking, `tabPAPG Meeting`.papg_group, body.group_name
    from `tabPAPG Meeting`
    left join `tabPAPG Group` body on body.name = `tabPAPG Meeting`.papg_group
"""
LATEST = 100


def coming() -> list[frappe._dict]:
    """Meetings from today on, the next first."""
    where = policy.condition("PAPG Meeting", "read")
    return frappe.db.sql(
        f"""
        {MEETING} where `tabPAPG Meeting`.starts_at >= %(day)s and {where}
        order by starts_at, name limit %(most)s
        """,
        {"day": today(), "most": LATEST},
        as_dict=True,
    )


def of_group(papg_group: str) -> list[frappe._dict]:
    """Meetings of a group, the latest first."""
    where = policy.condition("PAPG Meeting", "read")
    return frappe.db.sql(
        f"""
        {MEETING} where `tabPAPG Meeting`.papg_group = %(group)s and {where}
        order by starts_at desc, name limit %(most)s
        """,
        {"group": papg_group, "most": LATEST},
        as_dict=True,
    )


def stood_in_at() -> list[frappe._dict]:
    """Meetings the person was named for as a deputy."""
    named = tuple(scopes.of().deputised_meetings)
    if not named:
        return []
    where = policy.condition("PAPG Meeting", "read")
    return frappe.db.sql(
        f"{MEETING} where `tabPAPG Meeting`.name in %(named)s and {where} order by starts_at, name",
        {"named": named},
        as_dict=True,
    )


def stood_in_of(papg_group: str) -> str:
    """The latest meeting of a group the person stands in at."""
    named = {"name": ("in", sorted(scopes.of().deputised_meetings)), "papg_group": papg_group}
    return frappe.db.get_value("PAPG Meeting", named, order_by="starts_at desc")


def one(name: str) -> frappe._dict:
    """A meeting the person may read; whoever calls has asked."""
    return frappe.db.sql(f"{MEETING} where `tabPAPG Meeting`.name = %s", name, as_dict=True)[0]


def agenda(meeting: str) -> list[frappe._dict]:
    """Items of a meeting's agenda, in order."""
    return frappe.db.sql(
        """
        select item_number, title, presenter, minutes_allotted, notes, lateness, late_reason from `tabPAPG Agenda Item`
        where parent = %s and parenttype = 'PAPG Meeting' order by idx
        """,
        meeting,
        as_dict=True,
    )


def agenda_with_papers(meeting: str) -> dict[str, list[frappe._dict]]:
    """Items of the agenda, each with its papers, and beside them the papers that are for no item."""
    items, found = agenda(meeting), papers([meeting])
    for item in items:
        item.remark = remark(item)
        item.papers = [
            paper for paper in found if paper.item_number and paper.item_number == item.item_number
        ]
    on_items = {paper.name for item in items for paper in item.papers}
    return {"agenda": items, "papers": [paper for paper in found if paper.name not in on_items]}


def papers(records: list[str]) -> list[frappe._dict]:
    """Papers of meetings and restricted items, in order, with the record each hangs on."""
    if not records:
        return []
    where = policy.child_condition("PAPG Meeting Paper", ("PAPG Meeting", "PAPG Restricted Item"))
    return frappe.db.sql(
        f"""
        select `tabPAPG Meeting Paper`.name, `tabPAPG Meeting Paper`.parent, item_number, title, file
        from `tabPAPG Meeting Paper`
        where `tabPAPG Meeting Paper`.parent in %(records)s and {where}
        order by `tabPAPG Meeting Paper`.parent, `tabPAPG Meeting Paper`.idx
        """,
        {"records": tuple(records)},
        as_dict=True,
    )


def attendance(meeting: str) -> list[frappe._dict]:
    """Who was there or sent apologies: names, positions and organisations only."""
    return frappe.db.sql(
        """
        select attendee_name, job_title, position, organisation, presence, deputy from `tabPAPG Attendance`
        where parent = %s and parenttype = 'PAPG Meeting' and ifnull(presence, '') != '' order by idx
        """,
        meeting,
        as_dict=True,
    )


def restricted_items(meeting: str) -> list[frappe._dict]:
    """Items of Part 2 of a meeting in whose audience the person is."""
    where = policy.condition("PAPG Restricted Item", "read")
    return frappe.db.sql(
        f"""
        select name, item_number, title, marking, discussion from `tabPAPG Restricted Item`
        where meeting = %s and {where} order by `tabPAPG Restricted Item`.creation
        """,
        meeting,
        as_dict=True,
    )
