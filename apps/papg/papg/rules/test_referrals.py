"""Referrals: how far each is, by when an answer is due and when it is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.referrals import (
    ADVISED,
    ASKED,
    SETTLED,
    TO_ASK,
    Referral,
    answer_due,
    check,
    days_late,
    lateness,
    state,
)

ASKED_ON = date(2026, 6, 1)
DUE = date(2026, 6, 14)
WAITING = Referral(asked_of="CTSA", asked_on=ASKED_ON, answer_by=DUE)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, TO_ASK),
        ({"asked_of": "CTSA"}, TO_ASK),
        ({"asked_on": ASKED_ON}, ASKED),
        ({"asked_on": ASKED_ON, "advice": " "}, ASKED),
        ({"asked_on": ASKED_ON, "advice": "Barriers at the west gate."}, ADVISED),
        ({"asked_on": ASKED_ON, "outcome": "Held as planned."}, SETTLED),
        ({"outcome": "Withdrawn by the organiser."}, SETTLED),
    ],
)
def test_a_referral_is_as_far_as_what_was_recorded_of_it(facts: dict[str, object], expected: str) -> None:
    assert state(Referral(**facts)) == expected


@pytest.mark.parametrize(
    ("happens_on", "expected"),
    [
        (None, date(2026, 6, 22)),
        (date(2026, 6, 24), date(2026, 6, 22)),
        (date(2026, 6, 23), date(2026, 6, 22)),
        (date(2026, 6, 22), date(2026, 6, 21)),
        (ASKED_ON, ASKED_ON),
        (date(2026, 5, 1), ASKED_ON),
    ],
)
def test_an_answer_is_due_in_three_weeks_and_before_the_day(happens_on: date | None, expected: date) -> None:
    assert answer_due(ASKED_ON, happens_on) == expected


@given(days, st.none() | days)
def test_an_answer_is_never_due_before_the_asking_nor_after_three_weeks(
    asked_on: date, happens_on: date | None
) -> None:
    due = answer_due(asked_on, happens_on)
    assert asked_on <= due <= asked_on + timedelta(weeks=3)
    assert happens_on is None or happens_on <= asked_on or due < happens_on


@pytest.mark.parametrize(
    ("today", "expected"), [(date(2026, 6, 13), 0), (DUE, 0), (date(2026, 6, 15), 1), (date(2026, 7, 14), 30)]
)
def test_an_answer_is_late_from_the_day_after_its_last(today: date, expected: int) -> None:
    assert days_late(WAITING, today) == expected


@pytest.mark.parametrize("facts", [{"advice": "None needed."}, {"outcome": "Held."}, {"asked_on": None}])
def test_what_was_answered_settled_or_never_asked_is_not_late(facts: dict[str, object]) -> None:
    known = {"asked_of": "CTSA", "asked_on": ASKED_ON, "answer_by": DUE}
    assert days_late(Referral(**{**known, **facts}), date(2027, 1, 1)) == 0


def test_a_late_answer_is_said_with_whose_it_is_and_what_to_do() -> None:
    assert lateness(WAITING, DUE) is None
    assert lateness(WAITING, date(2026, 6, 15)) == (
        "CTSA was to answer by 14 June 2026, 1 day ago. Ask again, or record the outcome."
    )
    assert "16 days ago" in str(lateness(WAITING, date(2026, 6, 30)))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"asked_on": ASKED_ON}, "Say who was asked: a post or an organisation."),
        (
            {"asked_of": "CTSA", "asked_on": ASKED_ON, "advice": "None."},
            "There is advice without a day. Say when it was given.",
        ),
        (
            {"asked_of": "CTSA", "asked_on": ASKED_ON, "answer_by": date(2026, 5, 31)},
            "Answer by: 31 May 2026 is before the day of asking, 1 June 2026. Correct one of the two.",
        ),
        (
            {"asked_of": "CTSA", "asked_on": ASKED_ON, "advice": "x", "advised_on": date(2026, 5, 31)},
            "Advised on: 31 May 2026 is before the day of asking, 1 June 2026. Correct one of the two.",
        ),
    ],
)
def test_what_cannot_be_true_together_is_refused(facts: dict[str, object], said: str) -> None:
    assert check(Referral(**facts)).refusals == (said,)


def test_an_answer_on_the_day_of_asking_can_be_true() -> None:
    assert check(
        Referral(asked_of="CTSA", asked_on=ASKED_ON, answer_by=ASKED_ON, advice="x", advised_on=ASKED_ON)
    )
    assert check(Referral(asked_of="CTSA"))
