"""The minutes of a meeting on paper: Part 1 for every reader of them, Part 2 for its audience."""

import frappe
import pytest
from frappe.model.document import Document

from papg.printing import paper, prints
from papg.testing import cast, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.papers import a_held_meeting, agreed, circulated, minutes_of


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def printed(user: str, minutes: Document, kind: str = "minutes") -> bytes:
    with acting_as(user):
        return paper.pdf(prints.paper(kind, "PAPG Minutes", minutes.name))


# The open minutes


def test_every_page_carries_the_marking_at_head_and_foot_and_its_number() -> None:
    pages = pdf.pages(printed(cast.SECRETARY, circulated(minutes_of(a_held_meeting(items=40)))))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL-SENSITIVE") == (3 if number == 1 else 2)
        assert f"Page {number} of {len(pages)}" in page


def test_the_paper_has_a_title_a_language_headings_and_table_headers() -> None:
    meeting = a_held_meeting()
    made = printed(cast.SECRETARY, circulated(minutes_of(meeting)))
    tags = pdf.tags(made)
    assert pdf.title(made) == f"Minutes of meeting {meeting.reference}, {cast.GROUP_A}"
    assert pdf.root(made)["/Lang"] == "en-GB"
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 5
    assert tags.count("/TH") >= 8
    assert tags.index("/H1") < tags.index("/H2")
    cells = [element for element in pdf.elements(made) if element["/S"] == "/TD"]
    assert cells
    assert all(cell["/A"]["/Headers"] for cell in cells)


def test_only_one_typeface_is_used_and_it_travels_with_the_paper() -> None:
    made = printed(cast.SECRETARY, circulated(minutes_of(a_held_meeting())))
    assert {font.removesuffix("-Bold") for font in pdf.fonts(made)} == {"Liberation-Sans"}


def test_the_minutes_say_when_and_where_who_was_there_and_whether_it_was_quorate() -> None:
    meeting = a_held_meeting()
    rows = {row.attendee_name: row for row in meeting.attendance}
    rows[cast.POSTS[cast.MEMBER]].update({"presence": "Deputised", "deputy": cast.POSTS[cast.DEPUTY]})
    rows[cast.POSTS[cast.PARTNER]].update({"presence": "Apologies"})
    rows[cast.POSTS[cast.THREE]].update({"presence": "Absent"})
    rows[cast.POSTS[cast.DEPUTY_CHAIR]].update({"left_at_item": 2, "declared_interest": "Owns a stall."})
    meeting.save()
    text = pdf.text(printed(cast.SECRETARY, circulated(minutes_of(meeting))))
    for expected in (
        cast.GROUP_A,
        "14 October 2026",
        "10am to 11:30am",
        "Committee Room 2",
        "Represented by Senior Licensing Officer",
        "Apologies",
        "Absent",
        "Present, until item 2",
        "Superintendent, Harbour: Owns a stall.",
        " ".join(meeting.quorum_reason.split()),
        "1. Item 1 of the agenda",
        "Said under item 1.",
    ):
        assert expected in text


def test_decisions_and_actions_stand_under_their_item() -> None:
    meeting = a_held_meeting()
    minutes = circulated(minutes_of(meeting))
    make("PAPG Decision", meeting=meeting.name, item_number=2, decision="To survey the market first.")
    make(
        "PAPG Action",
        papg_group=cast.group("A"),
        title="Write to the owners",
        meeting=meeting.name,
        item_number=2,
        owner_member=cast.member(cast.MEMBER),
        due_on="2026-12-01",
    )
    make("PAPG Action", papg_group=cast.group("A"), title="Book the room", meeting=meeting.name)
    text = pdf.text(printed(cast.SECRETARY, minutes))
    of_item_two = text[text.index("2. Item 2") : text.index("3. Item 3")]
    assert "To survey the market first." in of_item_two
    assert "Write to the owners Licensing Manager 1 December 2026" in of_item_two
    assert "Book the room" in text[text.index("Other decisions and actions") :]


def test_the_minutes_keep_the_date_an_action_was_first_due_on() -> None:
    meeting = a_held_meeting()
    minutes = circulated(minutes_of(meeting))
    action = make("PAPG Action", papg_group=cast.group("A"), meeting=meeting.name, due_on="2026-12-01")
    action.due_on = "2027-03-31"
    action.save()
    text = pdf.text(printed(cast.SECRETARY, minutes))
    assert "1 December 2026" in text
    assert "31 March 2027" not in text


def test_circulated_minutes_say_who_approved_them_by_post() -> None:
    text = pdf.text(printed(cast.MEMBER, circulated(minutes_of(a_held_meeting()))))
    assert "Approved by the Chair (Head of Community Safety) on 20 October 2026." in text
    assert "Not yet agreed as a correct record." in text


def test_agreed_minutes_say_at_which_meeting() -> None:
    later = make("PAPG Meeting", papg_group=cast.group("A"), starts_at="2026-11-11 10:00:00")
    text = pdf.text(printed(cast.MEMBER, agreed(minutes_of(a_held_meeting()), at=later)))
    assert "Agreed as a correct record at the meeting of 11 November 2026." in text


def test_minutes_agreed_by_correspondence_say_so() -> None:
    minutes = circulated(minutes_of(a_held_meeting()))
    values = {"stage": "Agreed", "is_agreed_by_correspondence": 1, "agreed_on": "2026-10-30"}
    frappe.db.set_value("PAPG Minutes", minutes.name, values)
    text = pdf.text(printed(cast.MEMBER, minutes))
    assert "Agreed as a correct record by correspondence on 30 October 2026." in text


def test_a_draft_says_that_nobody_has_approved_it() -> None:
    assert "Draft. These minutes have not been approved." in pdf.text(
        printed(cast.SECRETARY, minutes_of(a_held_meeting()))
    )


def test_a_text_that_was_changed_after_the_approval_is_printed_with_a_warning() -> None:
    minutes = circulated(minutes_of(a_held_meeting()))
    assert "no longer matches" not in pdf.text(printed(cast.MEMBER, minutes))
    frappe.db.set_value("PAPG Minutes Entry", minutes.entries[0].name, "discussion", "<p>Something else.</p>")
    frappe.clear_document_cache("PAPG Minutes", minutes.name)
    text = pdf.text(printed(cast.MEMBER, minutes))
    assert "The text no longer matches what was approved on 20 October 2026." in text


def test_corrections_after_agreement_stand_beside_the_text() -> None:
    minutes = agreed(minutes_of(a_held_meeting()), at=a_held_meeting())
    with acting_as(cast.MEMBER):
        correction = make(
            "PAPG Minutes Correction",
            minutes=minutes.name,
            item_number=2,
            proposed_text="<p>The survey ended in May.</p>",
            reason="The month was wrong.",
        )
    accepted = {"state": "Accepted", "settled_on": "2026-11-02 09:00:00", "is_after_agreement": 1}
    frappe.db.set_value("PAPG Minutes Correction", correction.name, accepted)
    text = pdf.text(printed(cast.MEMBER, minutes))
    added = text[text.index("Corrections accepted after these minutes were agreed") :]
    assert "Item 2, 2 November 2026 The survey ended in May. Reason: The month was wrong." in added
    assert "Said under item 2." in text


def test_text_of_records_is_never_a_template() -> None:
    sum_ = "{{ 7777*7777 }}"
    meeting = a_held_meeting(place=sum_)
    meeting.attendance[0].declared_interest = sum_
    meeting.save()
    entries = [{"item_number": 1, "title": sum_, "discussion": f"<p>{sum_}</p>"}]
    minutes = circulated(minutes_of(meeting, entries=entries))
    make("PAPG Decision", meeting=meeting.name, item_number=1, decision=sum_)
    make("PAPG Action", papg_group=cast.group("A"), title=sum_, meeting=meeting.name, item_number=1)
    frappe.db.set_value("PAPG Group", cast.group("A"), "group_name", sum_)
    text = pdf.text(printed(cast.SECRETARY, minutes))
    assert text.count(sum_) >= 7
    assert "60481729" not in text


def test_tags_in_plain_text_are_printed_as_they_are() -> None:
    meeting = a_held_meeting()
    minutes = circulated(minutes_of(meeting))
    frappe.db.set_value("PAPG Minutes Entry", minutes.entries[0].name, "title", "<b>Bold</b> & 5 < 6")
    assert "<b>Bold</b> & 5 < 6" in pdf.text(printed(cast.SECRETARY, minutes))


# Readers


def test_a_foreign_reader_gets_the_same_answer_as_for_minutes_that_are_not_there() -> None:
    minutes = minutes_of(a_held_meeting())
    answers = []
    for user in (cast.NEIGHBOUR, cast.BOARD, cast.PARTNER, "Guest"):
        for name in (minutes.name, "no-such-minutes"):
            frappe.clear_messages()
            with acting_as(user), pytest.raises(frappe.DoesNotExistError) as refused:
                prints.paper("minutes", "PAPG Minutes", name)
            answers.append((str(refused.value), frappe.get_message_log()))
    assert all(answer == answers[0] for answer in answers)


def test_a_plain_member_prints_minutes_once_they_are_circulated() -> None:
    minutes = minutes_of(a_held_meeting())
    with pytest.raises(frappe.DoesNotExistError):
        printed(cast.MEMBER, minutes)
    assert pdf.pages(printed(cast.MEMBER, circulated(minutes)))


def test_a_paper_is_asked_for_by_its_own_kind_of_record() -> None:
    minutes = circulated(minutes_of(a_held_meeting()))
    for kind, record in (
        ("agenda", "PAPG Minutes"),
        ("minutes", "PAPG Meeting"),
        ("nothing", "PAPG Minutes"),
        ("minutes", "User"),
    ):
        with acting_as(cast.SECRETARY), pytest.raises(frappe.DoesNotExistError, match="no such paper"):
            prints.paper(kind, record, minutes.name)


def test_the_query_count_is_the_same_for_3_and_for_30_items_and_attendees() -> None:
    counts = []
    for wanted in (3, 30):
        meeting = a_held_meeting(items=wanted)
        frappe.db.delete("PAPG Attendance", {"parent": meeting.name})
        meeting.reload()
        meeting.extend(
            "attendance", [{"attendee_name": f"Officer {n}", "presence": "Present"} for n in range(wanted)]
        )
        meeting.save()
        minutes = circulated(minutes_of(meeting))
        for number in range(1, wanted + 1):
            make("PAPG Decision", meeting=meeting.name, item_number=number)
            make("PAPG Action", papg_group=cast.group("A"), meeting=meeting.name, item_number=number)
        with acting_as(cast.SECRETARY):
            prints.paper("minutes", "PAPG Minutes", minutes.name)
            with counted_queries() as queries:
                found = prints.paper("minutes", "PAPG Minutes", minutes.name)
        assert len(found.content["items"]) == len(found.content["attendance"]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
