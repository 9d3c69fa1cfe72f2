"""Who was expected and who came."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.attendance import (
    ABSENT,
    APOLOGIES,
    CANCELLED,
    DEPUTISED,
    HELD,
    IN_ATTENDANCE,
    MEETING_STATUSES,
    PLANNED,
    POSTPONED,
    PRESENCES,
    PRESENT,
    MeetingRow,
    expected_on,
    is_deputy_current,
    is_expected,
    rate,
)

JOINED, LEFT = date(2026, 1, 10), date(2026, 12, 10)
ONE_DAY = timedelta(days=1)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
meeting_rows = st.builds(
    MeetingRow,
    st.sampled_from(MEETING_STATUSES),
    days,
    st.sampled_from([*PRESENCES, ""]),
    st.none() | days,
    st.none() | days,
    st.booleans(),
)


def held(presence: str, day: date = date(2026, 6, 14)) -> MeetingRow:
    return MeetingRow(HELD, day, presence, JOINED, LEFT)


def test_apologies_are_told_apart_from_absence() -> None:
    found = rate([held(APOLOGIES), held(ABSENT), held(ABSENT)])
    assert (found.apologies, found.absent, found.represented, found.percent) == (1, 2, 0, 0)


def test_a_deputised_meeting_counts_as_represented() -> None:
    found = rate([held(PRESENT), held(DEPUTISED), held(APOLOGIES)])
    assert (found.attended, found.deputised, found.represented, found.expected) == (1, 1, 2, 3)
    assert found.percent == 67


def test_whoever_is_in_attendance_counts_neither_for_nor_against() -> None:
    found = rate([held(PRESENT), held(ABSENT), held(IN_ATTENDANCE)])
    assert (found.attended, found.expected, found.unrecorded, found.percent) == (1, 2, 0, 50)
    assert rate([held(IN_ATTENDANCE)]).percent is None


@pytest.mark.parametrize("presence", [*PRESENCES, ""])
def test_a_guest_is_not_expected_however_recorded(presence: str) -> None:
    guest = MeetingRow(HELD, date(2026, 6, 14), presence, is_member=False)
    assert not is_expected(guest)
    assert rate([held(ABSENT), guest]).percent == 0


@pytest.mark.parametrize("presence", [PRESENT, APOLOGIES, ABSENT, DEPUTISED, ""])
def test_a_member_of_the_day_is_expected_also_on_the_first_and_the_last(presence: str) -> None:
    assert is_expected(held(presence, JOINED))
    assert is_expected(held(presence, LEFT))
    assert not is_expected(held(presence, LEFT + ONE_DAY))


def test_only_held_meetings_are_counted() -> None:
    others = [MeetingRow(status, date(2026, 6, 14), ABSENT) for status in (PLANNED, CANCELLED, POSTPONED)]
    assert rate([held(PRESENT), *others]).percent == 100


def test_meetings_before_joining_and_after_leaving_are_not_counted() -> None:
    outside = [held(ABSENT, JOINED - ONE_DAY), held(ABSENT, LEFT + ONE_DAY)]
    assert rate(outside).expected == 0


def test_meetings_on_the_day_of_joining_and_of_leaving_are_counted() -> None:
    assert rate([held(PRESENT, JOINED), held(ABSENT, LEFT)]).percent == 50


def test_there_is_no_rate_without_a_meeting() -> None:
    assert rate([]).percent is None


def test_a_meeting_nobody_recorded_counts_neither_for_nor_against() -> None:
    found = rate([held(PRESENT), held("")])
    assert (found.expected, found.unrecorded, found.percent) == (1, 1, 100)


def test_exactly_half_a_percent_is_rounded_up() -> None:
    assert rate([held(PRESENT)] + [held(ABSENT)] * 199).percent == 1


@given(st.lists(meeting_rows))
def test_every_meeting_a_person_was_expected_at_is_counted_exactly_once(rows: list[MeetingRow]) -> None:
    found = rate(rows)
    assert found.expected + found.unrecorded == sum(map(is_expected, rows))
    assert found.percent is None or 0 <= found.percent <= 100


@given(st.lists(meeting_rows), meeting_rows)
def test_somebody_who_was_not_expected_changes_no_figure(rows: list[MeetingRow], guest: MeetingRow) -> None:
    guests = [replace(guest, presence=IN_ATTENDANCE), replace(guest, is_member=False)]
    assert rate([*rows, *guests]) == rate(rows)


@given(st.lists(meeting_rows), days)
def test_coming_to_a_meeting_never_lowers_the_rate(rows: list[MeetingRow], day: date) -> None:
    before, after = rate(rows).percent, rate([*rows, MeetingRow(HELD, day, PRESENT)]).percent
    assert after is not None
    assert before is None or after >= before


def test_a_member_is_expected_from_the_day_of_joining_to_the_day_of_leaving() -> None:
    assert expected_on(JOINED, LEFT, JOINED)
    assert expected_on(JOINED, LEFT, LEFT)
    assert expected_on(JOINED, None, LEFT + ONE_DAY)
    assert not expected_on(JOINED, LEFT, LEFT + ONE_DAY)


def test_a_deputy_is_current_on_the_first_and_last_day_and_not_after() -> None:
    assert is_deputy_current(JOINED, LEFT, JOINED)
    assert is_deputy_current(JOINED, LEFT, LEFT)
    assert not is_deputy_current(JOINED, LEFT, LEFT + ONE_DAY)
    assert not is_deputy_current(JOINED, LEFT, JOINED - ONE_DAY)
