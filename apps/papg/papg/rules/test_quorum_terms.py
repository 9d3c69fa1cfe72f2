"""How many people each kind of quorum asks for, and terms that do not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.quorum_terms import (
    CHAIR_AND_SHARE,
    FIXED_NUMBER,
    HALF,
    KINDS,
    MORE_THAN_HALF,
    NONE_STATED,
    ORGANISATION_PRESENT,
    SHARE,
    SHARE_AND_MINIMUM,
    QuorumTerms,
    check_terms,
    number_needed,
    rule_phrase,
)

THIRD = QuorumTerms(SHARE, 1, 3)


def complete_terms() -> st.SearchStrategy[QuorumTerms]:
    """Terms of every kind, with every number a kind could need."""
    shares = st.integers(1, 12).flatmap(lambda whole: st.tuples(st.integers(1, whole), st.just(whole)))
    return st.builds(
        lambda kind, share, minimum, flags: QuorumTerms(kind, *share, minimum, "North Shire Police", *flags),
        st.sampled_from(KINDS),
        shares,
        st.integers(1, 12),
        st.tuples(st.booleans(), st.booleans(), st.booleans()),
    )


def test_the_labels_are_those_the_form_offers() -> None:
    assert KINDS == (
        "None stated",
        "Share of members",
        "Half, rounded up",
        "More than half",
        "Chair and a share",
        "Fixed number",
        "Share and a minimum number",
        "Named organisation present",
    )


@pytest.mark.parametrize(
    ("terms", "base", "needed"),
    [
        (QuorumTerms(NONE_STATED), 21, 0),
        (THIRD, 21, 7),
        (THIRD, 22, 8),
        (THIRD, 1, 1),
        (THIRD, 0, 1),
        (QuorumTerms(HALF), 10, 5),
        (QuorumTerms(HALF), 11, 6),
        (QuorumTerms(HALF), 0, 1),
        (QuorumTerms(MORE_THAN_HALF), 10, 6),
        (QuorumTerms(MORE_THAN_HALF), 11, 6),
        (QuorumTerms(MORE_THAN_HALF), 0, 1),
        (QuorumTerms(CHAIR_AND_SHARE, 1, 2), 9, 5),
        (QuorumTerms(FIXED_NUMBER, minimum_number=5), 3, 5),
        (QuorumTerms(SHARE_AND_MINIMUM, 1, 3, 2), 3, 2),
        (QuorumTerms(SHARE_AND_MINIMUM, 1, 3, 2), 7, 3),
        (QuorumTerms(ORGANISATION_PRESENT, organisation="Police"), 21, 1),
        (QuorumTerms(SHARE, 1, 1), 4, 4),
    ],
)
def test_each_kind_asks_for_its_number(terms: QuorumTerms, base: int, needed: int) -> None:
    assert number_needed(terms, base) == needed


@given(complete_terms(), st.integers(0, 200))
def test_one_more_member_asks_for_one_more_person_at_most(terms: QuorumTerms, base: int) -> None:
    assert 0 <= number_needed(terms, base + 1) - number_needed(terms, base) <= 1


@given(st.integers(1, 200))
def test_exactly_half_is_enough_for_half_and_not_for_more_than_half(half: int) -> None:
    assert number_needed(QuorumTerms(HALF), 2 * half) == half
    assert number_needed(QuorumTerms(MORE_THAN_HALF), 2 * half) == half + 1


@given(complete_terms())
def test_complete_terms_are_accepted(terms: QuorumTerms) -> None:
    assert check_terms(terms).reason == ""


@pytest.mark.parametrize("share", [(0, 3), (1, 0), (0, 0), (4, 3), (-1, 3)])
@pytest.mark.parametrize("kind", [SHARE, CHAIR_AND_SHARE, SHARE_AND_MINIMUM])
def test_a_share_outside_nothing_and_all_is_refused(kind: str, share: tuple[int, int]) -> None:
    reason = check_terms(QuorumTerms(kind, *share, minimum_number=2)).reason
    refused = "The terms of reference ask for a share of {}/{}. Enter one above 0 and at most 1, such as 1/3."
    assert reason == refused.format(*share)


@pytest.mark.parametrize("kind", [FIXED_NUMBER, SHARE_AND_MINIMUM])
def test_a_number_below_one_is_refused(kind: str) -> None:
    reason = check_terms(QuorumTerms(kind, 1, 3, 0)).reason
    assert reason == "The terms of reference ask for a number of people but state 0. Enter 1 or more."


def test_a_named_organisation_needs_a_name() -> None:
    reason = check_terms(QuorumTerms(ORGANISATION_PRESENT, organisation=" ")).reason
    assert (
        reason == "The terms of reference ask for a named organisation but name none. Enter the organisation."
    )


def test_an_unknown_kind_is_refused_by_its_name() -> None:
    refused = "The terms of reference state a kind of quorum that is not known: {}. Choose one of the list."
    assert check_terms(QuorumTerms("Two thirds")).reason == refused.format("Two thirds")
    assert check_terms(QuorumTerms("")).reason == refused.format("nothing")


def test_numbers_a_kind_does_not_use_are_ignored() -> None:
    assert check_terms(QuorumTerms(HALF, 9, 3, -2)).allowed


def test_a_quorum_reads_as_a_phrase() -> None:
    assert rule_phrase(THIRD) == "one third, rounded up"
    assert (
        rule_phrase(QuorumTerms(SHARE_AND_MINIMUM, 1, 3, 2)) == "one third, rounded up, and not fewer than 2"
    )
    assert (
        rule_phrase(QuorumTerms(CHAIR_AND_SHARE, 1, 2)) == "one half, rounded up, and a Chair or Deputy Chair"
    )
    assert rule_phrase(QuorumTerms(MORE_THAN_HALF)) == "more than half"


@pytest.mark.parametrize(
    ("share", "phrase"),
    [
        ((1, 2), "one half"),
        ((1, 3), "one third"),
        ((2, 3), "two thirds"),
        ((1, 4), "one quarter"),
        ((3, 4), "three quarters"),
        ((1, 5), "one fifth"),
        ((3, 7), "3/7"),
    ],
)
def test_a_share_reads_in_words_where_it_has_a_common_name(share: tuple[int, int], phrase: str) -> None:
    assert rule_phrase(QuorumTerms(SHARE, *share)) == f"{phrase}, rounded up"


def test_terms_that_say_nothing_ask_for_nothing_and_count_neither_deputies_nor_vacancies() -> None:
    assert QuorumTerms() == QuorumTerms(NONE_STATED, 0, 0, 0, "", False, False, False)
