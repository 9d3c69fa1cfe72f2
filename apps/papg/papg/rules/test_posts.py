"""A change of post splits a membership in two, and no day is lost or there twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.periods import Period
from papg.rules.posts import may_change, parts

JOINED, LEFT = date(2026, 1, 5), date(2026, 6, 14)
ROW = Period(JOINED, LEFT)
NEXT, LAST = date(2026, 1, 6), date(2026, 6, 14)


@pytest.mark.parametrize("on", [NEXT, date(2026, 3, 1), LAST])
def test_a_post_changes_from_the_second_to_the_last_day(on: date) -> None:
    assert may_change("Licensing Manager", ROW, on, True, False)
    assert may_change("Licensing Manager", Period(JOINED, None), on, True, False)


@pytest.mark.parametrize(
    ("on", "is_different", "follows_post", "said"),
    [
        (JOINED, True, False, "a member since 5 January 2026"),
        (date(2025, 12, 1), True, False, "a member since 5 January 2026"),
        (date(2026, 6, 15), True, False, "leaves after 14 June 2026"),
        (NEXT, False, False, "would change on 6 January 2026"),
        (NEXT, True, True, "follows a post and changes with it"),
    ],
)
def test_what_is_no_change_is_refused(on: date, is_different: bool, follows_post: bool, said: str) -> None:
    (refusal,) = may_change("Licensing Manager", ROW, on, is_different, follows_post).refusals
    assert said in str(refusal)


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(DAYS, st.none() | st.integers(0, 900), st.integers(1, 900), st.integers(-5, 1000))
def test_every_day_of_the_row_is_in_exactly_one_part(
    joined: date, length: int | None, after: int, probe: int
) -> None:
    row = Period(joined, None if length is None else joined + timedelta(days=length))
    on = joined + timedelta(days=after)
    if not may_change("Anybody", row, on, True, False):
        return
    before, since = parts(row, on)
    assert not (before.is_backwards or since.is_backwards or before.overlaps(since))
    day = joined + timedelta(days=probe)
    assert row.includes(day) == (before.includes(day) or since.includes(day))
    assert since.includes(on) and before.includes(on - timedelta(days=1))
