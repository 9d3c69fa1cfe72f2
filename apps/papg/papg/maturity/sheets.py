"""A framework as a spreadsheet: written out, looked at beforehand, and brought in whole or not at all."""

from base64 import b64decode
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from werkzeug.wrappers import Response

from papg.maturity import frameworks
from papg.rules import maturity_sheet as rules

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Unpacked, a framework of five hundred criteria is far below this.
LARGEST = 20_000_000
MOST_ROWS, MOST_COLUMNS = 501, 40
WIDTHS = {"Statement": 50, "Theme": 24, "Name": 20, "What it means": 50, "Area": 24}
OF_CRITERION = ("theme", "code", "statement", "business_area", "weight")
NEW, CHANGED, SAME = "New", "Changed", "As it was"


@frappe.whitelist(methods=["GET"])
def download(framework: str) -> Response:
    """Answer with a framework as a spreadsheet, which can be brought in again; an empty one is one to fill in.

    Args:
        framework: Name of the framework.

    Raises:
        frappe.PermissionError: The caller may not read it.
    """
    doc = frappe.get_doc(frameworks.FRAMEWORK, framework)
    doc.check_permission("read")
    response = Response(written(doc), mimetype=KIND)
    response.headers["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(f'{doc.name}.xlsx')}"
    response.headers["Cache-Control"] = "no-store"
    return response


@frappe.whitelist(methods=["POST"])
def bring_in(title: str, version: int, content: str, is_trial: int = 1) -> dict[str, Any]:
    """Bring a framework in from a spreadsheet: levels and criteria are added and changed, none is taken out.

    Args:
        title: Title of the framework; it is made as a draft if there is none of this title and version.
        version: Its version.
        content: The spreadsheet as base64, as `download` writes it.
        is_trial: 1 to look at what would be done and what is wrong; 0 to do it.

    Returns:
        `framework`, its name; `problems`, a sentence for each thing that is wrong; `rows`, what becomes of each
        criterion; `kept`, codes the framework has and the spreadsheet does not, which stay as they are.

    Raises:
        frappe.PermissionError: The caller may not make or change frameworks.
        frappe.ValidationError: It is no spreadsheet, or, unless it is a trial, something in it is wrong.
    """
    doc = found_or_new(title.strip(), version)
    doc.check_permission("create" if doc.is_new() else "write")
    sheet = read(content)
    stored = {row.code: row for row in frameworks.criteria_of(doc.name)} if not doc.is_new() else {}
    if not cint(is_trial):
        if sheet.problems:
            frappe.throw("<br>".join(problem.translated(_) for problem in sheet.problems))
        store(doc, sheet, stored)
    return {
        "framework": doc.name,
        "problems": [problem.translated(_) for problem in sheet.problems],
        "rows": [as_row(row, stored) for row in sheet.criteria],
        "kept": sorted(set(stored) - {row.code for row in sheet.criteria}) if sheet.criteria else [],
    }


def found_or_new(title: str, version: int) -> Document:
    """The framework of a title and version, or one that is still to be made."""
    name = frappe.db.exists(frameworks.FRAMEWORK, {"title": title, "version": version})
    if name:
        return frappe.get_doc(frameworks.FRAMEWORK, name)
    doc = frappe.new_doc(frameworks.FRAMEWORK)
    doc.update({"title": title, "version": version, "status": "Draft"})
    return doc


def read(content: str) -> rules.Sheet:
    """The spreadsheet as the rules read it.

    Raises:
        frappe.ValidationError: It is none, is too large, or lacks one of its two sheets.
    """
    found = unpacked(content)
    missing = [name for name in (rules.LEVELS, rules.CRITERIA) if name not in found]
    if missing:
        message = _("The spreadsheet has no sheet “{0}”. Begin with an exported framework.")
        frappe.throw(message.format(missing[0]))
    if max(map(len, found.values())) > MOST_ROWS:
        frappe.throw(_("The spreadsheet has more than {0} rows. Take some out.").format(MOST_ROWS - 1))
    areas = frappe.get_all("PAPG Business Area", pluck="name")
    return rules.read_sheet(found[rules.LEVELS], found[rules.CRITERIA], set(areas))


def unpacked(content: str) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of the two sheets, as far as they are there.

    Raises:
        frappe.ValidationError: What was sent is no spreadsheet, or a very large one in a small file.
    """
    try:
        packed = BytesIO(b64decode(content.rpartition(",")[2], validate=True))
        with ZipFile(packed) as parts:
            is_small = sum(part.file_size for part in parts.infolist()) <= LARGEST
        book = load_workbook(packed, read_only=True, data_only=True) if is_small else None
        names = set(book.sheetnames) & {rules.LEVELS, rules.CRITERIA} if book else ()
        found = {name: rows_of(book[name]) for name in names}
    except Exception:  # noqa: BLE001 a file made to break the library is no spreadsheet either
        frappe.throw(_("This file cannot be read as a spreadsheet. Save it as an Excel workbook (.xlsx)."))
    if not is_small:
        frappe.throw(_("The spreadsheet is too large. Keep the framework in a file of its own."))
    return found


def rows_of(sheet: Worksheet) -> list[tuple[Any, ...]]:
    """Cells of a sheet, one row more than it may have."""
    return list(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))


def store(framework: Document, sheet: rules.Sheet, stored: dict[str, frappe._dict]) -> None:
    """Write a framework as its spreadsheet has it; criteria are complete before it is in use again."""
    status = framework.status
    levels = [
        {"value": row.value, "label": row.label, "description": row.description, "colour": row.colour}
        for row in sheet.levels
    ]
    if framework.is_new() or levels != levels_of(framework):
        framework.set("levels", levels)
        framework.status = "Draft"
        framework.save()
    is_same_order = list(stored) == [row.code for row in sheet.criteria]
    for position, row in enumerate(sheet.criteria, 1):
        if what_becomes_of(row, stored) != SAME or not is_same_order:
            store_criterion(framework.name, row, position, stored.get(row.code))
    if framework.status != status:
        framework.status = status
        framework.save()


def levels_of(framework: Document) -> list[dict[str, Any]]:
    """Levels of a framework as a spreadsheet would give them."""
    return [
        {field: row.get(field) or ("" if field != "value" else 0) for field in frameworks.FIELDS_OF_LEVELS}
        for row in framework.levels
    ]


def store_criterion(framework: str, row: rules.SheetCriterion, position: int, before: Any) -> None:
    doc = (
        frappe.get_doc(frameworks.CRITERION, before.name)
        if before
        else frappe.new_doc(frameworks.CRITERION, framework=framework, code=row.code)
    )
    doc.update(
        {
            "theme": row.theme,
            "statement": row.statement,
            "business_area": row.area or None,
            "weight": row.weight,
            "position_in_list": position,
            "level_wordings": [{"value": value, "wording": words} for value, words in row.wordings],
        }
    )
    doc.save()


def what_becomes_of(row: rules.SheetCriterion, stored: dict[str, frappe._dict]) -> str:
    """Whether a criterion is new, changes or stays."""
    before = stored.get(row.code)
    if not before:
        return NEW
    same = (before.theme, before.statement, before.business_area or "", cint(before.weight)) == (
        row.theme,
        row.statement,
        row.area,
        row.weight,
    )
    return SAME if same and before.wordings == dict(row.wordings) else CHANGED


def as_row(row: rules.SheetCriterion, stored: dict[str, frappe._dict]) -> dict[str, Any]:
    """A criterion as the form shows it beforehand."""
    what = _(what_becomes_of(row, stored))
    return {"row": row.row, "theme": row.theme, "code": row.code, "statement": row.statement, "what": what}


def written(framework: Document) -> bytes:
    """A framework as a workbook of two sheets."""
    levels = [row.value for row in framework.levels]
    book = Workbook()
    fill(
        named(book, rules.LEVELS),
        rules.OF_LEVELS,
        ((row.value, row.label, row.description, row.colour) for row in framework.levels),
    )
    fill(
        named(book, rules.CRITERIA),
        (*rules.OF_CRITERIA, *map(rules.level_heading, levels)),
        (
            (*(row[field] for field in OF_CRITERION), *(row.wordings.get(level, "") for level in levels))
            for row in frameworks.criteria_of(framework.name)
        ),
    )
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def named(book: Workbook, name: str) -> Worksheet:
    """The sheet of a name; the first takes the place of the one a new workbook has."""
    if book.sheetnames == ["Sheet"]:
        book.active.title = name
        return book.active
    return book.create_sheet(name)


def fill(sheet: Worksheet, headings: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write headings and rows; what looks like a formula stays text."""
    for place, row in enumerate((headings, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column, value if isinstance(value, int) else cstr(value))
            if not isinstance(value, int):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=place == 1)
    for column, heading in enumerate(headings, 1):
        width = WIDTHS.get(heading, 36 if heading.startswith("Level ") else 10)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
