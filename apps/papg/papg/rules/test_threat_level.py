"""The threat level as at a day: by when it took effect, one at a time, unknown before the first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.threat_level import (
    CRITICAL,
    IN_NORTHERN_IRELAND,
    INTERNATIONAL,
    LEVELS,
    LOW,
    MODERATE,
    NATIONAL,
    SEVERE,
    SUBSTANTIAL,
    Entry,
    as_at,
    check,
    follows,
    last_day,
    meaning,
    note,
    shown_in,
    statement,
)
from papg.rules.working_days import ENGLAND, SCOTLAND, WALES
from papg.rules.working_days import NORTHERN_IRELAND as THERE

RAISED = Entry(NATIONAL, SEVERE, date(2020, 11, 3))
LOWERED = Entry(NATIONAL, SUBSTANTIAL, date(2021, 2, 4), date(2021, 2, 8))
BEFORE = Entry(INTERNATIONAL, SEVERE, date(2014, 8, 29))
NORTHERN = Entry(IN_NORTHERN_IRELAND, MODERATE, date(2021, 2, 6))
HISTORY = (LOWERED, BEFORE, NORTHERN, RAISED)

# Few days, so that entries and the day asked about often meet.
days = st.dates(date(2021, 1, 20), date(2021, 2, 20))
entries = st.builds(Entry, st.sampled_from((NATIONAL, INTERNATIONAL)), st.sampled_from(LEVELS), days)
histories = st.lists(entries, unique_by=lambda entry: entry.effective_on)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 2, 3), RAISED),
        (date(2021, 2, 4), LOWERED),
        (date(2021, 2, 7), LOWERED),
        (date(2030, 1, 1), LOWERED),
        (date(2015, 1, 21), BEFORE),
        (date(2014, 8, 28), None),
    ],
)
def test_a_level_holds_from_its_day_and_not_from_its_announcement(day: date, expected: Entry | None) -> None:
    assert as_at(HISTORY, day) == expected


def test_another_series_has_a_history_of_its_own() -> None:
    assert as_at(HISTORY, date(2021, 2, 6), IN_NORTHERN_IRELAND) == NORTHERN
    assert as_at(HISTORY, date(2021, 2, 5), IN_NORTHERN_IRELAND) is None


@pytest.mark.parametrize(
    ("nation", "series"),
    [
        (THERE, (NATIONAL, IN_NORTHERN_IRELAND)),
        *((nation, (NATIONAL,)) for nation in (ENGLAND, WALES, SCOTLAND, "", None)),
    ],
)
def test_only_northern_ireland_is_told_of_the_level_of_its_own(
    nation: str | None, series: tuple[str, ...]
) -> None:
    assert shown_in(nation) == series


@pytest.mark.parametrize(
    ("series", "of"),
    [
        (INTERNATIONAL, NATIONAL),
        (NATIONAL, NATIONAL),
        (IN_NORTHERN_IRELAND, IN_NORTHERN_IRELAND),
    ],
)
def test_the_national_level_took_over_from_the_international_one(series: str, of: str) -> None:
    assert follows(series) == of


@given(histories, days)
def test_no_later_entry_held_and_none_before_the_first(history: list[Entry], day: date) -> None:
    found = as_at(history, day)
    begun = [entry for entry in history if entry.effective_on <= day]
    assert (found is None) == (not begun)
    assert found is None or found.effective_on == max(entry.effective_on for entry in begun)


@given(histories, days, days)
def test_a_level_holds_to_its_last_day_and_no_longer(history: list[Entry], day: date, other: date) -> None:
    last = last_day(history, day)
    if other >= day:
        is_same = as_at(history, other) == as_at(history, day)
        assert is_same == (last is None or other <= last)


@given(histories, entries)
def test_an_entry_stands_beside_the_others_unless_its_day_is_taken(history: list[Entry], new: Entry) -> None:
    is_taken = any(entry.effective_on == new.effective_on for entry in history)
    assert bool(check(new, history)) is not is_taken


def test_two_levels_on_one_day_are_refused_across_the_series_that_follow_each_other() -> None:
    verdict = check(Entry(INTERNATIONAL, LOW, LOWERED.effective_on), HISTORY)
    assert verdict.refusals == (
        "National has an entry for 4 February 2021 already: SUBSTANTIAL. Change that one, or give the right day.",
    )
    assert check(Entry(IN_NORTHERN_IRELAND, LOW, LOWERED.effective_on), HISTORY)
    assert check(Entry(NATIONAL, LOW, LOWERED.effective_on + timedelta(days=1)), HISTORY)


def test_what_is_no_level_is_refused_by_name() -> None:
    assert check(Entry(NATIONAL, "HIGH", date(2026, 6, 14)), ()).refusals == (
        "HIGH is no threat level. Choose one of the five.",
    )


@pytest.mark.parametrize(
    ("level", "day", "words"),
    [
        (SUBSTANTIAL, date(2019, 7, 22), "an attack is a strong possibility"),
        (SUBSTANTIAL, date(2019, 7, 23), "an attack is likely"),
        (SEVERE, date(2015, 1, 21), "an attack is highly likely"),
        (CRITICAL, date(2017, 5, 23), "an attack is expected at any moment"),
    ],
)
def test_a_level_means_what_it_meant_on_its_day(level: str, day: date, words: str) -> None:
    assert meaning(level, day) == words


@pytest.mark.parametrize(
    ("announced_on", "said"),
    [
        (None, None),
        (date(2021, 2, 4), None),
        (date(2021, 2, 5), "It was announced on 5 February 2021."),
    ],
)
def test_only_a_later_announcement_is_told(announced_on: date | None, said: str | None) -> None:
    assert note(Entry(NATIONAL, SUBSTANTIAL, date(2021, 2, 4), announced_on)) == said


def test_the_level_is_said_with_its_meaning_and_what_is_unknown_is_unknown() -> None:
    assert statement(LOWERED, date(2021, 2, 6)) == (
        "Threat level as at 6 February 2021: SUBSTANTIAL (an attack is likely), since 4 February 2021. "
        "It was announced on 8 February 2021."
    )
    worded = Entry(NATIONAL, SEVERE, date(2020, 11, 3), means="be ready")
    assert "SEVERE (be ready)" in statement(worded, date(2020, 11, 3))
    assert statement(None, date(2001, 1, 1)) == "Threat level as at 1 January 2001: not known."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 2, 5), "not known."),
        (date(2021, 2, 6), "MODERATE (an attack is possible, but not likely), since 6 February 2021."),
        (date(2021, 2, 7), "MODERATE (an attack is possible, but not likely), since 6 February 2021."),
    ],
)
def test_the_level_for_northern_ireland_is_said_by_its_name(day: date, said: str) -> None:
    found = statement(as_at(HISTORY, day, IN_NORTHERN_IRELAND), day, IN_NORTHERN_IRELAND)
    assert found == f"Northern Ireland-related threat level as at {day.day} February 2021: {said}"
