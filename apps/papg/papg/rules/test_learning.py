"""Where guidance is found, and which dates and figures of an activity can be true."""

from datetime import date

import pytest

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
