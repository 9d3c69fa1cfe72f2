"""What cannot be true at the same time in an attendance, and what can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.attendance import PRESENCES
from papg.rules.contradictions import Line, contradictions

names = st.sampled_from(("Town Planner", "Licensing Manager", "Duty Officer"))
lines = st.lists(
    st.builds(
        Line,
        st.integers(1, 9),
        names,
        st.sampled_from(("", *PRESENCES)),
        st.sampled_from(("", "Duty Officer")),
        st.none() | st.integers(1, 9),
        st.none() | st.integers(1, 9),
        st.sampled_from(("", "Owns the site.")),
    ),
    max_size=5,
)


def test_who_was_there_and_sent_apologies_is_named_with_both_rows() -> None:
    found = contradictions([Line(1, "Town Planner", "Present"), Line(4, "town  planner", "Apologies")])
    assert found == [
        "Town Planner is recorded as Present in row 1 and as Apologies in row 4. Correct one of the two."
    ]


def test_a_deputy_who_stood_in_and_was_away_is_named() -> None:
    found = contradictions(
        [Line(1, "Town Planner", "Deputised", "Duty Officer"), Line(2, "Duty Officer", "Absent")]
    )
    assert found == [
        "Duty Officer stands in for Town Planner in row 1 and is recorded as Absent in row 2. "
        "Correct one of the two."
    ]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"arrived_at_item": 3}, "came at item 3"),
        ({"left_at_item": 5}, "left at item 5"),
        ({"declared_interest": "Owns the site."}, "declared an interest"),
    ],
)
def test_who_was_away_did_nothing_at_the_meeting(fields: dict[str, object], what: str) -> None:
    (found,) = contradictions([Line(2, "Town Planner", "Apologies", **fields)])
    assert found == f"Row 2: Town Planner is recorded as Apologies, and {what}. Correct one of the two."
    assert contradictions([Line(2, "Town Planner", "Present", **fields)]) == []


def test_a_deputy_who_is_there_for_themselves_as_well_is_no_contradiction() -> None:
    assert (
        contradictions(
            [Line(1, "Town Planner", "Deputised", "Duty Officer"), Line(2, "Duty Officer", "Present")]
        )
        == []
    )


def test_a_line_nobody_has_recorded_contradicts_nothing() -> None:
    assert contradictions([Line(1, "Town Planner", ""), Line(2, "Town Planner", "Apologies")]) == []
    assert contradictions([Line(1, "Town Planner", "", arrived_at_item=3)]) == []
    assert contradictions([Line(1, "Town Planner", "Present"), Line(2, "Duty Officer", "Apologies")]) == []


@given(lines)
def test_nothing_contradicts_itself_where_nobody_was_away(rows: list[Line]) -> None:
    there = [row for row in rows if row.presence not in ("Apologies", "Absent")]
    assert contradictions(there) == []


@given(lines)
def test_the_order_of_the_lines_does_not_matter(rows: list[Line]) -> None:
    assert sorted(contradictions(rows)) == sorted(contradictions(list(reversed(rows))))


@pytest.mark.parametrize(
    ("item", "found"), [(1, "but came at item 2"), (2, ""), (4, ""), (5, "but left at item 4")]
)
def test_nobody_declares_an_interest_at_an_item_they_were_not_there_for(item: int, found: str) -> None:
    line = Line(1, "Town Planner", "Present", arrived_at_item=2, left_at_item=4, interests_at_items=(item,))
    said = contradictions([line])
    assert len(said) == bool(found)
    assert not found or f"Row 1: Town Planner declared an interest at item {item}, {found}." in said[0]


def test_who_was_away_declared_nothing_at_an_item() -> None:
    (found,) = contradictions([Line(1, "Town Planner", "Absent", interests_at_items=(3,))])
    assert (
        found
        == "Row 1: Town Planner is recorded as Absent, and declared an interest. Correct one of the two."
    )
