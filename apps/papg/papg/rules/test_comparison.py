"""Two versions of minutes compared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.comparison import Entry, differences

MARKET = Entry(2, "Market", "The survey of the market ended in June.")
THREAT = Entry(1, "Threat", "The level was noted.")

entries = st.lists(
    st.builds(Entry, st.integers(1, 5), st.text("ab ", max_size=4), st.text("ab \n", max_size=12)),
    max_size=4,
    unique_by=lambda entry: entry.number,
)


def said(older: list[Entry], newer: list[Entry]) -> list[str]:
    return [line for item in differences(older, newer) for line in item.said]


def test_what_was_put_in_another_s_place_is_said_in_both_wordings() -> None:
    may = replace(MARKET, text="The survey of the market ended in May.")
    assert said([THREAT, MARKET], [THREAT, may]) == ["“June.” became “May.”."]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The survey ended in June.", "“of the market” was taken out."),
        ("The survey of the old market ended in June.", "“old” was added after “The survey of the”."),
        ("Again: The survey of the market ended in June.", "“Again:” was added at the beginning."),
        ("The  survey of the market\nended in June.", None),
        ("", "“The survey of the market ended in June.” was taken out."),
    ],
)
def test_what_was_added_and_taken_out_is_said_with_its_place(text: str, line: str | None) -> None:
    assert said([MARKET], [replace(MARKET, text=text)]) == ([line] if line else [])


def test_items_that_come_go_and_change_their_name_are_said_under_their_number() -> None:
    found = differences(
        [THREAT, MARKET], [replace(MARKET, title="Markets"), Entry(3, "Bridge", "It closed.")]
    )
    assert [(item.number, item.title, item.said[0]) for item in found] == [
        (1, "Threat", "This item was taken out."),
        (2, "Markets", "The item was called “Market” and is called “Markets”."),
        (3, "Bridge", "This item was added."),
    ]
    assert found[2].said[1] == "“It closed.” was added at the beginning."


@given(entries, entries)
def test_two_versions_differ_exactly_when_their_words_do(older: list[Entry], newer: list[Entry]) -> None:
    words = [sorted((e.number, e.title, e.text.split()) for e in version) for version in (older, newer)]
    assert bool(differences(older, newer)) == (words[0] != words[1])
