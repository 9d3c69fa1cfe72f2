"""A field of a record type as JSON Schema: what a program is answered, and what it may send."""

from collections.abc import Callable
from typing import Any

from frappe import _
from frappe.model import display_fieldtypes, no_value_fields, table_fields
from frappe.utils import cint, strip_html

Schema = dict[str, Any]

TEXT = "Data"
# As the database writes them: a blank and no zone, the site's own time.
MOMENT = r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$"
TIME = r"^-?\d{1,3}:\d{2}(:\d{2}(\.\d{1,6})?)?$"
SHORT = 140
NUMBERS = ("Int", "Float", "Currency", "Percent", "Duration", "Rating", "Check")
LIMITED = ("Data", "Link", "Dynamic Link", "Select", "Autocomplete", "Read Only", "Phone", "Password")
FORMATS = {"Email": "email", "URL": "uri"}


def whole(field: Any) -> Schema:
    return {"type": "integer"}


def amount(field: Any) -> Schema:
    return {"type": "number"}


def check(field: Any) -> Schema:
    return {"type": "integer", "enum": [0, 1]}


def day(field: Any) -> Schema:
    return {"type": "string", "format": "date"}


def moment(field: Any) -> Schema:
    return {"type": "string", "pattern": MOMENT}


def time(field: Any) -> Schema:
    return {"type": "string", "pattern": TIME}


def formatted(field: Any) -> Schema:
    return {"type": "string", "contentMediaType": "text/html"}


def choice(field: Any) -> Schema:
    """One of the words the council or we listed; a field that was never filled in is empty."""
    words = list(dict.fromkeys(line.strip() for line in (field.options or "").split("\n")))
    return {"type": "string", "enum": list(dict.fromkeys([*words, ""]))} if words != [""] else text(field)


def link(field: Any) -> Schema:
    return {**text(field), "description": _("Name of a record of {0}.").format(field.options)}


def text(field: Any) -> Schema:
    """Text, as long as its column."""
    found: Schema = {"type": "string"}
    if field.fieldtype in LIMITED:
        found["maxLength"] = cint(field.length) or SHORT
    if said := FORMATS.get(field.options or "") if field.fieldtype == TEXT else None:
        found["format"] = said
    return found


BY_TYPE: dict[str, Callable[[Any], Schema]] = {
    "Int": whole,
    "Long Int": whole,
    "Check": check,
    "Float": amount,
    "Currency": amount,
    "Percent": amount,
    "Duration": amount,
    "Rating": amount,
    "Date": day,
    "Datetime": moment,
    "Time": time,
    "Select": choice,
    "Link": link,
    "Text Editor": formatted,
    "HTML Editor": formatted,
}


def is_stored(field: Any) -> bool:
    """Does the field hold a value of its own? Headings, buttons and tables do not."""
    return field.fieldtype not in (*no_value_fields, *display_fieldtypes, *table_fields)


def value(field: Any) -> Schema:
    """Schema of the value of a field, with its label and what the form says of it."""
    found = BY_TYPE.get(field.fieldtype, text)(field)
    if field.fieldtype not in NUMBERS:
        found = {**found, "type": [found["type"], "null"]}
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return with_words(found, field)


def with_words(schema: Schema, field: Any) -> Schema:
    """The schema with label, description and whether the field is only read."""
    said = [strip_html(_(field.description)) if field.description else "", schema.get("description", "")]
    return {
        "title": _(field.label or field.fieldname),
        **schema,
        **({"description": words} if (words := " ".join(part for part in said if part)) else {}),
        **({"readOnly": True} if field.read_only else {}),
    }
