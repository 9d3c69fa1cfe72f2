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


def restricted(meeting: Document, **fields: object) -> str:
    with acting_as(cast.SECRETARY):
        audience = [{"member": cast.member(cast.MEMBER)}]
        words = {"title": "Gates of the market", "discussion": "<p>CANARY-R1</p>"}
        return make("PAPG Restricted Item", meeting=meeting.name, audience=audience, **words | fields).name


def part_two(item: str, user: str = cast.MEMBER, reader: str = READER) -> bytes:
    with acting_as(user):
        return paper.pdf(extract.extract_restricted(item, reader))


def test_of_part_two_it_holds_one_item_for_who_is_in_its_audience_and_tells_the_trail(
    meeting: Document,
) -> None:
    item, other = restricted(meeting), restricted(meeting, title="CANARY-R2")
    with acting_as(cast.SECRETARY):
        make("PAPG Decision", meeting=meeting.name, restricted_item=item, decision="To lock the gates.")
    circulated(minutes_of(meeting))
    text = pdf.text(part_two(item))
    for words in (f"Extract for {READER}", "R1. Gates of the market", "CANARY-R1", "To lock the gates."):
        assert words in text
    for words in ("Said under item", "CANARY-R2", "Licensing Manager Member"):
        assert words not in text
    with acting_as(cast.MEMBER):
        assert extract.restricted_pdf(item, f" {READER} ").mimetype == "application/pdf"
    assert (extract.RESTRICTED, item, f"extract for {READER}") in seen.told()
    assert other not in {name for _record, name, _what in seen.told()}


def test_of_part_two_it_carries_the_marking_of_the_item(meeting: Document) -> None:
    item = restricted(meeting, marking="OFFICIAL")
    circulated(minutes_of(meeting))
    assert "SENSITIVE" not in pdf.text(part_two(item))
    frappe.db.set_value("PAPG Restricted Item", item, "marking", "OFFICIAL-SENSITIVE")
    assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in pdf.pages(part_two(item)))


@pytest.mark.parametrize("user", [cast.CHAIR, cast.PARTNER, cast.NEIGHBOUR, cast.BOARD, "Guest"])
def test_who_is_not_in_the_audience_gets_the_answer_for_an_item_that_is_not_there(
    meeting: Document, user: str
) -> None:
    item = restricted(meeting)
    circulated(minutes_of(meeting))
    for name in (item, "made-up"):
        with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you"):
            part_two(name, user)


def test_of_part_two_nothing_is_given_out_before_the_minutes_went_round_or_for_nobody(
    meeting: Document,
) -> None:
    item = restricted(meeting)
    with pytest.raises(frappe.ValidationError, match="No minutes of this meeting are written"):
        part_two(item)
    minutes = minutes_of(meeting)
    with pytest.raises(frappe.ValidationError, match="The minutes are at stage Draft"):
        part_two(item)
    circulated(minutes)
    with pytest.raises(frappe.ValidationError, match="Name the reader the extract is for"):
        part_two(item, reader=" ")


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
