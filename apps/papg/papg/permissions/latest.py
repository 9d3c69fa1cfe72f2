"""A program's change of a record that somebody has changed meanwhile, answered with what differs."""

from typing import Any, NoReturn

import frappe
from frappe import _
from frappe.model import get_permitted_fields
from frappe.model.document import Document
from frappe.utils import cast, cstr

from papg.permissions import mistakes

RESOURCE = "/api/resource/"


class ChangedMeanwhileError(frappe.TimestampMismatchError):
    """The record is no longer as the program read it."""

    http_status_code = 409


def is_from_program() -> bool:
    """Does the change come over the interface for programs? The desk has words of its own for it."""
    request = getattr(frappe.local, "request", None)
    return bool(request and request.path.startswith(RESOURCE))


def refuse_stale(doc: Document) -> NoReturn:
    """Name the fields in which what was sent differs from what is stored, as far as the caller may read them.

    Raises:
        ChangedMeanwhileError: Always.
    """
    stored = doc.get_doc_before_save()
    for name in differing(doc, stored):
        label = _(doc.meta.get_label(name))
        if doc.meta.get_field(name).fieldtype in frappe.model.table_fields:
            mistakes.note(name, _("{0}: other rows are stored.").format(label))
            continue
        message = _("{0}: “{1}” is stored, “{2}” was sent.")
        was, sent = cstr(stored.get(name)), cstr(doc.get(name))
        mistakes.note(name, message.format(label, was, sent), stored=stored.get(name), sent=doc.get(name))
    frappe.clear_messages()
    frappe.throw(
        _(
            "The record was changed at {0}, after you read it. Read it again and send your change once more."
        ).format(cstr(stored.modified)),
        ChangedMeanwhileError,
    )


def differing(doc: Document, stored: Any) -> list[str]:
    """Fields that were sent and are stored otherwise; the caller may read each."""
    sent = frappe.parse_json(frappe.local.form_dict.get("data") or frappe.local.form_dict)
    readable = {
        *get_permitted_fields(doc.doctype),
        *(field.fieldname for field in doc.meta.get_table_fields()),
    }
    return [
        field.fieldname
        for field in doc.meta.fields
        if field.fieldname in sent and field.fieldname in readable and differs(doc, stored, field, sent)
    ]


def differs(doc: Document, stored: Any, field: Any, sent: dict[str, Any]) -> bool:
    """Is a field stored otherwise than it was sent?"""
    if field.fieldtype in frappe.model.table_fields:
        rows, kept = sent[field.fieldname] or [], stored.get(field.fieldname)
        return len(rows) != len(kept) or any(
            cstr(value) != cstr(old.get(name))
            for row, old in zip(rows, kept, strict=True)
            for name, value in row.items()
            if old.meta.has_field(name)
        )
    return cstr(cast(field.fieldtype, doc.get(field.fieldname))) != cstr(
        cast(field.fieldtype, stored.get(field.fieldname))
    )
