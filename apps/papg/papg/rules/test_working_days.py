"""The twentieth working day, law by law."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.working_days import (
    ENGLAND,
    ENVIRONMENT,
    FREEDOM,
    NORTHERN_IRELAND,
    REGIMES,
    REST_OF_UK,
    SCOTLAND,
    WALES,
    deadline,
    holidays_of,
    is_working_day,
    jurisdiction_of,
    lateness,
    law_of,
)

ONE_DAY = timedelta(days=1)
NATIONS = (ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)


@pytest.mark.parametrize(
    ("nation", "expected"),
    [
        (ENGLAND, REST_OF_UK),
        (WALES, REST_OF_UK),
        (NORTHERN_IRELAND, REST_OF_UK),
        (SCOTLAND, SCOTLAND),
        (None, REST_OF_UK),
    ],
)
def test_scotland_has_laws_of_its_own(nation: str | None, expected: str) -> None:
    assert jurisdiction_of(nation) == expected


@pytest.mark.parametrize(
    ("nation", "regime", "name"),
    [
        (WALES, FREEDOM, "Freedom of Information Act 2000"),
        (ENGLAND, ENVIRONMENT, "Environmental Information Regulations 2004"),
        (SCOTLAND, FREEDOM, "Freedom of Information (Scotland) Act 2002"),
        (SCOTLAND, ENVIRONMENT, "Environmental Information (Scotland) Regulations 2004"),
    ],
)
def test_nation_and_regime_name_the_law(nation: str, regime: str, name: str) -> None:
    assert law_of(nation, regime).name == name


@pytest.mark.parametrize(
    ("day", "england", "scotland"),
    [
        (date(2026, 1, 2), False, False),  # Scotland's second day of the year
        (date(2026, 3, 17), False, True),  # Saint Patrick's Day
        (date(2026, 4, 3), False, False),  # Good Friday
        (date(2026, 4, 6), False, True),  # Easter Monday is none in Scotland
        (date(2026, 6, 15), False, False),  # proclaimed for Scotland in that year only
        (date(2026, 7, 13), False, True),  # the Battle of the Boyne, on a Monday instead of a Sunday
        (date(2026, 8, 3), False, False),  # Scotland's summer holiday
        (date(2026, 8, 31), False, True),
        (date(2026, 11, 30), False, False),  # Saint Andrew's Day
        (date(2026, 12, 28), False, False),
        (date(2026, 6, 13), False, False),  # a Saturday
        (date(2026, 6, 14), False, False),  # a Sunday
        (date(2026, 6, 16), True, True),
    ],
)
def test_a_bank_holiday_anywhere_in_the_uk_does_not_count_except_in_scotland(
    day: date, england: bool, scotland: bool
) -> None:
    for nation in (ENGLAND, WALES, NORTHERN_IRELAND):
        for regime in REGIMES:
            assert is_working_day(day, nation, regime) is england
    for regime in REGIMES:
        assert is_working_day(day, SCOTLAND, regime) is scotland


def test_a_bank_holiday_is_known_by_the_parts_that_have_it() -> None:
    assert holidays_of(date(2026, 8, 31), NATIONS) == [ENGLAND, WALES, NORTHERN_IRELAND]
    assert holidays_of(date(2026, 6, 16), NATIONS) == []


@pytest.mark.parametrize(
    ("received_on", "nation", "due_on"),
    [
        (date(2026, 10, 1), ENGLAND, date(2026, 10, 29)),  # four weeks without a holiday
        (date(2026, 10, 3), ENGLAND, date(2026, 10, 30)),  # received on a Saturday
        (date(2026, 5, 29), ENGLAND, date(2026, 6, 29)),  # one holiday, in Scotland
        (date(2026, 5, 29), SCOTLAND, date(2026, 6, 29)),
        (date(2026, 7, 1), ENGLAND, date(2026, 7, 30)),  # one holiday, in Northern Ireland
        (date(2026, 7, 1), SCOTLAND, date(2026, 7, 29)),
        (date(2026, 12, 18), ENGLAND, date(2027, 1, 21)),
        (date(2026, 12, 18), SCOTLAND, date(2027, 1, 21)),
        (date(2026, 3, 23), ENGLAND, date(2026, 4, 22)),  # Good Friday and Easter Monday
        (date(2026, 3, 23), SCOTLAND, date(2026, 4, 21)),  # Good Friday alone
    ],
)
def test_the_answer_is_due_on_the_twentieth_working_day_after_receipt(
    received_on: date, nation: str, due_on: date
) -> None:
    assert deadline(received_on, nation, FREEDOM).due_on == due_on


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(NATIONS), st.sampled_from(REGIMES))
def test_exactly_twenty_working_days_lie_between_receipt_and_the_last_day(
    received_on: date, nation: str, regime: str
) -> None:
    due_on = deadline(received_on, nation, regime).due_on
    days = [received_on + timedelta(days=each) for each in range(1, (due_on - received_on).days + 1)]
    assert sum(is_working_day(day, nation, regime) for day in days) == 20
    assert is_working_day(due_on, nation, regime)


def test_the_deadline_says_how_it_was_counted() -> None:
    assert deadline(date(2026, 10, 1), ENGLAND, FREEDOM).reason == (
        "The twentieth working day after 1 October 2026, Freedom of Information Act 2000, section 10(1) and (6). "
        "Weekends are not counted."
    )
    assert deadline(date(2026, 3, 31), ENGLAND, ENVIRONMENT).reason == (
        "The twentieth working day after 31 March 2026, Environmental Information Regulations 2004, regulations "
        "2(1) and 5(2). Weekends are not counted, nor bank holidays: 3 April 2026, 6 April 2026 (bank holiday in "
        "England, Wales and Northern Ireland)."
    )
    assert deadline(date(2026, 6, 1), SCOTLAND, FREEDOM).reason == (
        "The twentieth working day after 1 June 2026, Freedom of Information (Scotland) Act 2002, sections 10(1) "
        "and 73. Weekends are not counted, nor bank holidays: 15 June 2026."
    )


def test_an_answer_on_the_last_day_is_in_time_and_one_a_day_later_is_not() -> None:
    due_on = date(2026, 6, 30)
    assert lateness(due_on, due_on, None) is None
    assert lateness(due_on, due_on + 30 * ONE_DAY, due_on) is None
    assert lateness(due_on, due_on + ONE_DAY, None) == (
        "The answer was due by 30 June 2026. Release the copy, or write to whoever asked and say why it is late."
    )
    assert lateness(due_on, due_on + ONE_DAY, due_on + ONE_DAY) == (
        "Released on 1 July 2026. The answer was due by 30 June 2026."
    )
