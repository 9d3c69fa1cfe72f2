"""When a report may be issued, and by whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from papg.rules.membership import CHAIR, DEPUTY_CHAIR, MEMBER, SECRETARY
from papg.rules.reports import (
    DRAFT,
    ISSUED,
    REVIEW,
    IssueFacts,
    Section,
    as_at_refusal,
    may_issue,
    may_send_back,
)

TODAY = date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
GOOD = IssueFacts(
    stage_before=REVIEW,
    position_today=CHAIR,
    is_to_body_above=True,
    marking="OFFICIAL",
    as_at=TODAY,
    today=TODAY,
    sections=[Section("1", "Purpose", False), Section("3", "Progress", False)],
)


def reason(**facts: object) -> str:
    return may_issue(replace(GOOD, **facts)).reason


@pytest.mark.parametrize("position", [CHAIR, DEPUTY_CHAIR])
def test_a_chair_issues_a_reviewed_report_whose_numbers_may_skip(position: str) -> None:
    assert may_issue(replace(GOOD, position_today=position)).allowed


@pytest.mark.parametrize("position", [SECRETARY, MEMBER, None])
def test_nobody_but_a_chair_issues_a_report(position: str | None) -> None:
    expected = "Only the Chair or Deputy Chair of the group issues a report. Ask one of them."
    assert reason(position_today=position) == expected


@pytest.mark.parametrize("stage", [DRAFT, ISSUED])
def test_only_a_reviewed_report_is_issued(stage: str) -> None:
    expected = f"The report is at stage {stage}. Send it for review before it is issued."
    assert reason(stage_before=stage) == expected


def test_a_report_is_true_as_at_today_or_an_earlier_day() -> None:
    assert as_at_refusal(TODAY, TODAY) is None
    assert as_at_refusal(TODAY - ONE_DAY, TODAY) is None
    assert reason(as_at=TODAY + ONE_DAY) == (
        "As at 15 June 2026: that day is still to come. Enter today or an earlier day."
    )
    assert reason(as_at=None) == "The report does not say as at which day it is true. Enter the day."


def test_a_report_without_sections_is_not_issued() -> None:
    assert reason(sections=[]) == "The report has no sections. Write what the body is to know."


def test_a_section_that_says_nothing_is_named_by_its_number_or_its_place() -> None:
    sections = [
        Section("1", "Purpose", False),
        Section("4.2", "Progress", True),
        Section(None, "Risks", True),
    ]
    assert reason(sections=sections) == (
        "Section 4.2, “Progress”, says nothing. Write it or take it out. "
        "Section 3, “Risks”, says nothing. Write it or take it out."
    )


def test_a_report_goes_to_a_body_above_the_group_and_carries_a_marking() -> None:
    assert reason(is_to_body_above=False) == (
        "The group does not report to the body of this report today. Start a report to one it reports to."
    )
    assert reason(marking=None) == "The report carries no marking. Choose one."


def test_a_chair_sends_a_report_back_and_nobody_else() -> None:
    assert may_send_back(CHAIR).allowed
    assert may_send_back(DEPUTY_CHAIR).allowed
    for position in (SECRETARY, MEMBER, None):
        assert may_send_back(position).reason == (
            "Only the Chair or Deputy Chair of the group sends a report back. Ask one of them."
        )
