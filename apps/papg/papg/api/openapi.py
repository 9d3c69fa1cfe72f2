"""The REST interface in OpenAPI 3.1, written anew for each caller from the record types as they are now."""

import json

import frappe
from werkzeug.wrappers import Response

from papg.api.interface import description, reach


@frappe.whitelist(methods=["GET"])
def document() -> Response:
    """The interface as far as the caller may use it: record types, fields and verbs.

    Returns:
        The document itself, as JSON. Custom fields are in it from the moment they are saved.

    Raises:
        frappe.PermissionError: The caller is of no kind that may call the interface.
    """
    found = description.of(reach.of_caller())
    return Response(json.dumps(found, ensure_ascii=False), mimetype="application/json")
