"""A group agrees its minutes at a later meeting, or by correspondence."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.agreement import AgreementFacts, route_refusal
from papg.rules.membership import CHAIR
from papg.rules.minutes import CIRCULATED

HELD_ON, TODAY = date(2026, 3, 10), date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
AT_A_MEETING = AgreementFacts(
    stage_before=CIRCULATED,
    approver="chair@county.example",
    approver_position_today=CHAIR,
    prepared_by="clerk@county.example",
    editors=frozenset(),
    today=TODAY,
    meeting="meeting-12",
    papg_group="north-shire",
    meeting_held_on=HELD_ON,
    agreed_at="meeting-13",
    agreed_at_group="north-shire",
    agreed_at_status="Held",
    agreed_at_held_on=date(2026, 6, 9),
)
BY_CORRESPONDENCE = replace(
    AT_A_MEETING, agreed_at=None, agreed_by_correspondence=True, agreed_on=date(2026, 4, 2)
)


def test_a_later_meeting_of_the_group_agrees_minutes_with_or_without_a_date_of_its_own() -> None:
    assert route_refusal(AT_A_MEETING) is None
    assert route_refusal(replace(AT_A_MEETING, agreed_on=date(2026, 6, 9))) is None


def test_a_meeting_cannot_agree_its_own_minutes() -> None:
    reason = route_refusal(replace(AT_A_MEETING, agreed_at="meeting-12"))
    assert reason == "A meeting cannot agree its own minutes. Choose a later meeting of the group."


def test_a_meeting_of_another_group_cannot_agree_minutes() -> None:
    reason = route_refusal(replace(AT_A_MEETING, agreed_at_group="south-shire"))
    assert reason == "The meeting chosen is of another group. Choose a later meeting of this group."


@pytest.mark.parametrize(
    "state", [{"agreed_at_status": "Planned"}, {"agreed_at_status": "Cancelled"}, {"agreed_at_held_on": None}]
)
def test_a_meeting_that_was_not_held_cannot_agree_minutes(state: dict[str, Any]) -> None:
    reason = route_refusal(replace(AT_A_MEETING, **state))
    assert reason == "The meeting chosen has not been held. Choose one that was, or record that it was held."


def test_an_earlier_meeting_cannot_agree_minutes_but_one_on_the_same_day_can() -> None:
    earlier = replace(AT_A_MEETING, agreed_at_held_on=HELD_ON - ONE_DAY)
    assert route_refusal(earlier) == (
        "The meeting chosen was on 9 March 2026, before the meeting of 10 March 2026. Choose a later one."
    )
    assert route_refusal(replace(AT_A_MEETING, agreed_at_held_on=HELD_ON)) is None


def test_the_day_of_agreement_must_be_the_day_of_the_meeting_that_agreed() -> None:
    reason = route_refusal(replace(AT_A_MEETING, agreed_on=date(2026, 6, 10)))
    assert reason == (
        "The minutes say they were agreed on 10 June 2026, but the meeting chosen was on 9 June 2026. "
        "Correct one of them."
    )


def test_minutes_need_a_meeting_or_correspondence_and_not_both() -> None:
    neither = route_refusal(replace(AT_A_MEETING, agreed_at=None))
    assert neither == (
        "Say at which later meeting the minutes were agreed, or that it was by correspondence and when."
    )
    both = route_refusal(replace(BY_CORRESPONDENCE, agreed_at="meeting-13"))
    assert both == "Minutes are agreed at a meeting or by correspondence, not both. Take one of the two away."


def test_minutes_of_a_meeting_that_was_not_held_cannot_be_agreed() -> None:
    reason = route_refusal(replace(AT_A_MEETING, meeting_held_on=None))
    assert reason == "The meeting these minutes record is not recorded as held. Record when it was held."


def test_minutes_may_be_agreed_by_correspondence_from_the_meeting_to_today() -> None:
    for agreed_on in (HELD_ON, date(2026, 4, 2), TODAY):
        assert route_refusal(replace(BY_CORRESPONDENCE, agreed_on=agreed_on)) is None


@pytest.mark.parametrize(
    ("agreed_on", "shown"), [(HELD_ON - ONE_DAY, "9 March"), (TODAY + ONE_DAY, "15 June")]
)
def test_correspondence_before_the_meeting_or_after_today_is_refused(agreed_on: date, shown: str) -> None:
    reason = route_refusal(replace(BY_CORRESPONDENCE, agreed_on=agreed_on))
    assert reason == (
        f"The minutes cannot be agreed on {shown} 2026. "
        "Enter a day from the meeting on 10 March 2026 to today, 14 June 2026."
    )


def test_agreement_by_correspondence_needs_a_date() -> None:
    reason = route_refusal(replace(BY_CORRESPONDENCE, agreed_on=None))
    assert reason == "Agreement by correspondence needs a date. Enter the day on which it was complete."


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_correspondence_is_complete_between_the_meeting_and_today_or_refused(agreed_on: date) -> None:
    refused = route_refusal(replace(BY_CORRESPONDENCE, agreed_on=agreed_on)) is not None
    assert refused != (HELD_ON <= agreed_on <= TODAY)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_meeting_agrees_minutes_exactly_when_it_was_not_before_the_one_they_record(later_on: date) -> None:
    refused = route_refusal(replace(AT_A_MEETING, agreed_at_held_on=later_on)) is not None
    assert refused == (later_on < HELD_ON)
