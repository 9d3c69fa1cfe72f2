"""The record a request is about: is it the caller's to see, and which of what was sent belongs to it?"""

from typing import Any

import frappe
from frappe import _
from frappe.model import child_table_fields, default_fields

from papg.permissions import guards, policy, rights
from papg.security.answers import BadArgument, NotThere

# Marks of the desk's own that the framework needs to tell a new record from a stored one.
MARKS = ("__islocal", "__unsaved")
NEW = "new"


def seen(record_type: str, name: Any, argument: str) -> str:
    """The name, if there is such a record and the session's user may read it.

    Args:
        record_type: Name of the record type.
        name: What was sent as its name.
        argument: Name of the argument, for the refusal.

    Raises:
        BadArgument: The name is no text.
        NotThere: No such record, or not the caller's to see.
    """
    if not isinstance(name, str | int) or isinstance(name, bool) or not name:
        raise BadArgument(argument, _("give the name of a record"))
    if not is_readable(record_type, str(name)):
        raise NotThere
    return str(name)


def is_readable(record_type: str, name: str, user: str | None = None) -> bool:
    """May the user read the stored record of this name?"""
    if record_type in rights.records():
        return policy.is_allowed(record_type, name, "read", user)
    if record_type == "DocType":
        return guards.is_ours(name)
    if frappe.get_meta(record_type).issingle:
        return bool(frappe.has_permission(record_type, "read", user=user))
    told = len(frappe.local.message_log)
    try:
        found = frappe.get_list(record_type, {"name": name}, limit=1, user=user)
        return bool(found and frappe.has_permission(record_type, "read", doc=name, user=user))
    except frappe.PermissionError:
        return False
    finally:
        del frappe.local.message_log[told:]


def is_new(name: Any, record_type: str) -> bool:
    """Does the name stand for a record that is only being written?"""
    return isinstance(name, str) and name.startswith(NEW) and not frappe.db.exists(record_type, name)


def cleaned(doc: dict[str, Any], argument: str) -> dict[str, Any]:
    """The record with its own fields only; what the client added stays behind.

    Raises:
        BadArgument: A table of it holds something else than rows.
        NotThere: It is to be a stored record that is not the caller's to see.
    """
    meta = frappe.get_meta(doc["doctype"])
    if not doc.get("__islocal") and doc.get("name"):
        seen(doc["doctype"], doc["name"], argument)
    kept = own_fields(doc, meta)
    for table in meta.get_table_fields():
        if rows := doc.get(table.fieldname):
            kept[table.fieldname] = own_rows(rows, table.options, argument)
    return kept


def own_names(record_type: str) -> set[str]:
    """Names of the fields of a record type and of those every record has."""
    fields = {field.fieldname for field in frappe.get_meta(record_type).fields}
    return fields | {*default_fields, *child_table_fields} - {"name"}


def own_fields(doc: dict[str, Any], meta: Any) -> dict[str, Any]:
    """Fields of the record type among what was sent, without its tables."""
    tables = {table.fieldname for table in meta.get_table_fields()}
    known = own_names(meta.name) | {"name", *MARKS}
    return {name: value for name, value in doc.items() if name in known - tables}


def own_rows(rows: Any, table: str, argument: str) -> list[dict[str, Any]]:
    """Rows of a child table with their own fields only."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadArgument(argument, _("a table holds rows"))
    meta = frappe.get_meta(table)
    return [own_fields(row, meta) for row in rows]
