"""How a group fares over a year: each figure with its reason, and what stands for the whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.health import (
    ATTENDANCE,
    CADENCE,
    COVERAGE,
    FIGURES,
    GOOD,
    MINUTES,
    OVERDUE,
    QUIET,
    STATES,
    UNKNOWN,
    WATCH,
    WEAK,
    Facts,
    Figure,
    Meeting,
    Year,
    council_year,
    health,
    meetings_due,
    overall,
    year_of,
)
from papg.rules.series import CADENCES
from papg.rules.wording import Sentence

YEAR = council_year(2026, date(2027, 5, 1))


def figure(name: str, facts: Facts, year: Year = YEAR) -> Figure:
    return next(found for found in health(facts, year) if found.name == name)


def met(*days: date, agreed: int = 0, there: int = 6, expected: int = 8) -> list[Meeting]:
    """Meetings on these days; the minutes of the first so many were agreed at the next one."""
    following = [*days[1:], None]
    return [
        Meeting(day, expected, there, following[place], following[place] if place < agreed else None)
        for place, day in enumerate(days)
    ]


ENDS = ("2027-03-31", "2026-09-30", "2026-09-29", "2026-06-29", "2026-03-31")
QUARTERS = (date(2026, 5, 12), date(2026, 8, 11), date(2026, 11, 10), date(2027, 2, 9))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_a_council_s_year_begins_on_1_april(day: date, year: int) -> None:
    assert year_of(day) == year
    whole = council_year(year, day)
    assert whole.first <= day <= whole.last


def test_the_figures_of_a_year_are_true_as_at_today_and_never_after_its_end() -> None:
    assert council_year(2026, date(2026, 6, 14)).as_at == date(2026, 6, 14)
    assert council_year(2026, date(2027, 3, 31)).as_at == date(2027, 3, 31)
    assert council_year(2026, date(2027, 4, 1)).as_at == date(2027, 3, 31)
    assert council_year(2027, date(2026, 6, 14)).as_at == date(2027, 4, 1)


@pytest.mark.parametrize(
    ("part", "state"), [(0, WEAK), (49, WEAK), (50, WATCH), (74, WATCH), (75, GOOD), (100, GOOD)]
)
def test_a_share_of_half_is_to_be_watched_and_of_three_quarters_good(part: int, state: str) -> None:
    assert Figure(ATTENDANCE, Sentence("x"), part, 100).state == state


def test_a_share_is_full_only_when_nothing_is_missing() -> None:
    assert Figure(ATTENDANCE, Sentence("x"), 999, 1000).percent == 99


def test_nothing_on_record_is_not_known_and_not_nothing() -> None:
    figures = health(Facts(), YEAR)
    assert [found.name for found in figures] == list(FIGURES)
    assert {found.state for found in figures} == {UNKNOWN}
    assert {found.percent for found in figures} == {None}
    assert overall(figures) == UNKNOWN


def test_attendance_leaves_out_meetings_nobody_recorded() -> None:
    meetings = [*met(*QUARTERS[:2]), Meeting(QUARTERS[2])]
    found = figure(ATTENDANCE, Facts(meetings))
    assert (found.part, found.whole, found.percent) == (12, 16, 75)
    assert (
        found.reason
        == "Members or their deputies were there 12 of 16 times they were expected, at 2 meetings."
    )


def test_a_group_that_promised_four_meetings_and_held_two_is_to_be_watched() -> None:
    found = figure(CADENCE, Facts(met(*QUARTERS[:2]), cadence="Quarterly"))
    assert (found.part, found.whole, found.state) == (2, 4, WATCH)
    assert found.reason == "Held: 2. Due by the terms (Quarterly): 4."


def test_a_group_that_held_more_than_it_promised_held_all() -> None:
    found = figure(CADENCE, Facts(met(*QUARTERS), cadence="Every six months"))
    assert (found.part, found.whole) == (2, 2)


def test_a_group_begun_within_the_year_owes_no_meetings_of_the_time_before() -> None:
    assert figure(CADENCE, Facts(cadence="Quarterly", counted_from=date(2026, 10, 1))).whole == 2
    assert figure(CADENCE, Facts(cadence="Quarterly", counted_from=date(2027, 1, 2))).state == UNKNOWN


def test_a_group_that_ended_within_the_year_owes_no_meetings_of_the_time_after() -> None:
    ended = {day: Facts(cadence="Quarterly", counted_to=day) for day in map(date.fromisoformat, ENDS)}
    assert [figure(CADENCE, facts).whole for facts in ended.values()] == [4, 2, 1, 0, 0]
    found = figure(CADENCE, ended[date(2026, 3, 31)])
    assert found.state == UNKNOWN
    assert (
        found.reason == "The group ended on 31 March 2026. No meeting was due before that day in this time."
    )


def test_how_often_a_group_meets_is_not_known_without_terms() -> None:
    found = figure(CADENCE, Facts(met(*QUARTERS)))
    assert (found.state, found.reason) == (
        UNKNOWN,
        "Held: 4. The terms in force do not say how often the group meets.",
    )


def test_a_meeting_is_due_when_a_whole_step_has_gone_by() -> None:
    since = date(2026, 4, 1)
    assert meetings_due("Quarterly", since, date(2026, 6, 29)) == 0
    assert meetings_due("Quarterly", since, date(2026, 6, 30)) == 1
    assert meetings_due("Quarterly", since, date(2027, 3, 31)) == 4
    assert meetings_due("Now and then", since, date(2027, 3, 31)) == 0


@given(
    st.sampled_from(sorted(CADENCES)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 800),
    st.integers(0, 400),
)
def test_more_time_never_owes_fewer_meetings(cadence: str, since: date, days: int, more: int) -> None:
    until = since + timedelta(days=days)
    assert (
        0 <= meetings_due(cadence, since, until) <= meetings_due(cadence, since, until + timedelta(days=more))
    )


def test_seats_are_counted_only_where_the_guidance_asks_for_them() -> None:
    found = figure(COVERAGE, Facts(required_seats=8, filled_seats=5))
    assert (found.percent, found.state) == (62, WATCH)
    assert figure(COVERAGE, Facts(required_seats=None)).state == UNKNOWN
    assert figure(COVERAGE, Facts(required_seats=8, filled_seats=0)).state == WEAK


def test_actions_that_are_overdue_are_missing_from_those_in_time() -> None:
    found = figure(OVERDUE, Facts(open_actions=4, overdue_actions=3))
    assert (found.part, found.whole, found.state) == (1, 4, WEAK)
    assert found.reason == "Under way: 4. Overdue: 3."
    assert figure(OVERDUE, Facts()).reason == "No action was under way."


@pytest.mark.parametrize(("agreed", "part"), [(0, 0), (2, 2), (3, 3)])
def test_minutes_are_in_time_when_agreed_by_the_next_meeting(agreed: int, part: int) -> None:
    found = figure(MINUTES, Facts(met(*QUARTERS, agreed=agreed)))
    assert (found.part, found.whole) == (part, 3)


def test_minutes_agreed_the_day_after_the_next_meeting_are_late() -> None:
    first, second = QUARTERS[:2]
    late = Meeting(first, 8, 6, second, second + timedelta(days=1))
    assert figure(MINUTES, Facts([late, Meeting(second)])).part == 0


def test_minutes_of_the_last_meeting_are_not_due_yet() -> None:
    assert figure(MINUTES, Facts(met(QUARTERS[0]))).state == UNKNOWN


def test_quiet_areas_are_named() -> None:
    areas = frozenset({"Planning", "Licensing", "Highways", "Police"})
    found = figure(QUIET, Facts(areas=areas, quiet=frozenset({"Planning", "Licensing", "Highways"})))
    assert (found.part, found.whole, found.state) == (1, 4, WEAK)
    assert found.reason == "Nobody came all year from Highways, Licensing, Planning."
    assert figure(QUIET, Facts(areas=areas)).reason == "Somebody came from every area expected: 4 of 4."


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ((GOOD, WATCH, WEAK, UNKNOWN), WEAK),
        ((GOOD, WATCH, UNKNOWN), WATCH),
        ((GOOD, UNKNOWN), GOOD),
        ((UNKNOWN,), UNKNOWN),
    ],
)
def test_the_worst_figure_that_is_known_stands_for_the_whole(states: tuple[str, ...], whole: str) -> None:
    parts = {GOOD: (1, 1), WATCH: (1, 2), WEAK: (0, 1), UNKNOWN: (0, 0)}
    assert overall(Figure(ATTENDANCE, Sentence("x"), *parts[state]) for state in states) == whole


@given(
    st.lists(st.tuples(st.dates(YEAR.first, YEAR.last), st.integers(0, 9), st.integers(0, 9)), max_size=12),
    st.sampled_from(["", *sorted(CADENCES)]),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_no_figure_is_more_than_all_or_less_than_nothing(
    held: list[tuple[date, int, int]], cadence: str, under_way: int, overdue: int
) -> None:
    meetings = [Meeting(day, max(first, second), min(first, second)) for day, first, second in held]
    facts = Facts(meetings, cadence, None, 9, under_way, under_way, min(under_way, overdue))
    for found in health(facts, YEAR):
        assert 0 <= found.part <= found.whole
        assert found.state in STATES
        assert (found.percent is None) == (found.state == UNKNOWN)
