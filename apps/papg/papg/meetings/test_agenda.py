"""The agenda once it was issued."""

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings import planning
from papg.printing import paper, prints
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import held_meeting

pytestmark = pytest.mark.usefixtures("room")

URGENT = "The bridge closes on Monday."


def planned(is_issued: bool = True) -> Document:
    """A meeting to come with two items and a paper, as the secretary has it."""
    with acting_as(cast.SECRETARY):
        meeting = make(
            "PAPG Meeting",
            papg_group=cast.group("A"),
            agenda=[{"title": "Threat"}, {"title": "Stadium plan"}],
            papers=[{"title": "Map", "item_number": 2}],
        )
        if is_issued:
            planning.issue_agenda(meeting.name)
    return frappe.get_doc("PAPG Meeting", meeting.name)


def save(meeting: Document, person: str = cast.SECRETARY) -> Document:
    with acting_as(person):
        meeting.save()
    return frappe.get_doc("PAPG Meeting", meeting.name)


def shown(meeting: Document) -> list[tuple[int, str, str]]:
    return [(row.item_number, row.title, row.lateness or "") for row in meeting.agenda]


def test_an_item_added_after_the_issue_stands_apart_with_its_reason_wherever_it_was_put() -> None:
    meeting = planned()
    meeting.append("agenda", {"title": "Closure of the bridge", "late_reason": URGENT})
    meeting.agenda.insert(0, meeting.agenda.pop())
    for idx, row in enumerate(meeting.agenda, 1):
        row.idx = idx
    meeting = save(meeting)
    assert shown(meeting) == [
        (1, "Threat", ""),
        (2, "Stadium plan", ""),
        (3, "Closure of the bridge", "Late item"),
    ]
    assert meeting.papers[0].item_number == 2
    with acting_as(cast.PARTNER):
        text = pdf.text(paper.pdf(prints.paper("agenda", "PAPG Meeting", meeting.name)))
    late = text[text.index("Late items") :]
    assert f"3 Closure of the bridge Late item: {URGENT}" in late
    assert "Stadium plan" not in late


def test_an_item_without_the_reason_for_its_urgency_is_refused() -> None:
    meeting = planned()
    meeting.append("agenda", {"title": "Closure of the bridge"})
    with pytest.raises(
        frappe.ValidationError, match=r"comes after the agenda was issued\. Give the reason why"
    ):
        save(meeting)


def test_until_the_issue_and_with_it_the_agenda_changes_freely() -> None:
    meeting = planned(is_issued=False)
    meeting.agenda.pop(0)
    meeting.append("agenda", {"title": "Bridge", "late_reason": "Left over", "is_withdrawn": 1})
    meeting.papers = []
    meeting.agenda_issued_on = frappe.utils.today()
    meeting = save(meeting)
    assert shown(meeting) == [(1, "Stadium plan", ""), (2, "Bridge", "")]
    assert [(row.is_withdrawn, row.late_reason) for row in meeting.agenda] == [(0, None), (0, None)]


def change(meeting: Document, number: int, **values: object) -> list[tuple[int, str, str]]:
    """Change an item of the stored agenda; what it shows then."""
    stored = frappe.get_doc("PAPG Meeting", meeting.name)
    stored.agenda[number - 1].update(values)
    return shown(save(stored))


def test_an_issued_item_is_withdrawn_with_a_reason_and_never_taken_out() -> None:
    meeting = planned()
    meeting.agenda.pop()
    meeting.papers = []
    with pytest.raises(frappe.ValidationError, match=r"Item 2, Stadium plan, .* Mark it as withdrawn"):
        save(meeting)
    with pytest.raises(frappe.ValidationError, match=r"Item 2, Stadium plan, .* Give the reason for"):
        change(meeting, 2, is_withdrawn=1)
    withdrawn = change(meeting, 2, is_withdrawn=1, late_reason="The owner asked for it.")
    assert withdrawn[1] == (2, "Stadium plan", "Withdrawn")


def test_an_issued_item_is_reworded_with_a_reason_and_its_time_without_one() -> None:
    meeting = planned()
    assert change(meeting, 1, minutes_allotted=20)[0] == (1, "Threat", "")
    words = "Threat and incidents"
    with pytest.raises(frappe.ValidationError, match="Item 1, Threat, is on the agenda that was issued"):
        change(meeting, 1, title=words)
    assert change(meeting, 1, title=words, late_reason="The police ask for both.")[0] == (1, words, "Changed")


def test_how_an_item_departs_cannot_be_sent_in() -> None:
    meeting = planned()
    meeting.agenda[0].lateness = "Late item"
    assert shown(save(meeting))[0] == (1, "Threat", "")


def test_issued_items_keep_their_order() -> None:
    meeting = planned()
    meeting.set("agenda", list(reversed(meeting.agenda)))
    with pytest.raises(frappe.ValidationError, match="Put the items back into their order"):
        save(meeting)


def test_nothing_is_minuted_of_an_item_that_was_withdrawn() -> None:
    meeting = held_meeting(
        agenda=[{"title": "Threat"}, {"title": "Stadium plan"}], agenda_issued_on="2026-06-14"
    )
    meeting.agenda[0].update({"is_withdrawn": 1, "late_reason": "The owner asked for it."})
    meeting = save(meeting)
    with acting_as(cast.SECRETARY):
        minutes = make("PAPG Minutes", meeting=meeting.name)
    assert [(row.item_number, row.title) for row in minutes.entries] == [(2, "Stadium plan")]


# What the last meeting left


def left_unfinished(*titles: str) -> Document:
    """A meeting that was held, with items it did not come to."""
    meeting = held_meeting("A")
    for title in titles:
        meeting.append(
            "agenda",
            {
                "title": title,
                "presenter": "CTSA",
                "notes": "Plan at item.",
                "late_reason": URGENT,
                "is_unfinished": 1,
            },
        )
    return save(meeting)


def next_one() -> Document:
    with acting_as(cast.SECRETARY):
        return frappe.get_doc("PAPG Meeting", planning.plan_meeting(cast.group("A")))


def test_the_next_agenda_takes_up_what_was_left_until_it_is_issued() -> None:
    meeting = next_one()
    assert "Stadium plan" not in [row.title for row in meeting.agenda]
    last = left_unfinished("Stadium plan")
    meeting = save(meeting)
    (row,) = [row for row in meeting.agenda if row.title == "Stadium plan"]
    assert (row.kind, row.presenter, row.carried_from) == ("Business", "CTSA", last.name)
    assert row.notes.startswith("Carried over from the meeting of ") and row.notes.endswith(" Plan at item.")
    assert not row.is_unfinished
    assert [row.title for row in save(meeting).agenda].count("Stadium plan") == 1
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(meeting.name)
    left_unfinished("Closure of the bridge")
    meeting.reload()
    assert "Closure of the bridge" not in [row.title for row in save(meeting).agenda]


def test_what_was_left_stands_before_any_other_business() -> None:
    left_unfinished("Stadium plan", "Closure of the bridge")
    with acting_as(cast.SECRETARY):
        meeting = make(
            "PAPG Meeting",
            papg_group=cast.group("A"),
            agenda=[{"title": "Threat"}, {"title": "Any other business", "kind": "Any other business"}],
        )
    assert [row.title for row in meeting.agenda] == [
        *("Threat", "Stadium plan", "Closure of the bridge", "Any other business"),
    ]
    assert [row.item_number for row in meeting.agenda] == [1, 2, 3, 4]


def test_an_item_of_a_meeting_to_come_is_not_unfinished() -> None:
    meeting = planned(is_issued=False)
    meeting.agenda[1].is_unfinished = 1
    with pytest.raises(frappe.ValidationError, match="Item 2, Stadium plan, is unfinished"):
        save(meeting)
