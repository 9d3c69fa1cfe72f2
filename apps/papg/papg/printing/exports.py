"""Lists and reports as files: the highest marking of what is in them goes with them."""

import json
from io import BytesIO
from typing import Any

import frappe
from frappe import _
from frappe.desk import query_report, reportview
from openpyxl import load_workbook

from papg.meetings import markings
from papg.permissions import policy, rights


@frappe.whitelist()
def export_list() -> None:
    """A list as a file, as the framework makes it, with its marking in the last row and in the name of the file.

    Raises:
        frappe.PermissionError: The caller may not export this record type.
    """
    form = frappe._dict(frappe.form_dict)
    marking = markings.of_rows(form.doctype, names_of(form)) if rights.is_scoped(form.doctype) else ""
    reportview.export_query()
    mark(marking)


def names_of(form: frappe._dict) -> list[str]:
    """Names of the rows that go into the file."""
    if form.selected_items:
        return frappe.parse_json(form.selected_items)
    chosen = {name: json.loads(form[name]) for name in ("filters", "or_filters") if form.get(name)}
    return frappe.get_list(form.doctype, **chosen, pluck="name", limit_page_length=0)


@frappe.whitelist()
def export_report() -> None:
    """A report as a file, as the framework makes it, marked as the records it is about.

    Raises:
        frappe.PermissionError: The caller may not export what the report is about.
    """
    form = frappe._dict(frappe.form_dict)
    record = frappe.get_cached_value("Report", form.report_name, "ref_doctype")
    query_report.export_query()
    mark(markings.of_rows(record, readable(record, frappe.parse_json(form.filters or "{}"))))


def readable(record: str, filters: dict[str, Any]) -> list[str]:
    """Names of the records a report can be about: those within reach, of the group it was asked for."""
    if not rights.is_scoped(record):
        return []
    column = "name" if record == markings.GROUP else policy.GROUP_FIELD
    group = filters.get(policy.GROUP_FIELD)
    return frappe.get_list(record, {column: group} if group else {}, pluck="name", limit_page_length=0)


def mark(marking: str) -> None:
    """Write the marking into the file the framework has put into the answer, and into its name."""
    answer = frappe.local.response
    if not marking or answer.get("type") != "binary":
        return
    is_sheet = answer.filename.endswith(".xlsx")
    answer.filecontent = (
        marked_sheet(answer.filecontent, marking) if is_sheet else marked_text(answer, marking)
    )
    answer.filename = f"{marking} {answer.filename}"


def marked_text(answer: frappe._dict, marking: str) -> bytes:
    """The rows of a CSV file, and the marking as the last one."""
    return answer.filecontent + f'"{_("Marking")}","{marking}"\r\n'.encode()


def marked_sheet(content: bytes, marking: str) -> bytes:
    """A workbook with its marking as the last row, and at the head and foot of every page when it is printed."""
    book = load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        sheet.append([_("Marking"), marking])
        sheet.oddHeader.center.text = sheet.oddFooter.center.text = marking
    marked = BytesIO()
    book.save(marked)
    return marked.getvalue()
