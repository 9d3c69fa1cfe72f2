"""Financial quarters and years: which days are in them, what people call them, and which come one after the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import financial_periods as rules
from papg.rules.financial_periods import KINDS, QUARTER, YEAR, FinancialPeriod

DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))
KIND = st.sampled_from(KINDS)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "quarter", "year"),
    [
        (date(2015, 4, 1), "Q1 2015/16", "2015/16"),
        (date(2015, 6, 30), "Q1 2015/16", "2015/16"),
        (date(2015, 7, 1), "Q2 2015/16", "2015/16"),
        (date(2015, 12, 31), "Q3 2015/16", "2015/16"),
        (date(2016, 1, 1), "Q4 2015/16", "2015/16"),
        (date(2016, 3, 31), "Q4 2015/16", "2015/16"),
        (date(2000, 3, 31), "Q4 1999/00", "1999/00"),
    ],
)
def test_the_first_and_the_last_day_are_in_a_quarter_and_in_its_year(
    day: date, quarter: str, year: str
) -> None:
    assert rules.holding(day, QUARTER).label == quarter
    assert rules.holding(day, YEAR).label == year


@given(DAYS, KIND)
def test_every_day_is_in_exactly_one_period_of_a_kind(day: date, kind: str) -> None:
    found = rules.holding(day, kind)
    assert found.kind == kind
    assert found.first_day <= day <= found.last_day
    assert rules.holding(found.first_day, kind) == rules.holding(found.last_day, kind) == found
    assert rules.holding(found.last_day + A_DAY, kind) != found


@given(DAYS)
def test_four_quarters_make_a_year(day: date) -> None:
    year = rules.holding(day, YEAR)
    quarters = [FinancialPeriod(year.begins_in, number) for number in rules.QUARTERS]
    assert (quarters[0].first_day, quarters[-1].last_day) == (year.first_day, year.last_day)
    assert [later.first_day for later in quarters[1:]] == [
        earlier.last_day + A_DAY for earlier in quarters[:-1]
    ]


@given(DAYS, KIND)
def test_the_period_before_ends_on_the_day_before(day: date, kind: str) -> None:
    found = rules.holding(day, kind)
    earlier = rules.before(found)
    assert (earlier.kind, earlier.last_day) == (kind, found.first_day - A_DAY)
    assert earlier < found


@given(DAYS, KIND)
def test_a_period_is_read_back_from_its_own_name(day: date, kind: str) -> None:
    found = rules.holding(day, kind)
    assert rules.period_meant(found.label, kind) == found


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("q4 2015/16", QUARTER, "Q4 2015/16"),
        ("January to March 2016", QUARTER, "Q4 2015/16"),
        ("April 2015 to March 2016", YEAR, "2015/16"),
        ("FY 2015/16", YEAR, "2015/16"),
    ],
)
def test_other_words_for_the_same_days_mean_the_same_period(typed: str, kind: str, label: str) -> None:
    meant = rules.period_meant(typed, kind)
    assert meant is not None
    assert meant.label == label
    assert rules.check_period(typed, kind)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        *((typed, QUARTER) for typed in ("Q4", "Q4 2016", "March 2016", "2015/16", "soon", None)),
        *((typed, YEAR) for typed in ("2016", "Q4 2015/16", "2015/17", "")),
    ],
)
def test_what_is_no_such_period_is_refused_with_how_to_write_one(typed: str | None, kind: str) -> None:
    verdict = rules.check_period(typed, kind)
    assert not verdict
    assert verdict.reason.startswith(f"Period “{typed or ''}” is no {kind.lower()}. Write it as ")


Q = FinancialPeriod


@pytest.mark.parametrize(
    ("begins_in", "day", "wanted"),
    [
        (2015, date(2016, 1, 1), "Q1 Q2 Q3 Q4"),
        (2015, date(2015, 12, 31), "Q1 Q2 Q3"),
        (2015, date(2015, 4, 1), "Q1"),
        (2015, date(2015, 3, 31), ""),
    ],
)
def test_of_a_year_every_quarter_that_has_begun_has_a_line(begins_in: int, day: date, wanted: str) -> None:
    found = rules.shown(begins_in, QUARTER, [], day)
    assert " ".join(period.label.split()[0] for period in found) == wanted


def test_between_the_first_and_the_last_that_is_known_a_gap_has_a_line() -> None:
    known = [Q(2016, 1), Q(2015, 3)]
    assert rules.shown(None, QUARTER, known, date(2020, 1, 1)) == [Q(2015, 3), Q(2015, 4), Q(2016, 1)]
    assert rules.shown(None, YEAR, [Q(2015)], date(2020, 1, 1)) == [Q(2015)]
    assert rules.shown(None, YEAR, [], date(2020, 1, 1)) == []
