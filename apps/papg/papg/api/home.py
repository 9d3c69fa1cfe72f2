"""The four numbers on the home page: what waits for the person who looks."""

from typing import Any

import frappe
from frappe.utils import add_days, getdate, today

from papg.meetings.proposals import RECORD as PROPOSED_ITEM
from papg.membership.seats import seats_to_fill_in
from papg.oversight.due import number_due
from papg.permissions import scope
from papg.rules.actions import UNFINISHED_STAGES
from papg.rules.proposals import PROPOSED

UNDER_WAY = ("in", UNFINISHED_STAGES)
DUE_WITHIN_DAYS = 14
# An action without a day is never late; the framework would count it as earlier than any other.
LONG_AGO = "1900-01-01"


@frappe.whitelist(methods=["GET", "POST"])
def waiting_for_me(filters: Any = None) -> dict[str, Any]:
    """Minutes with the chair in groups the caller chairs, and items proposed there or where they keep the agenda.

    Args:
        filters: Sent by the card; not used.

    Returns:
        `value`, the number, with the list it leads to: of minutes while there are any, else of proposed items.
    """
    minutes = count("PAPG Minutes", {"stage": "With chair", "papg_group": in_groups("Chair")})
    proposals = count(PROPOSED_ITEM, {"state": PROPOSED, "papg_group": in_groups("Chair", "Secretary")})
    if proposals and not minutes:
        return card(PROPOSED_ITEM, proposals, {"state": PROPOSED})
    return card("PAPG Minutes", minutes + proposals, {"stage": "With chair"})


@frappe.whitelist(methods=["GET", "POST"])
def my_actions_due(filters: Any = None) -> dict[str, Any]:
    """The caller's actions that are open and due within fourteen days, overdue ones included.

    Args:
        filters: Sent by the card; not used.

    Returns:
        `value`, the number, with the list it leads to.
    """
    due = {"stage": UNDER_WAY, "due_on": ("between", (LONG_AGO, add_days(today(), DUE_WITHIN_DAYS)))}
    mine = [
        ["owner_member", "in", sorted(scope.of().members) or [""]],
        ["owner_email", "=", frappe.session.user],
    ]
    return card("PAPG Action", count("PAPG Action", due, mine), due)


@frappe.whitelist(methods=["GET", "POST"])
def overdue(filters: Any = None) -> dict[str, Any]:
    """Open actions whose day is past, in groups the caller may see actions of.

    Args:
        filters: Sent by the card; not used.

    Returns:
        `value`, the number, with the list it leads to.
    """
    late = {"stage": UNDER_WAY, "due_on": ("between", (LONG_AGO, add_days(today(), -1)))}
    return card("PAPG Action", count("PAPG Action", late), late)


@frappe.whitelist(methods=["GET", "POST"])
def seats_to_fill(filters: Any = None) -> dict[str, Any]:
    """Required seats nobody holds today, in groups the caller runs.

    Args:
        filters: Sent by the card; not used.

    Returns:
        `value`, the number, with the list it leads to.
    """
    standing = scope.of()
    run = standing.groups.get("Secretary", set()) | standing.groups.get("Chair", set())
    return card("PAPG Group", seats_to_fill_in(run, getdate(today())), {})


@frappe.whitelist(methods=["GET", "POST"])
def due_for_disposal(filters: Any = None) -> dict[str, Any]:
    """Records that have been kept long enough under the rules the council has switched on, and that nothing holds.

    Args:
        filters: Sent by the card; not used.

    Returns:
        `value`, the number, with the report it leads to; nought for who looks after no records.
    """
    value = number_due() if scope.of().everywhere else 0
    return {"value": value, "fieldtype": "Int", "route": ["query-report", "PAPG Due for disposal"]}


def in_groups(*positions: str) -> tuple[str, list[str]]:
    """Filter for the groups in which the caller holds one of these positions."""
    held = scope.of().groups
    return "in", sorted(set().union(*(held.get(position, set()) for position in positions))) or [""]


def count(record_type: str, filters: dict[str, Any], any_of: list[list[Any]] | None = None) -> int:
    """Records the caller may read; none for who may read none of the kind."""
    if not frappe.has_permission(record_type):
        return 0
    fields = ["count(name) as number"]
    return frappe.get_list(record_type, filters=filters, or_filters=any_of, fields=fields)[0].number


def card(record_type: str, value: int, leads_to: dict[str, Any]) -> dict[str, Any]:
    """The answer a number card takes."""
    return {
        "value": value,
        "fieldtype": "Int",
        "route": ["List", record_type, "List"],
        "route_options": leads_to,
    }
