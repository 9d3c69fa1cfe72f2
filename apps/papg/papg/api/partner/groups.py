"""Gatherers: the groups of the person, and who sits on them by name and post only.

The table of rights gives partners no group and no member record. What they read of them is exactly the columns
named here, of groups in which they hold a position today.
"""

import frappe
from frappe.utils import today

from papg.meetings.proposals import RECORD
from papg.permissions import policy
from papg.permissions import scope as scopes

OFFICES = ("Chair", "Deputy Chair", "Secretary")
POSITIONS = (*OFFICES, "Member", "Adviser", "Observer")


def mine() -> list[frappe._dict]:
    """Groups in which the person holds a position today, by name."""
    groups = scopes.of().all_groups()
    if not groups:
        return []
    return frappe.db.sql(
        """
        select body.name, body.group_name, body.purpose, council.organisation_name as council
        from `tabPAPG Group` body
        left join `tabPAPG Organisation` council on council.name = body.authority
        where body.name in %(groups)s
        order by body.group_name, body.name
        """,
        {"groups": tuple(groups)},
        as_dict=True,
    )


def where_to_propose(papg_group: str) -> frappe._dict | None:
    """A group to whose agenda the person may propose an item, with `is_own` where it is one of the person's groups."""
    if papg_group not in policy.groups_where(RECORD, "create"):
        return None
    row = frappe.db.get_value("PAPG Group", papg_group, ["name", "group_name"], as_dict=True)
    row.is_own = papg_group in scopes.of().all_groups()
    return row


def members(groups: list[str], positions: tuple[str, ...] = POSITIONS) -> list[frappe._dict]:
    """Who holds a position in these groups today: name, post and organisation, chairs first.

    Args:
        groups: Groups the person holds a position in.
        positions: Positions asked for; the person's own rows come in any case, with `is_own` set.
    """
    if not groups:
        return []
    return frappe.db.sql(
        """
        select distinct seat.papg_group, seat.position, organisation.organisation_name as organisation,
            coalesce(nullif(seat.full_name, ''), holder.full_name) as full_name,
            coalesce(nullif(seat.job_title, ''), holder.job_title) as job_title,
            seat.name in %(own)s as is_own,
            field(seat.position, 'Chair', 'Deputy Chair', 'Secretary', 'Member', 'Adviser', 'Observer') as place
        from `tabPAPG Member` seat
        left join `tabPAPG Organisation` organisation on organisation.name = seat.organisation
        left join `tabPAPG Member` holder
            on holder.papg_group = seat.ex_officio_group and holder.position = seat.ex_officio_position
            and holder.joined_on <= %(day)s and ifnull(holder.left_on, %(day)s) >= %(day)s
        where seat.papg_group in %(groups)s
            and seat.joined_on <= %(day)s and ifnull(seat.left_on, %(day)s) >= %(day)s
            and (seat.position in %(positions)s or seat.name in %(own)s)
        order by place, full_name
        """,
        {
            "groups": tuple(groups),
            "positions": positions,
            "own": tuple(scopes.of().members) or ("",),
            "day": today(),
        },
        as_dict=True,
    )
