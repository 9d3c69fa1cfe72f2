"""How long records are kept, on the day itself and around it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import retention
from papg.rules.retention import Circumstances, RuleFacts

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
YEARS = st.integers(0, 9)
MONTHS = st.integers(0, 30)


@pytest.mark.parametrize(
    ("event", "years", "months", "last"),
    [
        (date(2020, 6, 14), 6, 0, date(2026, 6, 14)),
        (date(2024, 2, 29), 1, 0, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, 0, date(2028, 2, 29)),
        (date(2026, 1, 31), 0, 1, date(2026, 2, 28)),
        (date(2025, 8, 31), 0, 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 0, 2, date(2026, 2, 28)),
        (date(2025, 11, 30), 1, 3, date(2027, 2, 28)),
    ],
)
def test_a_period_ends_on_the_day_of_the_same_number_or_the_last_of_its_month(
    event: date, years: int, months: int, last: date
) -> None:
    assert retention.kept_until(event, years, months) == last


def test_the_last_day_is_kept_and_the_next_day_is_due() -> None:
    agreed = date(2020, 6, 14)
    assert retention.due_on(agreed, 6, 0) == date(2026, 6, 15)
    assert not retention.is_due(agreed, 6, 0, date(2026, 6, 14))
    assert retention.is_due(agreed, 6, 0, date(2026, 6, 15))
    assert retention.is_due(agreed, 6, 0, date(2030, 1, 1))


def test_what_has_had_no_event_is_never_due() -> None:
    assert not retention.is_due(None, 0, 1, date(2999, 1, 1))


@given(DAYS, YEARS, MONTHS, st.integers(0, 800))
def test_a_later_event_is_never_due_earlier(event: date, years: int, months: int, later: int) -> None:
    after = event + timedelta(days=later)
    assert retention.due_on(event, years, months) <= retention.due_on(after, years, months)


@given(DAYS, YEARS, MONTHS)
def test_a_period_of_months_is_as_long_as_the_same_in_years(event: date, years: int, months: int) -> None:
    assert retention.kept_until(event, years, months) == retention.kept_until(event, 0, years * 12 + months)


@given(DAYS, YEARS, MONTHS)
def test_the_latest_event_is_due_on_the_day_and_the_one_after_it_is_not(
    today: date, years: int, months: int
) -> None:
    latest = retention.latest_event(years, months, today)
    assert retention.is_due(latest, years, months, today)
    assert not retention.is_due(latest + timedelta(days=1), years, months, today)


def test_nothing_holds_back_a_record_nobody_needs() -> None:
    assert retention.held_back_by(Circumstances(dependants=[("Decision", 0)])) == ()


def test_every_reason_that_holds_a_record_back_is_named() -> None:
    found = Circumstances(
        holds=["an inquiry"],
        dependants=[("Decision", 2)],
        keeps_number=True,
        is_still_needed=True,
        unsealed=3,
    )
    assert retention.held_back_by(found) == (
        "On hold: an inquiry",
        "Needed by Decision: 2",
        "It carries the last number given; the next one would get it again",
        "The person still holds a position or a role",
        "Not sealed yet: 3",
    )


def facts(**changed: object) -> RuleFacts:
    good = {
        "record_class": "Minutes",
        "trigger_event": "Agreed",
        "years": 6,
        "months": 0,
        "action": "Delete",
        "why": "Line 4 of the schedule",
        "events_offered": ("Agreed", "Group dissolved"),
        "actions_offered": ("Delete", "Review"),
    }
    return RuleFacts(**{**good, **changed})


@pytest.mark.parametrize(("years", "months"), [(0, 1), (100, 0), (6, 6)])
def test_a_period_from_a_month_to_a_hundred_years_is_taken(years: int, months: int) -> None:
    assert retention.check_rule(facts(years=years, months=months)).refusals == ()


def test_a_period_as_long_as_its_class_asks_for_is_taken() -> None:
    assert retention.check_rule(facts(years=5, months=12, least_years=6)).refusals == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"years": 0}, "0 years and 0 months: give at least 1 month and at most 100 years."),
        ({"years": 100, "months": 1}, "100 years and 1 months: give at least 1 month and at most 100 years."),
        ({"years": 7, "months": -1}, "7 years and -1 months: give at least 1 month and at most 100 years."),
        (
            {"trigger_event": "Released"},
            "“Released” is no event of Minutes. Choose one of: Agreed, Group dissolved.",
        ),
        (
            {"action": "Remove personal data"},
            "“Remove personal data” cannot be done with Minutes. Choose one of: Delete, Review.",
        ),
        (
            {"years": 5, "months": 11, "least_years": 6},
            "Minutes: kept 6 years at least. Give a longer period.",
        ),
        (
            {"why": " "},
            "Say where the period comes from: the line of the council's schedule, or who decided it.",
        ),
    ],
)
def test_a_rule_is_refused_with_what_to_choose(changed: dict[str, object], said: str) -> None:
    assert retention.check_rule(facts(**changed)).refusals == (said,)


def test_a_run_needs_a_rule_that_is_on_and_disposes_and_the_list_that_was_shown() -> None:
    assert retention.may_dispose(True, "Delete", "a", "a").refusals == ()
    assert retention.may_dispose(True, "Remove personal data", "a", "a").refusals == ()
    refused = [
        retention.may_dispose(False, "Delete", "a", "a"),
        retention.may_dispose(True, "Review", "a", "a"),
        retention.may_dispose(True, "Delete", "a", "b"),
    ]
    assert [verdict.refusals[0].split(".")[0] for verdict in refused] == [
        "The rule is not switched on",
        "The rule asks for a review and disposes of nothing",
        "The list has changed since it was shown",
    ]


def test_any_change_of_the_list_changes_its_fingerprint() -> None:
    lines = [("a", date(2026, 6, 14), ""), ("b", date(2026, 6, 15), "On hold: an inquiry")]
    same = retention.fingerprint("Minutes", lines)
    assert same == retention.fingerprint("Minutes", list(lines))
    others = [
        retention.fingerprint("Others", lines),
        retention.fingerprint("Minutes", lines[:1]),
        retention.fingerprint("Minutes", lines[::-1]),
        retention.fingerprint("Minutes", [lines[0], (*lines[1][:2], "")]),
    ]
    assert len({same, *others}) == 5


def test_a_post_stands_in_the_place_of_a_name() -> None:
    assert retention.post_of("Head of Community Safety", "Chair", "Eastmere Council") == (
        "Head of Community Safety, Eastmere Council"
    )
    assert retention.post_of(" ", "Secretary", "Eastmere Council") == "Secretary, Eastmere Council"
