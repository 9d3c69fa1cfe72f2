"""Decisions and recommendations: their kind, their number, and how they are ratified."""

import frappe
import pytest
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_terms
from papg.testing.meetings import agreed, circulated, drafted, held_meeting, with_chair

pytestmark = pytest.mark.usefixtures("room")


@pytest.fixture(autouse=True)
def quorum_of_three(room: None) -> None:
    """Group A asks for three people."""
    terms = make_terms(
        cast.group("A"), in_force_from="2026-01-01", quorum_kind="Fixed number", minimum_number=3
    )
    frappe.db.set_value(terms.doctype, terms.name, {"docstatus": 1, "stage": "In force"})


def recorded(meeting: Document, by: str = cast.SECRETARY, **fields: object) -> Document:
    with acting_as(by):
        return make("PAPG Decision", meeting=meeting.name, **fields)


def save(stored: Document, by: str = cast.SECRETARY, **fields: object) -> Document:
    with acting_as(by):
        decision = frappe.get_doc(stored.doctype, stored.name)
        decision.update(fields)
        return decision.save()


def recommended(days_ago: int = 30) -> Document:
    """A recommendation of a meeting to which nobody came."""
    return recorded(held_meeting(days_ago=days_ago, presence="Apologies"))


def test_a_quorate_meeting_decides_and_an_inquorate_one_recommends() -> None:
    decision, recommendation = recorded(held_meeting()), recommended()
    assert (decision.kind, decision.needs_ratification) == ("Decision", 0)
    assert (recommendation.kind, recommendation.needs_ratification) == ("Recommendation", 1)


def test_a_decision_carries_the_day_and_group_of_its_meeting_whatever_was_sent() -> None:
    meeting = held_meeting()
    decision = recorded(
        meeting,
        kind="Recommendation",
        decided_on="2020-01-01",
        decision_number="2020/1",
        needs_ratification=1,
    )
    assert decision.papg_group == meeting.papg_group
    assert str(decision.decided_on) == str(meeting.starts_at.date())
    assert (decision.kind, decision.decision_number) == ("Decision", None)


def test_a_decision_recorded_before_the_minutes_are_begun_belongs_to_them() -> None:
    decision = recorded(held_meeting())
    minutes = drafted(frappe.get_doc("PAPG Meeting", decision.meeting))
    assert frappe.db.get_value("PAPG Decision", decision.name, "minutes") == minutes.name


def test_an_item_that_lost_its_quorum_is_recommended_on() -> None:
    meeting = held_meeting(agenda=[{"title": "One"}, {"title": "Two"}])
    with acting_as(cast.SECRETARY):
        for row in meeting.attendance:
            row.left_at_item = 1
        meeting.save()
    assert recorded(meeting, item_number=1).kind == "Decision"
    assert recorded(meeting, item_number=2).kind == "Recommendation"


def test_the_kind_follows_when_the_attendance_is_put_right() -> None:
    meeting = held_meeting(presence="Apologies")
    decision = recorded(meeting)
    with acting_as(cast.SECRETARY):
        for row in meeting.attendance:
            row.presence = "Present"
        meeting.save()
    decision.reload()
    assert (decision.kind, decision.needs_ratification) == ("Decision", 0)


def test_a_later_quorate_meeting_ratifies() -> None:
    decision = save(recommended(), ratified_at=held_meeting(days_ago=2).name)
    assert (decision.kind, decision.needs_ratification) == ("Decision", 0)
    assert save(decision, decision="Reworded before it went round.").kind == "Decision"


@pytest.mark.parametrize(
    ("days_ago", "presence", "refusal"),
    [
        (2, "Apologies", "The ratifying meeting was not quorate"),
        (60, "Present", "The ratifying meeting is not later than the one that recommended it"),
    ],
)
def test_an_inquorate_or_earlier_meeting_ratifies_nothing(days_ago: int, presence: str, refusal: str) -> None:
    recommendation, other = recommended(), held_meeting(days_ago=days_ago, presence=presence)
    with pytest.raises(frappe.ValidationError, match=refusal):
        save(recommendation, ratified_at=other.name)


def test_the_meeting_itself_ratifies_nothing() -> None:
    recommendation = recommended()
    with pytest.raises(frappe.ValidationError, match="not later than the one that recommended it"):
        save(recommendation, ratified_at=recommendation.meeting)


def test_a_meeting_of_another_group_ratifies_nothing() -> None:
    """THREE reads both groups and writes decisions of A as its deputy chair."""
    recommendation, foreign = recommended(), held_meeting("B", days_ago=1)
    with pytest.raises(frappe.ValidationError, match="The ratifying meeting is of another group"):
        save(recommendation, cast.THREE, ratified_at=foreign.name)


def test_a_meeting_to_come_ratifies_nothing() -> None:
    recommendation = recommended()
    with acting_as(cast.SECRETARY):
        coming = make("PAPG Meeting", papg_group=cast.group("A"))
    with pytest.raises(frappe.ValidationError, match="is not recorded as held"):
        save(recommendation, ratified_at=coming.name)


def test_a_decision_needs_no_ratification() -> None:
    decision = recorded(held_meeting(days_ago=30))
    with pytest.raises(frappe.ValidationError, match="A Decision needs no ratification"):
        save(decision, ratified_at=held_meeting(days_ago=2).name)


def test_what_a_meeting_ratified_waits_again_when_it_turns_out_not_to_have_been_quorate() -> None:
    later = held_meeting(days_ago=2)
    decision = save(recommended(), ratified_at=later.name)
    with acting_as(cast.SECRETARY):
        later.place = "Committee Room 3"
        later.save()
        decision.reload()
        assert decision.kind == "Decision"
        for row in later.attendance:
            row.presence = "Apologies"
        later.save()
    decision.reload()
    assert (decision.kind, decision.needs_ratification, decision.ratified_at) == ("Recommendation", 1, None)
    said = " ".join(str(message) for message in frappe.get_message_log())
    assert "Recommendations it had ratified wait again: 1." in said


@pytest.mark.parametrize("status", ["Cancelled", "Postponed"])
def test_a_meeting_that_did_not_take_place_decided_nothing(status: str) -> None:
    with acting_as(cast.SECRETARY):
        fields = {"status": status, "status_reason": "Storm"}
        meeting = make("PAPG Meeting", papg_group=cast.group("A"), **fields)
    with pytest.raises(frappe.ValidationError, match=f"The meeting is {status.lower()} and decided nothing"):
        recorded(meeting)


def test_what_is_ratified_stays_ratified() -> None:
    decision = save(recommended(), ratified_at=held_meeting(days_ago=2).name)
    with pytest.raises(frappe.ValidationError, match="was ratified and stays so"):
        save(decision, ratified_at=None)


def test_decisions_are_numbered_by_group_and_year_when_the_minutes_go_round() -> None:
    meeting = held_meeting(agenda=[{"title": "One"}, {"title": "Two"}])
    second, first = recorded(meeting, item_number=2), recorded(meeting, item_number=1)
    assert first.decision_number is None
    circulated(with_chair(drafted(meeting)))
    late = recorded(meeting)
    for decision in (first, second):
        decision.reload()
    year = meeting.starts_at.year
    assert [first.decision_number, second.decision_number, late.decision_number] == [
        f"{year}/1",
        f"{year}/2",
        f"{year}/3",
    ]


def test_a_decision_from_a_restricted_item_leaves_no_gap_among_the_open_ones() -> None:
    meeting = held_meeting()
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=meeting.name)
    hidden, shown = recorded(meeting, restricted_item=item.name), recorded(meeting)
    circulated(with_chair(drafted(meeting)))
    for decision in (hidden, shown):
        decision.reload()
    year = meeting.starts_at.year
    assert (hidden.decision_number, shown.decision_number) == (f"{year}/R1", f"{year}/1")


def test_numbers_of_one_year_run_on_past_nine() -> None:
    meeting = held_meeting()
    earlier = recorded(meeting)
    frappe.db.set_value("PAPG Decision", earlier.name, "decision_number", f"{meeting.starts_at.year}/10")
    decision = recorded(meeting)
    circulated(with_chair(drafted(meeting)))
    assert decision.reload() or decision.decision_number == f"{meeting.starts_at.year}/11"


@pytest.mark.parametrize("change", [{"decision": "Something else"}, {"item_number": 1}])
def test_a_decision_that_went_round_is_not_reworded(change: dict) -> None:
    meeting = held_meeting()
    decision = recorded(meeting)
    circulated(with_chair(drafted(meeting)))
    with pytest.raises(frappe.ValidationError, match="went round with the minutes and cannot be changed"):
        save(decision, **change)


def test_nothing_is_decided_after_the_minutes_are_agreed() -> None:
    meeting = frappe.get_doc("PAPG Meeting", agreed().meeting)
    with pytest.raises(frappe.ValidationError, match="The minutes of this meeting are agreed"):
        recorded(meeting)


def test_a_numbered_decision_is_not_deleted() -> None:
    meeting = held_meeting()
    decision = recorded(meeting)
    circulated(with_chair(drafted(meeting)))
    with pytest.raises(frappe.ValidationError, match="was numbered and stays on record"):
        frappe.delete_doc("PAPG Decision", decision.name)


def test_an_item_that_is_not_on_the_agenda_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="Item 99 is not on the agenda"):
        recorded(held_meeting(), item_number=99)


def test_a_restricted_item_of_another_meeting_is_refused() -> None:
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=held_meeting(days_ago=3).name)
    with pytest.raises(frappe.ValidationError, match="The restricted item is of another meeting"):
        recorded(held_meeting(), restricted_item=item.name)


def test_a_restricted_item_its_writer_may_not_see_is_refused_like_one_that_is_not_there() -> None:
    meeting = held_meeting()
    with acting_as(cast.INTEGRATION):
        item = make("PAPG Restricted Item", meeting=meeting.name)
    with pytest.raises(frappe.LinkValidationError, match="that you can choose"):
        recorded(meeting, restricted_item=item.name)


@pytest.mark.parametrize("person", [cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.BOARD])
def test_nobody_but_a_secretary_records_decisions(person: str) -> None:
    meeting = held_meeting()
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        recorded(meeting, person)
