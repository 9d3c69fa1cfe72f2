"""The agenda once it was issued: what its members were sent stays, and what departs from it says why."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from papg.meetings.fields import content
from papg.meetings.wording import refuse_unless
from papg.rules import agenda as rules

ISSUED = ("kind", "presenter", "notes")


def keep_issued(meeting: Document) -> None:
    """Let an agenda that was issued change with a reason only, and note what departs from it.

    Raises:
        frappe.ValidationError: An item was taken out or moved, or a reason is missing.
    """
    before = meeting.get_doc_before_save()
    if not before or not before.agenda_issued_on:
        for row in meeting.agenda:
            row.update({"is_withdrawn": 0, "lateness": None, "late_reason": None})
        return
    stored = {row.name: item(row) for row in before.agenda}
    # What is new stands apart, after everything that has a number already.
    meeting.set("agenda", sorted(meeting.agenda, key=lambda row: row.name not in stored))
    now = [item(row, row.name in stored) for row in meeting.agenda]
    refuse_unless(rules.may_change_issued(list(stored.values()), now))
    for row, each in zip(meeting.agenda, now, strict=True):
        row.lateness = rules.lateness(each, stored.get(each.key))


def item(row: Document, is_stored: bool = True) -> rules.Item:
    """An item as the rules read it."""
    return rules.Item(
        key=row.name if is_stored else "",
        number=cint(row.item_number),
        title=row.title or "",
        content=content(row, ISSUED),
        is_withdrawn=bool(cint(row.is_withdrawn)),
        reason=row.late_reason or "",
        lateness=row.lateness or "",
    )


def remark(row: Document | frappe._dict) -> str:
    """What the agenda says of an item that departs from what was issued; empty for any other."""
    said = rules.remark(row.lateness or "", row.late_reason or "")
    return said.translated(_) if said else ""


def departs(meeting: Document) -> bool:
    """Does the agenda depart from what was issued in another way than before this save?"""
    before = meeting.get_doc_before_save()
    if not before:
        return False
    was, now = ([remark(row) for row in doc.agenda] for doc in (before, meeting))
    return was != now
