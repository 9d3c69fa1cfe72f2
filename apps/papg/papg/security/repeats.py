"""A record sent twice: by the id its writer gave it, the second call is answered with the record of the first."""

import frappe
from frappe import _
from werkzeug.wrappers import Request

from papg.permissions import external_ids
from papg.security import recording
from papg.security.calls import LIST_PATH, RECORD_PATH, RESOURCE, Call

RESOURCES = "/api/resource"
CONFLICT = 409


def made_before(call: Call) -> str | None:
    """Name of the record a call would make once more."""
    if (call.kind, call.endpoint, call.verb) != (RESOURCE, LIST_PATH, "POST"):
        return None
    given = call.arguments.get(external_ids.FIELD)
    return external_ids.made_before(call.record_type, given, frappe.session.user)


def as_reading(call: Call, name: str, request: Request) -> Call:
    """The call, and the request as the framework reads it, as one that asks for the record there is."""
    request.method, request.path = "GET", f"{RESOURCES}/{call.record_type}/{name}"
    request.environ.update(REQUEST_METHOD="GET", PATH_INFO=request.path.encode().decode("latin-1"))
    reading = Call(RESOURCE, RECORD_PATH, "GET", {}, call.record_type, name)
    recording.remember(reading)
    return reading


def of_race(request: Request) -> str | None:
    """What to tell a program that was refused because another call of its own made the record meanwhile.

    Had it been there before, the call would have been answered with it.

    Args:
        request: What was asked and refused.
    """
    given = frappe.local.form_dict.get(external_ids.FIELD)
    path, _slash, record_type = request.path.rpartition("/")
    if (request.method, path) != ("POST", RESOURCES) or not given:
        return None
    if not external_ids.made_before(record_type, given, frappe.session.user):
        return None
    message = _("“{0}” was sent twice at the same moment and one record was made. Send it again to get it.")
    return message.format(str(given)[:140])
