"""A report as a Word document, read back with a library."""

import pytest

from papg.printing import prints
from papg.printing.word import word
from papg.testing import cast
from papg.testing import word as docx
from papg.testing.acting import acting_as
from papg.testing.upwards import drafted_report, issued_report

TABLE = (
    "<table><tbody><tr><td><strong>No</strong></td><td><strong>Priority</strong></td></tr>"
    "<tr><td>1</td><td>Fire &amp; Rescue</td></tr></tbody></table>"
)
LISTS = (
    '<ol><li data-list="bullet">A point</li></ol><ol><li>First</li><li>Second</li></ol>'
    "<p>Plain <strong>bold</strong><br>and {{ 7 * 7 }}</p>"
)


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def made(user: str, name: str) -> bytes:
    with acting_as(user):
        return word(prints.paper("report", "PAPG Report", name))


@pytest.fixture
def file(people: None) -> bytes:
    sections = [
        {"heading": "Purpose", "body": "<p>To inform.</p><p>And to ask.</p>"},
        {"number": "4", "heading": "Priorities", "body": TABLE + LISTS},
    ]
    report = issued_report(title="Report", sections=sections, marking="OFFICIAL-SENSITIVE", agenda_number="7")
    return made(cast.BOARD, report.name)


def test_sections_and_paragraphs_are_numbered_as_on_paper(file: bytes) -> None:
    assert docx.headings(file) == ["Report", "Recommendations", "1. Purpose", "4. Priorities", "Issued"]
    lines = [line.text for line in docx.opened(file).paragraphs]
    assert "1.1 To inform." in lines
    assert "1.2 And to ask." in lines
    assert "Note the progress of the plan" in lines
    assert any(line.startswith("Issued by the Chair, Head of Community Safety on") for line in lines)


def test_a_table_has_its_columns_named_on_every_page(file: bytes) -> None:
    facts, table = docx.opened(file).tables
    assert [cell.text for cell in table.rows[0].cells] == ["No", "Priority"]
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Fire & Rescue"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert ["Agenda item", "7"] in [[cell.text for cell in row.cells] for row in facts.rows]


def test_lists_and_looks_of_words_stay_and_text_is_never_a_template(file: bytes) -> None:
    document = docx.opened(file)
    lines = {line.text: line for line in document.paragraphs}
    assert lines["A point"].style.name == "List Bullet"
    assert "1. First" in lines and "2. Second" in lines
    plain = lines["4.1 Plain bold\nand {{ 7 * 7 }}"]
    assert [run.text for run in plain.runs if run.bold] == ["bold"]


def test_marking_page_number_language_and_title_are_in_the_file(file: bytes) -> None:
    document = docx.opened(file)
    page = document.sections[0]
    assert page.header.paragraphs[0].text == page.footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert "PAGE" in str(page.footer._element.xml)
    about = document.core_properties
    assert (about.title, about.language, about.author) == (f"Report, {cast.GROUP_A}", "en-GB", "")
    assert 'w:lang w:val="en-GB"' in document.styles["Normal"].element.xml


def test_a_draft_says_that_it_was_not_issued() -> None:
    report = drafted_report()
    assert "Draft. This report has not been issued." in docx.text(made(cast.SECRETARY, report.name))
