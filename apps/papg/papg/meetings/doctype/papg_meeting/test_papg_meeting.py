"""Planning a meeting and issuing its agenda."""

from datetime import datetime, timedelta

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, get_datetime, getdate, today

from papg.meetings import planning
from papg.rules.attendance import MEETING_STATUSES
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_terms
from papg.testing.meetings import held_meeting
from papg.testing.terms import in_force as terms_in_force

pytestmark = pytest.mark.usefixtures("room")


def in_force(letter: str = "A", from_day: str = "2026-01-01", **fields: object) -> Document:
    """Terms of reference of a group, in force from a day."""
    items = [{"title": "Threat and incidents", "seat": "CTSA"}, {"title": "Actions"}, {"title": "Training"}]
    fields = {"standing_items": items, **fields}
    return terms_in_force(make_terms(cast.group(letter), in_force_from=from_day, **fields))


def planned(**fields: object) -> Document:
    """A meeting of group A, two weeks from now, made by the secretary."""
    with acting_as(cast.SECRETARY):
        return make("PAPG Meeting", **{"papg_group": cast.group("A"), **fields})


def test_a_planned_meeting_knows_what_the_system_knows() -> None:
    terms = in_force()
    last = held_meeting()
    with acting_as(cast.SECRETARY):
        meeting = frappe.get_doc(
            "PAPG Meeting", planning.plan_meeting(cast.group("A"), "2026-12-16 14:00:00")
        )
    assert meeting.title == f"16 December 2026, {cast.GROUP_A}"
    assert [(row.item_number, row.title, row.kind) for row in meeting.agenda] == [
        (1, "Minutes of the last meeting", "Minutes"),
        (2, "Threat and incidents", "Standing"),
        (3, "Actions", "Actions"),
        (4, "Training", "Standing"),
    ]
    assert meeting.agenda[0].carried_from == last.name
    assert meeting.agenda[1].presenter == "CTSA"
    assert meeting.terms_of_reference == terms.name
    assert ("Head of Community Safety", "Chair", cast.DEPARTMENT) in [
        (row.attendee_name, row.position, row.organisation) for row in meeting.attendance
    ]
    assert (meeting.status, meeting.meeting_number, meeting.quorum_reason) == ("Planned", 0, None)


def test_a_meeting_posted_bare_is_filled_in_the_same_way() -> None:
    """`POST /api/resource/PAPG Meeting` with group and start only."""
    in_force()
    meeting = planned()
    assert [row.title for row in meeting.agenda] == ["Threat and incidents", "Actions", "Training"]
    assert len(meeting.attendance) == len(frappe.get_all("PAPG Member", {"papg_group": cast.group("A")}))


def test_an_agenda_that_was_sent_is_kept() -> None:
    in_force()
    meeting = planned(agenda=[{"title": "Stadium plan"}, {"title": "Any other business", "item_number": 9}])
    assert [(row.item_number, row.title) for row in meeting.agenda] == [
        (1, "Stadium plan"),
        (2, "Any other business"),
    ]


def test_a_first_meeting_without_terms_takes_stock_of_actions_only() -> None:
    assert [row.kind for row in planned().agenda] == ["Actions"]


def test_standing_items_are_those_of_the_terms_in_force_on_the_day_itself() -> None:
    in_force(from_day="2026-01-01", standing_items=[{"title": "Old item"}])
    in_force(from_day="2027-01-01", standing_items=[{"title": "New item"}])
    titles = [
        [row.title for row in planned(starts_at=f"{day} 10:00:00").agenda]
        for day in ("2026-12-31", "2027-01-01")
    ]
    assert "Old item" in titles[0]
    assert "New item" in titles[1]


@pytest.mark.parametrize(
    "person", [cast.MEMBER, cast.CHAIR, cast.NEIGHBOUR, cast.AUDITOR, cast.ADMINISTRATOR]
)
def test_nobody_but_a_secretary_of_the_group_plans_its_meetings(person: str) -> None:
    with acting_as(person), pytest.raises(frappe.PermissionError):
        planning.plan_meeting(cast.group("A"))


def test_a_secretary_elsewhere_plans_nothing_here() -> None:
    """THREE is secretary of B and a plain member of C."""
    with acting_as(cast.THREE):
        assert planning.plan_meeting(cast.group("B"))
        with pytest.raises(frappe.PermissionError):
            planning.plan_meeting(cast.group("C"))


def test_the_first_start_is_in_four_weeks_at_ten_and_never_on_a_weekend() -> None:
    start = planning.next_start(cast.group("A"))
    assert start.hour == 10
    assert start.weekday() < 5
    assert 28 <= (start.date() - getdate(today())).days <= 30


@pytest.mark.parametrize(
    ("cadence", "earliest", "latest"),
    [("Monthly", 28, 34), ("Every six weeks", 42, 45), ("Quarterly", 89, 95)],
)
def test_the_next_start_is_a_cadence_after_the_last_meeting(cadence: str, earliest: int, latest: int) -> None:
    in_force(cadence=cadence)
    last = planned(starts_at=f"{add_days(today(), 3)} 14:30:00")
    start = planning.next_start(cast.group("A"))
    assert (start.hour, start.minute) == (14, 30)
    assert earliest <= (start.date() - last.starts_at.date()).days <= latest


def test_a_cadence_that_has_run_out_is_counted_on_until_a_day_to_come() -> None:
    held_meeting(days_ago=200)
    assert planning.next_start(cast.group("A")) > datetime.now() + timedelta(days=-1)


@pytest.mark.parametrize(("day", "moved_to"), [("2026-12-18", 18), ("2026-12-19", 21), ("2026-12-20", 21)])
def test_a_start_on_a_weekend_moves_to_monday(day: str, moved_to: int) -> None:
    assert planning.on_weekday(get_datetime(f"{day} 10:00")).day == moved_to


def test_issuing_the_agenda_shows_the_meeting_to_members_and_numbers_it() -> None:
    first, second = planned(), planned()
    with acting_as(cast.MEMBER):
        assert not frappe.get_list("PAPG Meeting", {"name": second.name})
    with acting_as(cast.SECRETARY):
        assert planning.issue_agenda(second.name) == 1
        assert planning.issue_agenda(first.name) == 2
    with acting_as(cast.MEMBER):
        assert frappe.get_list("PAPG Meeting", {"name": second.name})


def test_numbers_run_through_the_year_of_the_meeting_and_stay_when_it_is_moved_or_called_off() -> None:
    last, first = planned(starts_at="2026-12-31 10:00:00"), planned(starts_at="2027-01-01 10:00:00")
    with acting_as(cast.SECRETARY):
        for meeting in (last, first):
            planning.issue_agenda(meeting.name)
            meeting.reload()
        assert [last.reference, first.reference] == ["2026/1", "2027/1"]
        last.update({"starts_at": "2027-01-08 10:00:00", "status": "Cancelled", "status_reason": "Storm"})
        last.save()
        after = planned(starts_at="2026-12-30 10:00:00")
        planning.issue_agenda(after.name)
    after.reload()
    assert [last.reference, after.reference] == ["2026/1", "2026/2"]


def test_meetings_are_numbered_in_each_group_by_itself() -> None:
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(planned().name)
    with acting_as(cast.THREE):
        assert planning.issue_agenda(planning.plan_meeting(cast.group("B"))) == 1


def test_setting_the_day_of_issue_numbers_the_meeting_as_well() -> None:
    """`PUT` of `agenda_issued_on`, with a number of the caller's own."""
    meeting = planned()
    with acting_as(cast.SECRETARY):
        meeting.update({"agenda_issued_on": today(), "meeting_number": 77, "reference": "2026/77"})
        meeting.save()
    assert (meeting.meeting_number, meeting.reference) == (1, f"{meeting.starts_at.year}/1")


def test_an_agenda_is_issued_once() -> None:
    meeting = planned()
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(meeting.name)
        with pytest.raises(frappe.ValidationError, match=r"The agenda was issued on .* already"):
            planning.issue_agenda(meeting.name)


@pytest.mark.parametrize("person", [cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR])
def test_a_member_and_a_stranger_issue_no_agenda(person: str) -> None:
    meeting = planned()
    with acting_as(person), pytest.raises(frappe.PermissionError):
        planning.issue_agenda(meeting.name)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"agenda": []}, "The agenda has no item"),
        ({"status": "Cancelled", "status_reason": "Storm"}, "The meeting is cancelled"),
    ],
)
def test_an_empty_or_cancelled_meeting_has_no_agenda_to_issue(fields: dict, refusal: str) -> None:
    meeting = planned()
    with acting_as(cast.SECRETARY):
        meeting.update({**fields, "agenda_issued_on": today()})
        with pytest.raises(frappe.ValidationError, match=refusal):
            meeting.save()


def test_an_agenda_is_not_issued_on_a_day_to_come() -> None:
    meeting = planned()
    with acting_as(cast.SECRETARY):
        meeting.agenda_issued_on = add_days(today(), 1)
        with pytest.raises(frappe.ValidationError, match="a day to come"):
            meeting.save()


def test_an_issued_agenda_is_not_taken_back() -> None:
    meeting = planned()
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(meeting.name)
        meeting.reload()
        meeting.agenda_issued_on = None
        with pytest.raises(frappe.ValidationError, match="Cancel or postpone the meeting instead"):
            meeting.save()


def test_papers_follow_their_item_when_the_agenda_is_put_in_another_order() -> None:
    meeting = planned(
        agenda=[{"title": "First"}, {"title": "Second"}], papers=[{"title": "Plan", "item_number": 2}]
    )
    with acting_as(cast.SECRETARY):
        meeting.set("agenda", list(reversed(meeting.agenda)))
        meeting.save()
    assert [(row.title, row.item_number) for row in meeting.agenda] == [("Second", 1), ("First", 2)]
    assert meeting.papers[0].item_number == 1


def test_a_paper_for_an_item_that_is_not_there_is_refused_by_its_row() -> None:
    with pytest.raises(frappe.ValidationError, match="Row 1: the paper Plan is for item 5"):
        planned(agenda=[{"title": "First"}], papers=[{"title": "Plan", "item_number": 5}])


def test_a_moved_meeting_is_named_after_its_new_day_unless_somebody_named_it() -> None:
    meeting, named = planned(), planned(title="Joint exercise")
    with acting_as(cast.SECRETARY):
        for each in (meeting, named):
            each.starts_at = "2027-03-03 10:00:00"
            each.save()
    assert meeting.title == f"3 March 2027, {cast.GROUP_A}"
    assert named.title == "Joint exercise"


def test_the_statuses_of_the_form_are_those_of_the_rules() -> None:
    options = frappe.get_meta("PAPG Meeting").get_field("status").options
    assert tuple(options.split("\n")) == MEETING_STATUSES


def test_the_cadences_planned_by_are_those_of_the_terms() -> None:
    options = frappe.get_meta("PAPG Terms of Reference").get_field("cadence").options
    assert set(planning.CADENCES) == set(filter(None, options.split("\n")))
