"""What a group has to be like before it is stored."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from papg.rules.due_dates import govuk_date

if TYPE_CHECKING:
    from papg.membership.doctype.papg_group.papg_group import PAPGGroup

NOT_ITSELF = {
    "parent_papg_group": "Parent group",
    "sibling_group": "Sibling group",
    "replaced_by": "Replaced by",
}


def check_authorities(group: "PAPGGroup") -> None:
    """Local authorities own a group, alone or together."""
    named = [group.authority, *(row.authority for row in group.other_authorities)]
    authorities = frappe.get_all(
        "PAPG Organisation", {"name": ("in", named), "is_local_authority": 1}, pluck="name"
    )
    for name in named:
        if name and name not in authorities:
            outside = _(
                "{0} is not a local authority, and only local authorities own a group. Choose the council."
            )
            frappe.throw(outside.format(name))


def check_place(group: "PAPGGroup") -> None:
    """A group is neither above, beside nor after itself, nor below a group that is below it."""
    for field, label in NOT_ITSELF.items():
        if group.get(field) and group.get(field) == group.name:
            frappe.throw(
                _("{0}: {1} cannot be its own. Choose another group.").format(_(label), group.group_name)
            )
    if group.parent_papg_group and is_below(group.parent_papg_group, group):
        circle = _("Parent group: the group chosen is itself below {0}. Choose one that is not.")
        frappe.throw(circle.format(group.group_name))


def is_below(name: str, group: "PAPGGroup") -> bool:
    """Is the group of this name below another in the tree as it is stored?"""
    stored = group.get_doc_before_save()
    if stored is None:
        return False
    inside = {"name": name, "lft": (">", stored.lft), "rgt": ("<", stored.rgt)}
    return bool(frappe.db.exists("PAPG Group", inside))


def check_lines(group: "PAPGGroup") -> None:
    """A reporting line leads to another body or to a post, a link to another group or body."""
    for row in group.reports_to:
        if not row.body and not row.post:
            frappe.throw(_("Reports to, row {0}: choose the body or enter the post.").format(row.idx))
        if row.body and row.body == group.name:
            frappe.throw(_("Reports to, row {0}: a group cannot report to itself.").format(row.idx))
    for row in group.links:
        if not row.linked_group and not row.linked_body:
            frappe.throw(_("Links, row {0}: choose the group or enter the body.").format(row.idx))


def check_end(group: "PAPGGroup") -> None:
    """A dissolved group says when it ended and what came of it."""
    if group.status != "Dissolved":
        return
    if not group.dissolved_on or not (group.outcome or "").strip():
        frappe.throw(_("{0} is Dissolved: enter the day and the outcome.").format(group.group_name))
    started, ended = group.established_on, getdate(group.dissolved_on)
    if started and ended < getdate(started):
        backwards = _("Dissolved on {0} is before Established on {1}. Correct one of them.")
        frappe.throw(backwards.format(govuk_date(ended), govuk_date(getdate(started))))
