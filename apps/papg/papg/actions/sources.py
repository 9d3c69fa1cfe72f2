"""Where an action comes from: a meeting, a restricted item, or another record of the group."""

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import rights


def take_source(action: Document) -> None:
    """Complete a new action from its source: what comes from a restricted item is as restricted as the item."""
    if action.source_doctype == "PAPG Restricted Item":
        action.restricted_item = action.source_name
    elif action.source_doctype == "PAPG Decision":
        action.restricted_item = restricted_item_of_decision(action.source_name) or action.restricted_item


def check_source(action: Document) -> None:
    """Everything a new action points at belongs to its group.

    Raises:
        frappe.ValidationError: The source is no record of a group, or the source or the restricted item belongs
            to another group; the field is named.
    """
    if action.source_doctype and not rights.is_scoped(action.source_doctype):
        frappe.throw(
            _("Kind of source: a {0} belongs to no group. Choose a record of the group.").format(
                _(action.source_doctype)
            )
        )
    pointers = (
        ("restricted_item", "PAPG Restricted Item", action.restricted_item),
        ("source_name", action.source_doctype, action.source_name),
    )
    for field, record, name in pointers:
        if name and group_of(record, name) != action.papg_group:
            label = _(action.meta.get_label(field))
            frappe.throw(_("{0}: it belongs to another group. Choose one of this group.").format(label))


def restricted_item_of_decision(decision: str | None) -> str | None:
    return frappe.db.get_value("PAPG Decision", decision, "restricted_item") if decision else None


def group_of(record: str, name: str) -> str | None:
    return name if record == "PAPG Group" else frappe.db.get_value(record, name, "papg_group")
