"""Gatherers: what the person has been asked to contribute before a meeting, and what they answered.

The meeting itself may not have been issued yet: what they read of it here is its day and its group.
"""

import frappe
from frappe.utils import today

from papg.meetings.contributions import RECORD, status_of
from papg.permissions import policy
from papg.rules.attendance import PLANNED, POSTPONED
from papg.rules.contributions import UNANSWERED

REQUEST = f"""
    select `tab{RECORD}`.name, `tab{RECORD}`.kind, `tab{RECORD}`.question, `tab{RECORD}`.due_on,
        `tab{RECORD}`.answer, `tab{RECORD}`.has_nothing_to_report, `tab{RECORD}`.answered_on,
        `tab{RECORD}`.member_name, `tab{RECORD}`.item_number, `tab{RECORD}`.meeting,
        meeting.starts_at, meeting.status as meeting_status, body.group_name
    from `tab{RECORD}`
    join `tabPAPG Meeting` meeting on meeting.name = `tab{RECORD}`.meeting
    left join `tabPAPG Group` body on body.name = `tab{RECORD}`.papg_group
"""
LATEST = 100


def unanswered() -> list[frappe._dict]:
    """Requests the person has still to answer, before meetings to come; the one due first on top."""
    found = selected(
        """meeting.status in %(to_come)s and meeting.starts_at >= %(day)s""",
        {"to_come": (PLANNED, POSTPONED), "day": today()},
    )
    return [row for row in found if row.status in UNANSWERED]


def of_meeting(meeting: str) -> list[frappe._dict]:
    """What the person was asked before one meeting."""
    return selected(f"`tab{RECORD}`.meeting = %(meeting)s", {"meeting": meeting})


def one(name: str) -> frappe._dict:
    """A request the person may read; whoever calls has asked."""
    return selected(f"`tab{RECORD}`.name = %(name)s", {"name": name})[0]


def selected(which: str, values: dict[str, object]) -> list[frappe._dict]:
    """Requests among those the person may read, each with where it stands today."""
    rows = frappe.db.sql(
        f"""
        {REQUEST} where {which} and {policy.condition(RECORD, "read")}
        order by `tab{RECORD}`.due_on, `tab{RECORD}`.creation limit %(most)s
        """,
        {**values, "most": LATEST},
        as_dict=True,
    )
    for row in rows:
        row.status = status_of(row)
    return rows
