"""The addresses of a record type: what each verb takes and answers."""

from typing import Any
from urllib.parse import quote

from frappe import _

from papg.api.interface import schemas
from papg.api.interface.fields import Schema
from papg.api.interface.reach import Reach
from papg.security import calls, listing, shapes
from papg.security.allowlist import Argument, Entry
from papg.security.binding import arguments_of

JSON = "application/json"
# Those the address has, and one some programs send along to ask for what is answered anyway.
UNTOLD = ("doctype", "name", "as_dict")
DIRECTION = r"^`?{name}`?( (asc|desc))?(, ?`?{name}`?( (asc|desc))?){{0,2}}$"
REFUSALS = {"400": "Incomplete", "401": "NotKnown", "403": "NotAllowed", "404": "NotThere", "429": "TooMany"}
REFUSED_BY_RULES = {"409": "ChangedMeanwhile", "417": "AgainstARule"}


def of_record(reach: Reach) -> dict[str, Any]:
    """The addresses of a record type with the verbs the caller may use."""
    base = f"/api/resource/{quote(reach.record_type)}"
    addresses = {calls.LIST_PATH: base, calls.RECORD_PATH: f"{base}/{{name}}"}
    found: dict[str, Any] = {}
    for (verb, path), entry in reach.operations.items():
        operation = OPERATIONS[verb, path](reach.record_type, entry)
        found.setdefault(addresses[path], {})[verb.lower()] = {
            "tags": [_(reach.record_type)],
            "operationId": f"{NAMES[verb, path]}.{schemas.key(reach.record_type)}",
            **operation,
        }
    if record := found.get(addresses[calls.RECORD_PATH]):
        record["parameters"] = [shared("name")]
    return found


def listed(record_type: str, entry: Entry) -> Schema:
    """A list."""
    row = schemas.reference(schemas.key(record_type) + schemas.LISTED_AS)
    taken = [one for one in arguments_of(entry) if one.name not in UNTOLD]
    return {
        "summary": _("List {0}").format(_(record_type)),
        "parameters": [parameter(one, record_type) for one in taken],
        "responses": {"200": answer({"type": "array", "items": row}), **refusals(), **too_long()},
    }


def read(record_type: str, entry: Entry) -> Schema:
    """One record."""
    return {
        "summary": _("Read a record of {0}").format(_(record_type)),
        "responses": {"200": answer(schemas.reference(schemas.key(record_type))), **refusals()},
    }


def made(record_type: str, entry: Entry) -> Schema:
    """A new record."""
    return {
        "summary": _("Make a record of {0}").format(_(record_type)),
        "requestBody": body(schemas.key(record_type) + schemas.MADE_WITH),
        "responses": {
            "200": answer(schemas.reference(schemas.key(record_type))),
            **refusals(),
            **ruled(),
        },
    }


def changed(record_type: str, entry: Entry) -> Schema:
    """A change of a record."""
    return {
        "summary": _("Change a record of {0}").format(_(record_type)),
        "requestBody": body(schemas.key(record_type) + schemas.CHANGED_WITH),
        "responses": {
            "200": answer(schemas.reference(schemas.key(record_type))),
            **refusals(),
            **ruled(),
        },
    }


def taken_away(record_type: str, entry: Entry) -> Schema:
    """A record that goes."""
    done = {"type": "object", "properties": {"message": {"type": "string"}}}
    return {
        "summary": _("Delete a record of {0}").format(_(record_type)),
        "responses": {
            "202": {"description": _("It is gone."), "content": {JSON: {"schema": done}}},
            **refusals(),
            **ruled(),
        },
    }


OPERATIONS = {
    ("GET", calls.LIST_PATH): listed,
    ("POST", calls.LIST_PATH): made,
    ("GET", calls.RECORD_PATH): read,
    ("PUT", calls.RECORD_PATH): changed,
    ("DELETE", calls.RECORD_PATH): taken_away,
}
NAMES = {
    ("GET", calls.LIST_PATH): "list",
    ("POST", calls.LIST_PATH): "make",
    ("GET", calls.RECORD_PATH): "read",
    ("PUT", calls.RECORD_PATH): "change",
    ("DELETE", calls.RECORD_PATH): "delete",
}


def answer(data: Schema) -> Schema:
    """An answer with what was asked for."""
    schema = {"type": "object", "properties": {"data": data}, "required": ["data"]}
    return {"description": _("What was asked for."), "content": {JSON: {"schema": schema}}}


def body(name: str) -> Schema:
    """A record sent as JSON."""
    return {"required": True, "content": {JSON: {"schema": schemas.reference(name)}}}


def refusals() -> dict[str, Schema]:
    """What is answered instead."""
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in REFUSALS.items()}


def too_long() -> dict[str, Schema]:
    """What is answered to a list asked for with more than an address holds."""
    return {"414": {"$ref": "#/components/responses/TooLong"}}


def ruled() -> dict[str, Schema]:
    """What is answered to a change a rule of the record refuses."""
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in REFUSED_BY_RULES.items()}


def shared(name: str) -> Schema:
    """Where an argument stands that is the same for every record type."""
    return {"$ref": f"#/components/parameters/{name}"}


def shared_parameters() -> dict[str, Schema]:
    """Arguments that are the same for every record type, by name."""
    counts = {name: {**in_query(name), "schema": SAME[name]} for name in SAME}
    return {"name": named(), **counts}


def named() -> Schema:
    """The name in the address of a record."""
    return {
        "name": "name",
        "in": "path",
        "required": True,
        "description": _("What the record is addressed by; lists answer with it."),
        "schema": {"type": "string", "minLength": 1},
    }


def parameter(argument: Argument, record_type: str) -> Schema:
    """An argument of a list, in the shape the gate takes."""
    if argument.name in SAME:
        return shared(argument.name)
    if argument.shape in AS_JSON:
        schema = AS_JSON[argument.shape](record_type)
        return {**in_query(argument.name), "content": {JSON: {"schema": schema}}}
    return {**in_query(argument.name), "schema": order(record_type)}


def in_query(name: str) -> Schema:
    """What is said of every argument of a list."""
    return {"name": name, "in": "query", "description": _(WORDS[name])}


def field_names(record_type: str) -> Schema:
    """Columns of a list."""
    names = schemas.reference(schemas.key(record_type) + schemas.COLUMN)
    return {"type": "array", "items": names, "minItems": 1, "maxItems": listing.MOST_FILTERS}


def conditions(record_type: str) -> Schema:
    """Filters on the columns of a record type."""
    return {
        "type": "array",
        "items": schemas.reference(schemas.key(record_type) + schemas.FILTER),
        "maxItems": listing.MOST_FILTERS,
    }


def order(record_type: str) -> Schema:
    """Up to three fields to sort by."""
    names = "|".join(schemas.readable_columns(record_type))
    return {"type": "string", "pattern": DIRECTION.format(name=f"({names})")}


AS_JSON = {"fields": field_names, "filters": conditions}
PAGE: Schema = {"type": "integer", "minimum": 0, "maximum": shapes.PAGE_LENGTH, "default": 20}
SAME: dict[str, Schema] = {
    "limit_start": {"type": "integer", "minimum": 0, "default": 0},
    "limit_page_length": PAGE,
    "limit": PAGE,
}
WORDS = {
    "fields": "Columns to answer with; names only when left out.",
    "filters": "Only records that fit all of these.",
    "or_filters": "Only records that fit at least one of these.",
    "order_by": "Up to three fields, each with asc or desc behind it.",
    "limit_start": "How many records to pass over.",
    "limit_page_length": "How many records to answer with.",
    "limit": "The same as limit_page_length.",
}
