"""Gatherers: the items the person proposed for the agenda of a group, and what became of them."""

import frappe
from frappe import _

from papg.api.partner import wording
from papg.meetings.proposals import RECORD
from papg.permissions import policy
from papg.permissions import scope as scopes
from papg.rules.proposals import ACCEPTED

LATEST = 100


def own(papg_group: str) -> list[frappe._dict]:
    """The person's own proposals to a group, the latest first."""
    where = policy.condition(RECORD, "read")
    rows = frappe.db.sql(
        f"""
        select `tab{RECORD}`.title, `tab{RECORD}`.why, `tab{RECORD}`.proposed_on, `tab{RECORD}`.state,
            `tab{RECORD}`.settled_reason, meeting.starts_at
        from `tab{RECORD}`
        left join `tabPAPG Meeting` meeting on meeting.name = `tab{RECORD}`.accepted_for
        where `tab{RECORD}`.papg_group = %(group)s and `tab{RECORD}`.proposed_by = %(user)s and {where}
        order by `tab{RECORD}`.creation desc limit %(most)s
        """,
        {"group": papg_group, "user": frappe.session.user, "most": LATEST},
        as_dict=True,
    )
    for row in rows:
        row.outcome = outcome(row)
    return rows


def of_deputy(meeting: frappe._dict) -> list[frappe._dict] | None:
    """What the person proposed to the group of a meeting at which alone they reach it; None for its members."""
    standing = scopes.of()
    if meeting.name not in standing.deputised_meetings or meeting.papg_group in standing.all_groups():
        return None
    return own(meeting.papg_group)


def outcome(row: frappe._dict) -> str:
    """What became of a proposal, in words: the day of the meeting, or the reason why it was declined."""
    if row.state == ACCEPTED and row.starts_at:
        return _("On the agenda of {0}").format(wording.day(row.starts_at))
    return row.settled_reason or ""
