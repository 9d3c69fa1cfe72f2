"""Contributions before a meeting: asked, answered, nothing to report, silent."""

from datetime import date

import pytest

from papg.rules import contributions as rules

DUE = date(2026, 6, 14)
DAY_BEFORE, DAY_AFTER = date(2026, 6, 13), date(2026, 6, 15)
MEETS = date(2026, 6, 20)


@pytest.mark.parametrize(("day", "status"), [(DAY_BEFORE, "Asked"), (DUE, "Asked"), (DAY_AFTER, "Silent")])
def test_who_has_not_answered_is_silent_from_the_day_after_it_was_due(day: date, status: str) -> None:
    assert rules.status_on(" ", False, DUE, day) == status


@pytest.mark.parametrize(("answer", "has_nothing"), [("Two patrols more.", False), (None, True)])
def test_an_answer_that_comes_late_and_nothing_to_report_are_answers(
    answer: str | None, has_nothing: bool
) -> None:
    assert rules.status_on(answer, has_nothing, DUE, DAY_AFTER) == (
        "Nothing to report" if has_nothing else "Answered"
    )


@pytest.mark.parametrize("due", [DUE, MEETS])
def test_members_are_asked_from_today_to_the_day_of_the_meeting(due: date) -> None:
    assert rules.may_ask("Planned", due, MEETS, DUE)


@pytest.mark.parametrize("due", [DAY_BEFORE, date(2026, 6, 21)])
def test_a_day_that_is_past_or_after_the_meeting_is_refused_with_both_ends(due: date) -> None:
    verdict = rules.may_ask("Planned", due, MEETS, DUE)
    assert "is not between today, 14 June 2026, and the day of the meeting, 20 June 2026." in verdict.reason


@pytest.mark.parametrize("status", ["Held", "Cancelled", "Postponed"])
def test_nobody_is_asked_before_a_meeting_that_is_not_planned(status: str) -> None:
    verdict = rules.may_ask(status, DUE, MEETS, DUE)
    assert verdict.reason == (
        f"The meeting is {status.lower()}. Members are asked before a meeting that is planned."
    )


@pytest.mark.parametrize(
    ("status", "is_allowed"), [("Planned", True), ("Postponed", True), ("Held", False), ("Cancelled", False)]
)
def test_answers_are_open_until_the_meeting_is_held(status: str, is_allowed: bool) -> None:
    verdict = rules.may_answer(status)
    assert bool(verdict) is is_allowed
    assert is_allowed or "stays as it is" in verdict.reason


def test_an_answer_does_not_say_something_and_that_there_is_nothing() -> None:
    assert rules.answer_refusal("Two patrols more.", True)
    assert rules.answer_refusal("Two patrols more.", False) is None
    assert rules.answer_refusal(" ", True) is None


@pytest.mark.parametrize("waiting", [0, 1])
def test_a_tally_counts_each_kind_and_leaves_those_who_still_have_time(waiting: int) -> None:
    found = rules.tally(["Answered", "Answered", "Nothing to report", "Silent", *["Asked"] * waiting])
    assert found == rules.Tally(4 + waiting, 2, 1, 1)
    assert found.waiting == waiting


def test_nobody_was_asked() -> None:
    assert rules.tally([]) == rules.Tally(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("day", "is_due"), [(date(2026, 6, 12), False), (DAY_BEFORE, True), (DUE, True), (DAY_AFTER, False)]
)
def test_a_reminder_is_for_the_day_before_and_the_day_itself(day: date, is_due: bool) -> None:
    assert rules.is_to_be_reminded("Asked", DUE, None, day) is is_due


def test_nobody_is_reminded_twice_or_after_an_answer() -> None:
    assert not rules.is_to_be_reminded("Asked", DUE, DAY_BEFORE, DUE)
    assert not rules.is_to_be_reminded("Nothing to report", DUE, None, DUE)
