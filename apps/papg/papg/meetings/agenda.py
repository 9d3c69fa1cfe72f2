"""The agenda: what it takes over from the last meeting, and once it was issued, what departs from it and why."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.meetings.fields import content
from papg.meetings.wording import refuse_unless
from papg.rules import agenda as rules
from papg.rules.proposals import place_of

ISSUED = ("kind", "presenter", "notes")
TAKEN = ("title", "presenter", "minutes_allotted", "notes")


def carry_unfinished(meeting: Document, last: frappe._dict | None) -> None:
    """Put what the last meeting left unfinished on an agenda, before any other business. One query."""
    if not last:
        return
    left = {"parent": last.name, "parenttype": "PAPG Meeting", "is_unfinished": 1}
    rows = frappe.get_all("PAPG Agenda Item", left, TAKEN, order_by="idx")
    items = list(meeting.agenda)
    lacking = rules.to_carry([row.title or "" for row in items], [row.title for row in rows])
    if not lacking:
        return
    place = place_of([row.kind for row in items], is_issued=False)
    taken = [as_carried(rows[number], last) for number in lacking]
    meeting.set("agenda", [])
    for number, row in enumerate([*items[:place], *taken, *items[place:]], 1):
        meeting.append("agenda", row).idx = number


def as_carried(row: frappe._dict, last: frappe._dict) -> dict[str, object]:
    """An item of the last meeting as the next agenda has it."""
    notes = rules.carried_notes(getdate(last.starts_at), row.notes or "").translated(_)
    return {**row, "kind": "Business", "carried_from": last.name, "notes": notes}


def check_unfinished(meeting: Document) -> None:
    """Only a meeting that was held leaves items unfinished.

    Raises:
        frappe.ValidationError: The meeting was not held.
    """
    unfinished = [item(row) for row in meeting.agenda if cint(row.is_unfinished)]
    refuse_unless(rules.may_be_unfinished(meeting.status, unfinished))


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
