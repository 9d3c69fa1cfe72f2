"""Who says beforehand that they will come, and the quorum to expect."""

from datetime import datetime, timedelta

import pytest

from papg.rules import intentions as rules
from papg.rules.quorum import Attendance, QuorumTerms
from papg.rules.quorum_terms import FIXED_NUMBER

STARTS = datetime(2026, 6, 14, 10, 0)


@pytest.mark.parametrize(("seconds", "is_allowed"), [(-1, True), (0, False), (1, False)])
def test_members_say_whether_they_come_until_the_meeting_starts(seconds: int, is_allowed: bool) -> None:
    verdict = rules.may_tell("Planned", STARTS, STARTS + timedelta(seconds=seconds), "")
    assert bool(verdict) is is_allowed
    assert is_allowed or "The meeting of 14 June 2026 has started." in verdict.reason


@pytest.mark.parametrize("status", ["Cancelled", "Postponed", "Held"])
def test_nobody_says_so_of_a_meeting_that_is_not_planned(status: str) -> None:
    assert (
        f"The meeting is {status.lower()}." in rules.may_tell(status, STARTS, datetime(2026, 6, 1), "").reason
    )


def test_who_was_recorded_already_tells_the_secretary() -> None:
    verdict = rules.may_tell("Planned", STARTS, datetime(2026, 6, 1), "Apologies")
    assert "The secretary has recorded you as apologies already." in verdict.reason


@pytest.mark.parametrize(
    ("presence", "intention", "expected"),
    [
        ("", "Will come", "Present"),
        ("", "Apologies", "Apologies"),
        ("", "Deputy will come", "Deputised"),
        ("", "", ""),
        ("Absent", "Will come", "Absent"),
    ],
)
def test_what_is_recorded_counts_before_what_was_said(presence: str, intention: str, expected: str) -> None:
    assert rules.expected_presence(presence, intention) == expected


def test_who_said_nothing_is_counted_as_silent() -> None:
    said = ["Will come", "Will come", "Apologies", "Deputy will come", "", ""]
    assert rules.told(said) == rules.Told(2, 1, 1, 2)
    assert rules.told([]) == rules.Told(0, 0, 0, 0)


@pytest.mark.parametrize(("coming", "is_quorate"), [(1, False), (2, True), (3, True)])
def test_the_quorum_to_expect_counts_those_who_said_they_come(coming: int, is_quorate: bool) -> None:
    lines = [Attendance(f"Member {number}", "", "Member", "") for number in range(4)]
    said = ["Will come"] * coming + [""] * (4 - coming)
    verdict = rules.expected_quorum(QuorumTerms(FIXED_NUMBER, minimum_number=2), lines, said)
    assert (verdict.is_quorate, verdict.counted) == (is_quorate, coming)


@pytest.mark.parametrize("is_counted", [True, False])
def test_a_deputy_counts_only_where_the_terms_say_so(is_counted: bool) -> None:
    terms = QuorumTerms(FIXED_NUMBER, minimum_number=1, is_deputy_counted=is_counted)
    lines = [Attendance("Member", "", "Member", "")]
    assert rules.expected_quorum(terms, lines, ["Deputy will come"]).is_quorate is is_counted
