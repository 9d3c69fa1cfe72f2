"""Barnet's progress on the Prevent duty over REST: sixteen rows, a frozen report, and a later one beside it."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from papg.setup.demo.base import read
from papg.testing import cast, pdf, word
from papg.testing.duties import PREVENT, requirement
from provision.served import Served
from tests.journeys.rest import Program, programs_of
from tests.journeys.stories import committed

PROGRESS, REPORT = "PAPG Duty Progress", "PAPG Report"
PEOPLE = (cast.INTEGRATION, cast.CHAIR, cast.BOARD, cast.NEIGHBOUR)
BARNET = read("barnet")
COLUMNS = "What the duty expects Progress so far Next steps and expected outcome"
BLOCKS = (
    "1 Working in partnership",
    "2/3 Risk assessment and action planning",
    "4 Staff training",
    "5 Use of council resources",
    "6 Education and childcare authorities",
)
FIGURES = (
    "33 WRAP trainers",
    "187 frontline end users",
    "87 safeguarding leads",
    "Three WRAP 3 sessions to train trainers (3 in all)",
    "2 places a school, department or organisation",
)
NOT_PUBLIC = "The same filters are on every council terminal"

People = dict[str, Program]


@pytest.fixture(scope="module")
def people(connection: None, server: Served) -> Iterator[People]:
    with committed():
        yield programs_of(server.url, PEOPLE)


@pytest.fixture(scope="module")
def first(people: People) -> str:
    """The report as at New Year's Day 2016, issued."""
    for row in BARNET["progress"]:
        record(people[cast.INTEGRATION], row, BARNET["as_at"])
    return issued(people, BARNET["as_at"])


def record(program: Program, row: dict[str, Any], as_at: str) -> None:
    """A row of the paper's table as a row of progress."""
    columns = ("next_step", "owner_as_typed", "due_as_typed")
    program.create(
        PROGRESS,
        papg_group=cast.group("A"),
        requirement=requirement(row["code"]),
        as_at=as_at,
        progress="\n".join(row["progress"]),
        next_steps=[dict(zip(columns, step, strict=True)) for step in row["next_steps"]],
        status=row["status"],
        direction=row["direction"],
    )


def issued(people: People, as_at: str) -> str:
    """A duty progress report, begun, filled from the rows, with one row kept from the public, and issued."""
    program = people[cast.INTEGRATION]
    name = program.call(
        "papg.oversight.writing.write_report",
        papg_group=cast.group("A"),
        body=cast.group("Board"),
        kind="Duty progress report",
    )
    given = {
        field: BARNET["report"][field] for field in ("title", "audience", "agenda_number", "appendix_number")
    }
    program.change(REPORT, name, as_at=as_at, covers_from=as_at, marking="OFFICIAL-SENSITIVE", **given)
    assert program.call("papg.oversight.gathering.fill_from_records", report=name) == 1
    rows = program.get_record(REPORT, name)["duty_rows"]
    assert len(rows) == 16
    for row in rows:
        row["is_not_public"] = int(NOT_PUBLIC in (row["progress"] or ""))
    program.change(REPORT, name, duty_rows=rows)
    program.step(name, "Send for review", REPORT)
    people[cast.CHAIR].step(name, "Issue", REPORT)
    return name


def paper(people: People, name: str, print_name: str = "report", kind: str = "pdf") -> bytes:
    """A file of the report as somebody of the board gets it."""
    answer = people[cast.BOARD].download(print_name, REPORT, name, kind)
    assert answer.status_code == 200
    return answer.content


def test_the_pdf_holds_every_row_verdict_and_figure_of_the_published_paper(
    people: People, first: str
) -> None:
    made = paper(people, first)
    text = pdf.text(made).replace("- ", "-")
    assert [text.index(block) for block in BLOCKS] == sorted(text.index(block) for block in BLOCKS)
    for row in frappe.get_all("PAPG Duty Requirement", {"framework": PREVENT}, ["expectation"]):
        assert pdf.is_said(row.expectation, text)
    assert text.count("Status: Achieved, Ongoing") == 3
    assert text.count("Status: Achieved, Sustained") == 1
    assert text.count("Status: not known") == 12
    assert (
        "Requirements: 16. Achieved: 4 (sustained: 1, closed: 0). In progress: 0. Not started: 0. Not known: 12."
    ) in text
    for figure in FIGURES:
        assert figure in text
    for fact in (
        "Agenda item 5",
        "Appendix 1",
        "As at 1 January 2016",
        "Jan/Feb 2016",
        "end of January 2016",
    ):
        assert fact in text


def test_its_tables_go_on_over_pages_with_heads_marking_number_and_language(
    people: People, first: str
) -> None:
    made = paper(people, first)
    pages = [" ".join(page.split()) for page in pdf.pages(made)]
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL-SENSITIVE") >= 2
        assert f"Page {number} of {len(pages)}" in page
    goes_on = [page for page in pages[1:] if COLUMNS in page.split(first_block(page), 1)[0]]
    assert goes_on, "no table goes on over the end of a page"
    assert pdf.root(made)["/Lang"] == "en-GB"
    assert pdf.title(made) == f"{BARNET['report']['title']}, {cast.GROUP_A}"
    tags = pdf.tags(made)
    assert (tags.count("/H1"), tags.count("/H3")) == (1, 5)
    cells = [element for element in pdf.elements(made) if element["/S"] == "/TD"]
    assert len(cells) >= 3 * 16
    heads = [element for element in pdf.elements(made) if element["/S"] == "/TH"]
    assert len(heads) >= 3 * 5


def first_block(page: str) -> str:
    """The heading of a workstream a page names first; columns named before it go on from the page before."""
    found = [block for block in BLOCKS if block in page]
    return min(found, key=page.index) if found else "Issued by"


def test_the_word_document_says_the_same_in_five_tables_of_three_columns(people: People, first: str) -> None:
    made = paper(people, first, kind="docx")
    assert [line for line in word.headings(made) if line[0].isdigit()] == list(BLOCKS)
    tables = [table for table in word.opened(made).tables if len(table.columns) == 3]
    assert [len(table.rows) - 1 for table in tables] == [5, 3, 3, 4, 1]
    text = word.text(made)
    assert all(figure in text for figure in FIGURES)
    assert text.count("Status: Achieved") == 4


def test_the_public_version_leaves_one_row_out_and_counts_without_it(people: People, first: str) -> None:
    text = pdf.text(paper(people, first, "report-public"))
    assert NOT_PUBLIC in pdf.text(paper(people, first))
    assert NOT_PUBLIC not in text
    assert "Requirements: 15. Achieved: 4" in text
    assert "OFFICIAL-SENSITIVE" not in text
    assert NOT_PUBLIC not in word.text(paper(people, first, "report-public", "docx"))


def test_a_later_quarter_has_a_report_of_its_own_and_leaves_the_first_as_it_was(
    people: People, first: str
) -> None:
    before, stored = pdf.pages(paper(people, first)), people[cast.BOARD].get_record(REPORT, first)
    row = {**BARNET["progress"][0], "progress": ["The group met in March 2016."], "status": "Achieved"}
    record(people[cast.INTEGRATION], {**row, "direction": "Closed"}, "2016-04-01")
    second = issued(people, "2016-04-01")
    text = pdf.text(paper(people, second))
    assert "The group met in March 2016." in text
    assert "Achieved: 5 (sustained: 1, closed: 1)" in text
    assert "As at 1 April 2016" in text
    assert pdf.pages(paper(people, first)) == before
    assert people[cast.BOARD].get_record(REPORT, first) == stored


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("print_name", ["report", "report-public"])
def test_somebody_the_report_is_not_for_gets_what_there_is_of_none(
    people: People, first: str, print_name: str, kind: str
) -> None:
    answers = [
        people[cast.NEIGHBOUR].download(print_name, REPORT, name, kind) for name in (first, "0123456789")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_only_a_report_comes_as_a_word_document(people: People, first: str) -> None:
    answer = people[cast.BOARD].download("agenda", "PAPG Meeting", first, "docx")
    assert answer.status_code == 400
