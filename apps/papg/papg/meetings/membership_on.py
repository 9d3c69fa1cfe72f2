"""Who belonged to a group on a day, as a meeting's attendance needs it."""

from datetime import date

import frappe

from papg.membership.seats import seats_to_fill_in
from papg.rules.attendance import is_deputy_current
from papg.rules.membership import POSITIONS
from papg.rules.people import is_same_person, plain


def members_on(group: str, day: date) -> list[frappe._dict]:
    """Rows of membership that hold on a day, the Chair first; who sits by virtue of a post is resolved.

    Returns:
        One row a seat with `member`, `position`, `attendee_name`, `job_title` and `organisation`; a seat that follows
        a post nobody holds has no name.
    """
    rows = frappe.db.sql(
        """
        select row.name as member, row.position,
            if(ifnull(row.ex_officio_group, '') = '', row.full_name, holder.full_name) as attendee_name,
            if(ifnull(row.ex_officio_group, '') = '', row.job_title, holder.job_title) as job_title,
            if(ifnull(row.ex_officio_group, '') = '', row.organisation, holder.organisation) as organisation
        from `tabPAPG Member` row
        left join `tabPAPG Member` holder
            on holder.papg_group = row.ex_officio_group
            and holder.position = row.ex_officio_position
            and holder.joined_on <= %(day)s and ifnull(holder.left_on, %(day)s) >= %(day)s
        where row.papg_group = %(group)s
            and row.joined_on <= %(day)s and ifnull(row.left_on, %(day)s) >= %(day)s
        order by attendee_name, row.name, holder.joined_on
        """,
        {"group": group, "day": day},
        as_dict=True,
    )
    seats: dict[str, frappe._dict] = {}
    for row in rows:
        # Two people may hold the post a seat follows; the seat is still one.
        seats.setdefault(row.member, row)
    return sorted(seats.values(), key=lambda row: POSITIONS.index(row.position))


def deputies_on(members: list[str], day: date) -> list[frappe._dict]:
    """Deputies named on these rows of membership who may stand in on a day."""
    rows = frappe.get_all(
        "PAPG Member Deputy",
        {"parenttype": "PAPG Member", "parent": ("in", members or [""])},
        ["parent as member", "deputy_name", "user", "valid_from", "valid_to"],
        order_by="idx",
    )
    return [row for row in rows if is_deputy_current(row.valid_from, row.valid_to, day)]


def matching_deputy(
    deputies: list[frappe._dict], member: str | None, name: str | None, user: str | None
) -> frappe._dict | None:
    """The deputy of a member whom a name, or an account, means."""
    for deputy in deputies:
        if deputy.member != member:
            continue
        if (name and plain(deputy.deputy_name) == plain(name)) or is_same_person(deputy.user, user):
            return deputy
    return None


def vacant_seats(group: str, day: date, seats: list[frappe._dict]) -> int:
    """Seats of the core membership nobody holds: posts without a holder and required areas without a member."""
    return seats_to_fill_in({group}, day) + sum(not row.attendee_name for row in seats)
