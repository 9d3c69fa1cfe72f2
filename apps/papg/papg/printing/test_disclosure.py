"""The disclosure copy on paper: what is withheld is nowhere in the file, and the copy says why."""

import re
import zlib
from io import BytesIO
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from papg.printing import paper, prints
from papg.rules.due_dates import govuk_date
from papg.rules.redaction import holds
from papg.testing import cast, disclosure, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.disclosure import COPY, PERSONAL, passage, whole_item
from papg.testing.factories import make

GATE = "Quernstone Wharf gate"
NAME = "Zoë O’Ravensworth-Hale"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def paper_of(copy: Document, user: str = cast.SECRETARY) -> paper.Paper:
    with acting_as(user):
        return prints.paper("disclosure-copy", COPY, copy.name)


def printed(copy: Document, user: str = cast.SECRETARY) -> bytes:
    with acting_as(user):
        return paper.pdf(prints.paper("disclosure-copy", COPY, copy.name))


def minutes_with_a_name() -> Document:
    """Minutes that say the gate across tags and lines, and a name in the text, a decision, an action and a row."""
    text = (
        "The <strong>Quern</strong>stone&nbsp;Wharf <em>gate</em> stood open.</p><p>QUERNSTONE WHARF<br>GATE was "
        f"shut by Zoe O'Ravensworth\u2011Hale, and Quernstone Wharf Gates are two. {NAME} agreed. "
        + "More was said about the quay and its visitors. " * 12
        + "Then Quernstone Wharf gate again."
    )
    attendance = [{"attendee_name": f"{NAME}", "organisation": "Harbour Constabulary", "presence": "Present"}]
    return disclosure.agreed_minutes(text, attendance=attendance, place=f"Office of {NAME.upper()}")


def everything_in(made: bytes) -> list[str]:
    """All a PDF holds, decompressed: every stream, every string of every object, and the file as it is."""
    reader = PdfReader(BytesIO(made))
    found = [made.decode("latin-1"), *pdf.pages(made), str(reader.metadata), str(reader.xmp_metadata)]
    for number in range(1, int(reader.trailer["/Size"])):
        found += strings_of(reader.get_object(number))
    for start in re.finditer(rb"stream\r?\n", made):
        found.append(inflated(made[start.end() :]))
    return found


def strings_of(value: Any) -> list[str]:
    """Strings of an object, and its stream."""
    found: list[str] = []
    if isinstance(value, StreamObject):
        found.append(value.get_data().decode("latin-1"))
    if isinstance(value, DictionaryObject):
        found += [text for key in value for text in (str(key), *strings_of(value.raw_get(key)))]
    elif isinstance(value, ArrayObject):
        found += [text for each in value for text in strings_of(each)]
    else:
        found.append(str(value))
    return found


def inflated(data: bytes) -> str:
    try:
        return zlib.decompressobj().decompress(data).decode("latin-1")
    except zlib.error:
        return ""


def nowhere(made: bytes, *words: str) -> None:
    """None of these words is in the file, however it is spelt and wherever lines break."""
    everything = everything_in(made)
    one_line = " ".join(everything)
    for word in words:
        assert not holds(one_line, word), word
        for encoded in (word, word.upper(), word.lower()):
            for how in ("utf-8", "utf-16-be", "utf-16-le", "cp1252"):
                plain = encoded.encode(how, "ignore")
                assert plain not in made
                assert plain.hex() not in one_line.lower()


def test_the_search_would_find_a_passage_that_was_left() -> None:
    made = printed(disclosure.approved_copy(disclosure.drafted_copy(minutes_with_a_name(), whole_item(2))))
    for words in (GATE, NAME):
        with pytest.raises(AssertionError):
            nowhere(made, words)


def test_a_withheld_passage_is_nowhere_in_the_file_however_it_was_written() -> None:
    copy = disclosure.drafted_copy(
        minutes_with_a_name(), passage(GATE), passage("Zoe O'Ravensworth-Hale", PERSONAL, "A private name.")
    )
    made = printed(disclosure.approved_copy(copy))
    nowhere(made, GATE, "Quernstone", NAME, "Ravensworth")
    text = pdf.text(made)
    assert text.count("[Withheld under section 24(1)]") == 4
    assert "The [Withheld under section 24(1)] stood open. [Withheld under section 24(1)] was shut by" in text
    assert "[Withheld under section 24(1)] are two." in text
    assert text.count("[Withheld under section 40(2)]") >= 4
    assert "Office of [Withheld under section 40(2)]" in text
    assert "[Withheld under section 40(2)] – Harbour Constabulary Present" in text


def test_the_page_handed_to_the_engine_and_what_is_stored_say_it_no_more_either() -> None:
    copy = disclosure.approved_copy(disclosure.drafted_copy(minutes_with_a_name(), passage(GATE)))
    for frame in ("document.html", "preview.html"):
        assert not holds(paper.render(frame, paper_of(copy)), GATE)
    assert not holds(frappe.db.get_value(COPY, copy.name, "redacted_text"), GATE)


def test_a_whole_item_goes_with_its_title_text_decisions_and_actions() -> None:
    meeting_minutes = disclosure.agreed_minutes("Said about the wharf.")
    with acting_as(cast.SECRETARY):
        make(
            "PAPG Action",
            papg_group=cast.group("A"),
            meeting=meeting_minutes.meeting,
            item_number=1,
            title="Fix it",
        )
    made = printed(disclosure.approved_copy(disclosure.drafted_copy(meeting_minutes, whole_item(1))))
    text = pdf.text(made)
    assert "1. [Withheld under section 24(1)] 2. Any other business" in text
    nowhere(made, "Access to the quay", "Said about the wharf", "Fix it")


def test_the_list_at_the_end_says_where_under_what_and_why_and_never_what() -> None:
    copy = disclosure.drafted_copy(
        minutes_with_a_name(), passage(NAME, PERSONAL, "A private\nname."), whole_item(2)
    )
    text = pdf.text(printed(disclosure.approved_copy(copy)))
    end = text[text.index("What is withheld, and why") :]
    assert "Heading, Attendance, Item 1 Freedom of Information Act 2000, section 40(2)" in end
    assert "Personal information of somebody else A private name." in end
    assert f"Item 2 {disclosure.NATIONAL_SECURITY} National security {disclosure.REASON}" in end


def test_part_two_is_never_in_a_copy() -> None:
    minutes = disclosure.agreed_minutes()
    with acting_as(cast.SECRETARY):
        make(
            "PAPG Restricted Item",
            meeting=minutes.meeting,
            title="Plan of the vault",
            discussion="<p>Vault</p>",
        )
    nowhere(printed(disclosure.approved_copy(disclosure.drafted_copy(minutes))), "vault")


def test_the_copy_says_which_request_it_answers_and_names_nobody_who_printed_it() -> None:
    copy = disclosure.approved_copy()
    made = printed(copy, cast.AUDITOR)
    text = pdf.text(made)
    assert f"Request FOI 2026/014 Received on {govuk_date(getdate(today()))}" in text
    assert "Answered under Freedom of information" in text
    assert "Draft" not in text and "Printed for" not in text
    nowhere(made, cast.POSTS[cast.AUDITOR])
    number = frappe.db.get_value(
        "PAPG Meeting",
        {"name": frappe.db.get_value("PAPG Minutes", copy.minutes, "meeting")},
        "reference",
    )
    assert pdf.title(made) == f"Minutes of meeting {number}, {cast.GROUP_A}: disclosure copy"


@pytest.mark.parametrize(("marking", "times"), [("", 0), ("OFFICIAL", 3)])
def test_the_copy_carries_its_own_marking_and_not_that_of_the_minutes(marking: str, times: int) -> None:
    made = printed(disclosure.approved_copy(disclosure.drafted_copy(marking=marking)))
    assert pdf.pages(made)[0].count("OFFICIAL") == times
    assert not holds(pdf.text(made), "SENSITIVE")


def test_a_copy_not_yet_approved_says_so_and_is_redacted_already() -> None:
    copy = disclosure.drafted_copy()
    made = printed(copy)
    assert "Draft. This copy has not been approved for release." in pdf.text(made)
    nowhere(made, "north gate")


def test_an_approved_copy_stays_as_approved_when_the_records_around_it_change() -> None:
    copy = disclosure.approved_copy()
    before = pdf.text(printed(copy))
    frappe.db.set_value("PAPG Group", copy.papg_group, "group_name", "Another name")
    assert pdf.text(printed(copy)) == before


def test_a_text_that_is_not_the_approved_one_is_not_printed() -> None:
    copy = disclosure.approved_copy()
    frappe.db.set_value(COPY, copy.name, "redacted_text", copy.redacted_text.replace("barrier", "door"))
    with pytest.raises(frappe.ValidationError, match="is not the one that was approved"):
        printed(copy)


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.DEPUTY_CHAIR, cast.AUDITOR])
def test_who_reads_a_copy_prints_it(user: str) -> None:
    assert b"%PDF" in printed(disclosure.approved_copy(), user)


@pytest.mark.parametrize(
    "user", [cast.MEMBER, cast.PARTNER, cast.BOARD, cast.NEIGHBOUR, cast.ADMINISTRATOR, cast.DEPUTY]
)
def test_nobody_else_does(user: str) -> None:
    copy = disclosure.approved_copy()
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
        printed(copy, user)


def cost(number: int) -> int:
    text = "".join(f"<p>Word{each} stays in the text.</p>" for each in range(number))
    rows = [passage(f"Word{each} stays") for each in range(number)]
    copy = disclosure.copy_with_chair(disclosure.drafted_copy(disclosure.agreed_minutes(text), *rows))
    with acting_as(cast.SECRETARY), counted_queries() as queries:
        prints.paper("disclosure-copy", COPY, copy.name)
    return len(queries)


def test_a_copy_with_thirty_removals_takes_as_many_queries_as_one_with_three() -> None:
    cost(1)
    assert cost(3) == cost(30)
