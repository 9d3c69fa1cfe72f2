"""The tree of groups as its reader may see it: it starts at the top of that, wherever it is in the whole."""

from typing import Any

import frappe

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
        For each group `value`, its name, `title`, and `expandable`, whether there are any below it.
    """
    groups = readable_groups()
    names = {group.name for group in groups}
    above = {
        group.name: group.parent_papg_group if group.parent_papg_group in names else None for group in groups
    }
    wanted = None if is_root or parent in (ROOT, "") else parent
    return [
        {"value": group.name, "title": group.group_name, "expandable": int(group.name in above.values())}
        for group in groups
        if above[group.name] == wanted
    ]


def readable_groups() -> list[frappe._dict]:
    """Name, title and parent of every group the caller may read."""
    fields = ["name", "group_name", "parent_papg_group"]
    return frappe.get_list("PAPG Group", fields=fields, order_by="group_name", limit=0)
