"""What hangs on records without being part of them: comments, letters, and notes to one person."""

import frappe

from papg.permissions.guards import REFERENCE_ONLY
from papg.testing import cast
from tests.walk.rows import Field, Row
from tests.walk.seeds_series import SERIES
from tests.walk.table import is_council_wide, made

NOTE = "Notification Log"
# Who finds a note of their own at the desk.
READERS = (cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.THREE, cast.AUDITOR)


def sow(field: Field) -> None:
    """A comment and a letter on every record of a group, and a note to each of some people."""
    for row in field.rows:
        if (
            not row.is_aside
            and not is_council_wide(row.record)
            and row.record not in REFERENCE_ONLY
            and not is_deleted(row)
        ):
            hang(field, row)
    for user in READERS:
        # A note about a record somebody may not read is not kept.
        sow_note(field, field.find("PAPG Group", "the group", "B" if user == cast.NEIGHBOUR else "A"), user)


def is_deleted(row: Row) -> bool:
    """Is it a row people delete? A job of the framework's would take away later what hangs on it."""
    is_draft = (row.record == "PAPG Meeting" and not row.files) or (
        row.record == SERIES and "draft" in row.when
    )
    return is_draft or row.record in made()


def hang(field: Field, row: Row) -> None:
    """A comment below a record, and a letter among its communications."""
    marks = [field.mark(str(row), what) for what in ("a comment", "a letter")]
    comment, letter = (f"Canary {mark}" for mark in marks)
    about = {"reference_doctype": row.record, "reference_name": row.name}
    frappe.get_doc({"doctype": "Comment", "comment_type": "Comment", "content": comment, **about}).insert()
    sent = {"communication_medium": "Email", "sent_or_received": "Sent", "subject": "A letter"}
    frappe.get_doc({"doctype": "Communication", "content": letter, **sent, **about}).insert()
    row.hung = frozenset(marks)


def sow_note(field: Field, about: Row, user: str) -> None:
    """A note of the framework to one account; its subject is for nobody else."""
    label = f"to {user.partition('@')[0]}"
    words = field.writer(NOTE, label)
    doc = frappe.get_doc(
        {
            "doctype": NOTE,
            "for_user": user,
            "from_user": "Administrator",
            "type": "Alert",
            "subject": words("subject"),
            "document_type": about.record,
            "document_name": about.name,
        }
    )
    doc.insert()
    field.add(NOTE, doc.name, label, is_aside=True, only_for=user)
