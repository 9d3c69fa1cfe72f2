"""Which terms of reference hold on a day, and what they leave unsaid."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.periods import Period
from papg.rules.terms import (
    HEADINGS,
    TermsVersion,
    empty_headings,
    gaps,
    in_force_on,
    is_review_due,
    is_review_reminder_due,
    overlaps,
)

ONE_DAY = timedelta(days=1)
FIRST = TermsVersion("terms-1", 1, date(2025, 4, 1), date(2026, 3, 31))
SECOND = TermsVersion("terms-2", 2, date(2026, 4, 1))
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
versions = st.lists(
    st.builds(TermsVersion, st.text("abc"), st.integers(1, 9), st.none() | days, st.none() | days), max_size=6
)


def test_the_last_day_of_a_version_is_in_force_and_the_next_day_is_the_next_versions() -> None:
    assert in_force_on([FIRST, SECOND], date(2026, 3, 31)) == FIRST
    assert in_force_on([SECOND, FIRST], date(2026, 4, 1)) == SECOND


def test_the_first_day_is_in_force_and_the_day_before_is_not() -> None:
    assert in_force_on([FIRST], date(2025, 4, 1)) == FIRST
    assert in_force_on([FIRST], date(2025, 3, 31)) is None


def test_a_version_without_a_last_day_is_in_force_until_further_notice() -> None:
    assert in_force_on([SECOND], date.max) == SECOND


def test_without_versions_nothing_is_in_force() -> None:
    assert in_force_on([], date(2026, 6, 14)) is None


def test_a_draft_is_never_in_force() -> None:
    assert in_force_on([TermsVersion("draft", 3, None)], date(2026, 6, 14)) is None


def test_of_two_versions_in_force_the_later_one_holds_then_the_higher_one() -> None:
    longer = TermsVersion("terms-1", 1, date(2025, 4, 1))
    assert in_force_on([SECOND, longer], date(2026, 6, 14)) == SECOND
    same_day = TermsVersion("terms-3", 3, SECOND.in_force_from)
    assert in_force_on([same_day, SECOND], date(2026, 6, 14)) == same_day


def test_two_versions_that_share_one_day_overlap() -> None:
    early = TermsVersion("terms-2", 2, date(2026, 3, 31))
    assert overlaps([early, FIRST]) == [(FIRST, early)]


def test_neighbouring_versions_neither_overlap_nor_leave_a_gap() -> None:
    assert overlaps([SECOND, FIRST]) == []
    assert gaps([SECOND, FIRST]) == []


def test_a_day_between_two_versions_is_a_gap() -> None:
    late = TermsVersion("terms-2", 2, date(2026, 4, 2))
    assert gaps([late, FIRST]) == [Period(date(2026, 4, 1), date(2026, 4, 1))]


def test_a_long_version_leaves_no_gap_behind_a_short_one_inside_it() -> None:
    short = TermsVersion("terms-2", 2, date(2025, 6, 1), date(2025, 6, 30))
    assert gaps([FIRST, short, SECOND]) == []


def test_a_version_that_ends_before_it_begins_is_never_in_force() -> None:
    backwards = TermsVersion("terms-9", 9, date(2026, 4, 1), date(2025, 4, 1))
    assert in_force_on([backwards], date(2025, 6, 1)) is None
    assert overlaps([backwards, FIRST]) == []
    assert gaps([backwards, FIRST]) == []


@given(versions, days)
def test_what_is_in_force_is_one_of_the_versions_that_hold_that_day(
    found: list[TermsVersion], day: date
) -> None:
    holding = [v for v in found if v.in_force_from and v.period.includes(day)]
    assert (in_force_on(found, day) in holding) if holding else (in_force_on(found, day) is None)


@given(versions, days)
def test_versions_that_do_not_overlap_never_hold_on_the_same_day(
    found: list[TermsVersion], day: date
) -> None:
    holding = [v for v in found if v.in_force_from and v.period.includes(day)]
    assert overlaps(found) or len(holding) <= 1


@given(versions, days)
def test_a_gap_is_a_day_without_terms_after_the_first_and_before_the_last(
    found: list[TermsVersion], day: date
) -> None:
    starts = [v.in_force_from for v in found if v.has_period and v.in_force_from]
    is_between = bool(starts) and min(starts) <= day < max(starts)
    in_gap = any(gap.includes(day) for gap in gaps(found))
    assert in_gap == (is_between and in_force_on(found, day) is None)


def test_a_review_is_due_from_the_day_itself() -> None:
    due_on = date(2026, 6, 14)
    assert not is_review_due(due_on, due_on - ONE_DAY)
    assert is_review_due(due_on, due_on)
    assert is_review_due(due_on, due_on + ONE_DAY)
    assert not is_review_due(None, due_on)


def test_terms_without_sections_leave_all_ten_headings_empty() -> None:
    assert empty_headings([]) == list(HEADINGS)
    assert len(HEADINGS) == 10


def test_terms_with_text_under_every_heading_leave_none_empty() -> None:
    assert empty_headings((heading.upper() + " ", "<p>Agreed.</p>") for heading in HEADINGS) == []


@pytest.mark.parametrize("text", [None, "", "  ", "<p><br></p>", "<div><p>&nbsp;</p></div>"])
def test_a_heading_without_visible_text_is_empty(text: str | None) -> None:
    sections = [(heading, "Agreed.") for heading in HEADINGS if heading != "Subgroups"]
    assert empty_headings([*sections, ("Subgroups", text)]) == ["Subgroups"]


def test_a_picture_says_something_and_so_does_one_of_two_sections_of_a_name() -> None:
    sections = [("Governance", '<img src="chart.png">'), ("Minutes", ""), ("Minutes", "Not published.")]
    assert not {"Governance", "Minutes"} & set(empty_headings(sections))


def test_a_groups_own_headings_do_not_stand_in_for_those_of_the_guidance() -> None:
    assert empty_headings([("Quorum", "One third.")]) == list(HEADINGS)


def test_a_council_may_ask_for_headings_of_its_own() -> None:
    sections = [("Quorum", "One third.")]
    assert empty_headings(sections, ["Quorum", "Review"]) == ["Review"]
    assert empty_headings(sections, []) == []


REVIEW = date(2026, 6, 14)


@pytest.mark.parametrize(
    ("today", "reminded_on", "is_due"),
    [
        (date(2026, 5, 14), None, False),
        (date(2026, 5, 15), None, True),
        (date(2026, 5, 16), date(2026, 5, 15), False),
        (date(2026, 6, 13), date(2026, 5, 15), False),
        (REVIEW, date(2026, 5, 15), True),
        (REVIEW, REVIEW, False),
        (date(2027, 1, 1), REVIEW, False),
        (date(2027, 1, 1), None, True),
    ],
)
def test_a_reminder_is_due_once_ahead_and_once_from_the_day(
    today: date, reminded_on: date | None, is_due: bool
) -> None:
    assert is_review_reminder_due(REVIEW, 30, reminded_on, today) is is_due


def test_terms_without_a_day_of_review_remind_of_nothing() -> None:
    assert not is_review_reminder_due(None, 30, None, REVIEW)


@given(days, st.integers(-5, 90), st.integers(1, 200))
def test_whoever_looks_every_day_sends_two_reminders_at_most(due: date, ahead: int, span: int) -> None:
    sent: list[date] = []
    for number in range(-span, span):
        today = due + timedelta(days=number)
        if is_review_reminder_due(due, ahead, sent[-1] if sent else None, today):
            sent.append(today)
    assert len(sent) == (2 if ahead > 0 else 1)
    assert sent[-1] == due
    assert all(due - timedelta(days=max(0, ahead)) <= day <= due for day in sent)
