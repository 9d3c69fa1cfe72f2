"""An extract of one item of minutes for one reader."""

import frappe
import pytest
from frappe.model.document import Document

from papg.oversight import seen
from papg.printing import extract, paper
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.papers import a_held_meeting, circulated, minutes_of

READER = "Stadium Manager"


@pytest.fixture
def meeting(site: None) -> Document:
    cast.install()
    return a_held_meeting()


def printed(minutes: Document, item: int = 2, user: str = cast.SECRETARY, reader: str = READER) -> bytes:
    with acting_as(user):
        return paper.pdf(extract.extract(minutes.name, item, reader))


def test_it_holds_one_item_with_its_decisions_under_the_marking_for_its_reader(meeting: Document) -> None:
    with acting_as(cast.SECRETARY):
        minutes = minutes_of(meeting)
        make("PAPG Decision", meeting=meeting.name, item_number=2, decision="To survey the market.")
        make("PAPG Decision", meeting=meeting.name, item_number=3, decision="To wait.")
        hidden = make("PAPG Restricted Item", meeting=meeting.name, title="CANARY-4711")
        make(
            "PAPG Decision",
            meeting=meeting.name,
            item_number=2,
            restricted_item=hidden.name,
            decision="CANARY",
        )
    made = printed(circulated(minutes))
    text = pdf.text(made)
    assert pdf.title(made) == f"Extract of the minutes of meeting {meeting.reference}: item 2, {cast.GROUP_A}"
    for words in (f"Extract for {READER}", "2. Item 2 of the agenda", "Said under item 2.", "To survey the"):
        assert words in text
    for words in ("Said under item 1.", "Item 3", "To wait.", "CANARY", "Licensing Manager Member"):
        assert words not in text
    assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in pdf.pages(made))


@pytest.mark.parametrize(
    ("item", "reader", "refusal"),
    [(9, READER, "The minutes have no entry 9"), (2, " ", "Name the reader the extract is for")],
)
def test_an_item_that_is_not_there_and_nobody_to_read_it_are_refused(
    meeting: Document, item: int, reader: str, refusal: str
) -> None:
    with pytest.raises(frappe.ValidationError, match=refusal):
        printed(circulated(minutes_of(meeting)), item, reader=reader)


def test_nothing_of_a_draft_is_given_out(meeting: Document) -> None:
    with pytest.raises(frappe.ValidationError, match="The minutes are at stage Draft"):
        printed(minutes_of(meeting))


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD, "Guest"])
def test_who_may_not_read_the_minutes_gets_the_answer_for_what_is_not_there(
    meeting: Document, user: str
) -> None:
    minutes = circulated(minutes_of(meeting))
    for name in (minutes.name, "made-up"):
        with acting_as(user), pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you"):
            extract.extract(name, 2, READER)


def test_the_trail_is_told_of_which_item_and_for_whom(meeting: Document) -> None:
    minutes = circulated(minutes_of(meeting))
    with acting_as(cast.SECRETARY):
        assert extract.pdf(minutes.name, 2, f" {READER} ").mimetype == "application/pdf"
    assert (extract.RECORD, minutes.name, f"extract of item 2 for {READER}") in seen.told()
