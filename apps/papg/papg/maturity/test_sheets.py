"""A framework goes out as a spreadsheet and comes in again, whole or not at all."""

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import frappe
import pytest
from openpyxl import Workbook, load_workbook

from papg.maturity import frameworks, sheets
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import unique
from papg.testing.maturity import a_framework, begun, scored, signed_off, with_moderator

pytestmark = pytest.mark.usefixtures("room")
SAMPLE = "Sample for schools, not an official matrix, version 1"
EMPTY = "Empty framework, to be filled in, version 1"


def workbook(framework: str, user: str = cast.ADMINISTRATOR) -> Workbook:
    with acting_as(user):
        return load_workbook(BytesIO(sheets.download(framework).get_data()))


def packed(book: Workbook) -> str:
    content = BytesIO()
    book.save(content)
    return b64encode(content.getvalue()).decode()


def bring_in(content: str, title: str, user: str = cast.ADMINISTRATOR, is_trial: int = 0) -> dict[str, Any]:
    with acting_as(user):
        return sheets.bring_in(title, 1, content, is_trial)


def said(framework: str) -> list[tuple[object, ...]]:
    """Everything a framework says, to be compared with another."""
    rows = frameworks.criteria_of(framework)
    levels = [
        tuple(row.get(field) or "" for field in frameworks.FIELDS_OF_LEVELS)
        for row in frameworks.levels_of(framework)
    ]
    fields = ("theme", "code", "statement", "weight", "business_area", "position_in_list")
    return [*levels, *((*(row[field] for field in fields), tuple(row.wordings.items())) for row in rows)]


def title_of(framework: str) -> str:
    return framework.removesuffix(", version 1")


def test_a_framework_that_went_out_comes_in_as_it_was() -> None:
    title = unique("Copy")
    made = bring_in(packed(workbook(SAMPLE)), title)
    assert [row["what"] for row in made["rows"]] == ["New"] * 15
    assert said(made["framework"]) == said(SAMPLE)
    assert frappe.db.get_value(frameworks.FRAMEWORK, made["framework"], "status") == "Draft"


def test_the_empty_framework_is_a_sheet_to_fill_in() -> None:
    book = workbook(EMPTY)
    assert book["Levels"].max_row == 5
    assert [cell.value for cell in book["Criteria"][1]][-4:] == ["Level 1", "Level 2", "Level 3", "Level 4"]
    book["Criteria"].append(["Leading", "L1", "It holds.", None, 2, "One.", "Two.", "Three.", "Four."])
    made = bring_in(packed(book), title_of(EMPTY))
    assert made["framework"] == EMPTY
    assert [(row.code, row.weight, row.wordings[4]) for row in frameworks.criteria_of(EMPTY)] == [
        ("L1", 2, "Four.")
    ]


def test_a_trial_shows_what_would_be_done_and_does_nothing() -> None:
    framework = a_framework(3)
    book = workbook(framework)
    criteria = book["Criteria"]
    criteria["C2"] = "Another statement."
    criteria["B4"] = "C9"
    before = said(framework)
    told = bring_in(packed(book), title_of(framework), is_trial=1)
    assert [(row["row"], row["code"], row["what"]) for row in told["rows"]] == [
        (2, "C1", "Changed"),
        (3, "C2", "As it was"),
        (4, "C9", "New"),
    ]
    assert told["kept"] == ["C3"]
    assert said(framework) == before
    bring_in(packed(book), title_of(framework))
    assert {row.code for row in frameworks.criteria_of(framework)} == {"C1", "C2", "C3", "C9"}


def test_one_row_that_is_wrong_keeps_the_whole_sheet_out() -> None:
    framework = a_framework(3)
    book = workbook(framework)
    book["Criteria"]["C2"] = "Another statement."
    book["Criteria"]["F4"] = None
    problem = "Criteria, row 4: there is no wording for level 1. Write what that level looks like."
    assert bring_in(packed(book), title_of(framework), is_trial=1)["problems"] == [problem]
    before = said(framework)
    with pytest.raises(frappe.ValidationError, match=r"Criteria, row 4: there is no wording for level 1"):
        bring_in(packed(book), title_of(framework))
    assert said(framework) == before


def test_a_level_more_comes_in_with_its_wordings_while_the_framework_is_in_use() -> None:
    framework = a_framework(1)
    book = workbook(framework)
    book["Levels"].append([4, "Beyond", "", ""])
    book["Criteria"]["I1"], book["Criteria"]["I2"] = "Level 4", "Everywhere and always."
    bring_in(packed(book), title_of(framework))
    assert frappe.db.get_value(frameworks.FRAMEWORK, framework, "status") == "In use"
    assert frameworks.criteria_of(framework)[0].wordings[4] == "Everywhere and always."


def test_what_was_signed_off_with_is_not_changed_by_a_sheet_either() -> None:
    framework = signed_off(with_moderator(scored(begun(framework=a_framework(1))))).framework
    book = workbook(framework)
    bring_in(packed(book), title_of(framework))
    book["Criteria"]["C2"] = "Another statement."
    with pytest.raises(frappe.ValidationError, match="Make a new version of the framework"):
        bring_in(packed(book), title_of(framework))


def test_what_looks_like_a_formula_is_text_on_the_way_out_and_back() -> None:
    framework = a_framework(1)
    statement = '=HYPERLINK("http://example.org";"x")'
    frappe.db.set_value(frameworks.CRITERION, f"{framework}, C1", "statement", statement)
    book = workbook(framework)
    assert (book["Criteria"]["C2"].data_type, book["Criteria"]["C2"].value) == ("s", statement)
    bring_in(packed(book), title_of(framework))
    assert frameworks.criteria_of(framework)[0].statement == statement


def bomb() -> str:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.LARGEST + 1))
    return b64encode(content.getvalue()).decode()


def without_criteria() -> str:
    book = Workbook()
    book.active.title = "Levels"
    return packed(book)


def of_rows(count: int) -> str:
    """A sheet that is right but for the number of its rows."""
    book = workbook(EMPTY)
    for number in range(1, count + 1):
        wordings = ("One.", "Two.", "Three.", "Four.")
        book["Criteria"].append(["Leading", f"L{number}", "It holds.", None, 1, *wordings])
    return packed(book)


def test_as_many_rows_as_there_may_be_are_read_to_the_last() -> None:
    told = bring_in(of_rows(500), unique("Copy"), is_trial=1)
    assert (told["problems"], len(told["rows"])) == ([], 500)
    assert (told["rows"][-1]["row"], told["rows"][-1]["code"]) == (501, "L500")


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: "no base64 at all", "cannot be read as a spreadsheet"),
        (lambda: b64encode(b"PK\x03\x04 and no more").decode(), "cannot be read as a spreadsheet"),
        (bomb, "The spreadsheet is too large"),
        (without_criteria, "The spreadsheet has no sheet “Criteria”"),
        (lambda: of_rows(501), "The spreadsheet has more than 500 rows"),
    ],
    ids=["text", "broken", "bomb", "sheet", "rows"],
)
def test_what_is_no_framework_is_refused_in_words(made: Callable[[], str], message: str) -> None:
    with pytest.raises(frappe.ValidationError, match=message):
        bring_in(made(), unique("Copy"), is_trial=1)


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.PARTNER])
def test_only_the_administrator_brings_in_and_everybody_at_the_desk_takes_out(user: str) -> None:
    framework = a_framework(1)
    content = packed(workbook(framework))
    for title in (title_of(framework), unique("Copy")):
        for is_trial in (0, 1):
            with pytest.raises(frappe.PermissionError):
                bring_in(content, title, user, is_trial)
    if user != cast.PARTNER:
        assert workbook(framework, user).sheetnames == ["Levels", "Criteria"]


def test_taking_out_costs_as_many_queries_for_thirty_criteria_as_for_three() -> None:
    counts = []
    for criteria in (3, 3, 30):
        framework = a_framework(criteria)
        with acting_as(cast.SECRETARY), counted_queries() as queries:
            sheets.download(framework)
        counts.append(len(queries))
    assert counts[1] == counts[2] > 0
