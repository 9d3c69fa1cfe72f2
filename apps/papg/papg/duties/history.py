"""Rows of progress follow one another by their day; what was followed is history and stays as it is."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_link_to_form, getdate

from papg.rules.due_dates import govuk_date
from papg.rules.duties import is_history, may_change

PROGRESS = "PAPG Duty Progress"


def others(progress: Document) -> list[frappe._dict]:
    """The group's other rows for the same requirement, the latest first."""
    return frappe.get_all(
        PROGRESS,
        {
            "papg_group": progress.papg_group,
            "requirement": progress.requirement,
            "name": ("!=", progress.name or ""),
        },
        ["name", "title", "as_at"],
        order_by="as_at desc",
    )


def check_day(progress: Document) -> None:
    """A day has one row, and history is not rewritten; rows of days gone by may still be brought in.

    Raises:
        frappe.ValidationError: There is a row for the day, the row was followed by a later one, or it would be
            dated back behind another; the row that stands in the way is named.
    """
    rows = others(progress)
    refuse_second_of_day(progress, rows)
    before = progress.get_doc_before_save()
    if before:
        days = [row.as_at for row in rows]
        verdict = may_change(getdate(before.as_at), getdate(progress.as_at), days)
        if not verdict:
            frappe.throw(verdict.translated(_))


def refuse_second_of_day(progress: Document, rows: list[frappe._dict]) -> None:
    day = getdate(progress.as_at)
    first = next((row for row in rows if row.as_at == day), None)
    if first:
        link = get_link_to_form(PROGRESS, first.name, frappe.utils.escape_html(first.title))
        frappe.throw(
            _(
                "As at {0} this group has a row for this requirement: {1}. Open it, or give another day."
            ).format(govuk_date(day), link)
        )


def followed_by(progress: Document) -> dict[str, Any] | None:
    """Name of the group's latest row for the requirement and what the form says of it; None for that row itself."""
    rows = others(progress)
    if not is_history(getdate(progress.as_at), [row.as_at for row in rows]):
        return None
    return {
        "name": rows[0].name,
        "sentence": _("This row is history: the latest one is as at {0}.").format(govuk_date(rows[0].as_at)),
    }
