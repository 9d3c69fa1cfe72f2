"""How often each member was there when expected, in person or by deputy, over a year of the council."""

from typing import Any

import frappe
from frappe import _

from papg.meetings import attended
from papg.oversight.health import year_chosen
from papg.permissions import policy
from papg.rules.attendance import HELD, AttendanceRate, rate

Rows = list[dict[str, Any]]


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, a row for each member expected at a meeting of the year, and what is counted; one query.

    Args:
        filters: `papg_group`; and `year`, the calendar year in whose April it begins, the current one when left out.
    """
    chosen = frappe._dict(filters or {})
    members: dict[str, Rows] = {}
    for row in attendances(str(chosen.papg_group or ""), year_chosen(chosen.year)):
        members.setdefault(row.member, []).append(row)
    data = [line(rows[-1], rate(map(attended.meeting_row, rows))) for rows in members.values()]
    counted = _(
        "Counted are meetings that were held while the person belonged to the group. A deputy counts as there. Whoever "
        "is in attendance, and meetings without a recorded presence, count neither for nor against."
    )
    return columns(), data, counted


def attendances(papg_group: str, year: Any) -> list[frappe._dict]:
    """Lines of attendance of the meetings within the reader's reach, those of a member one after the other."""
    return frappe.db.sql(
        f"""
        select attendance.member, attendance.attendee_name, attendance.organisation, attendance.presence,
            `tabPAPG Meeting`.status, date(`tabPAPG Meeting`.starts_at) as held_on, body.group_name,
            member.joined_on, member.left_on
        from `tabPAPG Meeting`
        join `tabPAPG Group` body on body.name = `tabPAPG Meeting`.papg_group
        join `tabPAPG Attendance` attendance
            on attendance.parent = `tabPAPG Meeting`.name and attendance.parenttype = 'PAPG Meeting'
        join `tabPAPG Member` member on member.name = attendance.member
        where {policy.condition("PAPG Meeting", "read")} and `tabPAPG Meeting`.status = %(held)s
            and date(`tabPAPG Meeting`.starts_at) between %(first)s and %(as_at)s
            and (%(group)s = '' or `tabPAPG Meeting`.papg_group = %(group)s)
        order by body.group_name, attendance.attendee_name, attendance.member, `tabPAPG Meeting`.starts_at
        """,
        {"group": papg_group, "first": year.first, "as_at": year.as_at, "held": HELD},
        as_dict=True,
    )


def line(latest: frappe._dict, figures: AttendanceRate) -> dict[str, Any]:
    """One member, by the name and organisation of the latest meeting."""
    known = _("Not known") if figures.percent is None else _("{0}%").format(figures.percent)
    return {
        "group_name": latest.group_name,
        "attendee_name": latest.attendee_name or "–",
        "organisation": latest.organisation or "–",
        "share": known,
        "attended": figures.attended,
        "deputised": figures.deputised,
        "apologies": figures.apologies,
        "absent": figures.absent,
        "unrecorded": figures.unrecorded,
    }


def columns() -> Rows:
    texts = [
        ("group_name", _("Group"), 240),
        ("attendee_name", _("Member"), 220),
        ("organisation", _("Organisation"), 200),
        ("share", _("There or represented"), 160),
    ]
    numbers = [
        ("attended", _("Present")),
        ("deputised", _("Deputised")),
        ("apologies", _("Apologies")),
        ("absent", _("Absent")),
        ("unrecorded", _("Not recorded")),
    ]
    return [
        *(
            {"fieldname": name, "label": label, "fieldtype": "Data", "width": width}
            for name, label, width in texts
        ),
        *({"fieldname": name, "label": label, "fieldtype": "Int", "width": 110} for name, label in numbers),
    ]
