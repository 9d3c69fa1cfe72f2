"""Who may move minutes on, and what locks their text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.agreement import AgreementFacts
from papg.rules.membership import ADVISER, CHAIR, DEPUTY_CHAIR, MEMBER, OBSERVER, SECRETARY
from papg.rules.minutes import (
    AGREED,
    CIRCULATED,
    DRAFT,
    STAGES,
    WITH_CHAIR,
    CirculationFacts,
    is_approval_stale,
    may_agree,
    may_approve,
    may_circulate,
    may_edit_text,
    may_send_back,
)
from papg.rules.wording import Verdict

Rule = Callable[[AgreementFacts], Verdict]

THE_CHAIR, THE_DEPUTY, THE_SECRETARY = (
    "chair@county.example",
    "inspector@police.example",
    "clerk@county.example",
)
HELD_ON, TODAY = date(2026, 3, 10), date(2026, 6, 14)

FIT_TO_AGREE = AgreementFacts(
    stage_before=CIRCULATED,
    approver=THE_CHAIR,
    approver_position_today=CHAIR,
    prepared_by=THE_SECRETARY,
    editors=frozenset({THE_SECRETARY}),
    today=TODAY,
    meeting="meeting-12",
    papg_group="north-shire",
    meeting_held_on=HELD_ON,
    approved_by=THE_CHAIR,
    approved_hash="a1",
    current_hash="a1",
    agreed_at="meeting-13",
    agreed_at_group="north-shire",
    agreed_at_status="Held",
    agreed_at_held_on=date(2026, 6, 9),
)
FIT_TO_APPROVE = replace(FIT_TO_AGREE, stage_before=WITH_CHAIR, approved_by=None, approved_hash=None)
FIT_TO_CIRCULATE = CirculationFacts(
    stage_before=WITH_CHAIR,
    approved_by=THE_CHAIR,
    approved_hash="a1",
    current_hash="a1",
    marking="OFFICIAL-SENSITIVE",
    entry_count=3,
)


def test_a_chair_who_wrote_none_of_them_may_approve_minutes() -> None:
    assert may_approve(FIT_TO_APPROVE).reason == ""


def test_a_deputy_chair_may_approve_minutes() -> None:
    facts = replace(FIT_TO_APPROVE, approver=THE_DEPUTY, approver_position_today=DEPUTY_CHAIR)
    assert may_approve(facts).reason == ""


@pytest.mark.parametrize("position", [SECRETARY, MEMBER, ADVISER, OBSERVER])
@pytest.mark.parametrize("rule", [may_approve, may_agree])
def test_somebody_in_another_position_may_neither_approve_nor_agree(rule: Rule, position: str) -> None:
    facts = replace(FIT_TO_AGREE, approver_position_today=position)
    refused = "{} is not Chair or Deputy Chair of this group today (position: {}). Ask one who is."
    assert rule(facts).reason == refused.format(THE_CHAIR, position)


@pytest.mark.parametrize("rule", [may_approve, may_agree])
def test_somebody_without_a_position_in_the_group_may_neither_approve_nor_agree(rule: Rule) -> None:
    facts = replace(FIT_TO_AGREE, approver="Administrator", approver_position_today=None)
    assert rule(facts).reason == (
        "Administrator is not Chair or Deputy Chair of this group today (position: none). Ask one who is."
    )


@pytest.mark.parametrize("spelling", [THE_CHAIR, THE_CHAIR.upper(), f" {THE_CHAIR} "])
@pytest.mark.parametrize("rule", [may_approve, may_agree])
def test_whoever_prepared_minutes_may_neither_approve_nor_agree_them(rule: Rule, spelling: str) -> None:
    facts = replace(FIT_TO_AGREE, prepared_by=spelling, approved_by=THE_DEPUTY)
    assert rule(facts).reason == (
        f"{THE_CHAIR} prepared these minutes. Ask a Chair or Deputy Chair who did not prepare them."
    )


@pytest.mark.parametrize("rule", [may_approve, may_agree])
def test_whoever_edited_this_version_may_neither_approve_nor_agree_it(rule: Rule) -> None:
    facts = replace(
        FIT_TO_AGREE, editors=frozenset({THE_SECRETARY, THE_CHAIR.title()}), approved_by=THE_DEPUTY
    )
    assert rule(facts).reason == (
        f"{THE_CHAIR} edited this version of the minutes. Ask a Chair or Deputy Chair who did not edit it."
    )


@pytest.mark.parametrize("rule", [may_approve, may_agree])
def test_minutes_nobody_is_known_to_have_prepared_are_refused(rule: Rule) -> None:
    facts = replace(FIT_TO_AGREE, prepared_by=" ")
    assert rule(facts).reason == "It is not recorded who prepared these minutes. Enter who did."


@pytest.mark.parametrize("stage", [DRAFT, AGREED, ""])
def test_minutes_that_are_not_with_the_chair_cannot_be_approved(stage: str) -> None:
    reason = may_approve(replace(FIT_TO_APPROVE, stage_before=stage)).reason
    assert reason == f"The minutes are at stage {stage}. Send them to the chair before they are approved."


def test_circulated_minutes_may_be_approved_again_after_a_settled_correction() -> None:
    assert may_approve(replace(FIT_TO_AGREE, current_hash="b2")).allowed


def test_minutes_a_later_meeting_agreed_become_a_correct_record() -> None:
    assert may_agree(FIT_TO_AGREE).reason == ""
    assert may_agree(replace(FIT_TO_AGREE, agreed_on=date(2026, 6, 9))).reason == ""


@pytest.mark.parametrize("stage", [DRAFT, WITH_CHAIR, AGREED])
def test_minutes_that_are_not_circulated_cannot_be_agreed(stage: str) -> None:
    reason = may_agree(replace(FIT_TO_AGREE, stage_before=stage)).reason
    assert reason == (
        f"The minutes are at stage {stage}. Only circulated minutes can be agreed: get them approved."
    )


@pytest.mark.parametrize("gap", [{"approved_by": None}, {"approved_by": " "}, {"approved_hash": None}])
def test_minutes_nobody_approved_cannot_be_agreed(gap: dict[str, Any]) -> None:
    reason = may_agree(replace(FIT_TO_AGREE, **gap)).reason
    assert reason == "Nobody has approved the minutes. Ask the Chair or a Deputy Chair to approve them."


def test_minutes_changed_since_their_approval_cannot_be_agreed() -> None:
    reason = may_agree(replace(FIT_TO_AGREE, current_hash="b2")).reason
    assert reason == (
        f"The text has changed since {THE_CHAIR} approved it. Ask for the new text to be approved."
    )


@pytest.mark.parametrize("own", [{"prepared_by": THE_DEPUTY}, {"editors": frozenset({THE_DEPUTY})}])
def test_an_approval_by_somebody_who_wrote_the_minutes_does_not_count(own: dict[str, Any]) -> None:
    reason = may_agree(replace(FIT_TO_AGREE, approved_by=THE_DEPUTY.upper(), **own)).reason
    assert reason == (
        f"{THE_DEPUTY.upper()} approved the minutes but wrote some of them. "
        "Ask another Chair or Deputy Chair."
    )


def test_minutes_with_an_open_correction_cannot_be_agreed() -> None:
    reason = may_agree(replace(FIT_TO_AGREE, open_corrections=2)).reason
    assert reason == ("Corrections not settled yet: 2. Accept or reject each before the minutes are agreed.")


def test_every_reason_against_agreeing_is_given_at_once() -> None:
    facts = replace(
        FIT_TO_AGREE,
        stage_before=DRAFT,
        prepared_by=THE_CHAIR,
        approved_by=None,
        open_corrections=1,
        agreed_at=None,
    )
    assert len(may_agree(facts).refusals) == 5


@given(
    st.sampled_from([*STAGES, ""]),
    st.sampled_from([CHAIR, DEPUTY_CHAIR, MEMBER, None]),
    st.sampled_from([THE_CHAIR, THE_DEPUTY, THE_SECRETARY, ""]),
    st.frozensets(st.sampled_from([THE_CHAIR, THE_DEPUTY, THE_SECRETARY])),
    st.sampled_from([None, THE_CHAIR, THE_DEPUTY]),
    st.sampled_from(["a1", "b2"]),
)
def test_agreed_minutes_were_circulated_approved_unchanged_and_by_nobody_who_wrote_them(
    stage: str,
    position: str | None,
    prepared_by: str,
    editors: frozenset[str],
    approved_by: str | None,
    now: str,
) -> None:
    facts = replace(
        FIT_TO_AGREE,
        stage_before=stage,
        approver_position_today=position,
        prepared_by=prepared_by,
        editors=editors,
        approved_by=approved_by,
        current_hash=now,
    )
    writers = {prepared_by, *editors}
    is_sound = stage == CIRCULATED and position in (CHAIR, DEPUTY_CHAIR) and now == "a1" and bool(prepared_by)
    is_independent = approved_by is not None and not writers & {THE_CHAIR, approved_by}
    assert may_agree(facts).allowed == (is_sound and is_independent)


def test_minutes_without_a_later_meeting_or_correspondence_cannot_be_agreed() -> None:
    assert may_agree(replace(FIT_TO_AGREE, agreed_at=None)).reason == (
        "Say at which later meeting the minutes were agreed, or that it was by correspondence and when."
    )


@pytest.mark.parametrize("entry_count", [1, 3])
def test_approved_and_marked_minutes_may_be_circulated(entry_count: int) -> None:
    assert may_circulate(replace(FIT_TO_CIRCULATE, entry_count=entry_count)).reason == ""


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (
            {"stage_before": DRAFT},
            "The minutes are at stage Draft. Send them to the chair before they are circulated.",
        ),
        (
            {"approved_by": None},
            "Nobody has approved the minutes. Ask the Chair or a Deputy Chair to approve them.",
        ),
        (
            {"current_hash": "b2"},
            f"The text has changed since {THE_CHAIR} approved it. Ask for the new text to be approved.",
        ),
        ({"marking": " "}, "The minutes carry no marking. Choose one before circulation."),
        ({"entry_count": 0}, "The minutes have no entry. Write up the meeting before circulation."),
    ],
)
def test_minutes_that_lack_something_cannot_be_circulated(change: dict[str, Any], refusal: str) -> None:
    assert may_circulate(replace(FIT_TO_CIRCULATE, **change)).reason == refusal


def test_minutes_are_sent_back_only_with_a_reason() -> None:
    assert may_send_back("Item 4 names a venue that asked not to be named").allowed
    for reason in (None, "", " \n"):
        assert may_send_back(reason).reason == "Give the reason why the minutes are sent back."


@pytest.mark.parametrize("stage", [DRAFT, CIRCULATED, AGREED])
def test_only_minutes_with_the_chair_are_sent_back(stage: str) -> None:
    reason = may_send_back("Item 4", stage).reason
    assert reason == (
        f"The minutes are at stage {stage}. Only minutes that are with the chair can be sent back."
    )


def test_an_approval_is_stale_when_the_text_has_changed_since() -> None:
    assert is_approval_stale("a1", "b2")
    assert not is_approval_stale("a1", "a1")
    assert not is_approval_stale(None, "b2")


@pytest.mark.parametrize("stage", [DRAFT, WITH_CHAIR])
def test_text_changes_freely_before_circulation(stage: str) -> None:
    assert may_edit_text(stage, is_settled_correction=False).allowed


def test_circulated_text_changes_only_by_a_settled_correction() -> None:
    assert may_edit_text(CIRCULATED, is_settled_correction=True).allowed
    reason = may_edit_text(CIRCULATED, is_settled_correction=False).reason
    assert reason == "The minutes are circulated. Propose a correction and let the chair settle it."


@pytest.mark.parametrize("is_settled_correction", [True, False])
def test_agreed_text_never_changes(is_settled_correction: bool) -> None:
    reason = may_edit_text(AGREED, is_settled_correction).reason
    assert reason == "The minutes are agreed and locked. Add a dated correction beside the text."


def test_text_at_an_unknown_stage_does_not_change() -> None:
    reason = may_edit_text("Published", is_settled_correction=True).reason
    assert reason == "The minutes are at the stage Published, which is not known. Choose a workflow state."
