"""A year of meetings over REST: planned, made, moved, fetched for calendars; and every door shut to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

import frappe
import pytest
import requests
from icalendar import Calendar, Event

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from provision.served import Served
from tests.journeys.partners import Visitor
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import committed

MAKE = "/api/method/papg.meetings.series_meetings.make_meetings"
INVITATION = "/api/method/papg.meetings.calendar.invitation"
SERIES, MEETING = "PAPG Meeting Series", "PAPG Meeting"
NOBODY = "0123456789"
PEOPLE = (
    *(cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.BOARD),
    *(cast.AUDITOR, cast.ADMINISTRATOR, cast.THREE, cast.INTEGRATION),
)
NEXT_YEAR = date.today().year + 1
SERIAL = count()


@dataclass
class Year:
    """Programs by account, a partner at the pages, and a series of the neighbours."""

    programs: dict[str, Program]
    partner: Visitor
    others: str

    def __getitem__(self, user: str) -> Program:
        return self.programs[user]

    def made(self, series: str) -> list[dict[str, Any]]:
        frappe.db.rollback()  # what the served site stored since is not seen otherwise
        return frappe.get_all(MEETING, {"series": series}, ["name", "starts_at"], order_by="starts_at")


@pytest.fixture(scope="module")
def year(connection: None, server: Served) -> Iterator[Year]:
    with committed():
        with acting_as(cast.THREE):
            others = make(SERIES, papg_group=cast.group("B"), status="Confirmed").name
        yield Year(programs_of(server.url, PEOPLE), Visitor(server.url, cast.PARTNER), others)


def planned(year: Year, **fields: Any) -> str:
    """A series of four weekly meetings of the first group, in weeks of its own."""
    first_on = date(NEXT_YEAR, 1, 4) + timedelta(weeks=5 * next(SERIAL))
    whole = {
        "papg_group": cast.group("A"),
        "first_on": str(first_on),
        "cadence": "Weekly",
        "number_of_meetings": 4,
    }
    return year[cast.SECRETARY].create(SERIES, **{**whole, "status": "Confirmed", **fields})["name"]


def make_meetings(program: Program, series: str) -> requests.Response:
    return program.ask("POST", MAKE, json={"meeting_series": series})


def fetch(program: Program, meeting: str) -> requests.Response:
    return program.ask("GET", INVITATION, params={"meeting": meeting})


def entry(answer: requests.Response) -> Event:
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/calendar")
    (event,) = Calendar.from_ical(answer.content).events
    return event


def test_a_year_is_planned_made_moved_and_fetched(year: Year) -> None:
    secretary, member = year[cast.SECRETARY], year[cast.MEMBER]
    series = planned(year)
    answer = make_meetings(secretary, series)
    assert answer.status_code == 200, said(answer)
    assert answer.json()["message"]["made"] == 4
    assert make_meetings(secretary, series).json()["message"]["made"] == 0
    first = year.made(series)[0]["name"]
    assert fetch(member, first).status_code == 404
    secretary.call("papg.meetings.planning.issue_agenda", meeting=first)
    before = entry(fetch(member, first))
    moved = {"starts_at": f"{NEXT_YEAR}-02-02 14:00:00", "ends_at": f"{NEXT_YEAR}-02-02 16:00:00"}
    secretary.change(MEETING, first, **moved)
    after = entry(fetch(member, first))
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    secretary.change(MEETING, first, status="Cancelled", status_reason="Election")
    answer = fetch(member, first)
    assert entry(answer)["status"] == "CANCELLED"
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    assert make_meetings(secretary, series).json()["message"]["made"] == 0


def test_who_fetches_an_entry_is_in_the_trail(year: Year) -> None:
    series = planned(year)
    make_meetings(year[cast.SECRETARY], series)
    name = year.made(series)[0]["name"]
    assert fetch(year[cast.SECRETARY], name).ok
    frappe.db.rollback()
    rows = frappe.get_all(
        "PAPG Access Log", {"record_name": name, "user": cast.SECRETARY, "kind": "Downloaded"}, pluck="detail"
    )
    assert rows == ["calendar"]


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_whoever_reads_a_series_without_planning_for_the_group_makes_nothing(year: Year, user: str) -> None:
    series = planned(year)
    assert year[user].get_record(SERIES, series)["name"] == series
    assert make_meetings(year[user], series).status_code == 403
    assert year.made(series) == []


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD])
def test_a_series_of_another_group_is_like_one_that_is_not_there(year: Year, user: str) -> None:
    series = planned(year)
    found, missing = (make_meetings(year[user], name) for name in (series, NOBODY))
    assert (found.status_code, found.text) == (missing.status_code, missing.text)
    assert found.status_code == 404
    assert year.made(series) == []


def test_a_secretary_elsewhere_makes_meetings_there_only(year: Year) -> None:
    series = planned(year)
    assert make_meetings(year[cast.THREE], series).status_code in (403, 404)
    assert make_meetings(year[cast.THREE], year.others).json()["message"]["made"] == 4
    assert make_meetings(year[cast.SECRETARY], year.others).status_code == 404


def test_a_draft_is_like_nothing_to_members(year: Year) -> None:
    series = planned(year, status="Draft")
    member = year[cast.MEMBER]
    assert series not in member.names(SERIES)
    answers = [member.ask("GET", f"/api/resource/{SERIES}/{name}") for name in (series, NOBODY)]
    assert answers[0].status_code == answers[1].status_code == 404
    assert answers[0].text == answers[1].text


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD, "partner", "guest"])
def test_the_entry_of_what_one_may_not_read_is_like_one_that_is_not_there(year: Year, user: str) -> None:
    series = planned(year)
    make_meetings(year[cast.SECRETARY], series)
    name = year.made(series)[0]["name"]
    found, missing = (fetched_by(year, user, one) for one in (name, NOBODY))
    assert (found.status_code, found.text) == (missing.status_code, missing.text)
    assert found.status_code in (403, 404)


def fetched_by(year: Year, user: str, meeting: str) -> requests.Response:
    """The entry as somebody asks for it who has a key, a session or neither."""
    path = f"{INVITATION}?meeting={meeting}"
    if user == "partner":
        return year.partner.page(path)
    return Visitor(year.partner.url).page(path) if user == "guest" else fetch(year[user], meeting)


def test_a_partner_fetches_the_entry_from_the_page_of_the_meeting(year: Year) -> None:
    series = planned(year)
    make_meetings(year[cast.SECRETARY], series)
    name = year.made(series)[0]["name"]
    year[cast.SECRETARY].call("papg.meetings.planning.issue_agenda", meeting=name)
    address = f"{INVITATION}?meeting={name}"
    assert f'href="{address}"' in year.partner.page(f"/partner/meeting/{name}").text
    assert f"/partner/meeting/{name}" in entry(year.partner.page(address))["url"]


@pytest.mark.parametrize("field", ["cadence", "on_week", "on_weekday", "on_holiday", "starts_at"])
def test_a_choice_that_is_none_is_refused_and_named(year: Year, field: str) -> None:
    whole = {"papg_group": cast.group("A"), "first_on": f"{NEXT_YEAR}-01-12", field: "Sometimes"}
    answer = year[cast.SECRETARY].ask("POST", f"/api/resource/{SERIES}", json=whole)
    assert answer.status_code == 417
    assert "“Sometimes”" in said(answer)
