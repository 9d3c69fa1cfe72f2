"""Votes follow the terms as the quorum does: one for each member, or one for each organisation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.attendance import PRESENCES
from papg.rules.membership import POSITIONS
from papg.rules.quorum import Attendance, QuorumTerms, assess
from papg.rules.quorum_terms import HALF
from papg.rules.votes import Vote, check_vote, shown, votes_held

BY_PEOPLE = QuorumTerms(HALF, is_deputy_counted=True)
BY_BODIES = QuorumTerms(HALF, is_deputy_counted=True, is_organisation_one_vote=True)
ROWS = [
    Attendance("Head of Licensing", "Council", "Chair", "Present"),
    Attendance("Head of Planning", "council ", "Member", "Present"),
    Attendance("Superintendent", "Police", "Member", "Deputised"),
    Attendance("Clerk", "Council", "Secretary", "Present"),
    Attendance("Fire Officer", "Fire", "Member", "Apologies"),
    Attendance("Arena Manager", "Arena", "Member", "Present", left_at_item=2),
]


def test_each_member_has_a_vote_or_each_organisation_as_the_terms_say() -> None:
    assert votes_held(BY_PEOPLE, ROWS) == 4
    assert votes_held(BY_BODIES, ROWS) == 3


def test_who_has_left_has_no_vote_and_who_leaves_at_the_item_has() -> None:
    assert (votes_held(BY_PEOPLE, ROWS, 2), votes_held(BY_PEOPLE, ROWS, 3)) == (4, 3)


def test_a_deputy_votes_where_deputies_count() -> None:
    assert votes_held(QuorumTerms(HALF), ROWS) == 3


@pytest.mark.parametrize("vote", [Vote(), Vote(4), Vote(2, 1, 1)])
def test_as_many_votes_as_there_were_can_be_right(vote: Vote) -> None:
    assert check_vote(vote, 4, False)


def test_more_votes_than_there_were_cannot_be_right_and_nothing_is_below_nought() -> None:
    assert "5 votes are recorded, but those who count in the room had 4" in str(
        check_vote(Vote(3, 2), 4, False).refusals[0]
    )
    assert "the organisations in the room had 3, one each" in str(check_vote(Vote(4), 3, True).refusals[0])
    assert "below 0" in str(check_vote(Vote(3, -1), 4, False).refusals[0])


def test_a_vote_is_said_in_words_and_none_is_not() -> None:
    assert str(shown(Vote(5, 2, 1))) == "5 for, 2 against, 1 abstained."
    assert shown(Vote()) is None


attendances = st.lists(
    st.builds(
        Attendance,
        name=st.text("ab", max_size=2),
        organisation=st.sampled_from(["", "Council", "Police", "Fire"]),
        position=st.sampled_from(POSITIONS),
        presence=st.sampled_from(PRESENCES),
        left_at_item=st.none() | st.integers(1, 4),
    ),
    max_size=9,
)


@given(attendances, st.booleans(), st.booleans(), st.none() | st.integers(1, 5))
def test_votes_follow_what_counts_towards_the_quorum(
    rows: list[Attendance], deputies: bool, one_vote: bool, item: int | None
) -> None:
    terms = QuorumTerms(HALF, is_deputy_counted=deputies, is_organisation_one_vote=one_vote)
    held = votes_held(terms, rows, item)
    assert 0 <= held <= assess(terms, rows).counted
    assert item is not None or held == assess(terms, rows).counted
    by_people = votes_held(QuorumTerms(HALF, is_deputy_counted=deputies), rows, item)
    assert held <= by_people
    assert one_vote or held == by_people
