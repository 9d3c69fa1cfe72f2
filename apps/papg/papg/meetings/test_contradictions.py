"""What contradicts itself in an attendance is shown on the minutes until they are approved."""

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings.attendance import contradictions_in
from papg.testing import cast, meetings
from papg.testing.acting import acting_as, counted_queries

pytestmark = pytest.mark.usefixtures("room")
POST = cast.POSTS[cast.MEMBER]


def contradictory() -> Document:
    """A meeting at which the member sent apologies and is in attendance as well."""
    return recorded({"member": cast.member(cast.MEMBER), "presence": "Apologies"}, in_attendance(POST))


def recorded(*rows: dict[str, object]) -> Document:
    meeting = meetings.held_meeting()
    with acting_as(cast.SECRETARY):
        by_member = {row.member: row for row in meeting.attendance}
        for row in rows:
            line = by_member.get(row.get("member")) if row.get("member") else meeting.append("attendance", {})
            line.update(row)
        return meeting.save()


def in_attendance(name: str) -> dict[str, object]:
    return {"attendee_name": name, "presence": "In attendance"}


def told(user: str, minutes: Document) -> list[str] | None:
    with acting_as(user):
        shown = frappe.get_doc("PAPG Minutes", minutes.name)
        shown.onload()
        return shown.get("__onload").get("contradictions")


def test_secretary_and_chair_are_told_before_the_minutes_are_approved() -> None:
    meeting = contradictory()
    rows = {row.attendee_name: row.idx for row in meeting.attendance if row.presence == "Apologies"}
    expected = (
        f"{POST} is recorded as In attendance in row {len(meeting.attendance)} and as Apologies in row "
        f"{rows[POST]}. Correct one of the two."
    )
    minutes = meetings.drafted(meeting)
    assert told(cast.SECRETARY, minutes) == [expected]
    sent = meetings.with_chair(minutes)
    assert told(cast.CHAIR, sent) == [expected]


def test_it_refuses_nothing_and_is_said_no_more_once_the_minutes_went_round() -> None:
    minutes = meetings.circulated(meetings.with_chair(meetings.drafted(contradictory())))
    assert minutes.stage == "Circulated"
    assert told(cast.CHAIR, minutes) is None


def test_an_attendance_that_agrees_with_itself_is_told_nothing_of() -> None:
    assert told(cast.SECRETARY, meetings.drafted(recorded(in_attendance("Town Clerk")))) == []


def test_looking_for_it_costs_two_queries() -> None:
    meeting = contradictory()
    contradictions_in(meeting.name)
    with counted_queries() as queries:
        assert len(contradictions_in(meeting.name)) == 1
    assert len(queries) == 2
