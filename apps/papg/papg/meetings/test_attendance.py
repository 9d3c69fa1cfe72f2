"""Who is in the attendance of a meeting, under which name, and who stands in."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, add_to_date, now_datetime, today

from papg.meetings.membership_on import members_on
from papg.permissions import scope
from papg.rules.attendance import PRESENCES
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_group, make_member
from papg.testing.meetings import held_meeting

pytestmark = pytest.mark.usefixtures("room")


def planned(**fields: object) -> Document:
    with acting_as(cast.SECRETARY):
        return make("PAPG Meeting", **{"papg_group": cast.group("A"), **fields})


def save(meeting: Document) -> Document:
    with acting_as(cast.SECRETARY):
        return meeting.save()


def row_of(meeting: Document, user: str = cast.MEMBER) -> Document:
    return next(row for row in meeting.attendance if row.member == cast.member(user))


def names(meeting: Document) -> set[str]:
    return {row.attendee_name for row in meeting.attendance}


def test_members_are_those_of_the_meetings_day_first_and_last_day_included() -> None:
    group = make_group().name
    day = add_days(today(), 10)
    for name, joined_on, left_on in (
        ("Joins that day", day, None),
        ("Leaves that day", "2025-01-01", day),
        ("Left the day before", "2025-01-01", add_days(day, -1)),
        ("Joins the day after", add_days(day, 1), None),
    ):
        make_member(group, full_name=name, joined_on=joined_on, left_on=left_on)
    meeting = make("PAPG Meeting", papg_group=group, starts_at=f"{day} 10:00:00")
    assert names(meeting) == {"Joins that day", "Leaves that day"}


def test_a_seat_that_follows_a_post_shows_its_holder_and_an_unheld_one_nobody() -> None:
    group = make_group().name
    make_member(
        group, full_name="", ex_officio_group=cast.group("A"), ex_officio_position="Chair", position="Member"
    )
    make_member(group, full_name="", ex_officio_group=cast.group("C"), ex_officio_position="Chair")
    meeting = make("PAPG Meeting", papg_group=group)
    assert [(row.attendee_name, row.position, row.organisation) for row in meeting.attendance] == [
        ("Head of Community Safety", "Member", cast.DEPARTMENT)
    ]


def test_a_post_two_people_hold_is_one_seat() -> None:
    group = make_group().name
    make_member(group, full_name="", ex_officio_group=cast.group("A"), ex_officio_position="Deputy Chair")
    assert len(members_on(group, frappe.utils.getdate())) == 1


def test_somebody_who_joins_before_the_meeting_gets_a_line_and_somebody_who_leaves_loses_theirs() -> None:
    meeting = planned()
    make_member(cast.group("A"), full_name="Events Manager", joined_on=today())
    frappe.db.set_value("PAPG Member", cast.member(cast.PARTNER), "left_on", today())
    save(meeting)
    assert "Events Manager" in names(meeting)
    assert "Counter Terrorism Security Adviser" not in names(meeting)


def test_a_new_name_is_taken_up_until_the_meeting_is_held_and_not_after() -> None:
    coming, held = planned(), held_meeting()
    frappe.db.set_value("PAPG Member", cast.member(cast.MEMBER), "full_name", "Head of Licensing")
    assert row_of(save(coming)).attendee_name == "Head of Licensing"
    assert row_of(save(held)).attendee_name == "Licensing Manager"


def test_names_and_positions_of_a_held_meeting_cannot_be_sent_in() -> None:
    held = held_meeting()
    row_of(held).update({"attendee_name": "Somebody else", "position": "Chair", "organisation": cast.POLICE})
    row = row_of(save(held))
    assert (row.attendee_name, row.position, row.organisation) == (
        "Licensing Manager",
        "Member",
        cast.DEPARTMENT,
    )


def test_a_guest_has_no_position_whatever_was_sent() -> None:
    meeting = planned()
    meeting.append(
        "attendance", {"attendee_name": "Venue manager", "position": "Chair", "presence": "Present"}
    )
    assert save(meeting).attendance[-1].position is None


def test_a_member_who_is_there_twice_is_refused_by_the_row() -> None:
    meeting = planned()
    meeting.append("attendance", {"member": cast.member(cast.CHAIR), "attendee_name": "Again"})
    last = len(meeting.attendance)
    with pytest.raises(
        frappe.ValidationError,
        match=f"Row {last}: Head of Community Safety is in the attendance already, in row 1",
    ):
        save(meeting)


def test_a_member_of_another_group_is_refused_by_the_row() -> None:
    meeting = planned()
    meeting.append("attendance", {"member": cast.member(cast.NEIGHBOUR, "B"), "attendee_name": "Stranger"})
    with pytest.raises(
        frappe.ValidationError, match=f"Row {len(meeting.attendance)}: Stranger is not a member"
    ):
        meeting.save()


def test_somebody_who_left_the_day_before_is_not_added_to_a_held_meeting() -> None:
    held = held_meeting(days_ago=2)
    former = make_member(cast.group("A"), full_name="Former member", left_on=add_days(today(), -3))
    held.append("attendance", {"member": former.name, "presence": "Present"})
    with pytest.raises(frappe.ValidationError, match="is not a member of this group on"):
        save(held)


def test_deputised_names_the_deputy() -> None:
    meeting = planned()
    row_of(meeting).presence = "Deputised"
    with pytest.raises(
        frappe.ValidationError, match="Licensing Manager is marked as deputised, but no deputy"
    ):
        save(meeting)


@pytest.mark.parametrize("typed", ["Senior Licensing Officer", "  senior  licensing officer "])
def test_a_deputy_of_the_member_gets_to_see_the_meeting(typed: str) -> None:
    meeting = planned()
    row_of(meeting).deputy = typed
    assert row_of(save(meeting)).deputy_user == cast.DEPUTY
    assert meeting.name in scope.work_out(cast.DEPUTY, today()).deputised_meetings


def test_a_deputy_known_by_account_is_named() -> None:
    meeting = planned()
    row_of(meeting).deputy_user = cast.DEPUTY
    assert row_of(save(meeting)).deputy == "Senior Licensing Officer"


def test_a_stand_in_who_is_no_deputy_is_named_and_sees_nothing() -> None:
    meeting = planned()
    row_of(meeting).update({"presence": "Deputised", "deputy": "Enforcement Officer"})
    assert not row_of(save(meeting)).deputy_user


def test_an_account_that_is_no_deputy_of_the_member_is_refused() -> None:
    """A caller who writes `deputy_user` would let anybody into the meeting."""
    meeting = planned()
    row_of(meeting).update({"deputy": "Emergency Planning Officer", "deputy_user": cast.NEIGHBOUR})
    with pytest.raises(
        frappe.ValidationError, match=r"neighbour@northgate\.example is not a deputy of Licensing"
    ):
        save(meeting)


def test_naming_another_deputy_takes_the_first_ones_sight_away() -> None:
    meeting = planned()
    row_of(meeting).deputy = "Senior Licensing Officer"
    save(meeting)
    row_of(meeting).deputy = "Enforcement Officer"
    assert not row_of(save(meeting)).deputy_user


@pytest.mark.parametrize(("days", "is_known"), [(0, True), (-1, False)])
def test_a_deputy_is_known_up_to_the_last_day(days: int, is_known: bool) -> None:
    meeting = planned()
    last_day = add_to_date(meeting.starts_at, days=days).date()
    frappe.db.set_value("PAPG Member Deputy", {"parent": cast.member(cast.MEMBER)}, {"valid_to": last_day})
    row_of(meeting).deputy = "Senior Licensing Officer"
    assert bool(row_of(save(meeting)).deputy_user) is is_known


def test_nobody_leaves_before_they_came() -> None:
    meeting = planned()
    row_of(meeting).update({"arrived_at_item": 3, "left_at_item": 2})
    with pytest.raises(frappe.ValidationError, match="left after item 2 but came at item 3"):
        save(meeting)


def test_a_held_meeting_brought_in_with_its_attendance_keeps_it() -> None:
    """An import of a past meeting: names are those of the old minutes, and nobody is added."""
    chair = {"member": cast.member(cast.CHAIR), "attendee_name": "Director of Place", "presence": "Present"}
    starts_at = add_to_date(now_datetime(), days=-40)
    meeting = planned(status="Held", starts_at=starts_at, attendance=[chair])
    assert [(row.attendee_name, row.position) for row in meeting.attendance] == [
        ("Director of Place", "Chair")
    ]


def test_the_presences_of_the_form_are_those_of_the_rules() -> None:
    options = frappe.get_meta("PAPG Attendance").get_field("presence").options
    assert tuple(filter(None, options.split("\n"))) == PRESENCES
