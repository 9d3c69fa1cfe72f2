"""Priorities seen from each end: the actions for one, the duty it serves, and the priorities that serve a duty."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from papg.actions import plan
from papg.actions.lateness import overdue_words
from papg.permissions import policy
from papg.rules.due_dates import govuk_date

PRIORITY = "PAPG Priority"
PROGRESS = "PAPG Duty Progress"
Rows = list[dict[str, Any]]


def check_priority(action: Document) -> None:
    """An action is for a priority of its own group; one that a change of structure moves keeps where it came from.

    Raises:
        frappe.ValidationError: The priority is of another group.
    """
    if (
        not action.papg_priority
        or action.flags.is_structure_change
        or not action.has_changed("papg_priority")
    ):
        return
    if frappe.db.get_value(PRIORITY, action.papg_priority, "papg_group") != action.papg_group:
        frappe.throw(
            _("{0}: it belongs to another group. Choose one of this group.").format(
                _(action.meta.get_label("papg_priority"))
            )
        )


def may_raise(papg_group: str) -> bool:
    """May the reader raise actions in the group?"""
    return papg_group in policy.groups_where("PAPG Action", "create")


def actions_for(priority: str) -> Rows:
    """Actions for a priority, as its reader may see them; one query."""
    return [
        {
            "name": row.name,
            "title": row.title,
            "state": _(row.state or row.stage),
            "due": govuk_date(row.due_on) if row.due_on else "",
            "late": overdue_words(row.stage, row.due_on),
            "owner": row.owner_post or row.owner,
        }
        for row in plan.rows({"papg_priority": priority})
    ]


def progress_on(requirement: str | None, papg_group: str) -> dict[str, str] | None:
    """The latest row of the group's progress on a requirement, where there is one its reader may see."""
    if not requirement or not frappe.has_permission(PROGRESS):
        return None
    found = frappe.get_list(
        PROGRESS,
        {"requirement": requirement, "papg_group": papg_group},
        ["name", "title"],
        order_by="as_at desc",
        limit=1,
    )
    return found[0] if found else None


def serving(requirement: str, papg_group: str = "") -> Rows:
    """Priorities that serve a requirement, as the reader may see them; of one group where it is given."""
    if not frappe.has_permission(PRIORITY):
        return []
    where = {"requirement": requirement, **({"papg_group": papg_group} if papg_group else {})}
    return frappe.get_list(
        PRIORITY, where, ["name", "title", "period"], order_by="period desc, number", limit=0
    )
