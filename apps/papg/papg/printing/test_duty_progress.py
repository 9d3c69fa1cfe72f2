"""Progress on a duty on paper: the whole table, read back from the PDF, with Barnet's figures in it."""

import frappe
import pytest

from papg.printing import paper, prints
from papg.setup.demo import barnet
from papg.setup.demo.base import email
from papg.testing import cast, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.duties import a_row, requirement
from papg.testing.factories import make

HEADINGS = (
    "1 Working in partnership",
    "2/3 Risk assessment and action planning",
    "4 Staff training",
    "5 Use of council resources",
    "6 Education and childcare authorities",
)
COLUMNS = "What the duty expects Progress so far Next steps and expected outcome"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def printed(user: str, name: str) -> bytes:
    with acting_as(user):
        return paper.pdf(prints.paper("duty-progress", "PAPG Duty Progress", name))


@pytest.fixture
def of_barnet(site: None) -> bytes:
    """The paper as the secretary of the demo's group prints it."""
    barnet.load()
    row = frappe.db.get_value("PAPG Duty Progress", {"as_at": "2016-01-01"})
    return printed(email("duties"), row)


def test_the_paper_has_sixteen_requirements_under_five_headings(of_barnet: bytes) -> None:
    # A line may end after the hyphen of a word.
    text = pdf.text(of_barnet).replace("- ", "-")
    asked = {"framework": "Prevent duty 2015"}
    for row in frappe.get_all("PAPG Duty Requirement", asked, ["code", "expectation"]):
        assert pdf.is_said(f"{row.code} {row.expectation}", text)
    places = [text.index(heading) for heading in HEADINGS]
    assert places == sorted(places)
    assert "Nothing recorded" not in text


def test_the_first_block_says_what_the_published_paper_said(of_barnet: bytes) -> None:
    text = pdf.text(of_barnet)
    for fact in (
        "meeting of September 2015",
        "It has met twice, once a quarter",
        "March 2016",
        "data of the fourth quarter",
        "rest of 2015/16",
        "SO15",
        "Multi-Agency Safeguarding Hub (MASH)",
        "Communities Together Network (CTN)",
        "Barnet Practitioners' Forum, for those who work with children and young people (February)",
    ):
        assert fact in text, fact
    assert text.count("Status: Achieved, Ongoing") == 3
    assert text.count("Status: Achieved, Sustained") == 1
    assert text.count("Status: not known") == 12
    assert "Rating of the whole: not known, 16 of 16 requirements have none." in text


def test_the_paper_is_a_document_with_title_language_headings_and_tables_with_headers(
    of_barnet: bytes,
) -> None:
    tags = pdf.tags(of_barnet)
    assert pdf.title(of_barnet) == (
        "Progress on the Prevent duty 2015 as at 1 January 2016, Barnet Counter-Terrorism and Prevent Working Group"
    )
    assert pdf.root(of_barnet)["/Lang"] == "en-GB"
    assert (tags.count("/H1"), tags.count("/H2")) == (1, 5)
    assert tags.count("/Table") >= 6
    assert tags.count("/TH") >= 3 * 5
    cells = [element for element in pdf.elements(of_barnet) if element["/S"] == "/TD"]
    assert len(cells) >= 3 * 16
    assert all(cell["/A"]["/Headers"] for cell in cells)


def test_every_page_lies_across_is_marked_at_head_and_foot_and_numbered(of_barnet: bytes) -> None:
    pages = pdf.pages(of_barnet)
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL") >= 2
        assert f"Page {number} of {len(pages)}" in page
    assert all(width > height for width, height in pdf.sizes(of_barnet))


def test_the_columns_are_named_again_on_every_page_a_table_goes_on_to() -> None:
    long = "\n".join(f"Point {number} of what the group has done so far." for number in range(120))
    pages = [" ".join(page.split()) for page in pdf.pages(printed(cast.MEMBER, a_row(progress=long).name))]
    with_points = [page for page in pages if "of what the group has done" in page]
    assert len(with_points) > 2
    assert all(COLUMNS in page for page in with_points)


def test_the_paper_shows_the_day_of_the_row_it_was_asked_for() -> None:
    first = a_row(progress="The group has met once.")
    a_row(as_at="2016-04-01", progress="The group has met twice.")
    text = pdf.text(printed(cast.MEMBER, first.name))
    assert "as at 1 January 2016" in text
    assert "met once" in text
    assert "met twice" not in text


def test_an_empty_section_of_a_duty_says_so_on_paper() -> None:
    row = a_row(requirement=requirement("1.1", "Prevent duty toolkit 2024"))
    text = pdf.text(printed(cast.MEMBER, row.name))
    assert text.count("No expectation is recorded under this heading.") == 2
    assert "8 Communications and engagement No expectation" in text


def test_text_of_a_row_is_text_on_the_paper() -> None:
    row = a_row(progress="Fire & Rescue {{ 7 * 7 }}", next_steps=[{"next_step": "{% include 'page.css' %}"}])
    text = pdf.text(printed(cast.MEMBER, row.name))
    assert "Fire & Rescue {{ 7 * 7 }}" in text
    assert "{% include 'page.css' %}" in text


@pytest.mark.parametrize("user", [cast.PARTNER, cast.BOARD, cast.NEIGHBOUR, cast.DEPUTY])
def test_the_paper_is_for_those_who_may_read_the_row(user: str) -> None:
    row = a_row()
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
        printed(user, row.name)


def test_the_print_view_of_the_desk_shows_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    # The framework's log of prints commits, which a test undoes.
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    row = a_row(progress="The group has met twice.")
    with acting_as(cast.MEMBER):
        shown = frappe.get_print("PAPG Duty Progress", row.name, "PAPG Duty progress")
    assert "The group has met twice." in shown


def test_the_query_count_is_the_same_for_3_and_for_30_requirements() -> None:
    counts = []
    for wanted in (3, 30):
        workstream = make("PAPG Workstream").name
        rows = [
            a_row(requirement=make("PAPG Duty Requirement", workstream=workstream).name)
            for _number in range(wanted)
        ]
        with acting_as(cast.MEMBER):
            prints.paper("duty-progress", "PAPG Duty Progress", rows[0].name)
            with counted_queries() as queries:
                found = prints.paper("duty-progress", "PAPG Duty Progress", rows[0].name)
        assert len(found.content["blocks"][0]["lines"]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
