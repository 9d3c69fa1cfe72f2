"""Progress on a duty: the row that holds, history, deadlines without a year, and what the whole adds up to."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.due_dates import MONTHS, govuk_date
from papg.rules.duties import (
    ACHIEVED,
    DIRECTIONS,
    IN_PROGRESS,
    NOT_STARTED,
    RATINGS,
    STATUSES,
    days_meant,
    in_force_at,
    is_history,
    may_change,
    overall_rating,
    overall_status,
    unknown_rows,
    verdicts,
)

NEW_YEAR = date(2016, 1, 1)
ONE_DAY = timedelta(days=1)
days = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@dataclass(frozen=True)
class Held:
    requirement: str
    as_at: date


rows_of_progress = st.lists(st.builds(Held, st.sampled_from("abc"), days), max_size=12)


# The row that holds on a day


def test_the_latest_row_on_or_before_the_day_holds() -> None:
    first, second = Held("panels", date(2015, 10, 1)), Held("panels", NEW_YEAR)
    for rows in ([first, second], [second, first]):
        assert in_force_at(rows, NEW_YEAR) == {"panels": second}
        assert in_force_at(rows, NEW_YEAR - ONE_DAY) == {"panels": first}
        assert in_force_at(rows, first.as_at) == {"panels": first}
        assert in_force_at(rows, first.as_at - ONE_DAY) == {}


def test_without_rows_nothing_holds() -> None:
    assert in_force_at([], NEW_YEAR) == {}


@given(rows_of_progress, days)
def test_what_holds_is_never_later_than_the_day_and_never_beaten(rows: list[Held], day: date) -> None:
    found = in_force_at(rows, day)
    for requirement in "abc":
        before = [row.as_at for row in rows if row.requirement == requirement and row.as_at <= day]
        assert (found[requirement].as_at if requirement in found else None) == max(before, default=None)


# History


def test_a_row_is_history_once_a_later_one_follows_and_not_before() -> None:
    assert not is_history(NEW_YEAR, [])
    assert not is_history(NEW_YEAR, [NEW_YEAR - ONE_DAY])
    assert is_history(NEW_YEAR, [NEW_YEAR + ONE_DAY])


def test_the_latest_row_may_be_changed_and_given_another_day_after_the_one_before_it() -> None:
    before = NEW_YEAR - timedelta(days=90)
    assert may_change(NEW_YEAR, NEW_YEAR, [before])
    assert may_change(NEW_YEAR, before + ONE_DAY, [before])
    assert may_change(NEW_YEAR, NEW_YEAR - ONE_DAY, [])


def test_history_is_not_changed_and_the_row_that_followed_is_named() -> None:
    verdict = may_change(NEW_YEAR, NEW_YEAR, [date(2016, 4, 1), date(2016, 7, 1)])
    assert verdict.reason == (
        "The row as at 1 January 2016 is history: it was followed by the row as at 1 July 2016. Continue that one."
    )


def test_history_does_not_become_the_latest_by_being_dated_forward() -> None:
    assert "is history" in may_change(NEW_YEAR, date(2017, 1, 1), [date(2016, 4, 1)]).reason


def test_the_latest_row_is_not_dated_back_into_history() -> None:
    verdict = may_change(date(2016, 4, 1), NEW_YEAR - ONE_DAY, [NEW_YEAR])
    assert verdict.reason == (
        "As at 31 December 2015 is before the row as at 1 January 2016, which this row follows. Give a later day."
    )


@given(days, days, st.lists(days, max_size=4))
def test_a_row_may_be_changed_exactly_when_it_is_the_latest_and_stays_so(
    stored: date, wanted: date, others: list[date]
) -> None:
    assert bool(may_change(stored, wanted, others)) == all(other <= min(stored, wanted) for other in others)


# Deadlines

MEANT_AT_NEW_YEAR = {
    "March 2016": ("2016-03-01", "2016-03-31"),
    "Q4 2015/16": ("2016-01-01", "2016-03-31"),
    "Q4": ("2016-01-01", "2016-03-31"),
    "Q1": ("2016-04-01", "2016-06-30"),
    "Jan/Feb": ("2016-01-01", "2016-02-29"),
    "January to March": ("2016-01-01", "2016-03-31"),
    "end of January": ("2016-01-31", "2016-01-31"),
    "by the end of Jan 2016": ("2016-01-31", "2016-01-31"),
    "February": ("2016-02-01", "2016-02-29"),
    "December": ("2016-12-01", "2016-12-31"),
    "Dec/Jan": ("2015-12-01", "2016-01-31"),
    "1 January": ("2016-01-01", "2016-01-01"),
    "December 2015": ("2015-12-01", "2015-12-31"),
    "2016/17": ("2016-04-01", "2017-03-31"),
    "2016": ("2016-01-01", "2016-12-31"),
}


@pytest.mark.parametrize("due", MEANT_AT_NEW_YEAR)
def test_a_deadline_without_a_year_is_the_first_that_is_not_over(due: str) -> None:
    meant = days_meant(due, NEW_YEAR)
    assert meant and (meant.starts_on.isoformat(), meant.ends_on.isoformat()) == MEANT_AT_NEW_YEAR[due]


@pytest.mark.parametrize(
    "due", [None, "", "ongoing", "TBC", "next possible quarterly meeting", "Q5", "mid June"]
)
def test_a_deadline_that_cannot_be_told_is_not_guessed(due: str | None) -> None:
    assert days_meant(due, NEW_YEAR) is None


def test_a_quarter_is_meant_until_its_last_day() -> None:
    last_day = date(2016, 3, 31)
    for as_at, ends_on in ((last_day, last_day), (last_day + ONE_DAY, date(2017, 3, 31))):
        meant = days_meant("Q4", as_at)
        assert meant and meant.ends_on == ends_on


@given(st.sampled_from(MONTHS), days)
def test_a_month_without_a_year_is_never_over_and_less_than_a_year_away(month: str, as_at: date) -> None:
    meant = days_meant(month, as_at)
    assert meant and MONTHS[meant.starts_on.month - 1] == month
    assert meant.ends_on >= as_at
    assert meant.starts_on <= as_at + timedelta(days=366)


@given(days, days)
def test_a_deadline_with_its_year_means_the_same_whenever_it_is_read(day: date, as_at: date) -> None:
    meant = days_meant(govuk_date(day), as_at)
    assert meant and (meant.starts_on, meant.ends_on) == (day, day)


# The whole


@pytest.mark.parametrize(
    ("ratings", "overall"),
    [
        (["Green", "Green"], "Green"),
        (["Green", "Amber"], "Amber"),
        (["Amber", "Red", "Green"], "Red"),
        (["Red", None], None),
        (["Green", ""], None),
        (["Purple"], None),
        ([], None),
    ],
)
def test_the_worst_rating_stands_for_the_whole_unless_one_is_unknown(
    ratings: list[str | None], overall: str | None
) -> None:
    assert overall_rating(ratings) == overall


@given(st.lists(st.sampled_from((*RATINGS, None, ""))))
def test_an_unknown_rating_is_never_read_as_good_or_bad(ratings: list[str | None]) -> None:
    known = [rating for rating in ratings if rating]
    assert overall_rating([*ratings, None]) is None
    if len(known) == len(ratings) > 0:
        assert overall_rating(ratings) in known
        assert overall_rating([*ratings, "Red"]) == "Red"


@pytest.mark.parametrize(
    ("statuses", "overall"),
    [
        ([ACHIEVED, ACHIEVED], ACHIEVED),
        ([NOT_STARTED], NOT_STARTED),
        ([ACHIEVED, NOT_STARTED], IN_PROGRESS),
        ([ACHIEVED, IN_PROGRESS], IN_PROGRESS),
        ([ACHIEVED, None], None),
        ([], None),
    ],
)
def test_a_duty_is_achieved_only_when_every_requirement_is(
    statuses: list[str | None], overall: str | None
) -> None:
    assert overall_status(statuses) == overall


@given(st.lists(st.sampled_from((*STATUSES, None))))
def test_the_status_of_the_whole_is_unknown_exactly_while_one_is(statuses: list[str | None]) -> None:
    assert (overall_status(statuses) is None) == (None in statuses or not statuses)


def test_how_many_are_unknown_is_said() -> None:
    assert unknown_rows(["Green", None, ""]) == "2 of 3 requirements have none"
    assert unknown_rows([None]) == "the only requirement has none"
    assert unknown_rows(["Green"]) is None
    assert unknown_rows([]) is None


def test_sustained_is_counted_apart_from_closed_and_unknown_stays_unknown() -> None:
    rows = [(ACHIEVED, "Ongoing"), (ACHIEVED, "Sustained"), (ACHIEVED, "Closed"), (None, "Closed")]
    assert verdicts([*rows, (NOT_STARTED, None), (IN_PROGRESS, "Ongoing")]) == (
        "Requirements: 6. Achieved: 3 (sustained: 1, closed: 1). In progress: 1. Not started: 1. Not known: 1."
    )
    assert verdicts([]).startswith("Requirements: 0. Achieved: 0 (sustained: 0, closed: 0).")


@given(st.lists(st.tuples(st.sampled_from((*STATUSES, None, "")), st.sampled_from((*DIRECTIONS, None)))))
def test_every_requirement_is_counted_once(rows: list[tuple[str | None, str | None]]) -> None:
    total, achieved, sustained, closed, *others = map(int, re.findall(r"\d+", verdicts(rows)))
    assert total == len(rows) == achieved + sum(others)
    assert sustained + closed <= achieved
