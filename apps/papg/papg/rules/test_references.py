"""Numbers of meetings that run through the year."""

import pytest

from papg.rules import references as rules


@pytest.mark.parametrize(
    ("given", "number"),
    [([], 1), (["2026/1"], 2), (["2026/9", "2026/10"], 11), (["2025/4"], 1), (["2026/2", "2026/x"], 3)],
)
def test_the_next_meeting_of_a_year_takes_the_next_number(given: list[str], number: int) -> None:
    assert rules.next_number(given, 2026) == number


def test_the_last_meeting_of_a_year_and_the_first_of_the_next_are_told_apart() -> None:
    assert [rules.of_meeting(2026, 4), rules.of_meeting(2027, 1)] == ["2026/4", "2027/1"]


@pytest.mark.parametrize(
    ("reference", "item", "words"),
    [("2026/4", 3, "Item 3 of meeting 2026/4"), ("2026/4", 0, "Meeting 2026/4"), ("", 3, None)],
)
def test_an_item_is_quoted_by_its_number_and_that_of_its_meeting(
    reference: str, item: int, words: str | None
) -> None:
    assert rules.in_words(reference, item) == words
