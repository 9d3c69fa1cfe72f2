"""Fields only the app fills, and tables that have stopped changing."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document


def keep_stored(doc: Document, fields: Iterable[str]) -> None:
    """Put fields back to what is stored; `read_only` hides a field from the form and from nobody else."""
    before = doc.get_doc_before_save()
    for field in fields:
        doc.set(field, before.get(field) if before else doc.meta.get_field(field).default)


def require(doc: Document, *fields: str) -> None:
    """Refuse a record that lacks what everything else is worked out from.

    Raises:
        frappe.MandatoryError: A field is empty; its label is named.
    """
    for field in fields:
        if not doc.get(field):
            frappe.throw(_("{0} is missing.").format(_(doc.meta.get_label(field))), frappe.MandatoryError)


def content(row: Document, fields: Iterable[str]) -> tuple[str, ...]:
    """What a row says, so that an empty field and a nought are the same."""
    return tuple(shown(row.get(field)) for field in fields)


def table_content(doc: Document, table: str, fields: Iterable[str]) -> list[tuple[str, ...]]:
    """What the rows of a table say, in their order."""
    return [content(row, fields) for row in doc.get(table) or []]


def shown(value: Any) -> str:
    return "" if value in (None, 0, "0") else str(value)
