"""Progress notes: added under one's own account, never altered, never taken out."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

KEPT_FIELDS = ("noted_on", "note", "noted_by")


def keep_notes(action: Document) -> None:
    """Sign new notes and refuse any change to earlier ones.

    Raises:
        frappe.ValidationError: An earlier note was altered or taken out; its row is named.
    """
    stored = stored_notes(action)
    for note in action.updates:
        if note.name in stored:
            refuse_alteration(note, stored.pop(note.name))
        else:
            sign(note)
    for lost in stored.values():
        taken_out = _(
            "Progress notes, row {0}: the note “{1}” cannot be taken out. Add a note that corrects it."
        )
        frappe.throw(taken_out.format(lost.idx, lost.note))


def stored_notes(action: Document) -> dict[str, Document]:
    before = action.get_doc_before_save()
    return {note.name: note for note in before.updates} if before else {}


def refuse_alteration(note: Document, stored: Document) -> None:
    """An earlier note stays as it was written."""
    if any(str(note.get(field) or "") != str(stored.get(field) or "") for field in KEPT_FIELDS):
        altered = _("Progress notes, row {0}: the note “{1}” cannot be altered. Add a note that corrects it.")
        frappe.throw(altered.format(stored.idx, stored.note))


def sign(note: Document) -> None:
    """A new note is by the session's user."""
    note.noted_by = frappe.session.user
    note.noted_on = note.noted_on or today()
