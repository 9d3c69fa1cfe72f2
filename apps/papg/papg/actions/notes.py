"""Progress notes: added under one's own account, never altered, never taken out."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

KEPT_FIELDS = ("noted_on", "note", "noted_by", "by_link", "noted_as")


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
            sign(note, action)
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


def sign(note: Document, action: Document) -> None:
    """A new note is by the session's user, or by the owner without an account who followed a link."""
    is_by_link = bool(action.flags.answered_by_link)
    note.by_link = int(is_by_link)
    note.noted_as = action.link_sent_to if is_by_link else None
    note.noted_by = None if is_by_link else frappe.session.user
    note.noted_on = note.noted_on or today()
