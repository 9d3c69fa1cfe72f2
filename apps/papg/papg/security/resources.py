"""Calls on `/api/resource`: the record type and the name come with the path, the record itself as JSON."""

import json
from typing import Any

import frappe
from frappe import _
from werkzeug.wrappers import Request

from papg.security import binding, records, shapes
from papg.security.allowlist import Entry
from papg.security.answers import BadArgument
from papg.security.calls import Call

WRITING = ("POST", "PUT")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
# The field of a form in which the framework takes a record as JSON.
IN_FORM = "data"


def bind(entry: Entry, call: Call, of_kinds: frozenset[str], request: Request) -> dict[str, Any]:
    """Arguments of a call on a resource, as the framework is to get them.

    Args:
        entry: The endpoint on the list.
        call: The call.
        of_kinds: Kinds of user the caller is of.
        request: The request; a record in it comes as JSON.

    Raises:
        BadArgument: One is missing, unknown or of the wrong shape.
        NotThere: The record is not there or not the caller's to see.
    """
    if call.verb in WRITING:
        fields = sent_fields(call, request)
        binding.bind(entry, {"doc": sent_record(call, fields)}, of_kinds)
        # The framework reads a JSON body itself, and takes a form as it is given here.
        return fields if fields is call.arguments else {IN_FORM: json.dumps(fields)}
    path = {"doctype": call.record_type} | ({"name": call.name} if call.name else {})
    for name in path:
        if name in call.arguments:
            raise BadArgument(name, _("the address says it already"))
    checked = binding.bind(entry, {**call.arguments, **path}, of_kinds)
    return {name: value for name, value in checked.items() if name not in path}


def sent_fields(call: Call, request: Request) -> dict[str, Any]:
    """Fields of the record in the body: JSON, or JSON in a form of one field, as many programs send it.

    Raises:
        BadArgument: It is neither.
    """
    kind = request.content_type or ""
    if JSON in kind and request.get_data():
        return call.arguments
    if FORM in kind and set(call.arguments) == {IN_FORM}:
        return fields_of_form(call)
    raise BadArgument(IN_FORM, _("send the record as JSON"))


def fields_of_form(call: Call) -> dict[str, Any]:
    """Fields of a record in a form; the record type and the name may be among them, as the address has them.

    Raises:
        BadArgument: It is no JSON of a record, or of another one than the address names.
    """
    context = shapes.Context(IN_FORM, "", {}, frozenset())
    fields = shapes.parsed(call.arguments[IN_FORM], context)
    if not isinstance(fields, dict):
        raise BadArgument(IN_FORM, _("send the record as JSON"))
    of_address = {"doctype": call.record_type, **({"name": call.name} if call.name else {})}
    for name, value in of_address.items():
        if fields.pop(name, value) != value:
            raise BadArgument(name, _("the address names another"))
    return fields


def sent_record(call: Call, fields: dict[str, Any]) -> dict[str, Any]:
    """The record in the body, as one whole.

    Raises:
        BadArgument: It has a field the record type does not have.
    """
    if frappe.db.exists("DocType", call.record_type):
        known = records.own_names(call.record_type) | chosen_name(call)
        for name in fields:
            if name not in known:
                raise BadArgument(name, _("this record type has no such field"))
    name = {"name": call.name} if call.name else {"__islocal": 1}
    return {**fields, "doctype": call.record_type, **name}


def chosen_name(call: Call) -> set[str]:
    """Some records are called what whoever makes them says; all others get their names by themselves."""
    is_asked_for = (frappe.get_meta(call.record_type).autoname or "").lower() == "prompt"
    return {"name"} if call.verb == "POST" and is_asked_for else set()
