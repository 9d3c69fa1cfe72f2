"""Calls on `/api/resource`: the record type and the name come with the path, the record itself as JSON."""

from typing import Any

import frappe
from frappe import _
from werkzeug.wrappers import Request

from papg.security import binding, records
from papg.security.allowlist import Entry
from papg.security.answers import BadArgument
from papg.security.calls import Call

WRITING = ("POST", "PUT")


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
        binding.bind(entry, {"doc": sent_record(call, request)}, of_kinds)
        return call.arguments
    path = {"doctype": call.record_type} | ({"name": call.name} if call.name else {})
    for name in path:
        if name in call.arguments:
            raise BadArgument(name, _("the address says it already"))
    checked = binding.bind(entry, {**call.arguments, **path}, of_kinds)
    return {name: value for name, value in checked.items() if name not in path}


def sent_record(call: Call, request: Request) -> dict[str, Any]:
    """The record in the body, as one whole.

    Raises:
        BadArgument: It is no JSON, or has a field the record type does not have.
    """
    if "application/json" not in (request.content_type or "") or not request.get_data():
        raise BadArgument("data", _("send the record as JSON"))
    if frappe.db.exists("DocType", call.record_type):
        known = records.own_names(call.record_type) | chosen_name(call)
        for name in call.arguments:
            if name not in known:
                raise BadArgument(name, _("this record type has no such field"))
    name = {"name": call.name} if call.name else {"__islocal": 1}
    return {**call.arguments, "doctype": call.record_type, **name}


def chosen_name(call: Call) -> set[str]:
    """Some records are called what whoever makes them says; all others get their names by themselves."""
    is_asked_for = (frappe.get_meta(call.record_type).autoname or "").lower() == "prompt"
    return {"name"} if call.verb == "POST" and is_asked_for else set()
