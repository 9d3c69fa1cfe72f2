"""Notes, assignments and the like hang on records by name only; here the record has its say."""

import frappe
from bs4 import BeautifulSoup
from frappe import _
from frappe.model.document import Document

from papg.actions import repeating
from papg.permissions import policy, rights
from papg.permissions.guards import refuse_text
from papg.security import rich_text

# Where each says what it hangs on.
HANGING = {
    "Comment": ("reference_doctype", "reference_name"),
    "Communication": ("reference_doctype", "reference_name"),
    "ToDo": ("reference_type", "reference_name"),
}
# A share beats a refusal, a key opens a record to guests, and the others tell of a record to people out of reach.
NEVER = {
    "Auto Repeat": "reference_doctype",
    "DocShare": "share_doctype",
    "Document Follow": "ref_doctype",
    "Document Share Key": "reference_doctype",
    "Reminder": "reminder_doctype",
    "Tag Link": "document_type",
}


def refuse(doc: Document, method: str | None = None) -> None:
    """Hook: what would open a record of ours to somebody else is never stored.

    An action may repeat, under a check of its own: each turn is a record of the same group, and nothing is sent.

    Raises:
        frappe.PermissionError: It is about a record of ours.
    """
    if (doc.doctype, doc.get("reference_doctype")) == (repeating.REPEAT, repeating.ACTION):
        repeating.check(doc)
    elif doc.get(NEVER[doc.doctype]) in rights.records():
        frappe.throw(
            _(
                "A {0} cannot be used with records of groups: it would show them to people out of reach. Give whoever "
                "works with them a position in the group."
            ).format(_(doc.doctype)),
            frappe.PermissionError,
        )


def check(doc: Document, method: str | None = None) -> None:
    """Hook: what hangs on a record of ours is written by, and for, people who may read it.

    Raises:
        frappe.PermissionError: The writer, or who it is for, may not.
    """
    record_type, name = (doc.get(field) for field in HANGING[doc.doctype])
    if doc.get("comment_type") == "Comment":
        refuse_text(record_type)
    if record_type not in rights.records() or frappe.session.user == "Administrator":
        return
    if not name:
        return  # the framework's note that a record is gone names the kind of record alone
    people = {frappe.session.user, doc.get("allocated_to") or frappe.session.user}
    if not all(policy.is_allowed(record_type, name, "read", person) for person in people):
        frappe.throw(_("There is no such record, or it is not yours to see."), frappe.PermissionError)
    if doc.doctype == "Comment":
        sign(doc)


def sign(comment: Document) -> None:
    """A comment is its writer's, and names only people who may read the record."""
    if comment.comment_type == "Comment":
        comment.comment_email = frappe.session.user
        comment.comment_by = frappe.utils.get_fullname(frappe.session.user)
    comment.content = without_strangers(
        rich_text.cleaned(comment.content or ""), comment.reference_doctype, comment.reference_name
    )


def without_strangers(content: str, record_type: str, name: str) -> str:
    """The text with people who may not read the record as plain words, so that nobody writes to them."""
    if "mention" not in content:
        return content
    soup = BeautifulSoup(content, "html.parser")
    for mention in soup.find_all(class_="mention"):
        person = mention.get("data-id") or ""
        is_account = bool(person) and frappe.db.exists("User", person)
        if not is_account or not policy.is_allowed(record_type, name, "read", person):
            mention.replace_with(mention.get_text())
    return str(soup)
