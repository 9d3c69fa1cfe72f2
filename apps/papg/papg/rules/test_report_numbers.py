"""Numbers of sections and paragraphs, and the public version in which nothing tells that something is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.report_numbers import (
    Numbered,
    label_of,
    next_number,
    paragraph_numbers,
    public_refusals,
    section_numbers,
)

headings = st.lists(st.tuples(st.sampled_from(["Threat", "Progress"]), st.booleans()), max_size=9)


@pytest.mark.parametrize(
    ("number", "following"),
    [("1", "2"), ("9", "10"), ("2/3", "4"), ("4.2", "4.3"), ("5a", "6"), ("A", "1"), ("", "1")],
)
def test_the_next_number_follows_the_last_one_there_is(number: str, following: str) -> None:
    assert next_number(number) == following


def test_a_typed_number_stays_and_the_next_section_counts_on_from_it() -> None:
    assert section_numbers(["", "", "2/3", "", "7", ""], is_automatic=True) == [
        "1",
        "2",
        "2/3",
        "4",
        "7",
        "8",
    ]
    assert section_numbers(["", "5", ""], is_automatic=False) == ["", "5", ""]
    assert section_numbers([], is_automatic=True) == []


def test_paragraphs_count_within_their_section_and_a_typed_one_takes_its_place() -> None:
    assert paragraph_numbers(["One.", "4.5 Five.", "Six.", "5.1 of the Act."], "4", "4") == [
        ("4.1", "One."),
        ("4.5", "Five."),
        ("4.6", "Six."),
        ("4.7", "5.1 of the Act."),
    ]
    assert paragraph_numbers(["4.5 Five."], "", "") == [("", "4.5 Five.")]


def test_paragraphs_follow_the_number_their_section_has_in_the_public_version() -> None:
    assert paragraph_numbers(["One.", "4.5 Five."], "4", "3") == [("3.1", "One."), ("3.5", "Five.")]


def test_a_section_left_out_of_the_public_version_has_no_number_typed_for_it() -> None:
    sections = [Numbered("Purpose", "1"), Numbered("Sites", "2", True), Numbered("Progress", "")]
    refusals = [str(sentence) for sentence in public_refusals(sections, is_automatic=True)]
    assert refusals == [
        "“Sites” is left out of the public version, so its number 2 would be missing there. Take it out."
    ]


def test_a_number_that_goes_on_counting_from_what_is_left_out_is_refused_and_one_that_skips_is_not() -> None:
    before = [Numbered("Purpose"), Numbered("Sites", "", True)]
    assert len(public_refusals([*before, Numbered("Progress", "3")], is_automatic=True)) == 1
    assert public_refusals([*before, Numbered("Progress", "4")], is_automatic=True) == []
    assert public_refusals([*before, Numbered("Progress", "")], is_automatic=True) == []
    assert public_refusals([Numbered("Purpose"), Numbered("Progress", "2")], is_automatic=True) == []


@pytest.mark.parametrize(
    ("heading", "label"),
    [("2/3 Risk assessment", "2/3"), ("Risk assessment", ""), ("4", "4"), ("", "")],
)
def test_a_heading_may_begin_with_its_number(heading: str, label: str) -> None:
    assert label_of(heading) == label


@given(headings)
def test_the_public_version_is_numbered_as_if_what_is_left_out_had_never_been(
    rows: list[tuple[str, bool]],
) -> None:
    sections = [Numbered(heading, "", is_not_public) for heading, is_not_public in rows]
    assert public_refusals(sections, is_automatic=True) == []
    public = [section.typed for section in sections if not section.is_not_public]
    assert section_numbers(public, is_automatic=True) == [str(place + 1) for place in range(len(public))]
