"""Who represents what in every group, on any day: the seats to be filled, or all of them."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.membership import coverage
from papg.permissions import policy
from papg.rules.coverage import Seat, gaps_first, seats_to_fill

Rows = list[dict[str, Any]]
ALL = "All seats"


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, a row for each seat of the groups within the reader's reach, and how many are to be filled.

    Args:
        filters: `on`, the day, today when left out; `papg_group`; and `show`, Gaps or All seats.
    """
    chosen = frappe._dict(filters or {})
    names = group_names(str(chosen.papg_group or ""))
    found = coverage.of_groups(set(names), getdate(chosen.on or today()))
    data = [
        row(group, name, seat)
        for group, name in names.items()
        for seat in gaps_first(found.get(group, ()))
        if seat.is_gap or chosen.show == ALL
    ]
    return columns(), data, summary(found)


def row(papg_group: str, group_name: str, seat: Seat) -> dict[str, Any]:
    """One seat; a dash where nobody is in it, because the grid takes a column that begins empty for numbers."""
    line = coverage.line(seat)
    return {"papg_group": papg_group, "group_name": group_name, **line, "how": line["how"] or "–"}


def group_names(papg_group: str) -> dict[str, str]:
    """Titles of the groups the reader may read, in the order of their titles."""
    rows = frappe.db.sql(
        f"""
        select name, group_name from `tabPAPG Group`
        where {policy.condition("PAPG Group", "read")} and (%(group)s = '' or name = %(group)s)
        order by group_name, name
        """,
        {"group": papg_group},
    )
    return dict(rows)


def columns() -> Rows:
    return [
        {"fieldname": name, "label": label, "fieldtype": "Data", "width": width}
        for name, label, width in (
            ("group_name", _("Group"), 220),
            ("seat", _("Seat"), 260),
            ("part_of", _("Part of"), 200),
            ("requirement", _("Asked for"), 110),
            ("state", _("State"), 120),
            ("how", _("By whom"), 320),
        )
    ]


def summary(found: dict[str, list[Seat]]) -> str:
    """How many groups have such seats, and how many of these are to be filled."""
    if not found:
        return _("No group within your reach has the seats the guidance asks for.")
    to_fill = sum(seats_to_fill(seats) for seats in found.values())
    others = sum(seat.is_gap for seats in found.values() for seat in seats) - to_fill
    return _("Groups: {0}. Required seats to fill: {1}. Expected seats to fill: {2}.").format(
        len(found), to_fill, others
    )
