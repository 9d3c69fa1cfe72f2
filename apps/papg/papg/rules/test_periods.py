"""Which days are in a period."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from papg.rules.periods import Period

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
ONE_DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
periods = st.builds(Period, st.none() | days, st.none() | days)


def test_the_first_and_the_last_day_are_in_the_period_and_the_days_around_it_are_not() -> None:
    period = Period(FIRST, LAST)
    assert period.includes(FIRST)
    assert period.includes(LAST)
    assert not period.includes(FIRST - ONE_DAY)
    assert not period.includes(LAST + ONE_DAY)


def test_an_open_end_includes_every_day_on_that_side() -> None:
    assert Period(FIRST).includes(date.max)
    assert Period(None, LAST).includes(date.min)


def test_periods_that_share_one_day_overlap_and_neighbours_do_not() -> None:
    assert Period(FIRST, LAST).overlaps(Period(LAST, None))
    assert not Period(FIRST, LAST).overlaps(Period(LAST + ONE_DAY, None))


def test_a_period_that_ends_before_it_begins_holds_no_day() -> None:
    backwards = Period(LAST, FIRST)
    assert backwards.is_backwards
    assert not backwards.includes(FIRST)
    assert not backwards.overlaps(Period())


@given(periods, days)
def test_a_day_is_before_in_or_after_a_period(period: Period, day: date) -> None:
    outside = period.begins_after(day) or period.ended_before(day)
    assert period.includes(day) is not outside


@given(periods, periods, days)
def test_periods_with_a_common_day_overlap(one: Period, other: Period, day: date) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not (one.includes(day) and other.includes(day)) or one.overlaps(other)
