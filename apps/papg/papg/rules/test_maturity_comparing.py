"""Two rounds of assessment side by side."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.maturity import Line, profile
from papg.rules.maturity_comparing import (
    Mapped,
    Round,
    carried,
    check_mapping,
    compare,
    may_compare,
    shown_difference,
)

NOW = Round(group="A", about="", framework="Matrix 2", as_at=date(2026, 6, 14), is_signed_off=False)
EARLIER = replace(NOW, as_at=date(2025, 6, 14), is_signed_off=True)


def line(code: str, current: int | None, theme: str = "Leading", **fields: object) -> Line:
    return Line(**{"row": 1, "theme": theme, "code": code, "current": current, **fields})


def mapped(code: str = "L1", earlier_code: str = "A1", **fields: object) -> Mapped:
    given = {"row": 1, "earlier_framework": "Matrix 1", "earlier_code": earlier_code, "code": code}
    return Mapped(**{**given, **fields})


some_lines = st.lists(
    st.builds(
        Line,
        row=st.just(1),
        theme=st.sampled_from(["Leading", "Knowing"]),
        code=st.sampled_from(["L1", "K1"]),
        weight=st.integers(1, 5),
        current=st.none() | st.integers(0, 6),
        is_not_applicable=st.booleans(),
    ),
    max_size=20,
)


def test_a_round_is_compared_with_an_earlier_one_of_the_same_version() -> None:
    assert may_compare(NOW, EARLIER, []).reason == ""


def test_the_same_day_is_early_enough_and_the_next_is_not() -> None:
    assert may_compare(NOW, replace(EARLIER, as_at=date(2026, 6, 14)), []).allowed
    refused = may_compare(NOW, replace(EARLIER, as_at=date(2026, 6, 15)), [])
    assert refused.reason == "Compared with: that assessment is of a later day. Choose an earlier one."


@pytest.mark.parametrize("change", [{"group": "B"}, {"is_signed_off": False}])
def test_what_is_compared_with_is_signed_off_and_of_the_same_group(change: dict[str, object]) -> None:
    other = replace(EARLIER, about="Quayside School", framework="Matrix 1", **change)
    refused = may_compare(NOW, other, []).reason
    assert refused == "Compared with: choose an assessment of this group that is signed off."


def test_what_is_about_another_organisation_is_not_compared() -> None:
    school = replace(EARLIER, about="Quayside School")
    assert "that assessment is about Quayside School" in may_compare(NOW, school, []).reason
    assert "is about the group as a whole" in may_compare(replace(NOW, about="A school"), EARLIER, []).reason
    assert may_compare(replace(NOW, about="Quayside School"), school, []).allowed


def test_another_version_is_compared_where_this_one_says_what_became_of_it() -> None:
    other = replace(EARLIER, framework="Matrix 1")
    assert "does not say which of its criteria" in may_compare(NOW, other, []).reason
    assert may_compare(NOW, other, [mapped()]).allowed
    assert not may_compare(NOW, other, [mapped(earlier_framework="Matrix 0")])


def test_a_mapping_leads_from_a_criterion_there_to_one_here_and_says_so_once() -> None:
    codes = {"Matrix 1": ["A1", "A2"], "Matrix 2": ["L1", "L2"]}
    both_ways = [mapped(), mapped("L2"), mapped(earlier_code="A2")]
    assert check_mapping("Matrix 2", both_ways, codes).reason == ""
    wrong = [
        mapped(),
        mapped(row=2),
        mapped("L9", row=3),
        mapped("L2", "A9", row=4),
        mapped(row=5, earlier_framework="Matrix 2", earlier_code="L2"),
    ]
    assert check_mapping("Matrix 2", wrong, codes).refusals == (
        "Earlier versions, row 2: A1 leads to L1 already. Take one of the rows out.",
        "Earlier versions, row 3: Matrix 2 has no criterion L9. Choose one of its codes.",
        "Earlier versions, row 4: Matrix 1 has no criterion A9. Choose one of its codes.",
        "Earlier versions, row 5: Matrix 2 is this very framework. Choose another.",
    )


def test_lines_are_carried_to_the_criteria_that_took_their_place_with_the_weights_of_today() -> None:
    now = [line("L1", 3, weight=3), line("K1", 2, "Knowing")]
    earlier = [line("A1", 1, "Old"), line("A2", 2, "Old"), line("A3", 4, "Old")]
    found = carried(earlier, now, {"A1": ["L1", "K1"], "A2": ["L1", "L9"]})
    assert [(each.code, each.theme, each.weight, each.current) for each in found] == [
        ("L1", "Leading", 3, 1),
        ("K1", "Knowing", 1, 1),
        ("L1", "Leading", 3, 2),
    ]


def test_each_theme_stands_beside_what_it_was() -> None:
    now = [line("L1", 3), line("K1", 2, "Knowing"), line("P1", None, "Planning")]
    earlier = [line("L1", 1), line("L2", 2), line("P1", 1, "Planning")]
    found = {theme.theme: (theme.earlier, theme.now, theme.difference) for theme in compare(now, earlier)}
    assert found == {
        "Leading": (Fraction(3, 2), 3, Fraction(3, 2)),
        "Knowing": (None, 2, None),
        "Planning": (1, None, None),
    }


def test_levels_of_different_scales_have_no_difference() -> None:
    (theme,) = compare([line("L1", 3)], [line("L1", 1)], is_same_scale=False)
    assert (theme.earlier, theme.now, theme.difference) == (1, 3, None)


@pytest.mark.parametrize(
    ("difference", "shown"),
    [
        (None, ""),
        (Fraction(0), "0.0"),
        (Fraction(1, 30), "0.0"),
        (Fraction(1, 20), "+0.1"),
        (Fraction(3, 2), "+1.5"),
        (Fraction(-1, 4), "−0.3"),
    ],
)
def test_a_difference_has_a_sign_and_one_decimal_place(difference: Fraction | None, shown: str) -> None:
    assert shown_difference(difference) == shown


@given(some_lines)
def test_a_round_compared_with_itself_has_not_moved(lines: list[Line]) -> None:
    for theme in compare(lines, lines):
        assert theme.difference == (None if theme.now is None else 0)
    assert carried(lines, lines, {}) == []


@given(some_lines, some_lines)
def test_what_became_better_there_is_worse_the_other_way_round(now: list[Line], earlier: list[Line]) -> None:
    back = {theme.theme: theme.difference for theme in compare(earlier, now)}
    for theme in compare(now, earlier):
        if theme.difference is not None:
            assert theme.difference == theme.now - theme.earlier == -back[theme.theme]
    assert [theme.theme for theme in compare(now, earlier)] == [theme.theme for theme in profile(now)]
