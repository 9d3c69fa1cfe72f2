"""A record type as JSON Schema: its record, a row of its list, and what is sent to make or to change it."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model import get_permitted_fields, optional_fields
from frappe.model.base_document import get_controller
from frappe.utils import strip_html

from papg.api.interface import fields
from papg.api.interface.fields import Schema
from papg.permissions.policy import GROUP_FIELD
from papg.security import listing

MADE_WITH = ".new"
CHANGED_WITH = ".change"
LISTED_AS = ".row"
COLUMN = ".column"
FILTER = ".filter"
# What every record type shares; no record type is ever called so among the components.
ANY_FILTER = "any.filter"
TEXT, MOMENT, NUMBER, STATE = "any.text", "any.moment", "any.number", "any.state"
SHARED: dict[str, Schema] = {
    TEXT: {"type": ["string", "null"], "readOnly": True},
    MOMENT: {"type": "string", "pattern": fields.MOMENT, "readOnly": True},
    NUMBER: {"type": "integer", "readOnly": True},
    STATE: {"type": "integer", "enum": [0, 1, 2], "readOnly": True},
}
VALUE: Schema = {"type": ["string", "number", "null"]}


def key(record_type: str) -> str:
    """Name of a record type among the components, which take neither blanks nor most signs."""
    signs = (
        one if (one.isalnum() and one.isascii()) or one == "-" else f".{ord(one):x}" for one in record_type
    )
    return "".join("_" if one == ".20" else one for one in signs)


def reference(name: str) -> Schema:
    """Where another schema stands."""
    return {"$ref": f"#/components/schemas/{name}"}


def of_record(record_type: str, may_make: bool, may_change: bool) -> dict[str, Schema]:
    """Schemas of a record type and of its tables, by their names among the components."""
    meta, name = frappe.get_meta(record_type), key(record_type)
    tables = [table for table in meta.get_table_fields() if is_readable(table, meta)]
    found = {
        name + LISTED_AS: {"type": "object", "properties": columns(meta)},
        name + COLUMN: {"enum": list(readable_columns(record_type))},
        name + FILTER: on_columns(name),
        name: whole_record(meta, tables, reference(name + LISTED_AS)),
    }
    is_sent = may_make or may_change
    for table in tables:
        found |= of_table(table.options, record_type, is_sent)
    if is_sent:
        found[name + CHANGED_WITH] = sent(meta, tables)
    if may_make:
        required = must_be_sent(meta)
        made = {"required": required} if required else {}
        found[name + MADE_WITH] = {"allOf": [reference(name + CHANGED_WITH)], **made}
    return found


def whole_record(meta: Any, tables: Iterable[Any], row: Schema) -> Schema:
    """The record as it is answered: its columns and its tables."""
    properties = {"doctype": {"const": meta.name}} | {
        table.fieldname: fields.with_words({"type": "array", "items": reference(key(table.options))}, table)
        for table in tables
    }
    said = {"description": strip_html(_(meta.description))} if meta.description else {}
    required = ["name", "doctype", *(table for table in properties if table != "doctype")]
    return {"title": _(meta.name), **said, "allOf": [row], "properties": properties, "required": required}


def of_table(table: str, record_type: str, is_sent: bool) -> dict[str, Schema]:
    """Schemas of the rows of a table."""
    meta = frappe.get_meta(table)
    found = {key(table): {"title": _(table), "type": "object", "properties": columns(meta, record_type)}}
    if is_sent:
        row = sent(meta, (), record_type)
        # A row that stays is sent with its name.
        row["properties"]["name"] = {"type": ["string", "null"]}
        found[key(table) + CHANGED_WITH] = row
    return found


def columns(meta: Any, parent: str | None = None) -> Schema:
    """Schemas of what is stored in a table of the database, as far as the caller may read it."""
    readable = readable_columns(meta.name, parent)
    own = {field.fieldname: fields.value(field) for field in meta.fields if fields.is_stored(field)}
    found = {
        name: own.get(name) or standard(name) for name in readable if name in own or not meta.has_field(name)
    }
    return {**found, "name": reference(NUMBER)} if meta.autoname == "autoincrement" else found


def readable_columns(table: str, parent: str | None = None) -> tuple[str, ...]:
    """Names of columns the caller may read, as the gate has them for lists."""
    return tuple(
        dict.fromkeys(
            name for name in get_permitted_fields(table, parenttype=parent) if name not in optional_fields
        )
    )


def standard(name: str) -> Schema:
    """A column every record has."""
    kinds = {"creation": MOMENT, "modified": MOMENT, "docstatus": STATE, "idx": NUMBER}
    return reference(kinds.get(name, TEXT))


def shared() -> dict[str, Schema]:
    """Schemas that are the same for every record type."""
    return {**SHARED, ANY_FILTER: {"anyOf": conditions()}}


def conditions() -> list[Schema]:
    """Filters on any column, one for each kind of comparison."""
    days = {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 2, "maxItems": 2}
    of_their_own = {"in", "not in", "between", "is", "timespan"}
    return [
        condition(sorted(listing.OPERATORS - of_their_own), VALUE),
        condition(["in", "not in"], {"type": "array", "items": VALUE, "minItems": 1}),
        condition(["is"], {"enum": ["set", "not set"]}),
        condition(["between"], days),
    ]


def condition(comparisons: list[str], value: Schema) -> Schema:
    """A filter with one kind of comparison."""
    parts = [{"type": "string"}, {"enum": comparisons}, value]
    return {"type": "array", "prefixItems": parts, "items": False, "minItems": 3, "maxItems": 3}


def on_columns(name: str) -> Schema:
    """A filter on a column of a record type."""
    return {"allOf": [reference(ANY_FILTER), {"prefixItems": [reference(name + COLUMN)]}]}


def sent(meta: Any, tables: Iterable[Any], parent: str | None = None) -> Schema:
    """What may be sent: the gate refuses names that are not fields, and what is only read counts for nothing."""
    readable = readable_columns(meta.name, parent)
    properties = {
        field.fieldname: fields.value(field)
        for field in meta.fields
        if fields.is_stored(field) and field.fieldname in readable and not field.read_only
    }
    for table in tables:
        if not table.read_only:
            rows = {"type": "array", "items": reference(key(table.options) + CHANGED_WITH)}
            properties[table.fieldname] = fields.with_words(rows, table)
    return {"type": "object", "properties": properties}


def must_be_sent(meta: Any) -> list[str]:
    """Fields a new record does not come about without; what the record works out itself is not among them."""
    derived = {GROUP_FIELD} if getattr(get_controller(meta.name), "group_from", None) else set()
    return [
        field.fieldname
        for field in meta.get("fields", {"reqd": 1})
        if not (field.read_only or field.default or field.fieldname in derived)
    ]


def is_readable(table: Any, meta: Any) -> bool:
    """May the caller read a table of the record?"""
    return not table.permlevel or table.permlevel in meta.get_permlevel_access("read")
