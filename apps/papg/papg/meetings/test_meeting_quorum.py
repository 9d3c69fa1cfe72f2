"""Whether a meeting was quorate, under the terms in force when it started."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, add_to_date, getdate, today

from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_group, make_member, make_terms

pytestmark = pytest.mark.usefixtures("room")

START = "2026-10-14 10:00:00"


@pytest.fixture
def group(room: None) -> str:
    """A group with six members, one of them the chair."""
    name = make_group().name
    make_member(name, full_name="Chair", position="Chair")
    for number in range(1, 6):
        make_member(name, full_name=f"Member {number}")
    return name


def in_force(group: str, kind: str, from_day: str = "2026-01-01", **numbers: object) -> Document:
    """A version of a group's terms of reference, in force from a day."""
    terms = make_terms(group, in_force_from=from_day, quorum_kind=kind, **numbers)
    frappe.db.set_value(terms.doctype, terms.name, {"docstatus": 1, "stage": "In force"})
    return terms


def held(group: str, present: int, starts_at: str = START, **rows: object) -> Document:
    """A held meeting at which so many of the attendance were present, the chair first."""
    meeting = make("PAPG Meeting", papg_group=group, starts_at=starts_at, **rows)
    for row in meeting.attendance[:present]:
        row.presence = "Present"
    for row in meeting.attendance[present:]:
        row.presence = "Apologies"
    meeting.status = "Held"
    return meeting.save()


@pytest.mark.parametrize(("present", "is_quorate"), [(2, 0), (3, 1), (4, 1)])
def test_half_of_six_is_three(group: str, present: int, is_quorate: int) -> None:
    in_force(group, "Half, rounded up")
    meeting = held(group, present)
    assert meeting.is_quorate == is_quorate
    assert f"{present} of 6 members counted, 3 needed (half, rounded up)" in meeting.quorum_reason
    assert "Under version 1 of the terms of reference." in meeting.quorum_reason


def test_without_terms_no_quorum_is_stated(group: str) -> None:
    meeting = held(group, 1)
    assert meeting.is_quorate == 1
    assert "No terms of reference were in force on 14 October 2026." in meeting.quorum_reason
    assert meeting.terms_of_reference is None


def test_a_meeting_nobody_took_attendance_of_is_not_called_quorate(group: str) -> None:
    in_force(group, "None stated")
    meeting = make("PAPG Meeting", papg_group=group, starts_at=START)
    assert (meeting.is_quorate, meeting.quorum_reason) == (0, None)


def test_a_group_without_members_is_never_quorate_by_arithmetic() -> None:
    empty = make_group().name
    in_force(empty, "Share of members")
    guest = [{"attendee_name": "Venue manager", "presence": "Present"}]
    meeting = make("PAPG Meeting", papg_group=empty, starts_at=START, attendance=guest)
    assert meeting.is_quorate == 0
    assert "lists no member who counts" in meeting.quorum_reason


@pytest.mark.parametrize(("day", "version"), [("2026-10-14", 1), ("2026-10-15", 2)])
def test_the_terms_are_those_of_the_day_the_meeting_started(group: str, day: str, version: int) -> None:
    first = in_force(group, "Fixed number", minimum_number=1)
    frappe.db.set_value(first.doctype, first.name, "in_force_to", "2026-10-14")
    in_force(group, "Fixed number", "2026-10-15", minimum_number=6)
    meeting = held(group, 1, f"{day} 23:30:00")
    assert meeting.is_quorate == int(version == 1)
    assert f"Under version {version} " in meeting.quorum_reason


def test_a_moved_meeting_is_read_again_and_says_so(group: str) -> None:
    first = in_force(group, "Half, rounded up")
    later = add_days(today(), 30)
    frappe.db.set_value(first.doctype, first.name, "in_force_to", add_days(later, -1))
    second = in_force(group, "More than half", later)
    meeting = make("PAPG Meeting", papg_group=group, starts_at=f"{add_days(today(), 7)} 10:00:00")
    assert meeting.terms_of_reference == first.name
    frappe.clear_messages()
    meeting.starts_at = f"{later} 10:00:00"
    meeting.save()
    assert meeting.terms_of_reference == second.name
    said = " ".join(str(message) for message in frappe.get_message_log())
    assert f"moved to {govuk_date(getdate(later))} and was read again. Under version 2" in said


def test_a_meeting_moved_within_the_same_terms_says_nothing(group: str) -> None:
    in_force(group, "Half, rounded up")
    meeting = make("PAPG Meeting", papg_group=group)
    frappe.clear_messages()
    meeting.starts_at = add_to_date(meeting.starts_at, days=1)
    meeting.save()
    assert not frappe.get_message_log()


def test_quorum_cannot_be_sent_in(group: str) -> None:
    """`PUT` of the answer instead of the attendance."""
    in_force(group, "Half, rounded up")
    meeting = held(group, 1)
    meeting.update({"is_quorate": 1, "quorum_reason": "Quorate", "terms_of_reference": None})
    meeting.save()
    assert meeting.is_quorate == 0
    assert meeting.terms_of_reference


def test_a_deputy_counts_only_where_the_terms_say_so(group: str) -> None:
    terms = in_force(group, "Fixed number", minimum_number=1, is_deputy_counted=0)
    meeting = held(group, 0)
    meeting.attendance[1].update({"presence": "Deputised", "deputy": "Stand-in"})
    meeting.save()
    assert meeting.is_quorate == 0
    frappe.db.set_value(terms.doctype, terms.name, "is_deputy_counted", 1)
    meeting.save()
    assert meeting.is_quorate == 1


def test_a_guest_and_a_secretary_make_no_quorum(group: str) -> None:
    make_member(group, full_name="Secretary", position="Secretary")
    in_force(group, "Fixed number", minimum_number=1)
    meeting = held(group, 0)
    for row in meeting.attendance:
        if row.position == "Secretary":
            row.presence = "Present"
    meeting.append("attendance", {"attendee_name": "Venue manager", "presence": "Present"})
    meeting.save()
    assert meeting.is_quorate == 0


def test_vacant_seats_count_where_the_terms_say_so(group: str) -> None:
    required = frappe.db.count("PAPG Business Area", {"requirement": "Required", "is_active": 1})
    make_member(
        group, full_name="", ex_officio_group=cast.group("C"), ex_officio_position="Chair", position="Member"
    )
    in_force(group, "Fixed number", minimum_number=1, is_vacancy_counted=1)
    meeting = held(group, 1)
    assert f"1 of {6 + required + 1} members and vacant seats counted" in meeting.quorum_reason


def test_items_that_lacked_a_quorum_are_named(group: str) -> None:
    in_force(group, "Half, rounded up")
    meeting = held(group, 3, agenda=[{"title": "One"}, {"title": "Two"}, {"title": "Three"}])
    meeting.attendance[0].left_at_item = 1
    meeting.save()
    assert meeting.is_quorate == 1
    assert "Items without a quorum: 2, 3." in meeting.quorum_reason


def test_a_member_of_the_group_reads_the_answer_once_the_agenda_is_out() -> None:
    meeting = held(cast.group("A"), 5, agenda_issued_on=today())
    with acting_as(cast.MEMBER):
        assert frappe.get_list("PAPG Meeting", {"name": meeting.name}, pluck="is_quorate") == [1]
