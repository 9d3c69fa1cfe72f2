"""Fields a council has added to its actions, as its papers and reports show them."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.rules.due_dates import govuk_date

ACTION = "PAPG Action"


def shown() -> list[Document]:
    """Those the action plan shows: ticked to be in the list, meant for print, and of a level the reader may see."""
    meta = frappe.get_meta(ACTION)
    levels = {0, *meta.get_permlevel_access("read")}
    return [
        field
        for field in meta.get("fields", {"is_custom_field": 1, "in_list_view": 1})
        if not (field.hidden or field.print_hide) and cint(field.permlevel) in levels
    ]


def columns() -> str:
    """Columns of these fields, to stand in a query beside others."""
    return "".join(f", `tabPAPG Action`.`{field.fieldname}`" for field in shown())


def values(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and value of each of these fields that holds something."""
    found = ((_(field.label), in_words(row.get(field.fieldname), field.fieldtype)) for field in shown())
    return tuple((label, words) for label, words in found if words)


def in_words(value: Any, kind: str) -> str:
    """A value as paper shows it."""
    if kind == "Check":
        return _("Yes") if cint(value) else _("No")
    if value in (None, ""):
        return ""
    return govuk_date(getdate(value)) if kind in ("Date", "Datetime") else str(value)
