"""A meeting in people's calendars: right across the clock changes, one entry for good, and nothing of its items."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import frappe
import pytest
from dateutil.tz import tzical
from frappe.model.document import Document
from icalendar import Calendar, Event

from papg.meetings import calendar, planning
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.series import changed, made, meetings

pytestmark = pytest.mark.usefixtures("room", "day_of_series")


def planned(**fields: Any) -> Document:
    """A meeting of group A whose agenda is issued."""
    with acting_as(cast.SECRETARY):
        doc = make("PAPG Meeting", papg_group=cast.group("A"), **fields)
        planning.issue_agenda(doc.name)
    doc.reload()
    return doc


def fetched(name: str, user: str = cast.MEMBER) -> Calendar:
    """The file as somebody gets it."""
    with acting_as(user):
        answer = calendar.invitation(name)
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.get_data())


def event(name: str, user: str = cast.MEMBER) -> Event:
    (found,) = fetched(name, user).events
    return found


def saved(doc: Document, **fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        return frappe.get_doc(doc.doctype, doc.name).update(fields).save()


@pytest.mark.parametrize(
    ("starts_at", "in_utc"),
    [
        ("2026-10-23 10:00:00", datetime(2026, 10, 23, 9, tzinfo=UTC)),
        ("2026-10-26 10:00:00", datetime(2026, 10, 26, 10, tzinfo=UTC)),
        ("2027-03-26 10:00:00", datetime(2027, 3, 26, 10, tzinfo=UTC)),
        ("2027-03-29 10:00:00", datetime(2027, 3, 29, 9, tzinfo=UTC)),
        # The last minute before each change and the first one after it, on the clock of the room.
        ("2026-10-25 00:59:00", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25 02:00:00", datetime(2026, 10, 25, 2, tzinfo=UTC)),
        ("2027-03-28 00:59:00", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-03-28 02:00:00", datetime(2027, 3, 28, 1, tzinfo=UTC)),
    ],
)
def test_a_time_is_the_clock_of_the_room_on_both_sides_of_a_clock_change(
    starts_at: str, in_utc: datetime
) -> None:
    with acting_as(cast.SECRETARY):
        doc = make("PAPG Meeting", papg_group=cast.group("A"), starts_at=starts_at)
    found = fetched(doc.name, cast.SECRETARY)
    (one,) = found.events
    assert one["dtstart"].params["TZID"] == "Europe/London"
    assert one.start.astimezone(UTC) == in_utc
    # Calendars that know no time zones by name go by what the file says of this one.
    said = tzical(StringIO(found.to_ical().decode())).get()
    assert datetime.fromisoformat(starts_at).replace(tzinfo=said).astimezone(UTC) == in_utc


def test_the_entry_says_when_and_where_and_how_to_log_in_and_nothing_else() -> None:
    doc = planned(
        title="Joint exercise, harbour; east",
        starts_at="2027-01-12 10:00:00",
        ends_at="2027-01-12 12:00:00",
        place="Committee Room 2",
        agenda=[{"title": "Stadium plan", "presenter": "Head of Security", "notes": "North gate"}],
    )
    with acting_as(cast.SECRETARY):
        make("PAPG Restricted Item", meeting=doc.name, title="Threat to the quay")
        doc.reload()
        doc.append("papers", {"title": "Plan of the square"})
        doc.save()
    found = event(doc.name)
    assert set(found) == {
        *("UID", "SEQUENCE", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND"),
        *("LOCATION", "DESCRIPTION", "URL", "STATUS", "CLASS"),
    }
    assert (found["summary"], found["location"]) == ("Joint exercise, harbour; east", "Committee Room 2")
    marking, group, told = found["description"].split("\n")
    assert (marking, group) == ("OFFICIAL-SENSITIVE", cast.GROUP_A)
    assert told == f"Log in to read the agenda: {found['url']}"
    assert (found.end - found.start).seconds == 7200
    whole = fetched(doc.name).to_ical().decode()
    for secret in ("Stadium", "Security", "North gate", "Threat", "square"):
        assert secret not in whole


@pytest.mark.parametrize(
    ("user", "page"), [(cast.MEMBER, "/app/papg-meeting/"), (cast.PARTNER, "/partner/meeting/")]
)
def test_the_link_leads_where_its_reader_logs_in(user: str, page: str) -> None:
    assert page in event(planned().name, user)["url"]


def test_a_moved_meeting_replaces_the_entry_it_had() -> None:
    doc = planned(starts_at="2027-01-12 10:00:00", ends_at="2027-01-12 12:00:00")
    first = event(doc.name)
    saved(doc, starts_at="2027-01-19 14:00:00", ends_at="2027-01-19 16:00:00")
    second = event(doc.name)
    assert second["uid"] == first["uid"]
    assert second["sequence"] == first["sequence"] + 1
    assert second.start.replace(tzinfo=None) == datetime(2027, 1, 19, 14)
    assert fetched(doc.name)["method"] == "PUBLISH"


@pytest.mark.parametrize("status", ["Cancelled", "Postponed"])
def test_a_meeting_called_off_takes_its_entry_out(status: str) -> None:
    doc = planned()
    first = event(doc.name)
    saved(doc, status=status, status_reason="Election")
    found = event(doc.name)
    assert fetched(doc.name)["method"] == "CANCEL"
    assert (found["status"], found["uid"]) == ("CANCELLED", first["uid"])
    assert found["sequence"] > first["sequence"]
    assert "Election" not in fetched(doc.name).to_ical().decode()


def test_a_change_the_entry_says_nothing_of_leaves_its_number() -> None:
    doc = planned()
    first = event(doc.name)["sequence"]
    saved(doc, marking="OFFICIAL-SENSITIVE", mode="Online")
    assert event(doc.name)["sequence"] == first


def test_the_number_cannot_be_sent() -> None:
    doc = planned()
    first = event(doc.name)["sequence"]
    assert saved(doc, calendar_sequence=99).calendar_sequence == first


def test_an_entry_is_tentative_until_the_agenda_is_issued() -> None:
    with acting_as(cast.SECRETARY):
        doc = make("PAPG Meeting", papg_group=cast.group("A"))
        assert event(doc.name, cast.SECRETARY)["status"] == "TENTATIVE"
        planning.issue_agenda(doc.name)
    assert event(doc.name)["status"] == "CONFIRMED"


def test_a_series_that_moves_its_meetings_keeps_their_entries() -> None:
    doc = made()
    name = meetings(doc)[0].name
    first = event(name, cast.SECRETARY)
    changed(doc, on_weekday="Wednesday")
    second = event(name, cast.SECRETARY)
    assert (second["uid"], second["sequence"]) == (first["uid"], first["sequence"] + 1)
    assert second.start.date() != first.start.date()


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD, cast.DEPUTY, "Guest"])
def test_who_may_not_read_a_meeting_gets_the_answer_for_one_that_is_not_there(user: str) -> None:
    answers = []
    for name in (planned().name, "0123456789"):
        with acting_as(user), pytest.raises(frappe.DoesNotExistError) as refused:
            calendar.invitation(name)
        answers.append(str(refused.value))
    assert answers[0] == answers[1]


def test_members_get_no_entry_of_a_meeting_whose_agenda_is_not_issued() -> None:
    name = meetings(made(status="Confirmed"))[0].name
    assert event(name, cast.SECRETARY)["uid"]
    for user in (cast.MEMBER, cast.PARTNER):
        with acting_as(user), pytest.raises(frappe.DoesNotExistError):
            calendar.invitation(name)
