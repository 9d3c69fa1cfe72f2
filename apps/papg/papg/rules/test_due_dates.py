"""Dates as councils type them, and as they are shown."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.due_dates import DateRange, govuk_date, govuk_date_range, govuk_time, parse_partial

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
years = st.integers(1901, 2198)

MEANINGS = {
    "14 June 2026": ("2026-06-14", "2026-06-14"),
    "14th June, 2026": ("2026-06-14", "2026-06-14"),
    "29 February 2028": ("2028-02-29", "2028-02-29"),
    "March 2016": ("2016-03-01", "2016-03-31"),
    "sept. 2026": ("2026-09-01", "2026-09-30"),
    "February 2016": ("2016-02-01", "2016-02-29"),
    "February 2100": ("2100-02-01", "2100-02-28"),
    "Q1 2015/16": ("2015-04-01", "2015-06-30"),
    "Q4 2015/16": ("2016-01-01", "2016-03-31"),
    "Q4 of FY2015/16": ("2016-01-01", "2016-03-31"),
    "Q3 to Q4 2015/16": ("2015-10-01", "2016-03-31"),
    "April to Q1 2015/16": ("2015-04-01", "2015-06-30"),
    "Jan/Feb 2016": ("2016-01-01", "2016-02-29"),
    "January-March 2016": ("2016-01-01", "2016-03-31"),
    "January \u2013 March 2016": ("2016-01-01", "2016-03-31"),
    "December/January 2016": ("2015-12-01", "2016-01-31"),
    "December 2015/January 2016": ("2015-12-01", "2016-01-31"),
    "end of January 2016": ("2016-01-31", "2016-01-31"),
    "by end of Jan 2016": ("2016-01-31", "2016-01-31"),
    "by the end of Q4 2015/16": ("2016-03-31", "2016-03-31"),
    "start of 2026/27": ("2026-04-01", "2026-04-01"),
    "beginning of May 2026": ("2026-05-01", "2026-05-01"),
    "2016": ("2016-01-01", "2016-12-31"),
    "2014 to 2016": ("2014-01-01", "2016-12-31"),
    "2016/17": ("2016-04-01", "2017-03-31"),
    "2016/2017": ("2016-04-01", "2017-03-31"),
    "1999-00": ("1999-04-01", "2000-03-31"),
    "financial year 2016/17": ("2016-04-01", "2017-03-31"),
    "spring 2026": ("2026-03-01", "2026-05-31"),
    "Summer 2026": ("2026-06-01", "2026-08-31"),
    "autumn 2026": ("2026-09-01", "2026-11-30"),
    "winter 2026": ("2026-12-01", "2027-02-28"),
    "autumn to winter 2026": ("2026-09-01", "2027-02-28"),
    "10 November to 21 December 2026": ("2026-11-10", "2026-12-21"),
    "10 to 21 December 2026": ("2026-12-10", "2026-12-21"),
    "10-21 December 2026": ("2026-12-10", "2026-12-21"),
    "21 December to 4 January 2027": ("2026-12-21", "2027-01-04"),
}

NOT_TOLD = (
    "",
    "   ",
    "ASAP",
    "ongoing",
    "TBC",
    "next possible quarterly meeting",
    "mid June 2026",
    "Easter 2026",
    "May",
    "14 June",
    "Q4",
    "Q4 2016",
    "Q5 2015/16",
    "2016/18",
    "2014/2016",
    "2015/January 2016",
    "31 February 2026",
    "0 June 2026",
    "21 to 10 December 2026",
    "end of",
    "end of time",
    "December 2026 to January 2026",
    "June 26",
    "March 1066",
    "to 2016",
)


DATE_WORDS = (
    "jan",
    "december",
    "4",
    "31",
    "2016",
    "2016/17",
    "q3",
    "winter",
    "to",
    "/",
    "-",
    "end",
    "of",
    "by",
)


def read(text: str, reference_year: int | None = None) -> tuple[str, str] | None:
    found = parse_partial(text, reference_year)
    return found and (found.starts_on.isoformat(), found.ends_on.isoformat())


@pytest.mark.parametrize("text", MEANINGS)
def test_a_partial_date_means_the_days_a_council_means_by_it(text: str) -> None:
    assert read(text) == MEANINGS[text]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert parse_partial(text) is None


def test_nothing_typed_means_nothing() -> None:
    assert parse_partial(None, 2026) is None


def test_a_missing_year_is_taken_from_the_reference_year() -> None:
    assert read("March", 2016) == ("2016-03-01", "2016-03-31")
    assert read("14 June", 2026) == ("2026-06-14", "2026-06-14")
    assert read("Jan/Feb", 2016) == ("2016-01-01", "2016-02-29")
    assert read("end of January", 2016) == ("2016-01-31", "2016-01-31")
    assert read("29 February", 2026) is None


def test_the_reference_year_of_a_quarter_is_the_one_its_financial_year_begins_in() -> None:
    assert read("Q4", 2015) == ("2016-01-01", "2016-03-31")


def test_a_year_that_is_typed_beats_the_reference_year() -> None:
    assert read("March 2016", 2026) == ("2016-03-01", "2016-03-31")


@given(days)
def test_every_day_as_shown_is_read_back_as_that_day(day: date) -> None:
    assert parse_partial(govuk_date(day)) == DateRange(day, day)


@given(days, days)
def test_every_range_as_shown_is_read_back_as_that_range(one: date, other: date) -> None:
    starts_on, ends_on = sorted((one, other))
    assert parse_partial(govuk_date_range(starts_on, ends_on)) == DateRange(starts_on, ends_on)


@given(st.text(), st.none() | years)
def test_no_text_at_all_is_refused_with_an_error(text: str, reference_year: int | None) -> None:
    found = parse_partial(text, reference_year)
    assert found is None or found.starts_on <= found.ends_on


@given(st.lists(st.sampled_from(DATE_WORDS)), years)
def test_no_jumble_of_date_words_ends_before_it_begins(words: list[str], reference_year: int) -> None:
    found = parse_partial(" ".join(words), reference_year)
    assert found is None or found.starts_on <= found.ends_on


@given(years)
def test_the_four_quarters_make_up_the_financial_year(year: int) -> None:
    label = f"{year}/{(year + 1) % 100:02}"
    quarters = [parse_partial(f"Q{number} {label}") for number in (1, 2, 3, 4)]
    whole = parse_partial(label)
    assert whole and all(quarters)
    assert (quarters[0].starts_on, quarters[-1].ends_on) == (whole.starts_on, whole.ends_on)
    for earlier, later in pairwise(quarters):
        assert (later.starts_on - earlier.ends_on).days == 1


def test_dates_are_shown_without_ordinals_or_leading_noughts() -> None:
    assert govuk_date(date(2026, 6, 4)) == "4 June 2026"


def test_ranges_say_nothing_twice() -> None:
    assert govuk_date_range(date(2026, 6, 14), date(2026, 6, 14)) == "14 June 2026"
    assert govuk_date_range(date(2026, 12, 10), date(2026, 12, 21)) == "10 to 21 December 2026"
    assert govuk_date_range(date(2026, 11, 10), date(2026, 12, 21)) == "10 November to 21 December 2026"
    assert govuk_date_range(date(2026, 12, 21), date(2027, 1, 4)) == "21 December 2026 to 4 January 2027"


def test_times_are_shown_as_people_say_them() -> None:
    shown = {
        time(17, 30): "5:30pm",
        time(9): "9am",
        time(9, 5): "9:05am",
        time(12): "midday",
        time(12, 1): "12:01pm",
        time(0): "midnight",
        time(0, 1): "12:01am",
        time(23, 59): "11:59pm",
    }
    assert {at: govuk_time(at) for at in shown} == shown
