"""Who may read a file: whoever may read the record it is attached to; a file attached to nothing, its owner."""

from typing import Any

import frappe

from papg.oversight import seen
from papg.permissions import policy, rights
from papg.permissions.wiring import child_parents
from papg.security import records
from papg.security.answers import NotThere

WRITING = ("write", "create", "delete", "submit")
URL_PREFIX = "/private/files/"


def refuse_unreadable(url: str) -> None:
    """The gate's question about the address of a file.

    Raises:
        NotThere: There is no such file, or none of its records is the caller's to see.
    """
    if not (found := readable_file(url)):
        raise NotThere
    frappe.local.papg_file_name = found.file_name
    attached_to = (found.attached_to_doctype, found.attached_to_name) if found.attached_to_name else None
    seen.tell(*(attached_to or ("File", found.name)), detail=found.file_name)


def readable_file(url: str, user: str | None = None) -> Any:
    """A file with this address that the user may read, if there is one."""
    rows = frappe.get_all(
        "File",
        filters={"file_url": url, "is_folder": 0},
        fields=[
            "name",
            "owner",
            "file_name",
            "attached_to_doctype",
            "attached_to_name",
            "content_hash",
            "file_size",
        ],
    )
    return next((row for row in rows if may(row, "read", user)), None)


def may(file: Any, right: str, user: str | None = None) -> bool:
    """Has the user this right on a file?

    Args:
        file: The file, as a record or a row of it.
        right: Right as the framework names it.
        user: Whose right; the session's user when left out.
    """
    user = user or frappe.session.user
    if user == "Guest":
        return False
    if not (file.attached_to_doctype and file.attached_to_name):
        return file.owner == user
    asked = "write" if right in WRITING else "read"
    return may_on_record(file.attached_to_doctype, file.attached_to_name, asked, user)


def may_on_record(record_type: str, name: str, right: str, user: str) -> bool:
    """Has the user this right on the record a file is attached to?"""
    if record_type in child_parents():
        return False
    if record_type in rights.records():
        return policy.is_allowed(record_type, name, right, user)
    if right == "read":
        return records.is_readable(record_type, name, user)
    return bool(
        frappe.db.exists(record_type, name) and frappe.has_permission(record_type, right, name, user=user)
    )


def has_permission(doc: Any, ptype: str = "read", user: str | None = None, **kwargs: Any) -> bool:
    """Hook: the framework's question about one file."""
    user = user or frappe.session.user
    if user == "Administrator":
        return True
    if doc.is_folder:
        return ptype in ("read", "select")
    return may(doc, ptype, user)


def query_condition(user: str | None = None, **kwargs: Any) -> str:
    """Hook: SQL for the files a user may read."""
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    own = f"ifnull(`tabFile`.attached_to_name, '') = '' and `tabFile`.owner = {frappe.db.escape(user)}"
    parts = [f"({own})", *(f"({part})" for part in attached_to_readable(user))]
    return f"({' or '.join(parts)})"


def attached_to_readable(user: str) -> list[str]:
    """SQL for the files of each kind of record, as far as the user reads it."""
    parts = []
    for record in rights.records():
        condition = policy.condition(record, "read", user)
        if condition != policy.NOTHING:
            names = f"select `tab{record}`.name from `tab{record}` where {condition}"
            kind = frappe.db.escape(record)
            parts.append(
                f"`tabFile`.attached_to_doctype = {kind} and `tabFile`.attached_to_name in ({names})"
            )
    return parts
