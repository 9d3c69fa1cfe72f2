"""Dates of a series: by the cadence, never on a bank holiday, as many as asked."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from papg.rules.series import (
    CADENCES,
    LEAVE_OUT,
    MOST,
    MOVE_ON,
    ON_HOLIDAY,
    PLACES,
    WEEK_LATER,
    WEEKDAYS,
    Series,
    cadence_in_words,
    dates,
    days_place,
    may_be_planned,
    moved,
)
from papg.rules.working_days import ENGLAND, NORTHERN_IRELAND, SCOTLAND, WALES, holidays_of

TODAY = date(2026, 11, 28)
SERIES = st.builds(
    Series,
    cadence=st.sampled_from(list(CADENCES)),
    first_on=st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    weekday=st.sampled_from(list(WEEKDAYS)),
    place_in_month=st.sampled_from(list(PLACES)),
    on_holiday=st.sampled_from(ON_HOLIDAY),
    nation=st.sampled_from([ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND]),
    until=st.none(),
    number=st.integers(1, 14),
)


def quarterly(**changes: object) -> Series:
    """Four meetings on the second Tuesday, from January."""
    series = Series("Quarterly", date(2027, 1, 12), "Tuesday", "Second", MOVE_ON, ENGLAND, number=4)
    return replace(series, **changes)


def days(series: Series) -> list[date]:
    return [slot.day for slot in dates(series).slots]


def test_a_quarterly_series_meets_on_its_weekday_every_third_month() -> None:
    assert days(quarterly()) == [date(2027, 1, 12), date(2027, 4, 13), date(2027, 7, 13), date(2027, 10, 12)]


def test_the_first_day_that_fits_begins_the_cadence() -> None:
    assert days(quarterly(first_on=date(2027, 1, 13), number=2)) == [date(2027, 2, 9), date(2027, 5, 11)]


def test_weeks_are_counted_from_the_first_day_that_fits() -> None:
    series = quarterly(cadence="Fortnightly", first_on=date(2027, 1, 13), number=3)
    assert days(series) == [date(2027, 1, 19), date(2027, 2, 2), date(2027, 2, 16)]


def test_the_last_day_itself_is_part_of_the_series() -> None:
    assert len(days(quarterly(number=None, until=date(2027, 10, 12)))) == 4
    assert len(days(quarterly(number=None, until=date(2027, 10, 11)))) == 3


CHRISTMAS = {"cadence": "Monthly", "weekday": "Friday", "place_in_month": "Fourth", "number": 2}


@pytest.mark.parametrize(
    ("nation", "on_holiday", "expected"),
    [
        # Boxing Day is a Saturday, so Monday is a holiday in its place; Scotland keeps 1 and 4 January as well.
        (ENGLAND, MOVE_ON, date(2026, 12, 29)),
        (ENGLAND, WEEK_LATER, date(2027, 1, 8)),
        (ENGLAND, LEAVE_OUT, date(2027, 1, 22)),
        (SCOTLAND, MOVE_ON, date(2026, 12, 29)),
    ],
)
def test_a_meeting_moves_from_a_bank_holiday_as_the_group_chose(
    nation: str, on_holiday: str, expected: date
) -> None:
    series = quarterly(**CHRISTMAS, first_on=date(2026, 12, 25), nation=nation, on_holiday=on_holiday)
    first = dates(series).slots[0]
    assert first.day == expected
    if on_holiday != LEAVE_OUT:
        assert first.reason == f"Moved from 25 December 2026, a bank holiday in {nation}."


def test_a_day_left_out_is_made_up_for_at_the_end_and_says_why() -> None:
    found = dates(quarterly(**CHRISTMAS, first_on=date(2026, 12, 25), on_holiday=LEAVE_OUT))
    assert [slot.day for slot in found.slots] == [date(2027, 1, 22), date(2027, 2, 26)]
    assert [(gap.falls_on, gap.reason) for gap in found.gaps] == [
        (date(2026, 12, 25), "25 December 2026 is a bank holiday in England.")
    ]


def test_only_the_nations_own_bank_holidays_count() -> None:
    saint_andrew = {"cadence": "Monthly", "weekday": "Monday", "place_in_month": "Last", "number": 1}
    series = quarterly(**saint_andrew, first_on=date(2026, 11, 30))
    assert days(series) == [date(2026, 11, 30)]
    assert days(replace(series, nation=SCOTLAND)) == [date(2026, 12, 1)]


def test_a_meeting_that_would_move_past_the_last_day_is_left_out() -> None:
    until = quarterly(**{**CHRISTMAS, "number": None}, first_on=date(2026, 11, 1), until=date(2026, 12, 28))
    (gap,) = dates(until).gaps
    assert gap.reason == (
        "25 December 2026 is a bank holiday in England; 29 December 2026 is after the last day of the series."
    )


def test_a_meeting_does_not_move_to_a_day_of_the_series() -> None:
    weekly = quarterly(cadence="Weekly", weekday="Monday", first_on=date(2027, 3, 29), on_holiday=WEEK_LATER)
    (gap,) = dates(weekly).gaps
    assert gap.reason.endswith("the series meets on 5 April 2027 already.")


@pytest.mark.parametrize(
    ("on_holiday", "expected"), [(MOVE_ON, date(2026, 12, 29)), (WEEK_LATER, date(2027, 1, 8))]
)
def test_a_meeting_moves_on_until_the_day_is_no_bank_holiday(on_holiday: str, expected: date) -> None:
    assert moved(date(2026, 12, 25), on_holiday, ENGLAND) == expected


@given(SERIES)
def test_no_meeting_is_on_a_bank_holiday_or_at_a_weekend_and_no_two_on_one_day(series: Series) -> None:
    found = days(series)
    assert not [day for day in found if holidays_of(day, (series.nation,)) or day.weekday() > 4]
    assert len(set(found)) == len(found)


@given(SERIES)
def test_a_series_has_as_many_meetings_as_were_asked_for(series: Series) -> None:
    assume(may_be_planned(series, date(2026, 1, 1)))
    assert len(dates(series).slots) == series.number


@given(SERIES)
def test_the_cadence_is_kept_from_the_first_day_to_the_last(series: Series) -> None:
    found = dates(series)
    natural = sorted([slot.falls_on for slot in found.slots] + [gap.falls_on for gap in found.gaps])
    step = CADENCES[series.cadence]
    for day, following in pairwise(natural):
        if step.weeks:
            assert following - day == timedelta(weeks=step.weeks)
        else:
            months = (following.year - day.year) * 12 + following.month - day.month
            assert (months, following.weekday()) == (step.months, day.weekday())
    assert all(day >= series.first_on for day in natural)


@given(SERIES)
def test_only_a_bank_holiday_moves_a_meeting(series: Series) -> None:
    for slot in dates(series).slots:
        assert bool(slot.reason) == (slot.day != slot.falls_on)
        assert bool(slot.reason) == bool(holidays_of(slot.falls_on, (series.nation,)))


def test_a_series_that_can_be_planned_is() -> None:
    assert may_be_planned(quarterly(), TODAY)
    assert may_be_planned(quarterly(number=MOST, cadence="Weekly"), TODAY)
    assert may_be_planned(quarterly(until=date(2031, 12, 31), number=None), TODAY)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"until": date(2027, 12, 31)}, "not both"),
        ({"number": None, "until": date(2027, 1, 11)}, "The last day, 11 January 2027, is before the first"),
        ({"number": None, "until": date(2027, 1, 12), "weekday": "Friday"}, "No day fits"),
        ({"number": 0}, "0 meetings: a series has 1 to 60"),
        ({"number": MOST + 1}, "61 meetings: a series has 1 to 60"),
        ({"cadence": "Weekly", "number": None, "until": date(2028, 6, 30)}, "60 are the most"),
        ({"first_on": date(2032, 1, 1)}, "1 January 2032 is too far ahead. Plan until the end of 2031"),
        (
            {
                "cadence": "Yearly",
                "weekday": "Monday",
                "place_in_month": "First",
                "first_on": date(2027, 5, 1),
            }
            | {"on_holiday": LEAVE_OUT},
            "Only 0 of 4 meetings find a day in 10 years",
        ),
    ],
)
def test_a_series_that_cannot_be_planned_says_what_to_put_right(changes: dict, refusal: str) -> None:
    verdict = may_be_planned(quarterly(**changes), TODAY)
    assert not verdict
    assert refusal in verdict.reason


def test_how_often_a_series_meets_is_said_in_words() -> None:
    assert cadence_in_words(quarterly()) == "Quarterly on the second Tuesday"
    assert cadence_in_words(quarterly(cadence="Fortnightly")) == "Fortnightly on a Tuesday"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 7), ("First", "Thursday")),
        (date(2027, 1, 8), ("Second", "Friday")),
        (date(2027, 1, 28), ("Fourth", "Thursday")),
        (date(2027, 1, 29), ("Last", "Friday")),
        (date(2027, 1, 9), ("Second", "Monday")),
    ],
)
def test_a_day_tells_its_place_in_the_month(day: date, expected: tuple[str, str]) -> None:
    assert days_place(day) == expected
