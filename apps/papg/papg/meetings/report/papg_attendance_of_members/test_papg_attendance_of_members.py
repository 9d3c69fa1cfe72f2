"""Attendance of members: what is counted, for whom, and at what cost."""

from typing import Any

import frappe
import pytest

from papg.meetings.report.papg_attendance_of_members.papg_attendance_of_members import execute
from papg.oversight import health
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_group, make_meeting, make_member, make_organisation

TODAY = "2026-11-28"
POST = cast.POSTS[cast.MEMBER]


@pytest.fixture(autouse=True)
def people(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.install()
    monkeypatch.setattr(health, "today", lambda: TODAY)
    frappe.db.delete("PAPG Meeting")


def met(group: str, day: str, presence: str, status: str = "Held") -> None:
    """A meeting on a day, and what everybody's line of attendance says."""
    meeting = make_meeting(group, starts_at=f"{day} 10:00:00", ends_at=f"{day} 12:00:00")
    meeting.db_set({"status": status, "agenda_issued_on": day})
    frappe.db.set_value("PAPG Attendance", {"parent": meeting.name}, "presence", presence)


def report(user: str = cast.SECRETARY, **filters: Any) -> list[dict[str, Any]]:
    with acting_as(user):
        _columns, rows, _message = execute(filters)
    return rows


def of(name: str, **filters: Any) -> dict[str, Any]:
    return next(row for row in report(**filters) if row["attendee_name"] == name)


def test_a_deputy_counts_as_there_and_nothing_recorded_or_in_attendance_counts_neither_way() -> None:
    for day, presence in (
        ("2026-05-12", "Present"),
        ("2026-06-09", "Deputised"),
        ("2026-07-14", "Absent"),
        ("2026-08-11", ""),
        ("2026-09-08", "In attendance"),
    ):
        met(cast.group("A"), day, presence)
    row = of(POST)
    assert (row["share"], row["attended"], row["deputised"], row["absent"], row["unrecorded"]) == (
        "67%",
        1,
        1,
        1,
        1,
    )


@pytest.mark.parametrize("status", ["Cancelled", "Postponed"])
def test_a_meeting_that_did_not_take_place_is_in_nobody_s_figures(status: str) -> None:
    met(cast.group("A"), "2026-05-12", "Absent", status)
    assert report() == []


def test_the_time_before_joining_is_in_nobody_s_figures() -> None:
    met(cast.group("A"), "2026-05-12", "Absent")
    met(cast.group("A"), "2026-06-09", "Present")
    frappe.db.set_value("PAPG Member", cast.member(cast.MEMBER), "joined_on", "2026-06-09")
    assert (of(POST)["share"], of(POST)["absent"]) == ("100%", 0)
    frappe.db.set_value("PAPG Member", cast.member(cast.MEMBER), "joined_on", "2026-06-10")
    assert of(POST)["share"] == "Not known"


def test_a_year_has_its_own_meetings() -> None:
    met(cast.group("A"), "2026-03-31", "Absent")
    met(cast.group("A"), "2026-04-01", "Present")
    assert of(POST)["share"] == "100%"
    assert of(POST, year=2025)["share"] == "0%"


@pytest.mark.parametrize(
    ("user", "groups"),
    [
        (cast.SECRETARY, {cast.GROUP_A}),
        (cast.NEIGHBOUR, {cast.GROUP_B}),
        (cast.AUDITOR, {cast.GROUP_A, cast.GROUP_B}),
        (cast.BOARD, set()),
        ("Guest", set()),
    ],
)
def test_members_of_groups_within_reach_are_shown_and_no_others(user: str, groups: set[str]) -> None:
    for letter in ("A", "B"):
        met(cast.group(letter), "2026-05-12", "Present")
    assert {row["group_name"] for row in report(user)} == groups


def test_the_query_count_is_the_same_for_3_and_for_30_members() -> None:
    group = make_group(authority=cast.COUNCIL).name
    counts = []
    for number in (3, 30):
        while frappe.db.count("PAPG Member", {"papg_group": group}) < number:
            make_member(group, organisation=make_organisation().name, joined_on="2025-01-06")
        met(group, f"2026-05-{number:02}", "Present")
        report(cast.AUDITOR, papg_group=group)
        with counted_queries() as queries:
            rows = report(cast.AUDITOR, papg_group=group)
        assert len(rows) == number
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
