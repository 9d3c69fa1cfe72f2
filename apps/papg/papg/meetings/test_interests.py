"""Interests declared at items: whose, at which item, and what they do to the quorum of it."""

import frappe
import pytest
from frappe.model.document import Document

from papg.api.partner import minutes as partner_minutes
from papg.meetings import attendance
from papg.printing import paper, prints
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_terms
from papg.testing.meetings import circulated, drafted, held_meeting, with_chair

pytestmark = pytest.mark.usefixtures("room")

AGENDA = [{"title": "Threat"}, {"title": "Stadium plan"}]
STALL = "Owns a stall at the stadium."
WHO = cast.POSTS[cast.MEMBER]


def declared(item: int = 2, who: str = WHO, **fields: object) -> dict[str, object]:
    return {"item_number": item, "attendee_name": who, "interest": STALL, **fields}


def held(*rows: dict[str, object], **fields: object) -> Document:
    return held_meeting(agenda=AGENDA, interests=list(rows), **fields)


def all_needed() -> None:
    """Terms under which the group is quorate with every member there and with one fewer is not."""
    counted = {"papg_group": cast.group("A"), "position": ("in", ("Chair", "Deputy Chair", "Member"))}
    number = frappe.db.count("PAPG Member", counted)
    fields = {"in_force_from": "2026-01-01", "quorum_kind": "Fixed number", "minimum_number": number}
    terms = make_terms(cast.group("A"), is_deputy_counted=1, **fields)
    frappe.db.set_value(terms.doctype, terms.name, {"docstatus": 1, "stage": "In force"})


@pytest.mark.parametrize(
    ("left_room", "kinds"), [(0, ["Decision", "Decision"]), (1, ["Decision", "Recommendation"])]
)
def test_whoever_leaves_the_room_does_not_count_for_that_item_alone(left_room: int, kinds: list[str]) -> None:
    all_needed()
    meeting = held(declared(left_room=left_room))
    assert meeting.is_quorate == 1
    assert ("Items without a quorum: 2." in meeting.quorum_reason) == bool(left_room)
    with acting_as(cast.SECRETARY):
        found = [make("PAPG Decision", meeting=meeting.name, item_number=item).kind for item in (1, 2)]
    assert found == kinds


def test_a_decision_becomes_a_recommendation_when_it_is_put_right_who_left_the_room() -> None:
    all_needed()
    meeting = held(declared())
    with acting_as(cast.SECRETARY):
        decision = make("PAPG Decision", meeting=meeting.name, item_number=2)
        meeting.interests[0].left_room = 1
        meeting.save()
    decision.reload()
    assert (decision.kind, decision.needs_ratification) == ("Recommendation", 1)


def test_a_deputy_who_leaves_the_room_leaves_for_whom_they_stand_in() -> None:
    all_needed()
    meeting = held()
    with acting_as(cast.SECRETARY):
        for row in meeting.attendance:
            if row.attendee_name == WHO:
                row.update({"presence": "Deputised", "deputy": cast.POSTS[cast.DEPUTY]})
        meeting.append("interests", declared(who=cast.POSTS[cast.DEPUTY], left_room=1))
        meeting.save()
    assert "Items without a quorum: 2." in meeting.quorum_reason


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (declared(who="Venue manager"), "Row 1 of the interests: Venue manager is not in the attendance"),
        (declared(item=3), "has item 3, but the agenda has 2 items"),
        (declared(item=-1), "has item -1, but the agenda has 2 items"),
    ],
)
def test_an_interest_of_nobody_there_or_at_no_item_is_refused_by_its_row(row: dict, refusal: str) -> None:
    with pytest.raises(frappe.ValidationError, match=refusal):
        held(row)


@pytest.mark.parametrize("field", ["arrived_at_item", "left_at_item"])
def test_nobody_comes_or_leaves_at_an_item_the_agenda_does_not_have(field: str) -> None:
    meeting = held()
    with acting_as(cast.SECRETARY):
        meeting.attendance[0].set(field, 2)
        meeting.save()
        meeting.attendance[0].set(field, 3)
        with pytest.raises(frappe.ValidationError, match="has item 3, but the agenda has 2 items"):
            meeting.save()


def test_they_stand_at_their_item_on_agenda_minutes_and_the_page_of_partners() -> None:
    meeting = held(declared(), declared(item=1, left_room=1))
    with acting_as(cast.SECRETARY):
        meeting.attendance[0].left_at_item = 1
        meeting.save()
    minutes = circulated(with_chair(drafted(meeting)))
    said = {
        "1": f"{WHO} declared an interest and left the room for this item: {STALL}",
        "2": f"{WHO} declared an interest: {STALL}",
    }
    left = f"{meeting.attendance[0].attendee_name} left after this item."
    with acting_as(cast.PARTNER):
        text = pdf.text(paper.pdf(prints.paper("minutes", "PAPG Minutes", minutes.name)))
        agenda = pdf.text(paper.pdf(prints.paper("agenda", "PAPG Meeting", meeting.name)))
        page = partner_minutes.entries_with_notes(minutes.name, meeting.name)
    assert f"1. Threat {said['1']} {left}" in text and f"2. Stadium plan {said['2']}" in text
    assert said["2"] in agenda and left not in agenda
    assert [row.notes for row in page] == [[said["1"], left], [said["2"]]]


def test_once_the_minutes_went_round_the_interests_are_what_they_say() -> None:
    meeting = held(declared())
    circulated(with_chair(drafted(meeting)))
    meeting.reload()
    with acting_as(cast.SECRETARY):
        meeting.interests[0].interest = "None"
        with pytest.raises(frappe.ValidationError, match="can no longer be changed"):
            meeting.save()


def test_an_interest_of_somebody_who_was_away_is_told_before_approval() -> None:
    meeting = held(declared())
    frappe.db.set_value(
        "PAPG Attendance", {"parent": meeting.name, "attendee_name": WHO}, "presence", "Apologies"
    )
    (found,) = attendance.contradictions_in(meeting.name)
    assert f"{WHO} is recorded as Apologies, and declared an interest." in found
