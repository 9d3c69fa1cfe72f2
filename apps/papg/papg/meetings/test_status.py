"""What becomes of a meeting, and what stops changing once its minutes went round."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import circulated, drafted, held_meeting, with_chair

pytestmark = pytest.mark.usefixtures("room")


def meeting_at(**shift: int) -> Document:
    """A planned meeting so far from now."""
    with acting_as(cast.SECRETARY):
        starts_at = add_to_date(now_datetime(), **shift)
        return make("PAPG Meeting", papg_group=cast.group("A"), starts_at=starts_at)


def save(meeting: Document, **fields: object) -> Document:
    with acting_as(cast.SECRETARY):
        meeting.update(fields)
        return meeting.save()


def test_a_meeting_is_held_only_once_it_has_started() -> None:
    assert save(meeting_at(minutes=-1), status="Held").status == "Held"
    with pytest.raises(frappe.ValidationError, match="Record it as held once it has started"):
        save(meeting_at(minutes=5), status="Held")


@pytest.mark.parametrize("status", ["Cancelled", "Postponed"])
def test_calling_a_meeting_off_needs_a_reason(status: str) -> None:
    meeting = meeting_at(days=3)
    with pytest.raises(frappe.ValidationError, match=f"Give the reason why the meeting is {status.lower()}"):
        save(meeting, status=status, status_reason=" ")
    meeting.reload()
    assert save(meeting, status=status, status_reason="Storm warning").status == status


@pytest.mark.parametrize("status", ["Planned", "Cancelled", "Postponed"])
def test_a_held_meeting_stays_held(status: str) -> None:
    meeting = held_meeting()
    with pytest.raises(frappe.ValidationError, match="was held and stays so"):
        save(meeting, status=status, status_reason="A mistake")


def test_a_postponed_meeting_can_be_planned_again() -> None:
    meeting = save(meeting_at(days=3), status="Postponed", status_reason="Strike")
    assert save(meeting, status="Planned", starts_at=add_to_date(now_datetime(), days=20)).status == "Planned"


@pytest.mark.parametrize("minutes", [0, -30])
def test_a_meeting_ends_after_it_starts(minutes: int) -> None:
    meeting = meeting_at(days=3)
    with pytest.raises(frappe.ValidationError, match="Enter an end after the start"):
        save(meeting, ends_at=add_to_date(meeting.starts_at, minutes=minutes))


@pytest.mark.parametrize("typed", ["next Tuesday-ish", "2026-13-45 10:00", "99999999999999999999"])
def test_a_start_that_is_no_date_is_named(typed: str) -> None:
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match=r"Starts: .* is not a date"):
        make("PAPG Meeting", papg_group=cast.group("A"), starts_at=typed)


def test_a_meeting_without_a_start_is_refused_by_the_fields_label() -> None:
    with acting_as(cast.SECRETARY), pytest.raises(frappe.MandatoryError, match="Starts is missing"):
        make("PAPG Meeting", papg_group=cast.group("A"), starts_at=None)


CHANGES = {
    "Agenda": lambda meeting: meeting.append("agenda", {"title": "Added"}),
    "Attendance": lambda meeting: meeting.attendance[0].update({"presence": "Absent"}),
    "Starts": lambda meeting: meeting.update({"starts_at": add_to_date(meeting.starts_at, hours=1)}),
}


@pytest.mark.parametrize("label", CHANGES)
def test_a_meeting_whose_minutes_went_round_is_locked(label: str) -> None:
    meeting = frappe.get_doc("PAPG Meeting", circulated().meeting)
    CHANGES[label](meeting)
    refusal = f"{label} can no longer be changed: the minutes of this meeting are circulated"
    with pytest.raises(frappe.ValidationError, match=refusal):
        save(meeting)


def test_a_locked_meeting_keeps_its_quorum_and_takes_a_late_paper() -> None:
    meeting = frappe.get_doc("PAPG Meeting", circulated().meeting)
    reason = meeting.quorum_reason
    frappe.db.set_value("PAPG Member", cast.member(cast.MEMBER), "left_on", "2026-01-01")
    meeting.append("papers", {"title": "Late paper"})
    assert save(meeting).quorum_reason == reason


def test_a_meeting_whose_minutes_are_with_the_chair_is_still_open() -> None:
    meeting = frappe.get_doc("PAPG Meeting", with_chair(drafted()).meeting)
    assert save(meeting, agenda=[{"title": "Put right"}]).agenda[0].title == "Put right"


def test_an_issued_meeting_is_not_deleted_and_a_planned_one_is() -> None:
    issued = save(meeting_at(days=3), agenda_issued_on=frappe.utils.today())
    with pytest.raises(frappe.ValidationError, match="was issued or held and stays on record"):
        frappe.delete_doc("PAPG Meeting", issued.name)
    planned = meeting_at(days=3)
    with acting_as(cast.SECRETARY):
        frappe.delete_doc("PAPG Meeting", planned.name)
    assert not frappe.db.exists("PAPG Meeting", planned.name)
