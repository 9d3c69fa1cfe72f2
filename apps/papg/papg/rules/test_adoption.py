"""When terms of reference may come into force, go back, or change."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.adoption import (
    AdoptionFacts,
    check_route,
    may_come_into_force,
    may_edit_text,
    may_send_back,
    route_in_words,
)
from papg.rules.membership import CHAIRING_POSITIONS, POSITIONS
from papg.rules.terms import DRAFT, HEADINGS, IN_FORCE, STAGES, SUPERSEDED, WITH_MEMBERS

READY = AdoptionFacts(WITH_MEMBERS, "chair@harbour.example", "Chair")


DAY = date(2026, 6, 10)


def test_a_chair_or_deputy_chair_brings_into_force_what_was_with_the_members() -> None:
    assert may_come_into_force(READY).allowed
    assert may_come_into_force(replace(READY, approver_position_today="Deputy Chair")).allowed


@pytest.mark.parametrize("stage", [DRAFT, IN_FORCE, SUPERSEDED])
def test_terms_that_are_not_with_the_members_do_not_come_into_force(stage: str) -> None:
    verdict = may_come_into_force(replace(READY, stage_before=stage))
    assert verdict.reason == f"The terms are at stage {stage}. Send them to the members first."


@pytest.mark.parametrize("position", [None, "Secretary", "Member", "Adviser", "Observer"])
def test_nobody_but_a_chair_brings_terms_into_force(position: str | None) -> None:
    verdict = may_come_into_force(replace(READY, approver_position_today=position))
    assert verdict.reason.startswith(
        "chair@harbour.example is not Chair or Deputy Chair of this group today."
    )


def test_a_heading_the_council_wants_written_stops_terms_and_is_named() -> None:
    verdict = may_come_into_force(replace(READY, empty_needed=("Minutes", "Subgroups")))
    assert verdict.reason.startswith("Nothing is written under Minutes and Subgroups.")
    assert may_come_into_force(replace(READY, empty_needed=())).allowed


@given(
    st.sampled_from(STAGES),
    st.none() | st.sampled_from(POSITIONS),
    st.lists(st.sampled_from(HEADINGS), max_size=3),
)
def test_terms_come_into_force_exactly_when_nothing_is_in_the_way(
    stage: str, position: str | None, empty: list[str]
) -> None:
    facts = AdoptionFacts(stage, "somebody", position, empty)
    is_right = stage == WITH_MEMBERS and position in CHAIRING_POSITIONS and not empty
    assert may_come_into_force(facts).allowed == is_right


def test_terms_are_sent_back_from_the_members_and_with_a_reason() -> None:
    assert may_send_back("Subgroups are missing.", WITH_MEMBERS).allowed
    assert may_send_back(" ", WITH_MEMBERS).reason == "Give the reason why the terms are sent back."
    assert may_send_back("Late.", IN_FORCE).reason.startswith("The terms are at stage In force. Only terms")


def test_the_text_changes_in_draft_only() -> None:
    assert may_edit_text(DRAFT).allowed
    assert "Send them back with a reason" in may_edit_text(WITH_MEMBERS).reason
    assert "Start a new version" in may_edit_text(IN_FORCE).reason


@pytest.mark.parametrize(
    ("by_correspondence", "agreed_on", "at_group", "refused"),
    [
        (False, None, None, ""),
        (False, None, "north", ""),
        (True, DAY, None, ""),
        (False, DAY, "south", "it is a meeting of another group"),
        (True, DAY, "north", "not both"),
        (True, None, None, "enter under “Agreed on” when that was complete"),
    ],
)
def test_terms_are_agreed_at_a_meeting_of_the_group_or_by_correspondence_on_a_day(
    by_correspondence: bool, agreed_on: date | None, at_group: str | None, refused: str
) -> None:
    verdict = check_route(by_correspondence, agreed_on, "north", at_group)
    assert bool(verdict) is not bool(refused)
    assert refused in verdict.reason


def test_it_is_said_how_and_when_terms_were_agreed() -> None:
    assert route_in_words(True, DAY, None) == "By correspondence, complete on 10 June 2026"
    assert route_in_words(False, DAY, date(2026, 6, 1)) == "At the meeting of 1 June 2026"
    assert route_in_words(False, DAY, None) == "On 10 June 2026"
    assert route_in_words(False, None, None) is None
