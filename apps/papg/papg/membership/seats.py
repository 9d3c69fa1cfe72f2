"""Seats a group should have somebody in, and whether it has."""

from datetime import date

import frappe


def seats_to_fill_in(groups: set[str], day: date) -> int:
    """Number of required seats without a member on a day, over some groups together."""
    if not groups:
        return 0
    unfilled = frappe.db.sql(
        """
        select count(*) from `tabPAPG Group` body
        join `tabPAPG Business Area` area on area.requirement = 'Required' and area.is_active = 1
        where body.name in %(groups)s and body.status = 'Active' and not exists (
            select 1 from `tabPAPG Member Seat` seat join `tabPAPG Member` row on row.name = seat.parent
            where seat.business_area = area.name and row.papg_group = body.name
                and row.joined_on <= %(day)s and ifnull(row.left_on, %(day)s) >= %(day)s
        )
        """,
        {"groups": tuple(groups), "day": day},
    )
    return unfilled[0][0]
