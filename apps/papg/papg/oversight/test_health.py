"""How groups fare over a year: what is counted, what is not, who is told, and what it costs."""

from typing import Any

import frappe
import pytest

from papg.oversight import health
from papg.oversight.report.papg_group_health.papg_group_health import execute
from papg.rules.health import FIGURES
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import (
    make,
    make_action,
    make_group,
    make_meeting,
    make_member,
    make_minutes,
    make_organisation,
    make_terms,
)

TODAY = "2026-11-28"
THIS_YEAR = 2026
ALL = ("Present", "Deputised", "Apologies", "Absent")


@pytest.fixture(autouse=True)
def people(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.install()
    monkeypatch.setattr(health, "today", lambda: TODAY)


@pytest.fixture
def group() -> str:
    """A group with a member for licensing, one for transport, and two from outside."""
    name = make_group(authority=cast.COUNCIL, established_on="2025-01-01").name
    for area in ("Licensing", "Transport and highways", "", ""):
        seats = [{"business_area": area}] if area else []
        make_member(name, organisation=make_organisation().name, seats=seats, joined_on="2025-01-01")
    return name


def met(group: str, day: str, presences: tuple[str, ...] = ALL, status: str = "Held") -> str:
    """A meeting on a day, and what its attendance says of each member in turn."""
    meeting = make_meeting(group, starts_at=f"{day} 10:00:00", ends_at=f"{day} 12:00:00")
    meeting.db_set("status", status)
    members = frappe.get_all("PAPG Member", {"papg_group": group}, order_by="creation", pluck="name")
    frappe.db.delete("PAPG Attendance", {"parent": meeting.name})
    for number, (member, presence) in enumerate(zip(members, presences, strict=False), 1):
        row = {"parent": meeting.name, "parenttype": "PAPG Meeting", "parentfield": "attendance"}
        values = {"doctype": "PAPG Attendance", **row, "idx": number, "member": member, "presence": presence}
        frappe.get_doc(values).db_insert()
    return meeting.name


def agreed(meeting: str, day: str) -> None:
    minutes = make_minutes(meeting)
    minutes.db_set({"stage": "Agreed", "docstatus": 1, "agreed_on": day})


def figures(group: str, year: int = THIS_YEAR, user: str = cast.AUDITOR) -> dict[str, dict[str, Any]]:
    with acting_as(user):
        return {row["name"]: row for row in health.health(group, year)["figures"]}


def report(user: str = cast.AUDITOR, **filters: Any) -> list[dict[str, Any]]:
    with acting_as(user):
        _columns, rows, _message = execute(filters)
    return rows


def test_a_group_with_nothing_on_record_is_not_known() -> None:
    empty = make_group(group_type="Working group", authority=cast.COUNCIL).name
    with acting_as(cast.AUDITOR):
        found = health.health(empty)
    assert (found["year"], found["as_at"], found["state"]) == (2026, "28 November 2026", "Not known")
    assert [row["name"] for row in found["figures"]] == list(FIGURES)
    assert {row["share"] for row in found["figures"]} == {"Not known"}
    assert all(row["reason"] for row in found["figures"])


def test_members_and_deputies_count_as_there(group: str) -> None:
    met(group, "2026-05-12")
    met(group, "2026-08-11", ("Present", "Present", "Present", "Apologies"))
    assert figures(group)["Attendance"]["share"] == "62% (5 of 8)"


def test_whoever_is_in_attendance_counts_neither_for_nor_against(group: str) -> None:
    meeting = met(group, "2026-05-12", ("Absent", "In attendance", "Present"))
    guest = {"parent": meeting, "parenttype": "PAPG Meeting", "parentfield": "attendance", "idx": 9}
    frappe.get_doc({"doctype": "PAPG Attendance", **guest, "presence": "Present"}).db_insert()
    found = figures(group)
    assert found["Attendance"]["share"] == "50% (1 of 2)"
    assert found["Areas heard from"]["share"] == "0% (0 of 1)"


@pytest.mark.parametrize("status", ["Cancelled", "Postponed", "Planned"])
def test_meetings_that_were_not_held_are_in_nobody_s_figures(group: str, status: str) -> None:
    met(group, "2026-05-12", ("Absent",) * 4, status)
    assert {figures(group)[name]["share"] for name in ("Attendance", "Areas heard from")} == {"Not known"}


def test_the_time_before_joining_and_after_leaving_is_in_nobody_s_figures(group: str) -> None:
    met(group, "2026-05-12", ("Present", "Absent", "Absent", "Absent"))
    names = frappe.get_all("PAPG Member", {"papg_group": group}, order_by="creation", pluck="name")
    frappe.db.set_value("PAPG Member", names[1], "joined_on", "2026-05-13")
    frappe.db.set_value("PAPG Member", names[2], "left_on", "2026-05-11")
    frappe.db.set_value("PAPG Member", names[3], {"joined_on": "2026-05-12", "left_on": "2026-05-12"})
    found = figures(group)
    assert found["Attendance"]["share"] == "50% (1 of 2)"
    assert found["Areas heard from"]["reason"] == "Somebody came from every area expected: 1 of 1."


def test_a_year_has_the_meetings_of_april_to_march(group: str) -> None:
    for day in ("2025-04-01", "2026-03-31", "2026-04-01"):
        met(group, day)
    assert figures(group, 2025)["Attendance"]["share"] == "50% (4 of 8)"
    assert figures(group, 2026)["Attendance"]["share"] == "50% (2 of 4)"


def test_the_cadence_is_that_of_the_terms_in_force_on_the_day(group: str) -> None:
    terms = make_terms(group, cadence="Quarterly")
    terms.db_set({"docstatus": 1, "stage": "In force", "in_force_from": "2026-01-01"})
    met(group, "2026-05-12")
    assert figures(group)["Meetings held"]["share"] == "50% (1 of 2)"
    terms.db_set("in_force_to", "2026-11-27")
    assert figures(group)["Meetings held"]["share"] == "Not known"


def test_minutes_are_in_time_on_the_day_of_the_next_meeting_and_late_a_day_after(group: str) -> None:
    first, second, last = (met(group, day) for day in ("2026-05-12", "2026-08-11", "2026-11-10"))
    agreed(first, "2026-08-11")
    agreed(second, "2026-11-11")
    agreed(last, "2026-11-12")
    assert figures(group)["Minutes agreed in time"]["share"] == "50% (1 of 2)"


def test_minutes_of_the_last_meeting_of_a_year_are_due_at_the_first_of_the_next(group: str) -> None:
    last = met(group, "2026-03-10")
    assert figures(group, 2025)["Minutes agreed in time"]["share"] == "Not known"
    agreed(last, "2026-06-09")
    met(group, "2026-06-09")
    assert figures(group, 2025)["Minutes agreed in time"]["share"] == "100% (1 of 1)"


def test_actions_are_those_under_way_on_the_day_without_restricted_ones(group: str) -> None:
    late = {"raised_on": "2026-05-01", "due_on": "2026-11-27"}
    make_action(group, **late)
    make_action(group, **{**late, "due_on": TODAY})
    make_action(group).db_set({"raised_on": "2026-11-29"})
    make_action(group, **late).db_set({"status": "Done", "completed_on": TODAY})
    make_action(group, **late).db_set({"status": "Dropped"})
    make_action(group, **late).db_set({"restricted_item": make("PAPG Restricted Item").name})
    assert figures(group)["Actions in time"]["reason"] == "Under way: 2. Overdue: 1."


def test_an_area_nobody_came_from_all_year_is_named(group: str) -> None:
    met(group, "2026-05-12", ("Present", "Absent", "Present", "Present"))
    met(group, "2026-08-11", ("Absent", "Apologies", "Present", "Present"))
    found = figures(group)["Areas heard from"]
    assert (found["share"], found["reason"]) == (
        "50% (1 of 2)",
        "Nobody came all year from Transport and highways.",
    )


def test_the_report_shows_weak_groups_first_and_what_weighs(group: str) -> None:
    met(group, "2026-05-12", ("Absent", "Absent", "Absent", "Present"))
    rows = report()
    assert rows[0]["state"] == "Weak"
    title = frappe.db.get_value("PAPG Group", group, "group_name")
    row = next(row for row in rows if row["group_name"] == title)
    assert row["attendance"] == "25% (1 of 4)"
    assert "there 1 of 4 times they were expected, at 1 meeting." in row["reasons"]
    assert row["why_attendance"] in row["reasons"]
    states = [row["weighs"] for row in rows]
    assert states == sorted(states, key=("Weak", "Watch", "Good", "Not known").index)


@pytest.mark.parametrize(
    ("user", "groups"),
    [
        (cast.SECRETARY, {cast.GROUP_A}),
        (cast.MEMBER, {cast.GROUP_A}),
        (cast.NEIGHBOUR, {cast.GROUP_B}),
        (cast.BOARD, {cast.BOARD_GROUP, cast.GROUP_A}),
        (cast.PARTNER, set()),
        (cast.DEPUTY, set()),
        ("Guest", set()),
    ],
)
def test_a_body_sees_the_groups_that_report_to_it_and_nobody_sees_others(user: str, groups: set[str]) -> None:
    assert {row["group_name"] for row in report(user)} == groups


def test_the_report_for_a_board_has_the_groups_that_report_to_it_alone() -> None:
    assert {row["group_name"] for row in report(board=cast.group("Board"))} == {cast.GROUP_A}
    assert report(cast.NEIGHBOUR, board=cast.group("Board")) == []


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.PARTNER])
def test_a_foreign_group_is_not_there(user: str) -> None:
    with acting_as(user), pytest.raises(frappe.DoesNotExistError, match="no such group"):
        health.health(cast.group("A"))


@pytest.mark.parametrize("year", ["1999", "2027", "soon"])
def test_a_year_to_come_or_no_year_is_refused(year: str) -> None:
    with acting_as(cast.AUDITOR), pytest.raises(frappe.ValidationError, match="Choose one from 2000 to 2026"):
        health.health(cast.group("A"), year)


def test_the_query_count_is_the_same_for_3_and_for_30_groups() -> None:
    counts = []
    for number in (3, 30):
        while frappe.db.count("PAPG Group") < number + 4:
            met(make_group(authority=cast.COUNCIL).name, "2026-05-12", ())
        report()
        with counted_queries() as queries:
            report()
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
