"""Corrections to circulated minutes: proposed by anybody who reads them, settled by somebody else."""

import pytest

from papg.rules.membership import CHAIR, DEPUTY_CHAIR, SECRETARY
from papg.rules.minutes import (
    ACCEPTED,
    CORRECTION_STATES,
    PROPOSED,
    REJECTED,
    Correction,
    corrections_left_open,
    may_reject_correction,
    may_settle_correction,
)

THE_CHAIR, THE_SECRETARY = "chair@county.example", "clerk@county.example"


def test_the_states_of_a_correction_are_those_the_form_offers() -> None:
    assert CORRECTION_STATES == ("Proposed", "Accepted", "Rejected")


def test_corrections_neither_accepted_nor_rejected_are_left_open() -> None:
    states = [PROPOSED, ACCEPTED, REJECTED, ""]
    corrections = [Correction(f"correction-{state}", state, THE_SECRETARY) for state in states]
    assert corrections_left_open(corrections) == [corrections[0], corrections[3]]
    assert corrections_left_open([]) == []


@pytest.mark.parametrize("position", [CHAIR, DEPUTY_CHAIR])
def test_a_chair_or_deputy_chair_settles_a_correction_somebody_else_proposed(position: str) -> None:
    proposed = Correction("correction-1", PROPOSED, "fire.officer@fire.example")
    assert may_settle_correction(proposed, THE_CHAIR, position).reason == ""


def test_nobody_settles_a_correction_of_their_own() -> None:
    proposed = Correction("correction-1", PROPOSED, THE_CHAIR.upper())
    assert may_settle_correction(proposed, THE_CHAIR, CHAIR).reason == (
        f"{THE_CHAIR} proposed this correction. Ask another Chair or Deputy Chair to settle it."
    )


def test_a_secretary_does_not_settle_corrections() -> None:
    proposed = Correction("correction-1", PROPOSED, "fire.officer@fire.example")
    assert may_settle_correction(proposed, THE_SECRETARY, SECRETARY).reason == (
        f"{THE_SECRETARY} is not Chair or Deputy Chair of this group today (position: Secretary). "
        "Ask one who is."
    )


def test_a_correction_is_settled_once() -> None:
    settled = Correction("correction-1", REJECTED, "fire.officer@fire.example")
    reason = may_settle_correction(settled, THE_CHAIR, CHAIR).reason
    assert reason == "The correction is settled already: Rejected. Propose a new one."


@pytest.mark.parametrize(
    ("state", "reason", "allowed"),
    [
        (REJECTED, "It was said at another meeting.", True),
        (REJECTED, " ", False),
        (REJECTED, None, False),
        (ACCEPTED, None, True),
        (PROPOSED, None, True),
    ],
)
def test_a_correction_is_rejected_with_a_reason_and_accepted_without(
    state: str, reason: str | None, allowed: bool
) -> None:
    verdict = may_reject_correction(state, reason)
    assert verdict.allowed is allowed
    assert allowed or "Give the reason why the correction is rejected" in verdict.reason
