"""A person's calendar to subscribe to: their meetings as they may read them now, and nothing else."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, add_to_date, now_datetime, today
from icalendar import Calendar, Event

from papg.meetings import feed, planning
from papg.permissions import calendar_keys, membership_roles, policy, scope
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make

pytestmark = pytest.mark.usefixtures("room")

SECRETARIES = {"A": cast.SECRETARY, "B": cast.THREE}


def planned(letter: str = "A", is_issued: bool = True, **fields: object) -> str:
    """A meeting of a group in a month, with an item and a paper."""
    fields.setdefault("starts_at", add_to_date(now_datetime(), days=30))
    with acting_as(SECRETARIES[letter]):
        agenda = [{"title": "Stadium plan", "presenter": "Head of Security"}]
        name = make("PAPG Meeting", papg_group=cast.group(letter), agenda=agenda, **fields).name
        if is_issued:
            planning.issue_agenda(name)
    return name


def events(user: str) -> dict[str, Event]:
    """The entries of somebody's calendar, by the meeting each is of."""
    scope.forget()
    with acting_as("Guest"):
        found = Calendar.from_ical(feed.content(user))
    return {str(event["uid"]).partition("@")[0]: event for event in found.events}


def key_of(user: str) -> str:
    return feed.make(user).partition("?key=")[2]


def left_yesterday(user: str, letter: str) -> None:
    row = frappe.db.get_value("PAPG Member", {"user": user, "papg_group": cast.group(letter)})
    frappe.db.set_value("PAPG Member", row, "left_on", add_days(today(), -1))
    scope.forget()


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.MEMBER, cast.PARTNER, cast.NEIGHBOUR, cast.THREE])
def test_it_holds_exactly_the_meetings_the_person_may_read(user: str) -> None:
    names = [planned(), planned(is_issued=False), planned("B"), planned("B", is_issued=False)]
    readable = {name for name in names if policy.is_allowed("PAPG Meeting", name, "read", user)}
    assert readable
    assert set(events(user)) & set(names) == readable


@pytest.mark.parametrize("user", [cast.AUDITOR, cast.ADMINISTRATOR])
def test_who_reads_every_group_has_no_calendar_of_other_peoples_meetings(user: str) -> None:
    planned()
    assert not events(user)
    assert feed.opened_by(key_of(user)) is None


def test_it_says_what_an_entry_fetched_by_hand_says_and_no_text() -> None:
    name = planned(title="Joint exercise", place="Committee Room 2")
    found = events(cast.PARTNER)[name]
    assert (found["summary"], found["location"]) == ("Joint exercise", "Committee Room 2")
    marking, group, told = found["description"].split("\n")
    assert (marking, group) == ("OFFICIAL-SENSITIVE", cast.GROUP_A)
    assert "/partner/meeting/" in told and "/app/papg-meeting/" in events(cast.MEMBER)[name]["url"]
    whole = feed.content(cast.PARTNER).decode()
    assert "Stadium" not in whole and "Security" not in whole and "example" not in whole.replace("\r\n ", "")


def test_each_entry_carries_its_own_marking() -> None:
    with acting_as("Administrator"):
        lower, higher = (
            make("PAPG Marking", marking="OFFICIAL (open)", position_in_list=-1),
            "OFFICIAL-SENSITIVE",
        )
    first, second = planned(marking=lower.name), planned(marking=higher)
    raised = planned(marking=lower.name)
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc("PAPG Meeting", raised)
        doc.append("papers", {"title": "Plan", "marking": higher})
        doc.save()
    found = events(cast.SECRETARY)
    said = [found[name]["description"].split("\n")[0] for name in (first, second, raised)]
    assert said == [lower.name, higher, higher]


def test_it_goes_a_year_back_and_to_whatever_is_planned() -> None:
    at = [add_to_date(now_datetime(), days=days) for days in (-370, -360, 700)]
    old, recent, far = (planned(starts_at=moment, is_issued=False) for moment in at)
    found = events(cast.SECRETARY)
    assert old not in found and {recent, far} <= set(found)


def test_a_meeting_called_off_stays_as_such() -> None:
    name = planned()
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc("PAPG Meeting", name)
        doc.update({"status": "Cancelled", "status_reason": "Election"}).save()
    found = events(cast.MEMBER)[name]
    assert found["status"] == "CANCELLED" and found["sequence"] > 0
    assert "Election" not in feed.content(cast.MEMBER).decode()


def test_a_stand_in_has_the_meeting_they_stand_in_at_until_its_minutes_are_agreed() -> None:
    name, other = planned(), planned()
    row = frappe.db.get_value("PAPG Member", {"user": cast.MEMBER, "papg_group": cast.group("A")})
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc("PAPG Meeting", name)
        line = next((line for line in doc.attendance if line.member == row), None) or doc.append("attendance")
        line.update({"member": row, "presence": "Deputised", "deputy_user": cast.DEPUTY})
        doc.save()
    assert (name in events(cast.DEPUTY), other in events(cast.DEPUTY)) == (True, False)


def test_rights_are_those_of_the_moment_and_leaving_ends_it() -> None:
    in_a, in_b = planned(), planned("B")
    key = key_of(cast.THREE)
    assert {in_a, in_b} <= set(events(cast.THREE))
    left_yesterday(cast.THREE, "A")
    assert in_a not in events(cast.THREE) and in_b in events(cast.THREE)
    assert feed.opened_by(key) == cast.THREE
    left_yesterday(cast.THREE, "B")
    left_yesterday(cast.THREE, "C")
    assert feed.opened_by(key) is None
    membership_roles.sync(cast.THREE)
    assert not calendar_keys.is_kept(cast.THREE), "a key of before must not open what comes later"


def test_there_is_one_key_at_most_and_only_its_fingerprint_is_kept() -> None:
    first, second = key_of(cast.MEMBER), key_of(cast.MEMBER)
    assert feed.opened_by(first) is None
    assert feed.opened_by(second) == cast.MEMBER
    stored = frappe.db.sql("select password from __Auth where fieldname = 'calendar_key'", pluck=True)
    assert len(stored) == 1 and second not in stored[0]
    feed.end(cast.MEMBER)
    assert feed.opened_by(second) is None


def test_an_account_that_is_switched_off_has_none() -> None:
    key = key_of(cast.MEMBER)
    frappe.db.set_value("User", cast.MEMBER, "enabled", 0)
    assert feed.opened_by(key) is None


@pytest.mark.parametrize("key", ["", "x", "%", "' or 1=1 -- ", "x" * 5000])
def test_what_is_no_key_opens_nothing(key: str) -> None:
    key_of(cast.MEMBER)
    assert feed.opened_by(key) is None


def test_thirty_meetings_cost_as_much_as_three() -> None:
    def cost(user: str = cast.SECRETARY) -> int:
        feed.content(user)
        scope.forget()
        with counted_queries() as queries:
            feed.content(user)
        return len(queries)

    start = now_datetime() + timedelta(days=30)
    for day in range(3):
        planned(is_issued=False, starts_at=start + timedelta(days=day))
    few = cost()
    for day in range(3, 30):
        planned(is_issued=False, starts_at=start + timedelta(days=day))
    assert cost() == few
