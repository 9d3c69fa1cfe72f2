"""What a template somebody wrote may see: a record as plain data, as its reader may see it, and the letterhead."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.meta import Meta
from markupsafe import Markup

from papg.permissions import policy, rights
from papg.printing.text import rich

PLAIN = (str, int, float, Decimal, date, time, timedelta, type(None))
TABLES = ("Table", "Table MultiSelect")
RICH = ("Text Editor", "HTML Editor")
STANDARD = ("doctype", "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx")
# The framework's values may hold themselves.
DEEPEST = 4
# Pages the framework made of the letterhead; their own templates were rendered the same way.
LETTERHEAD = ("letter_head", "footer")


def of_context(context: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of the values a template is rendered with: plain data, and records as their reader sees them."""
    if is_record(context):
        return of_record(context)
    kept = {name: plain(value) for name, value in context.items()}
    return {**kept, **{name: Markup(kept[name]) for name in LETTERHEAD if kept.get(name)}}  # noqa: S704 see LETTERHEAD


def plain(value: Any, depth: int = 0) -> Any:
    """A value without anything that can be called; nothing at all where only that would be left."""
    if isinstance(value, PLAIN):
        return value
    if depth == DEEPEST:
        return None
    if isinstance(value, list | tuple):
        return [plain(entry, depth + 1) for entry in value]
    if is_record(value):
        return of_record(value)
    if isinstance(value, Mapping):
        return {str(key): plain(entry, depth + 1) for key, entry in value.items()}
    return None


def is_record(value: Any) -> bool:
    """Is this a record, or one as a dictionary?"""
    is_named = isinstance(value, Document | Mapping) and isinstance(value.get("doctype"), str)
    return is_named and bool(frappe.db.exists("DocType", value.get("doctype")))


def of_record(record: Any) -> dict[str, Any]:
    """The fields of a record its reader may see, with the rows of its tables; nothing of one out of reach."""
    if not is_readable(record.get("doctype"), record.get("name")):
        return {}
    meta = frappe.get_meta(record.get("doctype"))
    levels = {0, *meta.get_permlevel_access("read")}
    return fields_of(record, meta, levels)


def is_readable(record_type: str, name: Any) -> bool:
    """May the session's user read the stored record? What is not stored yet is its writer's own."""
    if not isinstance(name, str) or not frappe.db.exists(record_type, name):
        return True
    if record_type in rights.records():
        return policy.is_allowed(record_type, name, "read")
    return bool(frappe.has_permission(record_type, "read", name))


def fields_of(record: Any, meta: Meta, levels: set[int]) -> dict[str, Any]:
    """Values of the fields at these levels."""
    found = {name: plain(record.get(name)) for name in STANDARD}
    for field in meta.fields:
        if (field.permlevel or 0) not in levels or field.fieldtype == "Password":
            continue
        value = record.get(field.fieldname)
        if field.fieldtype in TABLES:
            rows = frappe.get_meta(field.options)
            found[field.fieldname] = [fields_of(row, rows, levels) for row in value or []]
        elif field.fieldtype in RICH:
            found[field.fieldname] = rich(value)
        else:
            found[field.fieldname] = plain(value)
    return found
