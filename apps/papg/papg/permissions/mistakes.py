"""Which field a refusal is about, kept for the answer to a program while the refusal is on its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, cstr, strip_html

from papg.permissions import links, rights


def note(field: str, message: str, row: Document | None = None, **more: Any) -> None:
    """Say that a refusal is about a field; one of a row is named with its table and the number of the row."""
    if row is not None and row.get("parentfield"):
        field, more = f"{row.parentfield}.{field}", {"row": cint(row.idx), **more}
    noted().append({"field": field, "message": strip_html(message), **more})


def noted() -> list[dict[str, Any]]:
    """What was noted in this request."""
    if not getattr(frappe.local, "papg_mistakes", None):
        frappe.local.papg_mistakes = []
    return frappe.local.papg_mistakes


@contextmanager
def noted_of(doc: Document) -> Iterator[None]:
    """Inside the block the framework's own checks of fields run; what they refuse is found once more by field."""
    # The framework empties a link that leads nowhere before it refuses it.
    linked = links_of(doc)
    try:
        yield
    except frappe.ValidationError as error:
        for row in links.rows_of(doc):
            for field, message in wrong_in(row, error):
                note(field, message, row)
        if isinstance(error, frappe.LinkValidationError):
            for row, field, target, name in linked:
                if not is_choosable(target, name):
                    note(field, str(error), row)
        raise


def wrong_in(row: Document, error: Exception) -> list[tuple[str, str]]:
    """Fields of a row that are wrong in the way of the refusal, each with what to say."""
    if isinstance(error, frappe.MandatoryError):
        return row._get_missing_mandatory_fields()
    # The others are kinds of their own; this is what a choice gets.
    return [(field, str(error)) for field in unlisted(row)] if type(error) is frappe.ValidationError else []


def unlisted(row: Document) -> list[str]:
    """Fields with a choice that hold none of its words."""
    return [
        field.fieldname
        for field in row.meta.get_select_fields()
        if field.options and cstr(row.get(field.fieldname)).strip() not in ("", *field.options.split("\n"))
    ]


def links_of(doc: Document) -> list[tuple[Document, str, str, str]]:
    """Row, field, record type and name of each link that leads somewhere."""
    return [
        (row, field.fieldname, field.options, name)
        for row in links.rows_of(doc)
        for field in row.meta.get_link_fields()
        if (name := row.get(field.fieldname))
    ]


def is_choosable(record_type: str, name: str) -> bool:
    """Is there a record of this name, and may the writer look at it if it belongs to a group?"""
    if rights.is_scoped(record_type):
        return bool(links.readable(record_type, {name}))
    return bool(frappe.db.exists(record_type, name))
