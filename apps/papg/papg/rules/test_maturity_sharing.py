"""Who is asked for a line of an assessment, and how much of it is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.maturity import IN_PROGRESS, SIGNED_OFF, WITH_MODERATOR
from papg.rules.maturity_sharing import (
    Seat,
    SharedLine,
    holder,
    is_assessed,
    may_return,
    may_score_line,
    progress,
    progress_in_words,
    waiting_for_me,
)


def seat(member: str, area: str = "Licensing", position: str = "Member") -> Seat:
    return Seat(member=member, area=area, position=position)


def line(code: str = "L1", **fields: bool) -> SharedLine:
    return SharedLine(code=code, **fields)


def own(code: str = "L1", **fields: bool) -> SharedLine:
    return line(code, is_assigned=True, is_own=True, **fields)


some_lines = st.lists(
    st.builds(
        SharedLine,
        code=st.sampled_from(["L1", "K1", "P1"]),
        is_assessed=st.booleans(),
        is_not_applicable=st.booleans(),
        is_assigned=st.booleans(),
        is_returned=st.booleans(),
    ),
    max_size=30,
)


def test_the_one_member_who_sits_for_an_area_is_asked_for_its_lines() -> None:
    seats = [seat("a"), seat("a"), seat("b", "Planning and development")]
    assert holder("Licensing", seats) == "a"
    assert holder("Planning and development", seats) == "b"


def test_nobody_is_asked_where_none_or_several_sit_for_an_area_or_it_is_owned_by_none() -> None:
    assert holder("Licensing", []) is None
    assert holder("Licensing", [seat("a"), seat("b")]) is None
    assert holder(None, [seat("a", "")]) is None


@pytest.mark.parametrize("position", ["Chair", "Deputy Chair"])
def test_whoever_moderates_is_not_asked(position: str) -> None:
    assert holder("Licensing", [seat("a", position=position)]) is None
    assert holder("Licensing", [seat("a", position=position), seat("b")]) == "b"


def test_a_member_scores_a_line_of_their_own_until_it_is_returned() -> None:
    assert may_score_line(IN_PROGRESS, own()).reason == ""
    assert may_score_line(IN_PROGRESS, line()).reason == (
        "L1 is not assigned to you. Ask the secretary of the group to give it to you."
    )
    assert may_score_line(IN_PROGRESS, own(is_returned=True)).reason == (
        "You have returned L1. Ask the secretary of the group to hand it back to you."
    )


@pytest.mark.parametrize("stage", [WITH_MODERATOR, SIGNED_OFF])
def test_no_line_is_scored_or_returned_once_it_has_left_the_secretary(stage: str) -> None:
    assert f"is at stage {stage}" in may_score_line(stage, own()).reason
    assert f"is at stage {stage}" in may_return(stage, [own(is_assessed=True)]).reason


def test_lines_are_returned_when_each_has_a_level_or_does_not_apply() -> None:
    done = [own(is_assessed=True), own("K1", is_not_applicable=True), line("P1")]
    assert may_return(IN_PROGRESS, done).allowed
    assert may_return(IN_PROGRESS, [*done, own("S1"), own("S2")]).reason == (
        "There is no level yet for S1 and S2. Give one or mark it not applicable."
    )


def test_who_has_no_line_left_returns_none() -> None:
    returned = own(is_assessed=True, is_returned=True)
    assert waiting_for_me([returned, line("K1"), own("P1")]) == [own("P1")]
    assert may_return(IN_PROGRESS, [returned]).reason == "No line of this assessment waits for you."


def test_a_line_without_a_level_counts_as_not_assessed_also_when_it_was_returned() -> None:
    lines = [
        own(is_assessed=True, is_returned=True),
        own("K1", is_returned=True),
        own("K2", is_not_applicable=True),
        line("P1", is_assessed=True),
        line("P2"),
    ]
    assert progress_in_words(progress(lines)) == (
        "Assessed: 2 of 4. Not assessed yet: 2. Not applicable: 1. With members: 1. Returned: 2."
    )
    assert "Assessed: 0 of 0." in progress_in_words(progress([]))


@given(some_lines)
def test_every_line_is_assessed_or_not_or_does_not_apply(lines: list[SharedLine]) -> None:
    done = progress(lines)
    assert done.assessed + done.unassessed + done.not_applicable == len(lines)
    assert done.unassessed == sum(not is_assessed(each) for each in lines)
    assert done.with_members + done.returned == sum(each.is_assigned for each in lines)
