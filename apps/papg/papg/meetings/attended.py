"""Lines of attendance as the rule of attendance counts them, for every figure made of them."""

import frappe

from papg.rules.attendance import MeetingRow

# What a query on meetings joins, and takes, so that each of its rows is such a line.
LINES = """
    left join `tabPAPG Attendance` attendance
        on attendance.parent = meeting.name and attendance.parenttype = 'PAPG Meeting'
    left join `tabPAPG Member` member on member.name = attendance.member
"""
COLUMNS = "attendance.member, attendance.presence, member.joined_on, member.left_on"


def meeting_row(row: frappe._dict) -> MeetingRow:
    """One line; its meeting by `status` and `held_on`."""
    return MeetingRow(
        row.status, row.held_on, row.presence or "", row.joined_on, row.left_on, bool(row.member)
    )
