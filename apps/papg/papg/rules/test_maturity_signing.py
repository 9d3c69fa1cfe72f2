"""Who may move an assessment on, and what locks it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.maturity import (
    IN_PROGRESS,
    SIGNED_OFF,
    STAGES,
    WITH_MODERATOR,
    Line,
    SigningFacts,
    may_change_scores,
    may_send_back,
    may_sign_off,
)
from papg.rules.maturity_levels import may_change_framework
from papg.rules.membership import CHAIR, CHAIRING_POSITIONS, DEPUTY_CHAIR, MEMBER, SECRETARY

THE_CHAIR, THE_SECRETARY, THE_MANAGER = (
    "chair@county.example",
    "clerk@county.example",
    "licensing@county.example",
)
SCORED = Line(row=1, theme="Leading", code="L1", current=0)
NOT_APPLICABLE = Line(row=2, theme="Leading", code="L2", is_not_applicable=True)
FIT = SigningFacts(
    stage_before=WITH_MODERATOR,
    moderator=THE_CHAIR,
    moderator_position_today=CHAIR,
    assessor=THE_SECRETARY,
    scorers=frozenset({THE_SECRETARY, THE_MANAGER}),
    lines=(SCORED, NOT_APPLICABLE),
)


def test_an_assessment_is_signed_off_by_a_chair_who_began_and_scored_none_of_it() -> None:
    assert may_sign_off(FIT).reason == ""
    assert may_sign_off(replace(FIT, moderator_position_today=DEPUTY_CHAIR)).reason == ""


@pytest.mark.parametrize("position", [SECRETARY, MEMBER])
def test_somebody_in_another_position_signs_nothing_off(position: str) -> None:
    refused = "{} is not Chair or Deputy Chair of this group today (position: {}). Ask one who is."
    reason = may_sign_off(replace(FIT, moderator_position_today=position)).reason
    assert reason == refused.format(THE_CHAIR, position)


def test_the_built_in_administrator_signs_nothing_off() -> None:
    facts = replace(FIT, moderator="Administrator", moderator_position_today=None)
    assert may_sign_off(facts).reason == (
        "Administrator is not Chair or Deputy Chair of this group today (position: none). Ask one who is."
    )


@pytest.mark.parametrize("spelling", [THE_CHAIR, THE_CHAIR.upper(), f" {THE_CHAIR} "])
def test_whoever_began_an_assessment_does_not_sign_it_off(spelling: str) -> None:
    reason = may_sign_off(replace(FIT, assessor=spelling)).reason
    assert reason == f"{THE_CHAIR} began this assessment. Ask a Chair or Deputy Chair who did not."


@pytest.mark.parametrize("spelling", [THE_CHAIR, THE_CHAIR.title()])
def test_whoever_gave_a_score_does_not_sign_it_off(spelling: str) -> None:
    reason = may_sign_off(replace(FIT, scorers=frozenset({THE_MANAGER, spelling}))).reason
    assert reason == f"{THE_CHAIR} gave scores in this assessment. Ask a Chair or Deputy Chair who gave none."


@pytest.mark.parametrize("stage", [IN_PROGRESS, SIGNED_OFF, ""])
def test_an_assessment_that_is_not_with_the_moderator_is_not_signed_off(stage: str) -> None:
    reason = may_sign_off(replace(FIT, stage_before=stage)).reason
    assert reason == f"The assessment is at stage {stage}. Send it to the moderator before it is signed off."


def test_lines_without_a_level_are_named() -> None:
    empty = [Line(row=row, theme="Leading", code=f"L{row}") for row in (3, 4, 5)]
    assert may_sign_off(replace(FIT, lines=(SCORED, empty[0]))).reason == (
        "There is no level yet in row 3 (L3). Give one or mark it not applicable."
    )
    assert may_sign_off(replace(FIT, lines=(SCORED, *empty))).reason == (
        "There is no level yet in row 3 (L3), row 4 (L4) and row 5 (L5). "
        "Give each a level or mark it not applicable."
    )


def test_criteria_without_a_line_are_named() -> None:
    assert may_sign_off(replace(FIT, without_line=("K1", "K2"))).reason == (
        "The assessment has no line for K1 and K2. Have it sent back: the missing lines come by themselves."
    )


def test_an_assessment_without_lines_is_not_signed_off() -> None:
    assert may_sign_off(replace(FIT, lines=())).reason == (
        "The assessment has no lines. Choose a framework with criteria."
    )


def test_an_assessment_nobody_is_known_to_have_begun_is_not_signed_off() -> None:
    assert may_sign_off(replace(FIT, assessor=" ")).reason == (
        "It is not recorded who began this assessment. Begin it again."
    )


people = st.sampled_from([THE_CHAIR, THE_SECRETARY, THE_MANAGER])


@given(
    st.sampled_from(STAGES),
    people,
    st.sampled_from([CHAIR, DEPUTY_CHAIR, SECRETARY, MEMBER, None]),
    people,
    st.frozensets(people),
    st.lists(st.sampled_from([SCORED, NOT_APPLICABLE, replace(SCORED, current=None)]), max_size=4),
)
def test_an_assessment_is_signed_off_exactly_when_nothing_stands_against_it(
    stage: str, who: str, position: str | None, assessor: str, scorers: frozenset[str], lines: list[Line]
) -> None:
    facts = SigningFacts(
        stage_before=stage,
        moderator=who,
        moderator_position_today=position,
        assessor=assessor,
        scorers=scorers,
        lines=tuple(lines),
    )
    is_fit = (
        stage == WITH_MODERATOR
        and position in CHAIRING_POSITIONS
        and who != assessor
        and who not in scorers
        and bool(lines)
        and all(line.current is not None or line.is_not_applicable for line in lines)
    )
    assert may_sign_off(facts).allowed == is_fit


def test_scores_change_until_the_assessment_goes_to_the_moderator() -> None:
    assert may_change_scores(IN_PROGRESS).allowed
    assert may_change_scores(WITH_MODERATOR).reason == (
        "The assessment is with the moderator. Have it sent back, with what is to be put right."
    )
    assert may_change_scores(SIGNED_OFF).reason == "The assessment is signed off and locked. Begin a new one."


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_an_assessment_is_sent_back_only_with_a_reason(reason: str | None) -> None:
    assert may_send_back(reason).reason == "Give the reason why the assessment is sent back."
    assert may_send_back("L2 has no evidence.").allowed


@pytest.mark.parametrize("stage", [IN_PROGRESS, SIGNED_OFF])
def test_only_what_is_with_the_moderator_is_sent_back(stage: str) -> None:
    assert may_send_back("L2 has no evidence.", stage).reason == (
        f"The assessment is at stage {stage}. Only one that is with the moderator can be sent back."
    )


def test_a_framework_changes_until_an_assessment_made_with_it_is_signed_off() -> None:
    assert may_change_framework(False).allowed
    assert may_change_framework(True).reason == (
        "A signed-off assessment was made with this framework, so its levels and criteria stay as they are. "
        "Make a new version of the framework."
    )
