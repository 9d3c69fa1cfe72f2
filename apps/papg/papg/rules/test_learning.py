"""Where guidance is found, and which dates and figures of an activity can be true."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import learning as rules
from papg.rules.learning import Activity, check_activity, check_place

HELD = date(2026, 6, 14)


@pytest.mark.parametrize(
    ("address", "who"), [("https://council.example/x", ""), (None, "The CTSA"), ("a", "b")]
)
def test_an_address_or_somebody_to_ask_is_enough(address: str | None, who: str) -> None:
    assert check_place("First aid kits", address, who)


@pytest.mark.parametrize(("address", "who"), [("", ""), (None, None), ("  ", " ")])
def test_guidance_nobody_can_get_is_refused_by_its_title(address: str | None, who: str | None) -> None:
    verdict = check_place("First aid kits", address, who)
    assert not verdict
    assert verdict.refusals == ("First aid kits: give an address, or who to ask for it.",)


@pytest.mark.parametrize("valid_until", [None, HELD, date(2027, 6, 14)])
def test_an_activity_may_run_out_on_its_own_day_later_or_never(valid_until: date | None) -> None:
    assert check_activity(Activity(HELD, valid_until))


def test_an_activity_that_ran_out_before_it_was_held_is_refused() -> None:
    verdict = check_activity(Activity(HELD, date(2026, 6, 13)))
    assert verdict.refusals == (
        "Valid until 13 June 2026 is before it was held, 14 June 2026. Enter a later day, or leave it empty.",
    )


@pytest.mark.parametrize(
    ("headcount", "trainers", "is_good"), [(33, 0, True), (33, 33, True), (33, 34, False)]
)
def test_trainers_are_counted_among_the_people(headcount: int, trainers: int, is_good: bool) -> None:
    assert bool(check_activity(Activity(HELD, None, headcount, trainers))) is is_good


def test_every_reason_is_told_at_once() -> None:
    assert len(check_activity(Activity(HELD, date(2026, 1, 1), 1, 2)).refusals) == 2


DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 4, 14), "Valid"),
        (date(2027, 4, 15), "Runs out soon"),
        (date(2027, 6, 14), "Runs out soon"),
        (date(2027, 6, 15), "Ran out"),
    ],
)
def test_an_accreditation_counts_on_its_last_day_and_not_on_the_next(day: date, state: str) -> None:
    assert rules.validity("Accreditation", date(2027, 6, 14), day) == state


@given(DAYS, DAYS, st.sampled_from(["Training", "Accreditation"]))
def test_something_is_valid_on_every_day_up_to_its_last_and_on_none_after(
    last: date, day: date, kind: str
) -> None:
    assert (rules.validity(kind, last, day) in rules.STILL_VALID) == (day <= last)


@given(DAYS)
def test_without_a_last_day_a_course_does_not_run_out_and_an_accreditation_is_not_known_to_be_valid(
    day: date,
) -> None:
    assert rules.validity("Training", None, day) == "Does not run out"
    assert rules.validity("Accreditation", None, day) == "End not known"
    assert rules.NOT_SAID not in rules.STILL_VALID


@pytest.mark.parametrize(
    ("counts", "whole"), [([33, 187], 220), ([33], 33), ([33, 0], None), ([0], None), ([], None)]
)
def test_people_reached_are_not_known_while_one_count_is_missing(
    counts: list[int], whole: int | None
) -> None:
    assert rules.heads(counts) == whole


@pytest.mark.parametrize(
    ("review_on", "is_retired", "is_due"),
    [
        (HELD + timedelta(days=1), False, False),
        (HELD, False, True),
        (HELD - timedelta(days=1), False, True),
        (HELD, True, False),
        (None, False, False),
    ],
)
def test_guidance_is_due_for_review_from_its_day_on_and_never_once_retired(
    review_on: date | None, is_retired: bool, is_due: bool
) -> None:
    assert rules.is_review_due(review_on, is_retired, HELD) is is_due


@pytest.mark.parametrize(
    ("looked_at", "again"),
    [
        (HELD, date(2027, 6, 14)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_guidance_is_looked_at_again_after_a_year(looked_at: date, again: date) -> None:
    assert rules.next_review(looked_at) == again
