"""The two questions on every form: who can see this, and who has seen it."""

from typing import Any

import frappe
from frappe import _

from papg.oversight import watching
from papg.permissions import policy, readers, rights
from papg.permissions import scope as scopes
from papg.rules.due_dates import govuk_date, govuk_time
from papg.rules.trail import WATCHED

POSITIONS = {
    "Secretary": "Secretary",
    "Chair": "Chair or deputy chair",
    "Member": "Member",
    "Partner": "Member from outside the council",
    "Deputy": "Stands in at the meeting",
    "Board": "Sits on a body the group reports to",
    "Auditor": "Auditor",
    "Administrator": "Administrator",
}


@frappe.whitelist(methods=["GET", "POST"])
def who_can_see(doctype: str, name: str) -> list[dict[str, Any]]:
    """People who can read a record today, each with the positions that let them.

    Args:
        doctype: Record type.
        name: Name of the record; the caller may read it.

    Returns:
        For each person `user`, `full_name` and `positions` in words.

    Raises:
        frappe.DoesNotExistError: There is no such record for the caller.
    """
    refuse_unreadable(doctype, name)
    return [
        {
            "user": reader.user,
            "full_name": reader.full_name,
            "positions": [_(POSITIONS[position]) for position in reader.positions],
        }
        for reader in readers.of(doctype, name)
    ]


@frappe.whitelist(methods=["GET", "POST"])
def who_has_seen(doctype: str, name: str) -> dict[str, Any]:
    """People who were given a record to read, print or keep, as the trail has it.

    Args:
        doctype: Record type.
        name: Name of the record; the caller may write it, or is the auditor.

    Returns:
        `is_watched`, whether opening this kind of record is noted, and `rows`, for each person and way `full_name`,
        `what`, `times` and `last`, the day and time of the last one.

    Raises:
        frappe.DoesNotExistError: There is no such record for the caller.
        frappe.PermissionError: The caller may read the record and no more.
    """
    refuse_unreadable(doctype, name)
    is_auditor = "Auditor" in scopes.of().everywhere
    if not is_auditor and not policy.is_allowed(doctype, name, "write"):
        message = _(
            "Who has seen “{0}” is told to those who may change it, and to the auditor. Ask one of them."
        )
        frappe.throw(message.format(title_of(doctype, name)), frappe.PermissionError)
    rows = [
        {
            "full_name": row.full_name,
            "what": _(row.kind),
            "times": row.times,
            "last": f"{govuk_date(row.last_at.date())}, {govuk_time(row.last_at.time())}",
        }
        for row in watching.seen_by(doctype, name)
    ]
    return {"is_watched": doctype in WATCHED, "rows": rows}


def refuse_unreadable(doctype: str, name: str) -> None:
    """What is out of reach is not there."""
    if doctype not in rights.records() or not policy.is_allowed(doctype, name, "read"):
        frappe.throw(_("There is no such record, or it is not yours to see."), frappe.DoesNotExistError)


def title_of(doctype: str, name: str) -> str:
    """What the record is called by people."""
    field = frappe.get_meta(doctype).title_field
    return (field and frappe.db.get_value(doctype, name, field)) or name
