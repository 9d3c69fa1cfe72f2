"""When a report may be issued, and by whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from papg.rules.membership import CHAIR, DEPUTY_CHAIR, MEMBER, SECRETARY
from papg.rules.reports import (
    BRIEFING_NOTE,
    COMMITTEE_REPORT,
    DRAFT,
    DUTY_PROGRESS_REPORT,
    ISSUED,
    PUBLIC,
    REVIEW,
    IssueFacts,
    Section,
    as_at_refusal,
    is_numbered,
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


# A report for the public

SITES = Section(None, "Sites", False, is_not_public=True)
PURPOSE = Section(None, "Purpose", False)


def test_only_a_committee_report_is_numbered_by_itself() -> None:
    assert [
        kind for kind in (COMMITTEE_REPORT, BRIEFING_NOTE, DUTY_PROGRESS_REPORT) if is_numbered(kind)
    ] == [COMMITTEE_REPORT]


def test_a_report_for_the_public_leaves_out_what_is_ticked_unless_a_number_tells_of_it() -> None:
    public = {"audience": PUBLIC, "rows_left_out": 1}
    assert may_issue(replace(GOOD, sections=[PURPOSE, SITES], **public))
    told = reason(sections=[PURPOSE, SITES, Section("3", "Progress", False)], **public)
    assert told.startswith("The number 3 of “Progress” shows that a section before it is left out")
    assert may_issue(replace(GOOD, sections=[PURPOSE, SITES, Section("3", "Progress", False)]))


def test_a_workstream_is_left_out_as_a_whole_only_where_no_label_tells_of_it() -> None:
    public = {"audience": PUBLIC, "rows_left_out": 1}
    labelled = [Section("1", "1 Partnership", False), Section("2/3", "2/3 Risk", False, is_not_public=True)]
    assert "“2/3 Risk” is left out" in reason(workstreams=labelled, **public)
    assert may_issue(replace(GOOD, workstreams=[row._replace(number="") for row in labelled], **public))


def test_a_report_for_the_public_has_a_section_for_them() -> None:
    assert reason(audience=PUBLIC, sections=[SITES], rows_left_out=1) == (
        "Every section is left out of the public version. Leave one in, or choose another audience."
    )


def test_what_is_marked_above_official_is_public_only_without_what_is_ticked() -> None:
    marked = {"audience": PUBLIC, "marking": "OFFICIAL-SENSITIVE", "is_marked_above": True}
    assert "nothing of it is left out of the public version" in reason(**marked)
    assert may_issue(replace(GOOD, **marked, rows_left_out=1))
    assert may_issue(replace(GOOD, **marked | {"audience": "Board"}))
