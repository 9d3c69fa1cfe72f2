"""Premises: the tier on each side of every threshold and of its day, and what is not known left open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.premises import (
    ANOTHER,
    ANSWERS,
    ENHANCED,
    KINDS,
    NONE,
    NOT_YET,
    STANDARD,
    STAY_STANDARD,
    UNKNOWN,
    Premises,
    assess,
    check,
)
from papg.rules.premises_thresholds import Threshold

EARLIEST = date(2027, 4, 3)
BEGINS = date(2027, 6, 14)
DAY_BEFORE = date(2027, 6, 13)
UNDATED = (
    Threshold(STANDARD, 200, not_before=EARLIEST, paragraph="section 2(2)(c)"),
    Threshold(ENHANCED, 800, not_before=EARLIEST, paragraph="section 2(3)(a)"),
)
DATED = tuple(replace(line, in_force_on=BEGINS) for line in UNDATED)
HALL = Premises(
    number=300, kind="Hall", qualifies=True, number_source="Fire risk assessment", number_as_at=BEGINS
)


def tiers(day: date, thresholds: tuple[Threshold, ...] = DATED, **facts: object) -> tuple[str, str]:
    """The tier of a hall as at a day, and the one to come."""
    answer = assess(replace(HALL, **facts), thresholds, day)
    return answer.tier, answer.to_come


@pytest.mark.parametrize(
    ("number", "tier"),
    [(1, NONE), (199, NONE), (200, STANDARD), (799, STANDARD), (800, ENHANCED), (9_000, ENHANCED)],
)
def test_a_tier_begins_with_the_very_number_and_on_the_very_day(number: int, tier: str) -> None:
    assert tiers(BEGINS, number=number) == (tier, tier)
    before = NONE if tier == NONE else NOT_YET
    assert tiers(DAY_BEFORE, number=number) == (before, tier)


@pytest.mark.parametrize("kind", ["Place of worship", "Childcare", "School", "Further education"])
def test_worship_childcare_and_schools_stay_standard_whatever_the_number(kind: str) -> None:
    assert [tiers(BEGINS, number=number, kind=kind)[0] for number in (199, 200, 799, 800, 9_000)] == [
        NONE,
        *[STANDARD] * 4,
    ]
    answer = assess(replace(HALL, number=800, kind=kind), DATED, BEGINS)
    assert f"a use as “{kind}” stays under the standard duty" in answer.reason
    assert answer.paragraph == "Terrorism (Protection of Premises) Act 2025, Schedule 1"


@pytest.mark.parametrize(
    ("day", "tier"),
    [
        (date(2026, 11, 28), NOT_YET),
        (date(2027, 4, 2), NOT_YET),
        (EARLIEST, UNKNOWN),
        (date(2040, 1, 1), UNKNOWN),
    ],
)
def test_without_its_day_a_threshold_is_not_in_force_before_the_earliest_and_unknown_from_it(
    day: date, tier: str
) -> None:
    assert tiers(day, UNDATED) == (tier, STANDARD)
    assert tiers(day, UNDATED, number=199) == (NONE, NONE)


def test_a_threshold_nobody_knows_a_day_of_leaves_every_day_open() -> None:
    assert tiers(date(1990, 1, 1), (Threshold(STANDARD, 200),)) == (UNKNOWN, STANDARD)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {},
            "Expected at once: 300. From 200 the standard duty applies. It has been in force since 14 June 2027.",
        ),
        (
            {"number": 1_200},
            "Expected at once: 1,200. From 800 the enhanced duty applies. It has been in force since 14 June 2027.",
        ),
        (
            {"number": 1},
            "Expected at once: 1, fewer than the 200 from which the standard duty applies. "
            "It has been in force since 14 June 2027.",
        ),
        ({"number": None}, "How many people are expected at once is not recorded."),
        (
            {"qualifies": None},
            "Expected at once: 300, but whether their use qualifies is not recorded.",
        ),
        ({"qualifies": False}, "Their use is not one the Act speaks of, or they are left out by it."),
        ({"kind": ANOTHER}, "Their use is not one the Act speaks of, or they are left out by it."),
        ({"closed_on": DAY_BEFORE}, "They closed on 13 June 2027: nothing is asked of them since."),
        (
            {"number": 800, "kind": ""},
            "Expected at once: 800. From 800 the enhanced duty applies. "
            "What they are used for is not recorded, and some uses stay under the standard duty.",
        ),
    ],
)
def test_the_answer_says_why(facts: dict[str, object], said: str) -> None:
    assert assess(replace(HALL, **facts), DATED, BEGINS).reason == said


def test_what_is_to_come_says_from_when() -> None:
    answer = assess(HALL, DATED, DAY_BEFORE)
    assert answer.paragraph == "section 2(2)(c)"
    assert answer.reason.endswith("From 200 the standard duty applies. It comes into force on 14 June 2027.")
    undated = [assess(HALL, UNDATED, day).reason for day in (date(2027, 4, 2), EARLIEST)]
    assert undated[0].endswith("It is not in force: the day is not known, and cannot be before 3 April 2027.")
    assert undated[1] == (
        "Expected at once: 300, but no day is on record from which the tier Standard begins at 200."
    )


def test_premises_count_to_their_last_day() -> None:
    assert [tiers(day, closed_on=BEGINS)[0] for day in (BEGINS, BEGINS + timedelta(days=1))] == [
        STANDARD,
        NONE,
    ]


def test_what_is_not_known_does_not_matter_where_it_changes_nothing() -> None:
    assert tiers(BEGINS, number=199, qualifies=None, kind="") == (NONE, NONE)
    assert tiers(BEGINS, number=799, kind="") == (STANDARD, STANDARD)
    assert tiers(BEGINS, number=800, kind="") == (UNKNOWN, UNKNOWN)
    assert tiers(DAY_BEFORE, number=800, kind="") == (NOT_YET, UNKNOWN)
    assert tiers(BEGINS, number=0) == (UNKNOWN, UNKNOWN)
    assert tiers(BEGINS, ()) == (UNKNOWN, UNKNOWN)


def test_a_threshold_is_followed_by_the_next_on_its_day() -> None:
    lowered = (*DATED, Threshold(STANDARD, 100, in_force_on=date(2030, 1, 1)))
    assert [tiers(date(2029, 12, 31), lowered, number=number) for number in (150, 250)] == [
        (NOT_YET, STANDARD),
        (STANDARD, STANDARD),
    ]
    assert tiers(date(2030, 1, 1), lowered, number=150) == (STANDARD, STANDARD)
    assert tiers(date(2030, 1, 1), lowered, number=99) == (NONE, NONE)


def test_a_raised_threshold_without_a_day_leaves_those_in_between_open_and_says_which_it_is() -> None:
    raised = (*DATED, Threshold(STANDARD, 300), Threshold(ENHANCED, 1_000))
    assert [tiers(BEGINS, raised, number=number)[0] for number in (199, 200, 299, 300, 799, 800, 1_000)] == [
        *(NONE, UNKNOWN, UNKNOWN, STANDARD, STANDARD, UNKNOWN, ENHANCED),
    ]
    for number, said in (
        (250, "the tier Standard begins at 300"),
        (900, "the tier Enhanced begins at 1,000"),
    ):
        assert said in assess(replace(HALL, number=number), raised, BEGINS).reason
    kind = assess(replace(HALL, number=1_000, kind=""), raised, BEGINS)
    assert "What they are used for is not recorded" in kind.reason


numbers = st.none() | st.integers(0, 2_000)
kinds = st.sampled_from(("", *KINDS))
days = st.dates(date(2026, 1, 1), date(2031, 1, 1))
thresholds = st.lists(
    st.builds(
        Threshold,
        tier=st.sampled_from((STANDARD, ENHANCED)),
        number=st.integers(1, 1_500),
        in_force_on=st.none() | days,
        not_before=st.none() | days,
    ),
    max_size=5,
)
places = st.builds(Premises, number=numbers, kind=kinds, qualifies=st.sampled_from((None, True, False)))


@given(places, thresholds, days)
def test_an_answer_that_is_given_stays_whatever_the_unknown_turns_out_to_be(
    premises: Premises, lines: list[Threshold], day: date
) -> None:
    answer = assess(premises, lines, day)
    assert answer.tier in ANSWERS
    assert answer.reason
    if answer.tier == UNKNOWN:
        return
    for kind in (premises.kind,) if premises.kind else KINDS[:-1]:
        for qualifies in (True, False) if premises.qualifies is None else (premises.qualifies,):
            known = assess(replace(premises, kind=kind, qualifies=qualifies), lines, day)
            assert known.tier == answer.tier
            assert answer.to_come in (known.to_come, UNKNOWN)


@given(st.integers(1, 2_000), st.integers(0, 500), st.sampled_from(KINDS[:-1]), days)
def test_more_people_never_mean_less(number: int, more: int, kind: str, day: date) -> None:
    order = (NONE, STANDARD, ENHANCED)
    found = [tiers(day, number=each, kind=kind) for each in (number, number + more)]
    assert order.index(found[0][1]) <= order.index(found[1][1])
    assert (found[1][0] == NOT_YET) == (day < BEGINS and number + more >= 200)
    assert kind not in STAY_STANDARD or ENHANCED not in found[1]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"number": -1}, "-1 people cannot be expected. Enter how many at once, or leave it empty."),
        ({"number_source": " "}, "Say where the number 300 comes from, and as at which day."),
        ({"number_as_at": None}, "Say where the number 300 comes from, and as at which day."),
        (
            {"number_as_at": BEGINS + timedelta(days=1)},
            "The number is as at 15 June 2027, which is still to come. Enter the day it was known.",
        ),
        (
            {"kind": ANOTHER},
            "“Another use” stands for a use the Act does not list, so these premises cannot qualify. "
            "Choose the use they have in the main, or say that they do not qualify.",
        ),
    ],
)
def test_premises_that_contradict_themselves_are_refused(facts: dict[str, object], said: str) -> None:
    assert check(replace(HALL, **facts), BEGINS).refusals == (said,)


@pytest.mark.parametrize(
    "facts", [{}, {"kind": ANOTHER, "qualifies": None}, {"kind": ANOTHER, "qualifies": False}]
)
def test_what_can_be_true_is_taken(facts: dict[str, object]) -> None:
    assert check(replace(HALL, **facts), BEGINS)


@pytest.mark.parametrize("number", [None, 0])
def test_premises_of_which_no_number_is_known_need_no_source(number: int | None) -> None:
    assert check(Premises(number=number), BEGINS)
