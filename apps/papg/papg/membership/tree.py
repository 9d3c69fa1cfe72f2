"""The tree of groups as its reader may see it: it starts at the top of that, wherever it is in the whole."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from papg.rules.due_dates import govuk_date
from papg.rules.structure import OVER

ROOT = "All groups"


@frappe.whitelist(methods=["GET", "POST"])
def get_tree_nodes(
    doctype: str = "PAPG Group", parent: str = ROOT, is_root: bool = False, **_others: Any
) -> list[dict[str, Any]]:
    """Groups below one in the tree, of those the caller may read.

    Args:
        doctype: Named by the tree view; always the group.
        parent: Name of a group; the tops of what the caller sees when it is the root.
        is_root: The root is asked for, whatever `parent` says.

    Returns:
        For each group `value`, its name, `title`, and `expandable`, whether there are any below it. What is over
        comes last, with its last day in the title.
    """
    groups = readable_groups()
    names = {group.name for group in groups}
    above = {
        group.name: group.parent_papg_group if group.parent_papg_group in names else None for group in groups
    }
    wanted = None if is_root or parent in (ROOT, "") else parent
    return [
        {"value": group.name, "title": title(group), "expandable": int(group.name in above.values())}
        for group in sorted(groups, key=is_over)
        if above[group.name] == wanted
    ]


def is_over(group: frappe._dict) -> bool:
    return group.status == OVER


def title(group: frappe._dict) -> str:
    """The name of a group, with its last day once it is over."""
    if not is_over(group) or not group.dissolved_on:
        return group.group_name
    return _("{0} (ended on {1})").format(group.group_name, govuk_date(getdate(group.dissolved_on)))


def readable_groups() -> list[frappe._dict]:
    """Name, parent and end of every group the caller may read."""
    fields = ["name", "group_name", "parent_papg_group", "status", "dissolved_on"]
    return frappe.get_list("PAPG Group", fields=fields, order_by="group_name", limit=0)
