"""Whom the council reminds and when, and when it suggests to take an action higher."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.actions import CLOSED, DONE, DROPPED, IN_PROGRESS, OPEN
from papg.rules.follow_up import (
    AFTER,
    BEFORE,
    BY_OBSTACLE,
    BY_RATING,
    REMIND,
    SINCE_RAISED,
    SUGGEST,
    ActionFacts,
    FollowUp,
    check_follow_up,
    reasons_to_escalate,
    reminder_days,
    reminder_due,
)

DUE = date(2026, 6, 14)
RAISED = date(2026, 1, 5)
DAY = timedelta(days=1)
WEEK_BEFORE = FollowUp(does=REMIND, measure=BEFORE, days=7)
WEEK_AFTER = FollowUp(does=REMIND, measure=AFTER, days=7)
LINES = (WEEK_BEFORE, WEEK_AFTER)


def action(**facts: object) -> ActionFacts:
    return ActionFacts(**{"stage": OPEN, "raised_on": RAISED, "due_on": DUE} | facts)


def test_a_reminder_goes_out_on_its_day_and_not_the_day_before() -> None:
    assert reminder_due(LINES, action(), DUE - 8 * DAY) is None
    assert reminder_due(LINES, action(), DUE - 7 * DAY) == DUE - 7 * DAY
    assert reminder_due(LINES, action(), DUE + 7 * DAY) == DUE + 7 * DAY


def test_a_reminder_is_made_up_for_within_a_week_and_then_left_out() -> None:
    assert reminder_due((WEEK_AFTER,), action(), DUE + 13 * DAY) == DUE + 7 * DAY
    assert reminder_due((WEEK_AFTER,), action(), DUE + 14 * DAY) is None


def test_the_second_run_of_a_day_finds_nothing() -> None:
    on = DUE - 7 * DAY
    assert reminder_due(LINES, action(reminded_on=on), on) is None


def test_no_reminder_is_for_the_day_an_action_was_raised_or_before() -> None:
    assert reminder_due(LINES, action(raised_on=DUE - 7 * DAY), DUE - 7 * DAY) is None
    assert reminder_due(LINES, action(raised_on=DUE - 8 * DAY), DUE - 7 * DAY) == DUE - 7 * DAY


@pytest.mark.parametrize("stage", [DONE, CLOSED, DROPPED])
def test_nobody_is_reminded_of_what_is_done_closed_or_dropped(stage: str) -> None:
    assert reminder_due(LINES, action(stage=stage), DUE - 7 * DAY) is None


def test_an_action_without_a_date_and_a_council_without_a_list_remind_nobody() -> None:
    assert reminder_due(LINES, action(due_on=None), DUE) is None
    assert reminder_due((), action(), DUE) is None
    assert reminder_due((FollowUp(does=SUGGEST, measure=AFTER),), action(), DUE) is None


def test_a_date_that_moves_brings_its_reminders_with_it() -> None:
    reminded = DUE - 7 * DAY
    later = action(due_on=DUE + 30 * DAY, reminded_on=reminded)
    assert reminder_due(LINES, later, reminded + 29 * DAY) is None
    assert reminder_due(LINES, later, reminded + 30 * DAY) == reminded + 30 * DAY


reminders = st.lists(
    st.builds(
        FollowUp,
        does=st.just(REMIND),
        measure=st.sampled_from((BEFORE, AFTER)),
        days=st.integers(min_value=0, max_value=60),
    ),
    max_size=5,
)


@given(reminders, st.integers(min_value=0, max_value=90), st.sampled_from((OPEN, IN_PROGRESS)))
def test_run_every_day_each_reminder_after_the_raising_goes_out_once_and_on_its_day(
    lines: list[FollowUp], given_days: int, stage: str
) -> None:
    raised = DUE - given_days * DAY
    sent, reminded = [], None
    for step in range(given_days + 62):
        day = raised + step * DAY
        facts = action(stage=stage, raised_on=raised, reminded_on=reminded)
        if reminder_due(lines, facts, day):
            sent.append(day)
            reminded = day
    assert sent == sorted(day for day in reminder_days(lines, DUE) if day > raised)


@given(reminders, st.integers(-70, 70), st.integers(0, 10))
def test_whatever_the_list_says_nothing_goes_out_twice_on_one_day(
    lines: list[FollowUp], offset: int, moved: int
) -> None:
    day = DUE + offset * DAY
    assert reminder_due(lines, action(due_on=DUE + moved * DAY, reminded_on=day), day) is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (FollowUp(does=REMIND, measure=SINCE_RAISED, days=3), "does not go by “Days since it was raised”"),
        (FollowUp(does=SUGGEST, measure=BEFORE, days=3), "Choose one of: Days after it was due"),
        (FollowUp(does=REMIND, measure=BEFORE, days=-1), "-1 days is outside 0 to 365"),
        (FollowUp(does=REMIND, measure=AFTER, days=366), "366 days is outside 0 to 365"),
        (FollowUp(does=SUGGEST, measure=BY_RATING), "Choose the rating"),
        (FollowUp(does=SUGGEST, measure=BY_OBSTACLE), "Choose the obstacle"),
    ],
)
def test_a_line_that_says_nothing_or_the_impossible_is_refused(line: FollowUp, message: str) -> None:
    assert message in " ".join(check_follow_up(line).refusals)


@pytest.mark.parametrize(
    "line",
    [
        FollowUp(does=REMIND, measure=BEFORE, days=0),
        FollowUp(does=REMIND, measure=AFTER, days=365),
        FollowUp(does=SUGGEST, measure=BY_RATING, rating="Red"),
        FollowUp(does=SUGGEST, measure=BY_OBSTACLE, obstacle="Money"),
    ],
)
def test_a_line_that_can_be_kept_is_kept(line: FollowUp) -> None:
    assert check_follow_up(line)


@pytest.mark.parametrize(
    ("line", "holds", "does_not"),
    [
        (
            FollowUp(does=SUGGEST, measure=AFTER, days=28),
            action(due_on=DUE - 28 * DAY),
            action(due_on=DUE - 27 * DAY),
        ),
        (FollowUp(does=SUGGEST, measure=AFTER, days=0), action(due_on=DUE - DAY), action(due_on=DUE)),
        (
            FollowUp(does=SUGGEST, measure=SINCE_RAISED, days=90),
            action(raised_on=DUE - 90 * DAY),
            action(raised_on=DUE - 89 * DAY),
        ),
        (
            FollowUp(does=SUGGEST, measure=BY_RATING, rating="Red"),
            action(rating="Red"),
            action(rating="Amber"),
        ),
        (FollowUp(does=SUGGEST, measure=BY_OBSTACLE, obstacle="Money"), action(obstacle="Money"), action()),
    ],
)
def test_escalating_is_suggested_from_the_very_day_and_for_the_very_thing(
    line: FollowUp, holds: ActionFacts, does_not: ActionFacts
) -> None:
    assert reasons_to_escalate((line,), holds, DUE)
    assert not reasons_to_escalate((line,), does_not, DUE)


def test_what_is_done_is_never_suggested_and_each_reason_is_said_once() -> None:
    red = FollowUp(does=SUGGEST, measure=BY_RATING, rating="Red")
    assert reasons_to_escalate((red, red), action(rating="Red"), DUE) == ["Rated Red."]
    assert reasons_to_escalate((red,), action(rating="Red", stage=DONE), DUE) == []
    assert reasons_to_escalate((WEEK_BEFORE,), action(rating="Red"), DUE) == []


def test_the_reason_says_by_how_much() -> None:
    late = FollowUp(does=SUGGEST, measure=AFTER, days=1)
    assert reasons_to_escalate((late,), action(due_on=DUE - DAY), DUE) == ["Overdue by 1 day."]
    assert reasons_to_escalate((late,), action(due_on=DUE - 30 * DAY), DUE) == ["Overdue by 30 days."]
