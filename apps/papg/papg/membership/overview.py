"""What a group's form says at the top: who chairs, what is in force, what comes next."""

from typing import Any

import frappe
from frappe.utils import now_datetime, today

from papg.permissions import policy
from papg.rules.actions import UNFINISHED_STAGES

CHAIRING = ("Chair", "Deputy Chair")


def overview_of(papg_group: str) -> dict[str, Any]:
    """Members of today, terms in force, the next meeting and open actions, as far as the caller may read them.

    Four queries, however large the group. `may_plan` says whether the caller plans meetings of this group.
    """
    members = members_today(papg_group)
    return {
        "members": len(members),
        "chairs": [row.full_name for row in members if row.position in CHAIRING],
        "terms": first(
            "PAPG Terms of Reference", terms_in_force(papg_group), ["name", "title", "review_due_on"]
        ),
        "next_meeting": first(
            "PAPG Meeting", planned(papg_group), ["name", "title", "starts_at"], order_by="starts_at"
        ),
        "open_actions": open_actions(papg_group),
        "may_plan": papg_group in policy.groups_where("PAPG Meeting", "create"),
    }


def members_today(papg_group: str) -> list[frappe._dict]:
    if not frappe.has_permission("PAPG Member"):
        return []
    return frappe.get_list(
        "PAPG Member",
        filters={"papg_group": papg_group, "joined_on": ("<=", today())},
        or_filters=[["left_on", "is", "not set"], ["left_on", ">=", today()]],
        fields=["full_name", "position"],
        order_by="full_name",
        limit=0,
    )


def terms_in_force(papg_group: str) -> dict[str, Any]:
    return {"papg_group": papg_group, "docstatus": 1, "in_force_from": ("<=", today()), "stage": "In force"}


def planned(papg_group: str) -> dict[str, Any]:
    return {"papg_group": papg_group, "status": "Planned", "starts_at": (">=", now_datetime())}


def first(
    record_type: str, filters: dict[str, Any], fields: list[str], order_by: str = "creation desc"
) -> dict[str, Any] | None:
    """The first record the caller may read, or None."""
    if not frappe.has_permission(record_type):
        return None
    found = frappe.get_list(record_type, filters=filters, fields=fields, order_by=order_by, limit=1)
    return found[0] if found else None


def open_actions(papg_group: str) -> int:
    if not frappe.has_permission("PAPG Action"):
        return 0
    filters = {"papg_group": papg_group, "stage": ("in", UNFINISHED_STAGES)}
    return frappe.get_list("PAPG Action", filters=filters, fields=["count(name) as number"])[0].number
