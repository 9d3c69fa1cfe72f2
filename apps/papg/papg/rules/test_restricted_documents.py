"""The register of restricted documents: what can be true of who held one, and when a new edition opens a review."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.restricted_documents import (
    BRIEFED,
    HOLDS,
    Holder,
    check,
    check_profile,
    last_shown,
    opens_review,
    review_due,
    still_out,
)

RECEIVED = date(2026, 6, 1)
SHOWN_ON = date(2026, 6, 14)
COPY = Holder(row=1, holder="Head of Community Safety", how=HOLDS, shown_on=SHOWN_ON)
BACK = replace(COPY, returned_on=date(2026, 6, 30))
TOLD = Holder(row=2, holder="Licensing Manager", how=BRIEFED, shown_on=date(2026, 7, 2))

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        ([], None),
        ([replace(COPY, shown_on=None)], None),
        ([COPY, TOLD], TOLD.shown_on),
        ([TOLD], TOLD.shown_on),
    ],
)
def test_the_last_showing_is_the_last_of_all_rows(holders: list[Holder], expected: date | None) -> None:
    assert last_shown(holders) == expected


def test_whoever_holds_a_copy_has_it_until_it_is_returned() -> None:
    assert still_out([COPY, TOLD]) == ["Head of Community Safety"]
    assert still_out([BACK, TOLD]) == []


@pytest.mark.parametrize("returned_on", [None, TOLD.shown_on, date(2027, 1, 1)])
def test_a_document_goes_back_on_the_day_of_its_last_showing_at_the_earliest(
    returned_on: date | None,
) -> None:
    assert check(RECEIVED, returned_on, [BACK, TOLD])


@pytest.mark.parametrize(
    ("holders", "returned_on", "said"),
    [
        (
            [replace(COPY, shown_on=date(2026, 5, 31))],
            None,
            "Row 1, Head of Community Safety: 31 May 2026 is before the document was received, 1 June 2026. "
            "Correct one of the two.",
        ),
        (
            [replace(COPY, returned_on=date(2026, 6, 13))],
            None,
            "Row 1, Head of Community Safety: 13 June 2026 is before the document was given to them, 14 June 2026. "
            "Correct one of the two.",
        ),
        (
            [replace(TOLD, returned_on=date(2026, 7, 3))],
            None,
            "Row 2: Licensing Manager held no copy that could be returned. Clear the day.",
        ),
        (
            [BACK, TOLD],
            date(2026, 7, 1),
            "It went back on 1 July 2026, but was still here on 2 July 2026. Correct one of the two.",
        ),
        (
            [COPY],
            date(2026, 7, 1),
            "It went back on 1 July 2026, but Head of Community Safety still holds a copy. Record the return first.",
        ),
    ],
)
def test_what_cannot_be_true_is_refused_by_row_and_post(
    holders: list[Holder], returned_on: date | None, said: str
) -> None:
    assert check(RECEIVED, returned_on, holders).refusals == (said,)


def test_a_copy_may_come_back_on_the_day_it_was_given() -> None:
    assert check(RECEIVED, None, [replace(COPY, shown_on=RECEIVED, returned_on=RECEIVED)])


@given(st.lists(st.builds(Holder, row=st.just(1), holder=st.just("CTSA"), shown_on=st.none() | days)), days)
def test_a_register_is_true_when_nobody_was_shown_it_before_it_came(
    holders: list[Holder], came: date
) -> None:
    shown = [row.shown_on for row in holders if row.shown_on]
    assert bool(check(came, None, holders)) is all(day >= came for day in shown)


@pytest.mark.parametrize(
    ("is_profile", "edition", "reviewed", "expected"),
    [
        (True, "2026", [], True),
        (True, "2026", ["2025"], True),
        (True, "2026", ["2026"], False),
        (True, " Edition  2026 ", ["edition 2026"], False),
        (True, " ", [], False),
        (False, "2026", [], False),
    ],
)
def test_each_edition_of_a_yearly_profile_opens_one_review(
    is_profile: bool, edition: str, reviewed: list[str], expected: bool
) -> None:
    assert opens_review(is_profile, edition, reviewed) is expected


def test_a_review_is_due_eight_weeks_after_the_receipt() -> None:
    assert review_due(RECEIVED) == date(2026, 7, 27)
    assert review_due(RECEIVED) - RECEIVED == timedelta(days=56)


def test_a_yearly_profile_says_what_its_review_needs() -> None:
    assert check_profile("2026", True, RECEIVED, RECEIVED)
    assert check_profile("2026", True, RECEIVED, None)
    assert check_profile(" ", False, RECEIVED, date(2026, 5, 31)).refusals == (
        "A yearly profile has an edition. Enter its year.",
        "A new edition opens a review. Choose the member who owns it.",
        "Review due on 31 May 2026 is before the profile was received, 1 June 2026. Give a later day.",
    )
