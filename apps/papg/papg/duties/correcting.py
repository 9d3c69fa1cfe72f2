"""Corrections of what was recorded of a measure: nothing is overwritten, and each has its day and its reason."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from papg.rules.measures import Entry, check_correction

RECORDED = ("value", "is_verbal_update", "as_at", "source", "remark")
ROW = (*RECORDED, "corrected_on", "corrected_by", "reason")


def entry_of(row: Document) -> Entry:
    """What is recorded, as the rules take it."""
    return Entry(row.value, getdate(row.as_at), row.source, bool(cint(row.is_verbal_update)), row.remark)


def keep(value: Document) -> None:
    """Put what was recorded before beside what is recorded now; rows that were sent are not believed.

    Raises:
        frappe.ValidationError: The correction has no reason, or is dated before what it corrects.
    """
    before = value.get_doc_before_save()
    reason, value.correction_reason = value.correction_reason, None
    value.set("corrections", [values_of(row) for row in before.corrections] if before else [])
    if before is None or entry_of(before) == entry_of(value):
        return
    verdict = check_correction(entry_of(before), entry_of(value), reason)
    if not verdict:
        value.correction_reason = reason
        frappe.throw(verdict.translated(_))
    made = {"corrected_on": today(), "corrected_by": frappe.session.user, "reason": reason}
    value.append("corrections", {field: before.get(field) for field in RECORDED} | made)


def values_of(row: Document) -> dict[str, Any]:
    """A row that is stored already, under its own name."""
    return {field: row.get(field) for field in (*ROW, "name", "idx")}
