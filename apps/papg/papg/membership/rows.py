"""Rows of membership as the rules on positions take them, each gathered in one query."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.utils import getdate

from papg.rules.membership import Membership
from papg.rules.people import Person
from papg.rules.periods import Period


def period_of(starts_on: str | date | None, ends_on: str | date | None) -> Period:
    """A period from two dates as records hold them."""
    return Period(getdate(starts_on) if starts_on else None, getdate(ends_on) if ends_on else None)


def others_in_group(papg_group: str, name: str | None) -> list[frappe._dict]:
    """Every row of a group but one, whatever its period."""
    return frappe.get_all(
        "PAPG Member",
        {"papg_group": papg_group, "name": ("!=", name or "")},
        ["name", "full_name", "position", "email", "user", "joined_on", "left_on"],
        order_by="joined_on",
    )


def memberships_of(papg_group: str, day: date) -> list[Membership]:
    """The rows of a group that hold on a day, those that follow a post with whoever holds it, and their deputies."""
    rows = frappe.db.sql(
        """
        select row.name, row.position, row.joined_on, row.left_on,
            ifnull(holder.full_name, row.full_name) as full_name,
            ifnull(holder.user, row.user) as user, ifnull(holder.email, row.email) as email,
            ifnull(holder.organisation, row.organisation) as organisation,
            ifnull(holder.grade, row.grade) as grade,
            body.is_local_authority, deputy.name as deputy, deputy.valid_from, deputy.valid_to
        from `tabPAPG Member` row
        left join `tabPAPG Member` holder on holder.papg_group = row.ex_officio_group
            and holder.position = row.ex_officio_position
            and holder.joined_on <= %(day)s and ifnull(holder.left_on, %(day)s) >= %(day)s
        left join `tabPAPG Organisation` body on body.name = ifnull(holder.organisation, row.organisation)
        left join `tabPAPG Member Deputy` deputy on deputy.parent = row.name and deputy.parenttype = 'PAPG Member'
        where row.papg_group = %(papg_group)s
            and row.joined_on <= %(day)s and ifnull(row.left_on, %(day)s) >= %(day)s
        order by full_name, row.name, deputy.idx
        """,
        {"papg_group": papg_group, "day": day},
        as_dict=True,
    )
    return [membership_from(papg_group, list(same)) for same in by_name(rows)]


def by_name(rows: Iterable[frappe._dict]) -> list[list[frappe._dict]]:
    """Rows of one member together, in the order they came."""
    found: dict[str, list[frappe._dict]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return list(found.values())


def membership_from(papg_group: str, rows: list[frappe._dict]) -> Membership:
    """One member from the rows of the member and each deputy."""
    row = rows[0]
    return Membership(
        papg_group=papg_group,
        person=Person(row.user, row.email),
        full_name=row.full_name,
        position=row.position,
        organisation=row.organisation or "",
        is_local_authority=bool(row.is_local_authority),
        grade=row.grade or "",
        period=period_of(row.joined_on, row.left_on),
        deputies=tuple(period_of(each.valid_from, each.valid_to) for each in rows if each.deputy),
    )
