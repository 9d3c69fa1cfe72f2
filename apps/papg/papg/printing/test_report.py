"""A report on paper: what the body gets, read back from the PDF."""

import frappe
import pytest
from frappe.utils import getdate, today

from papg.printing import paper, prints
from papg.rules.due_dates import govuk_date
from papg.testing import cast, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.upwards import another_body, drafted_report, issued_report, reviewed_report


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def printed(user: str, name: str) -> bytes:
    with acting_as(user):
        return paper.pdf(prints.paper("report", "PAPG Report", name))


def test_an_issued_report_says_everything_a_body_needs_and_is_marked_on_each_page() -> None:
    long = "".join(f"<p>Paragraph {number} of a long section.</p>" for number in range(90))
    sections = [
        {"number": "1", "heading": "Purpose", "body": "<p>To inform the board.</p>"},
        {"number": "4.2", "heading": "Progress", "body": long},
    ]
    report = issued_report(
        title="Half-year report",
        sections=sections,
        meets_on="2026-12-14",
        agenda_number="7",
        appendix_number="C",
        marking="OFFICIAL-SENSITIVE",
    )
    made = printed(cast.BOARD, report.name)
    text, day = pdf.text(made), govuk_date(getdate(today()))
    for expected in (
        f"{cast.GROUP_A} Half-year report",
        f"Report to {cast.BOARD_GROUP}",
        "Meets on 14 December 2026",
        "Agenda item 7",
        "Appendix C",
        f"As at {day}",
        "Authors Community Safety Officer",
        "1. Purpose 1.1 To inform the board.",
        "4.2. Progress 4.2.1 Paragraph 0",
        f"{cast.BOARD_GROUP} is asked to:",
        "Note the progress of the plan",
        f"Issued by the Chair, Head of Community Safety on {day}.",
    ):
        assert expected in text
    assert "has not been issued" not in text
    pages = pdf.pages(made)
    assert len(pages) > 1
    assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in pages)
    assert pdf.title(made) == f"Half-year report, {cast.GROUP_A}"
    tags = pdf.tags(made)
    assert (tags.count("/H1"), tags.count("/H2"), tags.count("/LI")) == (1, 4, 1)


def test_a_draft_says_that_it_was_not_issued() -> None:
    report = drafted_report()
    assert "Draft. This report has not been issued." in pdf.text(printed(cast.SECRETARY, report.name))
    reviewed_report(report)
    assert "In review. This report has not been issued." in pdf.text(printed(cast.CHAIR, report.name))


@pytest.mark.parametrize("user", [cast.MEMBER, cast.BOARD, cast.NEIGHBOUR, cast.PARTNER, cast.ADMINISTRATOR])
def test_a_draft_is_printed_by_nobody_it_is_not_for(user: str) -> None:
    report = drafted_report()
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
        printed(user, report.name)


def test_a_board_the_report_does_not_go_to_prints_nothing() -> None:
    report = issued_report(drafted_report(another_body()))
    assert "Purpose" in pdf.text(printed(cast.NEIGHBOUR, report.name))
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
        printed(cast.BOARD, report.name)


def cost(number: int) -> int:
    rows = [{"number": str(each), "heading": "H", "body": "<p>x</p>"} for each in range(number)]
    report = issued_report(sections=rows)
    with acting_as(cast.BOARD), counted_queries() as queries:
        prints.paper("report", "PAPG Report", report.name)
    return len(queries)


def test_a_report_of_thirty_sections_takes_as_many_queries_as_one_of_three() -> None:
    cost(1)
    assert cost(3) == cost(30)
