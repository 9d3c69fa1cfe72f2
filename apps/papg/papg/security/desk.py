"""Endpoints of the framework's desk given again: its own tell of people and records out of reach."""

from typing import Any

import frappe
from frappe.desk.form import utils
from frappe.utils import get_fullname

from papg.security import records, users


@frappe.whitelist(methods=["POST"])
def validate_link(doctype: str, docname: str, fields: str | None = None) -> dict[str, Any]:
    """Is there such a record for the caller to link to?

    Args:
        doctype: Record type of the link's target.
        docname: What was typed or chosen.
        fields: Fields to take over from it, as JSON.

    Returns:
        The `name` and the fields; nothing when there is no such record or it is out of reach.
    """
    if not records.is_readable(doctype, docname):
        return {}
    found = frappe.get_doc(doctype, docname)
    found.apply_fieldlevel_read_permissions()
    wanted = frappe.parse_json(fields) or []
    return {"name": found.name, **{field: found.get(field) for field in wanted}}


@frappe.whitelist(methods=["POST"])
def add_comment(reference_doctype: str, reference_name: str, content: str) -> Any:
    """Add a comment below a record the caller may read. Author and time are the session's.

    Args:
        reference_doctype: Record type.
        reference_name: Name of the record.
        content: The comment, with formatting.
    """
    user = frappe.session.user
    return utils.add_comment(reference_doctype, reference_name, content, user, get_fullname(user))


@frappe.whitelist(methods=["POST"])
def get_names_for_mentions(search_term: str = "") -> list[dict[str, str]]:
    """People the caller can mention: those who sit in groups the caller sits in.

    Args:
        search_term: Part of a name.

    Returns:
        For each `id`, the account, and `value`, the name.
    """
    near = users.people_near(frappe.session.user) - {frappe.session.user}
    filters = {"name": ("in", sorted(near) or [""]), "enabled": 1, "full_name": ("like", f"%{search_term}%")}
    rows = frappe.get_all("User", filters, ["name", "full_name"], order_by="full_name", limit=20)
    return [{"id": row.name, "value": row.full_name, "link": ""} for row in rows]
