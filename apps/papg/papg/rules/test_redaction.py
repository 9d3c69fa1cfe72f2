"""A passage goes in whatever way it is written, and nothing else goes with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.redaction import Cut, Passage, cuts, holds, is_long_enough, mark, plain, redacted

NAME = Passage("Zoë O'Neill-Hart", "section 40(2)")
GATE = Passage("north gate", "section 24(1)")
WITHHELD = "[Withheld under section 40(2)]"


@pytest.mark.parametrize(
    "written",
    [
        "Zoë O'Neill-Hart",
        "ZOË O'NEILL-HART",
        "Zoe O’Neill–Hart",
        "Zoe\u0308 O`Neill-Hart",
        "Zoë\u00a0O'Neill\u2011Hart",
        "Zoë\n  O'Neill-Hart",
        "Zoë O'Ne\u00adill-Hart",
        "Z\u200boë O'Neill-Hart",
    ],
)
def test_a_passage_is_found_however_it_is_written(written: str) -> None:
    assert redacted(f"Present: {written}, Police", [NAME]) == f"Present: {WITHHELD}, Police"
    assert holds(written, NAME.text)


def test_ligatures_and_fractions_are_compared_as_their_letters() -> None:
    assert redacted("The ﬁre oﬃcer spoke.", [Passage("fire officer", "section 38(1)")]) == (
        "The [Withheld under section 38(1)] spoke."
    )


def test_where_a_passage_is_part_of_a_word_the_whole_word_goes() -> None:
    assert redacted("Two North Gates, northgate and gate", [GATE]) == (
        "Two [Withheld under section 24(1)], northgate and gate"
    )
    assert redacted("planning", [Passage("Ann", "section 40(2)")]) == WITHHELD


def test_every_occurrence_goes_and_the_rest_stays() -> None:
    said = "North gate first. Then the north gate again."
    assert redacted(said, [GATE]) == (
        "[Withheld under section 24(1)] first. Then the [Withheld under section 24(1)] again."
    )


def test_passages_that_touch_or_overlap_leave_one_mark_with_both_sections() -> None:
    other = Passage("gate keeper", "section 40(2)")
    assert cuts("The north gate keeper", [GATE, other]) == [Cut(4, 21, ("section 24(1)", "section 40(2)"))]
    assert redacted("The north gate keeper", [GATE, other]) == (
        "The [Withheld under section 24(1) and section 40(2)]"
    )
    assert redacted("north gate", [GATE, Passage("north", "section 24(1)")]) == (
        "[Withheld under section 24(1)]"
    )


def test_a_mark_names_the_section_and_nothing_else() -> None:
    assert mark(["regulation 12(5)(a)"]) == "[Withheld under regulation 12(5)(a)]"


@pytest.mark.parametrize(
    ("passage", "is_enough"), [("abc", True), ("ab", False), ("a-b", False), ("", False)]
)
def test_a_passage_of_three_letters_is_the_shortest(passage: str, is_enough: bool) -> None:
    assert is_long_enough(passage) is is_enough


def test_texts_that_read_the_same_are_the_same_when_compared() -> None:
    assert plain("  Zoë\tO’Neill ") == "zoe o'neill"


def test_an_empty_passage_is_found_nowhere() -> None:
    assert not holds("anything", "  ")
    assert redacted("anything", [Passage(" ", "section 24(1)")]) == "anything"


@given(st.text(max_size=60), st.text(min_size=3, max_size=8), st.text(max_size=60))
def test_whatever_stands_around_it_a_passage_is_gone(before: str, passage: str, after: str) -> None:
    # The mark's own words are no passage.
    if is_long_enough(passage) and not holds("[Withheld under section 9]", passage):
        left = redacted(f"{before} {passage} {after}", [Passage(passage, "section 9")])
        assert not any(holds(part, passage) for part in left.split("[Withheld under section 9]"))
