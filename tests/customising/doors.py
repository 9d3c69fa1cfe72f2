"""What a council or the site may write that acts on records from beside them, and trying to store it."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as

OURS = "PAPG Action"
FOREIGN = ("User", "Role", "System Settings", "Server Script", "DocType", "File")
SYSTEM_MANAGER = "system.manager@harbour.example"
ADMINISTRATOR_ROLE = "PAPG Administrator"
Fields = Callable[[str], dict[str, Any]]

DOORS: dict[str, Fields] = {
    "Custom Field": lambda target: {"dt": target, "label": "Ward", "fieldtype": "Data"},
    "Property Setter": lambda target: {
        "doc_type": target,
        "doctype_or_field": "DocField",
        "field_name": "title" if target == OURS else "name",
        "property": "bold",
        "property_type": "Check",
        "value": "1",
    },
    "Workflow": lambda target: {
        "workflow_name": "Another",
        "document_type": target,
        "workflow_state_field": "workflow_state",
        "states": [{"state": "Open", "doc_status": "0", "allow_edit": ADMINISTRATOR_ROLE}],
    },
    "Print Format": lambda target: {"name": "Own", "doc_type": target, "html": "{{ doc.title }}"},
    "Notification": lambda target: {
        "name": "Own",
        "subject": "Look at this",
        "document_type": target,
        "event": "New",
        "channel": "Email",
        "recipients": [{"receiver_by_role": "PAPG Secretary"}],
    },
    "Report": lambda target: {"report_name": "Own", "ref_doctype": target, "report_type": "Report Builder"},
    "Kanban Board": lambda target: {
        "kanban_board_name": "Own",
        "reference_doctype": target,
        "field_name": "status",
    },
    "Number Card": lambda target: {
        "label": "Own",
        "document_type": target,
        "type": "Document Type",
        "function": "Count",
        "filters_json": "[]",
    },
    "Dashboard Chart": lambda target: {
        "chart_name": "Own",
        "document_type": target,
        "chart_type": "Count",
        "filters_json": "[]",
    },
    "Custom DocPerm": lambda target: {
        "parent": target,
        "parenttype": "DocType",
        "parentfield": "permissions",
        "role": ADMINISTRATOR_ROLE,
        "read": 1,
    },
    "Client Script": lambda target: {"name": "Own", "dt": target, "script": "alert(1)"},
    "Server Script": lambda target: {
        "name": "Own",
        "script_type": "DocType Event",
        "reference_doctype": target,
        "script": "pass",
    },
    "Assignment Rule": lambda target: {
        "name": "Own",
        "document_type": target,
        "description": "x",
        "assign_condition": "1",
    },
    "Document Naming Rule": lambda target: {"document_type": target, "prefix": "A", "prefix_digits": 4},
    "DocType Layout": lambda target: {"name": "Own", "document_type": target, "route": "own"},
    "DocType Action": lambda target: {
        "parent": target,
        "parenttype": "DocType",
        "parentfield": "actions",
        "label": "Run",
        "action_type": "Server Action",
        "action": "frappe.ping",
    },
}
# The framework stores these past its own rights on them, or refuses them before ours is asked.
STORED_BY_CODE = ("Custom DocPerm", "Dashboard Chart", "DocType Action", "Number Card", "Server Script")


def store(door: str, target: str, **fields: Any) -> Document:
    doc = frappe.get_doc({"doctype": door, **DOORS[door](target), **fields})
    if door in STORED_BY_CODE:
        doc.run_method("before_validate")
        return doc
    return doc.insert()


def refused(door: str, target: str, match: str, user: str = cast.ADMINISTRATOR, **fields: Any) -> None:
    """It is refused for this reason, and nothing is stored."""
    before = frappe.db.count(door)
    with acting_as(user), pytest.raises((frappe.PermissionError, frappe.ValidationError), match=match):
        store(door, target, **fields)
    assert frappe.db.count(door) == before
