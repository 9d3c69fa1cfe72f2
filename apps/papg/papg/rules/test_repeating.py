"""Which actions may come again by themselves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from papg.rules.actions import CLOSED, DROPPED, OPEN
from papg.rules.repeating import FREQUENCIES, RepeatFacts, may_repeat

TODAY = date(2026, 6, 14)
PLAIN = RepeatFacts(stage=OPEN, is_restricted=False, is_repeating=False, frequency="Quarterly")


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_an_action_repeats_at_each_interval_and_also_once_closed(frequency: str) -> None:
    assert may_repeat(replace(PLAIN, frequency=frequency, stage=CLOSED), TODAY)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"stage": DROPPED}, "The action is Dropped"),
        ({"is_restricted": True}, "from a restricted item"),
        ({"is_repeating": True}, "repeats already"),
        ({"frequency": "Daily"}, "Daily is not how often"),
        ({"ends_on": TODAY}, "end on 14 June 2026"),
    ],
)
def test_others_do_not(change: dict[str, object], message: str) -> None:
    assert message in " ".join(may_repeat(replace(PLAIN, **change), TODAY).refusals)


def test_the_day_after_today_is_the_earliest_end() -> None:
    assert may_repeat(replace(PLAIN, ends_on=TODAY + timedelta(days=1)), TODAY)
