"""Figures by period: what may be kept, what was known on a day, which way it goes, and totals and their parts."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import measures as rules
from papg.rules.financial_periods import FinancialPeriod
from papg.rules.measures import Entry

Q3 = FinancialPeriod(2015, 3)
NEW_YEAR = date(2016, 1, 1)
GOOD = Entry("33", NEW_YEAR, "Progress report")
FIGURES = st.decimals(min_value=-1000, max_value=1000, places=1)
DAYS = st.dates(date(2015, 10, 1), date(2016, 3, 31))


@pytest.mark.parametrize(
    ("typed", "figure"),
    [("33", 33), (" 1,234 ", 1234), ("12.5", "12.5"), ("-3", -3), ("0", 0), ("1,234,567.25", "1234567.25")],
)
def test_a_figure_is_read_as_typed(typed: str, figure: object) -> None:
    assert rules.read_figure(typed) == Decimal(str(figure))


@pytest.mark.parametrize("typed", [None, "", "  ", "some", "12%", "1,23", "1.2.3", "1e5", "NaN", "--1", "½"])
def test_what_is_no_figure_is_not_known_and_never_nought(typed: str | None) -> None:
    assert rules.read_figure(typed) is None


@given(st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2))
def test_a_figure_is_read_back_as_it_was_written(figure: Decimal) -> None:
    assert rules.read_figure(rules.written(figure)) == figure


def test_a_figure_is_written_with_commas_and_without_idle_noughts() -> None:
    assert [rules.written(Decimal(text)) for text in ("1234567", "12.50", "100", "0.0")] == [
        *("1,234,567", "12.5", "100", "0"),
    ]


def test_a_figure_with_a_source_and_a_verbal_update_that_says_something_are_kept() -> None:
    assert rules.check_entry(GOOD, Q3, NEW_YEAR)
    told = Entry("", NEW_YEAR, "Prevent Coordinator", is_verbal=True, remark="More people ask.")
    assert rules.check_entry(told, Q3, NEW_YEAR)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"figure": "many"},
            "Figure “many” is no number. Write it as 1,234 or 12.5, and the unit in the measure.",
        ),
        ({"figure": ""}, "Figure: enter one, or tick “Verbal update” and write what was said."),
        ({"figure": None, "is_verbal": True, "remark": " "}, "Figure: enter one, or tick “Verbal update”"),
        ({"figure": None, "remark": "More people ask."}, "Figure: enter one, or tick “Verbal update”"),
        ({"source": " "}, "Source: say where the figure or the update comes from."),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_remedy(changed: dict[str, object], reason: str) -> None:
    assert rules.check_entry(replace(GOOD, **changed), Q3, NEW_YEAR).reason.startswith(reason)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("as_at", "is_good"),
    [
        (date(2015, 9, 30), False),
        (date(2015, 10, 1), True),
        (NEW_YEAR, True),
        (NEW_YEAR + timedelta(days=1), False),
    ],
)
def test_a_figure_is_correct_as_at_a_day_from_the_first_of_its_period_to_today(
    as_at: date, is_good: bool
) -> None:
    assert bool(rules.check_entry(replace(GOOD, as_at=as_at), Q3, NEW_YEAR)) is is_good


@pytest.mark.parametrize(
    ("days", "reason", "refusals"),
    [(0, "Counted twice", 0), (1, "Counted twice", 0), (-1, "Counted twice", 1), (1, " ", 1), (-1, None, 2)],
)
def test_a_correction_has_a_reason_and_is_not_dated_back(
    days: int, reason: str | None, refusals: int
) -> None:
    after = replace(GOOD, figure="31", as_at=NEW_YEAR + timedelta(days=days))
    assert len(rules.check_correction(GOOD, after, reason).refusals) == refusals


@dataclass(frozen=True)
class Recording:
    number: int
    as_at: date


@given(st.lists(DAYS, max_size=6).map(sorted), DAYS)
def test_what_was_known_on_a_day_is_the_last_recording_up_to_it(days: list[date], day: date) -> None:
    recordings = [Recording(number, as_at) for number, as_at in enumerate(days)]
    known = rules.known_on(recordings, day)
    up_to = [recording for recording in recordings if recording.as_at <= day]
    assert known == (up_to[-1] if up_to else None)


@pytest.mark.parametrize(
    ("now", "earlier", "way"),
    [(34, 33, "Up"), (32, 33, "Down"), (33, 33, "No change"), (None, 33, ""), (33, None, ""), (0, None, "")],
)
def test_a_direction_follows_from_two_figures_or_not_at_all(
    now: int | None, earlier: int | None, way: str
) -> None:
    given_now, given_earlier = (None if figure is None else Decimal(figure) for figure in (now, earlier))
    assert rules.direction(given_now, given_earlier) == way


@given(st.none() | FIGURES, st.none() | FIGURES)
def test_two_figures_change_places_and_the_direction_turns_round(
    one: Decimal | None, other: Decimal | None
) -> None:
    turned = {rules.UP: rules.DOWN, rules.DOWN: rules.UP}
    way = rules.direction(one, other)
    assert rules.direction(other, one) == turned.get(way, way)
    assert (way == rules.UNKNOWN) == (one is None or other is None)


@pytest.mark.parametrize(
    ("total", "parts", "state", "reason"),
    [
        (274, [187, 87], "Adds up", "The parts make 274."),
        (280, [187, 87], "Does not add up", "The parts make 274, 6 fewer than the total of 280."),
        (270, [187, 87], "Does not add up", "The parts make 274, 4 more than the total of 270."),
        (None, [187, 87], "Not known", "The parts make 274; no total was reported."),
        (274, [187, None], "Not known", "1 of 2 parts have no figure."),
        (0, [0, 0], "Adds up", "The parts make 0."),
    ],
)
def test_parts_that_do_not_make_their_total_are_shown_as_such(
    total: int | None, parts: list[int | None], state: str, reason: str
) -> None:
    figures = [None if part is None else Decimal(part) for part in parts]
    found = rules.sum_of(None if total is None else Decimal(total), figures)
    assert (found.state, found.reason) == (state, reason)


@given(st.lists(FIGURES, min_size=1, max_size=5), FIGURES)
def test_parts_make_exactly_their_sum_and_an_unknown_part_keeps_it_unknown(
    parts: list[Decimal], other: Decimal
) -> None:
    made = sum(parts, Decimal(0))
    assert rules.sum_of(made, parts).state == rules.ADDS_UP
    assert (rules.sum_of(other, parts).state == rules.ADDS_UP) == (other == made)
    assert rules.sum_of(made, [*parts, None]).state == rules.NOT_KNOWN
