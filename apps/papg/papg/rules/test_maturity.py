"""Levels, averages and gaps of a maturity assessment."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.maturity import (
    Line,
    check_line,
    gap,
    is_scored,
    may_raise_action,
    profile,
    shown,
    unassessed,
)
from papg.rules.maturity_levels import check_level, check_levels, check_weight, check_wordings


def line(current: int | None = None, target: int | None = None, **fields: object) -> Line:
    return Line(
        **{"row": 1, "theme": "Leading", "code": "L1", "current": current, "target": target, **fields}
    )


level = st.integers(0, 6)
some_lines = st.lists(
    st.builds(
        Line,
        row=st.integers(1, 99),
        theme=st.sampled_from(["Leading", "Knowing", "Planning"]),
        code=st.sampled_from(["L1", "K1", "P1"]),
        weight=st.integers(1, 5),
        current=st.none() | level,
        target=st.none() | level,
        is_not_applicable=st.booleans(),
    ),
    max_size=30,
)


# The scale


@pytest.mark.parametrize("values", [[0, 1], [1, 2], [1, 2, 3, 4], [0, 1, 2, 3, 4, 5, 6]])
def test_two_to_seven_levels_from_0_or_1_without_a_gap_make_a_scale(values: list[int]) -> None:
    assert check_levels(values).reason == ""


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "Levels of the framework: 0. Give it from 2 to 7."),
        ([1], "Levels of the framework: 1. Give it from 2 to 7."),
        ([0, 1, 2, 3, 4, 5, 6, 7], "Levels of the framework: 8. Give it from 2 to 7."),
        ([2, 3], "The first level is 2. Begin with 0 or 1."),
        ([-1, 0], "The first level is -1. Begin with 0 or 1."),
        ([1, 2, 4], "Levels, row 3: the value is 4, after 2. Make it 3."),
        ([1, 1], "Levels, row 2: the value is 1, after 1. Make it 2."),
        ([1, 0], "Levels, row 2: the value is 0, after 1. Make it 2."),
    ],
)
def test_what_is_no_scale_is_refused_with_the_row_and_the_remedy(values: list[int], reason: str) -> None:
    assert check_levels(values).reason == reason


@given(st.integers(0, 1), st.integers(2, 7), st.integers(-3, 9))
def test_every_scale_is_accepted_and_loses_its_right_to_be_one_with_a_level_out_of_place(
    first: int, count: int, wrong: int
) -> None:
    values = list(range(first, first + count))
    assert check_levels(values).allowed
    changed = [*values[:-1], wrong]
    assert check_levels(changed).allowed == (changed == values)


def test_a_level_without_a_wording_is_named() -> None:
    wordings = [(1, "By chance."), (2, "  "), (3, "Everywhere.")]
    assert check_wordings("L1", [1, 2, 3, 4], wordings).reason == (
        "Criterion L1 has no wording for level 2 and 4. Write what that level looks like."
    )
    assert check_wordings("L1", [1, 2], [(2, "Parts are done."), (1, "By chance.")]).reason == ""


def test_a_wording_too_many_is_named() -> None:
    wordings = [(0, "Nothing."), (1, "By chance."), (1, "Again."), (5, "Beyond.")]
    assert check_wordings("L1", [0, 1], wordings).refusals == (
        "Criterion L1 has a wording for level 5, which the framework does not have. Take it out.",
        "Criterion L1 has more than one wording for level 1. Keep one.",
    )


def test_a_weight_of_one_is_the_least() -> None:
    assert check_weight("L1", 1).allowed
    assert check_weight("L1", 3).allowed
    assert check_weight("L1", 0).reason == (
        "Criterion L1 has the weight 0. Give 1, or more for a criterion that counts more."
    )


@pytest.mark.parametrize("given", ["", "0", "1", "2"])
def test_a_level_is_one_of_the_frameworks_or_none_yet(given: str) -> None:
    assert check_level("Row 1", given, [0, 1, 2]).reason == ""


@pytest.mark.parametrize("given", ["3", "-1", "1.5", "Developing", "01"])
def test_any_other_level_is_refused_with_those_there_are(given: str) -> None:
    reason = check_level("Row 1", given, [0, 1, 2]).reason
    assert reason == f"Row 1: “{given}” is no level of the framework. Choose one of 0, 1 and 2."


# One line


def test_what_does_not_apply_has_no_level() -> None:
    assert check_line(line(is_not_applicable=True)).allowed
    assert check_line(line(1, 2)).allowed
    for contradiction in (line(0, is_not_applicable=True), line(None, 2, is_not_applicable=True)):
        assert check_line(contradiction).reason == (
            "Scores, row 1 (L1): it is marked not applicable and has a level. Take one of the two away."
        )


def test_a_line_counts_when_it_applies_and_has_a_level_even_level_0() -> None:
    assert is_scored(line(0))
    assert not is_scored(line())
    assert not is_scored(line(2, is_not_applicable=True))


@pytest.mark.parametrize(
    ("current", "target", "expected"),
    [(1, 3, 2), (0, 1, 1), (2, 2, 0), (3, 1, 0), (None, 3, None), (1, None, None)],
)
def test_a_gap_is_the_distance_up_to_the_target_and_never_below_nought(
    current: int | None, target: int | None, expected: int | None
) -> None:
    assert gap(line(current, target)) == expected
    assert gap(line(current, target, is_not_applicable=True)) is None


def test_an_action_is_raised_only_from_a_gap() -> None:
    assert may_raise_action(line(1, 2)).allowed
    for without in (line(2, 2), line(3, 2), line(1), line(None, 2), line(1, 2, is_not_applicable=True)):
        assert may_raise_action(without).reason == (
            "L1 has no gap between its level and its target. Choose a criterion that has one."
        )


# The profile


def test_a_heavier_line_draws_the_average_towards_itself() -> None:
    (theme,) = profile([line(1, 3, weight=3), line(3, 3)])
    assert (theme.current, theme.target, theme.gap) == (Fraction(3, 2), 3, Fraction(3, 2))


def test_unassessed_lines_are_counted_as_such_and_never_as_zero() -> None:
    lines = [line(2, 3), line(None, 3), line(0, 3)]
    (theme,) = profile(lines)
    assert (theme.current, theme.scored, theme.unassessed) == (1, 2, 1)
    assert unassessed(lines) == [lines[1]]
    (unknown,) = profile([line(), line(None, 3)])
    assert (unknown.current, unknown.target, unknown.gap, unknown.unassessed) == (None, None, None, 2)


def test_what_does_not_apply_is_out_of_every_average() -> None:
    (theme,) = profile([line(2, 3), line(is_not_applicable=True, weight=5)])
    assert (theme.current, theme.target, theme.gap, theme.not_applicable) == (2, 3, 1, 1)
    (nothing,) = profile([line(is_not_applicable=True)])
    assert (nothing.current, nothing.scored, nothing.not_applicable) == (None, 0, 1)


def test_a_line_ahead_of_its_target_hides_no_gap_elsewhere() -> None:
    (theme,) = profile([line(1, 3), line(4, 2)])
    assert theme.gap == 1


def test_themes_keep_the_order_in_which_they_first_appear() -> None:
    themes = [each.theme for each in profile([line(theme=name) for name in ("B", "A", "B", "C")])]
    assert themes == ["B", "A", "C"]


@given(some_lines)
def test_every_line_is_counted_exactly_once(lines: list[Line]) -> None:
    themes = profile(lines)
    assert sum(each.scored + each.unassessed + each.not_applicable for each in themes) == len(lines)


@given(some_lines)
def test_an_average_lies_between_the_lowest_and_the_highest_level_scored(lines: list[Line]) -> None:
    for each in profile(lines):
        scored = [one.current for one in lines if one.theme == each.theme and is_scored(one)]
        assert (each.current is None) == (not scored)
        assert each.current is None or min(scored) <= each.current <= max(scored)
        assert each.gap is None or each.gap >= 0


@given(some_lines, st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_lines_that_do_not_count_change_no_average(lines: list[Line], weights: list[int]) -> None:
    silent = [line(weight=weight, is_not_applicable=weight % 2 == 0) for weight in weights]
    before, after = ({each.theme: each for each in profile(rows)} for rows in (lines, [*lines, *silent]))
    for theme, each in before.items():
        now = after[theme]
        assert (now.current, now.target, now.gap) == (each.current, each.target, each.gap)


@given(some_lines, st.integers(2, 4))
def test_a_weight_counts_like_so_many_equal_lines(lines: list[Line], times: int) -> None:
    heavy = [Line(**{**one.__dict__, "weight": one.weight * times}) for one in lines]
    for one, other, many in zip(profile(lines), profile(heavy), profile(lines * times), strict=True):
        assert (one.current, one.gap) == (other.current, other.gap) == (many.current, many.gap)


@pytest.mark.parametrize(
    ("average", "expected"),
    [
        (None, ""),
        (Fraction(0), "0.0"),
        (Fraction(5, 2), "2.5"),
        (Fraction(9, 4), "2.3"),
        (Fraction(1, 3), "0.3"),
    ],
)
def test_an_average_is_shown_to_one_place_with_halves_rounded_up(
    average: Fraction | None, expected: str
) -> None:
    assert shown(average) == expected
