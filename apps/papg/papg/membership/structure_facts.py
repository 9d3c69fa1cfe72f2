"""What a change of structure may touch, gathered with as many queries for many groups as for few.

Nothing that comes from a restricted item is among it: such an action stays where those in the item's audience find it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import frappe
from frappe.utils import getdate

from papg.membership.rows import period_of
from papg.rules.actions import UNFINISHED_STAGES
from papg.rules.attendance import PLANNED
from papg.rules.escalation import SETTLED
from papg.rules.people import Person
from papg.rules.structure import Group, Step
from papg.rules.structure_facts import Facts, Line, Row, Work


def groups() -> list[Group]:
    """Every group as it stands: a circle may lead through any of them."""
    rows = frappe.get_all(
        "PAPG Group", fields=["name", "group_name", "status", "parent_papg_group", "established_on"]
    )
    return [
        Group(
            name=row.name,
            title=row.group_name,
            status=row.status,
            parent=row.parent_papg_group or "",
            established_on=getdate(row.established_on) if row.established_on else None,
        )
        for row in rows
    ]


def titles(names: Iterable[str | None]) -> dict[str, str]:
    """Names of groups as people know them."""
    wanted = tuple(name for name in names if name)
    return dict(
        frappe.get_all("PAPG Group", {"name": ("in", wanted or ("",))}, ["name", "group_name"], as_list=True)
    )


def gather(steps: Sequence[Step], day: date) -> Facts:
    """Everything the steps may touch on a day."""
    named = tuple({name for step in steps for name in (step.group, step.other) if name}) or ("",)
    return Facts(
        groups={group.name: group for group in groups()},
        lines=lines(named),
        members=members(named, day),
        actions=actions(named),
        escalations=escalations(named),
        items=items(named, day),
        meetings=meetings(named, day),
    )


def lines(named: tuple[str, ...]) -> list[Line]:
    rows = frappe.get_all(
        "PAPG Reporting Line",
        {"parent": ("in", named), "parenttype": "PAPG Group", "body": ("is", "set")},
        ["name", "parent", "body"],
        order_by="parent, idx",
    )
    return [Line(row.name, row.parent, row.body) for row in rows]


def members(named: tuple[str, ...], day: date) -> list[Row]:
    """Rows of the groups that hold on the day, and rows elsewhere that follow a post of theirs."""
    rows = frappe.db.sql(
        """
        select row.name, row.papg_group, row.position, row.joined_on, row.left_on, row.user, row.email,
            row.ex_officio_group, row.ex_officio_position, seat.business_area
        from `tabPAPG Member` row
        left join `tabPAPG Member Seat` seat on seat.parent = row.name and seat.parenttype = 'PAPG Member'
        where (row.papg_group in %(named)s or row.ex_officio_group in %(named)s)
            and row.joined_on <= %(day)s and ifnull(row.left_on, %(day)s) >= %(day)s
        order by row.joined_on, row.name
        """,
        {"named": named, "day": day},
        as_dict=True,
    )
    areas: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        areas[row.name] |= {row.business_area} - {None}
    return [as_row(row, areas[row.name]) for row in {row.name: row for row in rows}.values()]


def as_row(row: frappe._dict, areas: set[str]) -> Row:
    post = (row.ex_officio_group, row.ex_officio_position) if row.ex_officio_group else None
    return Row(
        name=row.name,
        group=row.papg_group,
        position=row.position,
        period=period_of(row.joined_on, row.left_on),
        person=Person(row.user, row.email),
        post=post,
        areas=frozenset(areas),
    )


def actions(named: tuple[str, ...]) -> list[Work]:
    rows = frappe.get_all(
        "PAPG Action",
        {
            "papg_group": ("in", named),
            "stage": ("in", UNFINISHED_STAGES),
            "restricted_item": ("is", "not set"),
        },
        ["name", "papg_group", "business_area", "owner_member", "owner_email"],
        order_by="creation, name",
    )
    return [
        Work(row.name, row.papg_group, row.business_area or "", row.owner_member or "", row.owner_email or "")
        for row in rows
    ]


def escalations(named: tuple[str, ...]) -> list[Work]:
    """Open escalations of the groups, and those addressed to them."""
    rows = frappe.get_all(
        "PAPG Escalation",
        filters={"status": ("not in", SETTLED)},
        or_filters=[["papg_group", "in", named], ["escalated_to", "in", named]],
        fields=["name", "papg_group", "action", "escalated_to"],
        order_by="creation, name",
    )
    return [Work(row.name, row.papg_group, action=row.action, to=row.escalated_to or "") for row in rows]


def items(named: tuple[str, ...], day: date) -> dict[str, list[str]]:
    """Standing items of the terms in force on the day."""
    rows = frappe.db.sql(
        """
        select terms.papg_group, item.title
        from `tabPAPG Terms of Reference` terms
        join `tabPAPG Standing Item` item
            on item.parent = terms.name and item.parenttype = 'PAPG Terms of Reference'
        where terms.papg_group in %(named)s and terms.docstatus = 1
            and terms.in_force_from <= %(day)s and ifnull(terms.in_force_to, %(day)s) >= %(day)s
        order by terms.papg_group, item.idx
        """,
        {"named": named, "day": day},
        as_dict=True,
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.papg_group].append(row.title)
    return found


def meetings(named: tuple[str, ...], day: date) -> dict[str, int]:
    """How many meetings each group has planned from the day on."""
    rows = frappe.get_all(
        "PAPG Meeting",
        {"papg_group": ("in", named), "status": PLANNED, "starts_at": (">=", day)},
        ["papg_group", "count(name) as number"],
        group_by="papg_group",
    )
    return {row.papg_group: row.number for row in rows}
