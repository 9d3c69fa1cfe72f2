"""Reading a framework from a spreadsheet, row by row."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.maturity_sheet import OF_CRITERIA, OF_LEVELS, Sheet, level_heading, read_sheet

LEVELS = [OF_LEVELS, (1.0, "Started", "Parts are done.", "#B54708"), (2.0, "Working", None, "")]
HEADINGS = (*OF_CRITERIA, "Level 1", "Level 2")
GOOD = ("Leading", "L1", "Somebody answers for it.", "Licensing", 2.0, "Nobody does.", "A director does.")


def read(*rows: Sequence[object], levels: Sequence[Sequence[object]] = LEVELS) -> Sheet:
    return read_sheet(levels, [HEADINGS, *rows], ["Licensing"])


def changed(**cells: object) -> tuple[object, ...]:
    values = dict(zip(HEADINGS, GOOD, strict=True)) | {
        name.replace("_", " "): value for name, value in cells.items()
    }
    return tuple(values[heading] for heading in HEADINGS)


def test_a_whole_framework_is_read_and_empty_rows_are_passed_over() -> None:
    sheet = read(GOOD, (None, " "), changed(Code="L2", Area=None, Weight=None))
    assert sheet.problems == ()
    assert [(level.value, level.label, level.colour) for level in sheet.levels] == [
        (1, "Started", "#B54708"),
        (2, "Working", ""),
    ]
    first, second = sheet.criteria
    assert (first.row, first.code, first.area, first.weight) == (2, "L1", "Licensing", 2)
    assert first.wordings == ((1, "Nobody does."), (2, "A director does."))
    assert (second.row, second.code, second.area, second.weight) == (4, "L2", "", 1)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (changed(Theme=" "), "Criteria, row 2: Theme is empty. Fill it in."),
        (changed(Code=None), "Criteria, row 2: Code is empty. Fill it in."),
        (changed(Code="L" * 21), "Criteria, row 2: Code has 21 letters. Shorten it to 20."),
        (
            changed(Weight=0),
            "Criteria, row 2: the weight is “0”. Give 1, or more for a criterion that counts more.",
        ),
        (
            changed(Weight=1.5),
            "Criteria, row 2: the weight is “1.5”. Give 1, or more for a criterion that counts more.",
        ),
        (
            changed(Area="Moon"),
            "Criteria, row 2: there is no area “Moon”. Give one of the council's areas, or leave it empty.",
        ),
        (
            changed(Level_2=""),
            "Criteria, row 2: there is no wording for level 2. Write what that level looks like.",
        ),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_place_and_the_remedy(
    row: Sequence[object], problem: str
) -> None:
    assert read(row).problems == (problem,)


def test_a_code_of_20_letters_is_short_enough_and_the_smallest_weight_is_1() -> None:
    assert read(changed(Code="L" * 20, Weight="1")).problems == ()


def test_everything_that_is_wrong_is_told_at_once() -> None:
    problems = read(changed(Theme=""), changed(Code="l1", Weight="two"), changed(Code="L1")).problems
    assert [problem.split(". ")[0] for problem in problems] == [
        "Criteria, row 2: Theme is empty",
        "Criteria, row 3: the code l1 is in row 2 already",
        "Criteria, row 3: the weight is “two”",
        "Criteria, row 4: the code L1 is in row 2 already",
    ]


def test_levels_make_a_scale_before_criteria_are_looked_at() -> None:
    levels = [OF_LEVELS, (1, "Started", "", ""), (3, "Working", "", "")]
    sheet = read(changed(Theme=""), levels=levels)
    assert sheet.problems == ("Levels, row 3: the value is 3, after 1. Make it 2.",)
    levels = [OF_LEVELS, ("one", "", "", "red"), (2, "Working", "", "")]
    assert [problem.split(". ")[0] for problem in read(levels=levels).problems] == [
        "Levels, row 2: the level is “one”",
        "Levels, row 2: Name is empty",
        "Levels, row 2: “red” is no colour",
    ]


def test_a_column_that_is_missing_is_named() -> None:
    assert read_sheet([], [], []).problems[0].startswith("Sheet Levels: the column Level is missing")
    sheet = read_sheet(LEVELS, [HEADINGS[:-1]], [])
    assert sheet.problems == (
        "Sheet Criteria: the column Level 2 is missing. Take the headings of an exported framework.",
    )


def test_columns_may_stand_in_any_order_and_others_beside_them() -> None:
    back = [(*reversed(HEADINGS), "Remarks"), (*reversed(GOOD), "Ask")]
    assert read_sheet(LEVELS, back, ["Licensing"]).criteria == read(GOOD).criteria


@given(
    st.lists(st.lists(st.none() | st.text(max_size=5) | st.floats() | st.integers(), max_size=9), max_size=6)
)
def test_whatever_a_sheet_holds_it_is_read_or_refused_in_words(rows: list[list[object]]) -> None:
    for sheet in (read(*rows), read_sheet(rows, [HEADINGS], [])):
        assert all(isinstance(problem, str) and problem for problem in sheet.problems)
    assert level_heading(0) == "Level 0"
