"""When an action is late, and who may close or drop it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from papg.rules.actions import (
    CLOSED,
    DONE,
    DROPPED,
    IN_PROGRESS,
    OPEN,
    STAGES,
    days_overdue,
    doubts_about_rating,
    due_date_moved,
    due_soon,
    is_overdue,
    may_close,
    may_drop,
    next_due_on,
)
from papg.rules.people import Person

TODAY = date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
OWNER = Person("licensing.manager@county.example", "licensing@county.example")
CHAIR = Person("head.of.safety@county.example")
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
stages = st.sampled_from(STAGES)


def test_an_action_due_today_is_not_overdue_and_one_due_yesterday_is() -> None:
    assert not is_overdue(OPEN, TODAY, TODAY)
    assert is_overdue(OPEN, TODAY - ONE_DAY, TODAY)
    assert is_overdue(IN_PROGRESS, TODAY - ONE_DAY, TODAY)


def test_an_action_without_a_date_is_never_overdue_or_due_soon() -> None:
    assert not is_overdue(OPEN, None, TODAY)
    assert days_overdue(OPEN, None, TODAY) == 0
    assert not due_soon(OPEN, None, TODAY)


def test_what_is_done_closed_or_dropped_is_not_overdue() -> None:
    for stage in (DONE, CLOSED, DROPPED):
        assert not is_overdue(stage, TODAY - ONE_DAY, TODAY)
        assert days_overdue(stage, TODAY - ONE_DAY, TODAY) == 0


def test_days_overdue_are_counted_from_the_day_after_the_due_date() -> None:
    assert days_overdue(OPEN, TODAY, TODAY) == 0
    assert days_overdue(OPEN, TODAY - ONE_DAY, TODAY) == 1
    assert days_overdue(OPEN, date(2026, 5, 31), TODAY) == 14


def test_an_action_is_due_soon_from_today_to_the_fourteenth_day_from_now() -> None:
    assert due_soon(OPEN, TODAY, TODAY)
    assert due_soon(OPEN, TODAY + timedelta(days=14), TODAY)
    assert not due_soon(OPEN, TODAY + timedelta(days=15), TODAY)
    assert not due_soon(OPEN, TODAY - ONE_DAY, TODAY)
    assert not due_soon(DONE, TODAY, TODAY)


def test_the_number_of_days_that_is_soon_can_be_chosen() -> None:
    assert due_soon(OPEN, TODAY + ONE_DAY, TODAY, within_days=1)
    assert not due_soon(OPEN, TODAY + ONE_DAY, TODAY, within_days=0)


@given(stages, st.none() | days, days)
def test_an_action_is_overdue_exactly_when_it_has_days_overdue_and_then_never_due_soon(
    stage: str, due_on: date | None, today: date
) -> None:
    assert is_overdue(stage, due_on, today) == (days_overdue(stage, due_on, today) > 0)
    assert not (is_overdue(stage, due_on, today) and due_soon(stage, due_on, today))


def test_somebody_other_than_the_owner_may_close_a_done_action_with_evidence() -> None:
    assert may_close(DONE, OWNER, CHAIR, "Minute 4.2 of 14 June 2026").reason == ""


def test_the_owner_may_not_close_the_action_under_any_spelling() -> None:
    refusal = "The owner may not close the action. Ask somebody else in the group to check and close it."
    for closer in (OWNER, "LICENSING@county.example", Person(email=" Licensing.Manager@County.example ")):
        assert may_close(DONE, OWNER, closer, "Seen").reason == refusal


def test_an_action_that_is_not_done_cannot_be_closed() -> None:
    refusal = "The action is at stage {}. Its owner marks it Done before somebody closes it."
    for stage in (OPEN, IN_PROGRESS, CLOSED, DROPPED):
        assert may_close(stage, OWNER, CHAIR, "Seen").reason == refusal.format(stage)


def test_an_action_cannot_be_closed_without_evidence() -> None:
    for evidence in (None, "", "  \n"):
        reason = may_close(DONE, OWNER, CHAIR, evidence).reason
        assert reason == "There is no evidence. Say what shows that the action was done."


def test_an_action_without_an_owner_cannot_be_closed() -> None:
    reason = may_close(DONE, Person(), CHAIR, "Seen").reason
    assert reason == "The action has no owner. Name one, then let somebody else close it."


def test_nobody_cannot_close_an_action() -> None:
    reason = may_close(DONE, OWNER, None, "Seen").reason
    assert reason == "Nobody is named as closing the action. Log in to close it."


def test_every_reason_against_closing_is_given_at_once() -> None:
    assert len(may_close(OPEN, OWNER, OWNER, "").refusals) == 3


def test_an_action_is_dropped_only_with_a_reason() -> None:
    assert may_drop("Overtaken by the new licensing policy").allowed
    for reason in (None, "", "   "):
        assert may_drop(reason).reason == "Give the reason why the action is dropped."


def test_a_date_that_has_not_moved_says_nothing() -> None:
    assert due_date_moved(TODAY, TODAY) is None
    assert due_date_moved(None, TODAY) is None


def test_a_moved_date_says_by_how_much_and_in_which_direction() -> None:
    first = date(2026, 6, 1)
    assert due_date_moved(first, TODAY) == "First due on 1 June 2026, now on 14 June 2026: 13 days later."
    assert due_date_moved(TODAY, first) == "First due on 14 June 2026, now on 1 June 2026: 13 days earlier."
    assert (
        due_date_moved(first, first + ONE_DAY) == "First due on 1 June 2026, now on 2 June 2026: 1 day later."
    )
    assert (
        due_date_moved(first, first - ONE_DAY)
        == "First due on 1 June 2026, now on 31 May 2026: 1 day earlier."
    )


def test_a_date_taken_away_is_said() -> None:
    assert due_date_moved(TODAY, None) == "First due on 14 June 2026, now without a date."


def test_red_and_amber_say_why_and_green_needs_no_reason() -> None:
    for rating in ("Red", "Amber"):
        assert doubts_about_rating(OPEN, rating, " ", None, TODAY) == [
            f"Rated {rating} without a reason. Say why."
        ]
        assert doubts_about_rating(OPEN, rating, "The site is closed.", None, TODAY) == []
    assert doubts_about_rating(OPEN, "Green", None, None, TODAY) == []
    assert doubts_about_rating(OPEN, None, None, None, TODAY) == []


def test_what_is_overdue_is_doubtful_as_green_and_what_is_due_today_is_not() -> None:
    assert doubts_about_rating(OPEN, "Green", None, TODAY, TODAY) == []
    [doubt] = doubts_about_rating(OPEN, "Green", None, TODAY - ONE_DAY, TODAY)
    assert doubt.startswith("Rated Green, and overdue since 13 June 2026.")
    assert doubts_about_rating(DONE, "Green", None, TODAY - ONE_DAY, TODAY) == []


def test_only_what_is_done_is_complete() -> None:
    [doubt] = doubts_about_rating(IN_PROGRESS, "Complete", None, None, TODAY)
    assert doubt.startswith("Rated Complete, and still In progress.")
    assert doubts_about_rating(DONE, "Complete", None, None, TODAY) == []


@given(days, st.integers(0, 400), days)
def test_the_next_turn_has_as_many_days_as_the_first(raised: date, given_days: int, starts: date) -> None:
    due = next_due_on(raised, raised + timedelta(days=given_days), starts)
    assert due is not None and due - starts == timedelta(days=given_days)


def test_a_turn_without_a_date_has_none_and_one_due_before_it_was_raised_is_due_at_once() -> None:
    assert next_due_on(TODAY, None, TODAY) is None
    assert next_due_on(None, TODAY, TODAY) is None
    assert next_due_on(TODAY, TODAY - ONE_DAY, TODAY) == TODAY
