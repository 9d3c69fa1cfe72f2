"""What may be changed without code in the forms of our records, and what would let somebody past a guard.

The administrator of a council adds fields to our records and changes their workflows. Whatever is added is the
council's own: it carries a name of its own, holds plain data and takes nothing from other records.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import rights, wiring
from papg.rules.wording import listed
from papg.rules.workflow_stages import REQUIRED_STAGES

OWN = "custom_"
KINDS = (
    *("Data", "Small Text", "Text", "Long Text", "Select", "Link", "Check", "Date", "Datetime", "Time"),
    *("Int", "Float", "Percent", "Currency", "Duration", "Rating", "Phone"),
    *("Section Break", "Column Break", "Tab Break", "Heading"),
)
# Held as references: no file, remark or field for text may carry what a document says, or where a place is weak.
REFERENCE_ONLY = ("PAPG Restricted Document", "PAPG Document Holder", "PAPG Premises")
FOR_TEXT = ("Small Text", "Text", "Long Text")
# Each would carry a value past a lock, out of its record or into code.
FLAGS = (
    *("allow_on_submit", "ignore_user_permissions", "in_global_search", "fetch_from", "ignore_xss_filter"),
    *("is_virtual", "unique", "is_system_generated"),
)
CODE = ("depends_on", "mandatory_depends_on", "read_only_depends_on", "collapsible_depends_on")
SHOWN = ("label", "description", "options", "default")
# Fields that say where a record belongs and how far it is.
SCOPE_FIELDS = (
    "papg_group",
    "meeting",
    "minutes",
    "restricted_item",
    "workflow_state",
    "stage",
    "owner_member",
)
PROPERTIES = (
    *("label", "description", "bold", "hidden", "columns", "width", "collapsible", "in_preview"),
    *("in_list_view", "in_standard_filter", "print_hide", "print_hide_if_no_value", "report_hide"),
    *("field_order", "insert_after", "idx", "sort_field", "sort_order", "default_print_format"),
    "reqd",
)
# Of these, what the council's administrator changes, and which of them are a tick.
TICKS = (
    *("bold", "hidden", "reqd", "collapsible", "in_list_view", "in_standard_filter", "in_preview"),
    *("print_hide", "print_hide_if_no_value", "report_hide"),
)
OF_COUNCIL = (*TICKS, "label", "description", "field_order")


def is_ours(record_type: str | None) -> bool:
    """Is it a record type of ours, or a table in one?"""
    return record_type in rights.records() or record_type in wiring.child_parents()


def is_theirs_to_change(record_type: str | None) -> bool:
    """Our records; who looks after the whole site changes the framework's as well."""
    return is_ours(record_type) or is_of_the_site()


def is_of_the_site() -> bool:
    """Does the session's user look after the whole site, and act as such?"""
    return "System Manager" in frappe.get_roles() and not frappe.flags.papg_for_the_council


@contextmanager
def for_the_council() -> Iterator[None]:
    """Inside the block everybody is refused what the council's administrator is refused."""
    before = frappe.flags.papg_for_the_council
    frappe.flags.papg_for_the_council = True
    try:
        yield
    finally:
        frappe.flags.papg_for_the_council = before


def refuse_target(record_type: str | None) -> None:
    if not is_theirs_to_change(record_type):
        message = _(
            "{0} is not one of the council's records. Choose a group, a meeting, an action or another."
        )
        frappe.throw(message.format(_(record_type or _("Nothing"))), frappe.PermissionError)


def check_field(field: Document, method: str | None = None) -> None:
    """Hook, before a council's own field is stored.

    Raises:
        frappe.PermissionError: The record type is not theirs to change.
        frappe.ValidationError: The field would let somebody past a guard; it says which and what to do.
    """
    refuse_target(field.dt)
    if not is_ours(field.dt):
        return
    refuse_moved(field)
    refuse_taken_name(field)
    check_plain(field, field.dt)


def check_plain(field: Document, record_type: str) -> None:
    """A field holds plain data: what it is called, takes and depends on is fixed, and nothing is worked out.

    Raises:
        frappe.ValidationError: It does not; the message says what and what to do.
    """
    refuse_kind(field, record_type)
    for flag in FLAGS:
        if field.get(flag):
            refuse_setting(field, flag, record_type)
    for name in (*CODE, "default"):
        if is_code(field.get(name)):
            message = _("{0}: give a field or a fixed value. Conditions in code are not taken.")
            frappe.throw(message.format(_(field.meta.get_label(name))))
    for name in SHOWN:
        if set(str(field.get(name) or "")) & set("<>"):
            frappe.throw(_("{0}: leave out “<” and “>”.").format(_(field.meta.get_label(name))))


def check_field_trash(field: Document, method: str | None = None) -> None:
    """Hook, before a field is taken out of a form."""
    refuse_target(field.dt)


def check_workflow_trash(workflow: Document, method: str | None = None) -> None:
    """Hook, before a workflow is deleted."""
    refuse_target(workflow.document_type)


def refuse_moved(field: Document) -> None:
    before = field.get_doc_before_save()
    if before and (before.dt, before.fieldname) != (field.dt, field.fieldname):
        frappe.throw(
            _("The field {0} keeps its name and its record type. Add another one.").format(before.label)
        )


def refuse_taken_name(field: Document) -> None:
    """A field of ours is found by its name and known by its label; neither is given twice."""
    if field.fieldname and not field.fieldname.startswith(OWN):
        message = _("Leave the field name of “{0}” empty: it is made from the label and begins with {1}.")
        frappe.throw(message.format(field.label, OWN))
    wanted = (field.label or "").strip().casefold()
    if not wanted:
        return
    for other in frappe.get_meta(field.dt).fields:
        if other.fieldname != field.fieldname and wanted == _(other.label or "").strip().casefold():
            message = _("{0} has a field “{1}” already. Choose another label.")
            frappe.throw(message.format(_(field.dt), _(other.label)))


def refuse_text(record_type: str | None) -> None:
    """Nothing that could hold the text of a restricted document, or a plan of premises, goes with its entry.

    Raises:
        frappe.ValidationError: The record type holds references only.
    """
    if record_type in REFERENCE_ONLY:
        message = _("“{0}” holds references only. Leave text, plans and pictures where they are kept.")
        frappe.throw(message.format(_(record_type)))


def refuse_kind(field: Document, record_type: str) -> None:
    if field.fieldtype in FOR_TEXT:
        refuse_text(record_type)
    if field.fieldtype not in KINDS:
        message = _("A field of the type {0} cannot be added. Choose one of: {1}.")
        frappe.throw(message.format(_(field.fieldtype), listed([_(kind) for kind in KINDS])))
    if field.fieldtype == "Link" and field.options not in lists():
        message = _("A link can lead to a list of the council only, not to {0}. Choose one of: {1}.")
        frappe.throw(message.format(_(field.options or _("nothing")), listed([_(name) for name in lists()])))


def lists() -> list[str]:
    """Record types every position may read: a link to one tells nobody anything."""
    readers = {
        name: {grant.position for grant in rights.granting(name, "read")} for name in rights.council_wide()
    }
    return sorted(name for name, positions in readers.items() if positions == set(rights.POSITIONS))


def is_code(value: str | None) -> bool:
    """Would the framework work this out instead of taking it as it is?"""
    text = str(value or "").strip()
    return text.lower().startswith(("eval:", "fn:", ":")) or "{{" in text


def refuse_setting(field: Document, name: str, record_type: str) -> None:
    message = _("“{0}” cannot be set for a field of {1}: it would carry values past a guard. Leave it empty.")
    frappe.throw(message.format(_(field.meta.get_label(name)), _(record_type)))


def check_property(setter: Document, method: str | None = None) -> None:
    """Hook, before a property of a form is stored; of our records only how they look is changed, by anybody.

    Raises:
        frappe.PermissionError: The record type is not theirs to change.
        frappe.ValidationError: The property holds a guard.
    """
    refuse_target(setter.doc_type)
    if not is_ours(setter.doc_type):
        return
    is_scope = setter.field_name in SCOPE_FIELDS and setter.property in ("hidden", "reqd")
    if setter.property not in PROPERTIES or is_scope:
        message = _("“{0}” of {1} stays as it is: the rules of access rest on it.")
        frappe.throw(message.format(setter.property, _(setter.doc_type)))
    if not is_of_the_site() and setter.property not in OF_COUNCIL:
        message = _("“{0}” is for who looks after the whole site. Choose one of: {1}.")
        frappe.throw(message.format(setter.property, ", ".join(OF_COUNCIL)), frappe.PermissionError)
    refuse_value(setter)


def check_property_trash(setter: Document, method: str | None = None) -> None:
    """Hook, before a form gets a property back as it came."""
    refuse_target(setter.doc_type)


def refuse_value(setter: Document) -> None:
    """A property holds what it is for: a tick, words, or the order of all fields.

    Raises:
        frappe.ValidationError: It holds something else; the message says what it takes.
    """
    value = str(setter.value or "")
    setter.property_type = "Check" if setter.property in TICKS else setter.property_type or "Data"
    if setter.property in TICKS and value not in ("0", "1"):
        frappe.throw(_("“{0}” is a tick. Give 1 or 0.").format(setter.property))
    shipped = {"parent": setter.doc_type, "fieldname": setter.field_name, "reqd": 1}
    if setter.property == "reqd" and value == "0" and frappe.db.exists("DocField", shipped):
        message = _("“{0}” stays a field that must be filled in: the rules read it.")
        frappe.throw(message.format(setter.field_name))
    if set(value) & set("<>"):
        frappe.throw(_("{0}: leave out “<” and “>”.").format(setter.property))
    if setter.property == "field_order" and not is_order(value, setter.doc_type):
        message = _("The order names every field of {0} once, as a list of field names.")
        frappe.throw(message.format(_(setter.doc_type)))


def is_order(value: str, record_type: str) -> bool:
    """Is this a list of all fields of a record type?"""
    try:
        names = json.loads(value)
    except ValueError:
        return False
    known = sorted(field.fieldname for field in frappe.get_meta(record_type).fields)
    return isinstance(names, list) and all(isinstance(name, str) for name in names) and sorted(names) == known


def check_workflow(workflow: Document, method: str | None = None) -> None:
    """Hook, before a workflow is stored: conditions in code are for who looks after the whole site.

    Raises:
        frappe.PermissionError: It is a workflow of other records, or a condition was written.
    """
    if is_of_the_site():
        return
    if workflow.document_type not in REQUIRED_STAGES:
        refused = _("A workflow is for {0}. Choose one of them.")
        frappe.throw(refused.format(listed([_(name) for name in REQUIRED_STAGES])), frappe.PermissionError)
    before = workflow.get_doc_before_save()
    kept = {row.condition for row in before.transitions} if before else set()
    for row in workflow.transitions:
        if row.condition and row.condition not in kept:
            refused = _(
                "Transitions, row {0}: leave the condition empty. Say who may take the step by its role."
            )
            frappe.throw(refused.format(row.idx), frappe.PermissionError)


CLASSES = {"Customize Form": "papg.permissions.customize_form.CouncilCustomizeForm"}
HOOKS = {
    "Custom Field": {
        "before_validate": "papg.permissions.guards.check_field",
        "on_trash": "papg.permissions.guards.check_field_trash",
    },
    "Property Setter": {
        "before_validate": "papg.permissions.guards.check_property",
        "on_trash": "papg.permissions.guards.check_property_trash",
    },
}
