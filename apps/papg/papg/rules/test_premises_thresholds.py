"""Thresholds: which holds on a day, and which stand beside each other."""

from dataclasses import replace
from datetime import date

import pytest

from papg.rules.premises_thresholds import ENHANCED, STANDARD, Threshold, check_threshold, holding, last_known

EARLIEST = date(2027, 4, 3)
BEGINS = date(2027, 6, 14)
DAY_BEFORE = date(2027, 6, 13)
UNDATED = (Threshold(STANDARD, 200, not_before=EARLIEST), Threshold(ENHANCED, 800, not_before=EARLIEST))
DATED = tuple(replace(line, in_force_on=BEGINS) for line in UNDATED)


def test_the_threshold_that_began_last_holds_and_one_without_a_day_comes_last() -> None:
    earlier, later = DATED[0], Threshold(STANDARD, 100, in_force_on=date(2030, 1, 1))
    lines = [later, UNDATED[0], earlier, *DATED[1:]]
    assert holding(lines, STANDARD, DAY_BEFORE) == [None, UNDATED[0]]
    assert holding(lines, STANDARD, date(2027, 4, 2)) == [None]
    assert holding(lines, STANDARD, date(2029, 12, 31)) == [earlier, UNDATED[0]]
    assert holding(lines, STANDARD, date(2030, 1, 1)) == [later, UNDATED[0]]
    assert last_known(lines, STANDARD) == UNDATED[0]
    assert last_known([later, earlier], STANDARD) == later
    assert last_known(lines[:1], ENHANCED) is None


def test_a_tier_has_one_threshold_on_a_day_and_one_that_waits_for_its_day() -> None:
    assert check_threshold(DATED[0], [DATED[1], UNDATED[0], replace(DATED[0], in_force_on=DAY_BEFORE)])
    assert check_threshold(replace(DATED[0], number=100), [DATED[0]]).refusals == (
        "There is a threshold for the tier Standard from 14 June 2027 already: 200. "
        "Change that one, or give the right day.",
    )
    assert "from a day not known yet already" in check_threshold(UNDATED[0], [UNDATED[0]]).reason


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": 0}, "A threshold of 0 people is none. Enter the number the law gives."),
        ({"in_force_on": EARLIEST}, None),
        (
            {"in_force_on": date(2027, 4, 2)},
            "In force from 2 April 2027 is before 3 April 2027, the earliest day it can be. Correct one of the two.",
        ),
    ],
)
def test_a_threshold_begins_on_the_earliest_day_or_later(
    changes: dict[str, object], said: str | None
) -> None:
    assert check_threshold(replace(UNDATED[0], **changes), ()).refusals == ((said,) if said else ())
