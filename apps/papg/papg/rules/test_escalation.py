"""What may be taken up, to whom, and who ends it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from papg.rules import actions
from papg.rules.escalation import (
    ANSWERED,
    CLOSED,
    OPEN,
    STATUSES,
    WITHDRAWN,
    EscalationFacts,
    ReportingLine,
    is_answer_late,
    line_to,
    lines_on,
    may_answer,
    may_escalate,
    may_settle,
)
from papg.rules.periods import Period

TODAY = date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
BOARD = ReportingLine(name="l1", body="b1", shown="Strategic Safety Board", chain="Delivery")
RISK = ReportingLine(name="l2", body="b1", shown="Strategic Safety Board", chain="Risk")
POST = ReportingLine(name="l3", post="Chief Executive", shown="Chief Executive", chain="Emergencies")
LINES = (BOARD, RISK, POST)
GOOD = EscalationFacts(
    action_stage=actions.IN_PROGRESS,
    is_restricted=False,
    line=BOARD,
    lines=LINES,
    reason="The site owner does not answer.",
    raised_on=TODAY,
    respond_by=TODAY + ONE_DAY,
    today=TODAY,
)


def reason(**facts: object) -> str:
    return may_escalate(replace(GOOD, **facts)).reason


def test_an_action_under_way_goes_up_a_reporting_line_with_a_reason_and_a_day() -> None:
    assert may_escalate(GOOD).allowed


def test_an_answer_may_be_asked_for_on_the_day_itself_and_not_before() -> None:
    assert may_escalate(replace(GOOD, respond_by=TODAY)).allowed
    assert reason(respond_by=TODAY - ONE_DAY) == (
        "An answer by 13 June 2026 is asked for before the escalation is raised, on 14 June 2026. "
        "Choose a later day."
    )
    assert reason(respond_by=None) == "Enter the day by which an answer is needed."


def test_an_escalation_is_not_raised_on_a_day_to_come() -> None:
    tomorrow = {"raised_on": TODAY + ONE_DAY, "respond_by": TODAY + ONE_DAY}
    assert reason(**tomorrow) == (
        "Raised on 15 June 2026: that day is still to come. Enter today or an earlier day."
    )


@pytest.mark.parametrize("given", [None, "", "  \n"])
def test_nothing_goes_up_without_a_reason(given: str | None) -> None:
    assert reason(reason=given) == "Give the reason why the action is escalated."


@pytest.mark.parametrize("stage", [actions.DONE, actions.CLOSED, actions.DROPPED])
def test_what_is_finished_is_not_escalated(stage: str) -> None:
    expected = f"The action is {stage}. Only one that is still to be done is escalated."
    assert reason(action_stage=stage) == expected


def test_an_action_from_a_restricted_item_stays_with_its_audience() -> None:
    assert reason(is_restricted=True).startswith("The action comes from a restricted item, and nobody above")


def test_a_refused_target_names_what_the_group_does_report_to() -> None:
    assert reason(line=None) == (
        "The group has no such reporting line on 14 June 2026. "
        "It reports to Strategic Safety Board and Chief Executive: choose one of these."
    )
    assert reason(line=None, lines=()) == (
        "The group has no reporting line on 14 June 2026. Enter in the group what it reports to."
    )


def test_every_reason_against_an_escalation_is_given_at_once() -> None:
    facts = replace(GOOD, line=None, reason="", respond_by=None, is_restricted=True)
    assert len(may_escalate(facts).refusals) == 4


def test_a_line_holds_from_the_day_its_body_begins_to_the_day_it_ends() -> None:
    body = replace(BOARD, period=Period(TODAY, TODAY + ONE_DAY))
    held = [day for day in range(-1, 4) if lines_on([body], TODAY + day * ONE_DAY)]
    assert held == [0, 1]
    assert lines_on([POST], date(1990, 1, 1)) == [POST]


def test_the_chain_decides_between_two_lines_to_one_body() -> None:
    assert line_to(LINES, "b1", None, "Risk", TODAY) == RISK
    assert line_to(LINES, "b1", None, None, TODAY) == BOARD
    assert line_to(LINES, None, "Chief Executive", None, TODAY) == POST
    assert line_to(LINES, "b2", None, "Risk", TODAY) is None
    assert line_to(LINES, None, None, None, TODAY) is None


def test_an_open_escalation_is_answered_in_words_and_only_once() -> None:
    assert may_answer(OPEN, "The board writes to the owner.").allowed
    assert may_answer(OPEN, "  ").reason == "Write the answer."
    for status in (ANSWERED, CLOSED, WITHDRAWN):
        expected = f"The escalation is {status} and takes no answer any more."
        assert may_answer(status, "Once more.").reason == expected


def test_an_answered_escalation_is_closed_and_an_open_one_withdrawn_and_not_the_other_way_round() -> None:
    for before in STATUSES:
        assert may_settle(before, CLOSED, "The owner agreed.").allowed == (before == ANSWERED)
        assert may_settle(before, WITHDRAWN, "No longer needed.").allowed == (before == OPEN)
    refused = may_settle(OPEN, CLOSED, "The owner agreed.").reason
    assert refused == "The escalation is Open. Only one that is Answered can be Closed."


@pytest.mark.parametrize("after", [CLOSED, WITHDRAWN])
def test_an_escalation_ends_with_its_outcome(after: str) -> None:
    before = ANSWERED if after == CLOSED else OPEN
    assert may_settle(before, after, " ").reason == (f"Say what came of the escalation before it is {after}.")


def test_nobody_makes_an_escalation_answered_without_an_answer() -> None:
    refused = "An escalation becomes Answered by its answer and by nothing else."
    assert may_settle(OPEN, ANSWERED, "Settled.").reason == refused


def test_an_answer_is_late_from_the_day_after_it_was_asked_for() -> None:
    assert not is_answer_late(OPEN, TODAY, TODAY)
    assert is_answer_late(OPEN, TODAY - ONE_DAY, TODAY)
    assert not is_answer_late(ANSWERED, TODAY - ONE_DAY, TODAY)
    assert not is_answer_late(OPEN, None, TODAY)
