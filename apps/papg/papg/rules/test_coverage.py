"""Which seats of a group are filled, by whom, and which are gaps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.coverage import (
    ADDITIONAL,
    CONTEXT,
    CORE,
    EXTERNAL,
    KINDS,
    REQUIREMENTS,
    STATES,
    Area,
    Portfolio,
    Seat,
    SeatHolder,
    StandIn,
    coverage,
    gaps_first,
    has_seats,
    seats_to_fill,
)
from papg.rules.periods import Period

TODAY = date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
NOW = Period(date(2025, 1, 6))
ENDED = Period(date(2025, 1, 6), TODAY - ONE_DAY)
LICENSING = Area(
    "Licensing",
    CORE,
    "Required",
    (Portfolio("Night-time economy"), Portfolio("Temporary events", covers_function="Events")),
)
EVENTS = Area("Events", ADDITIONAL, "Expected")
FIRE = Area("Fire and rescue", EXTERNAL, "Optional")
PREVENT = Area("Prevent officer", CONTEXT, "Optional")
AREAS = (LICENSING, EVENTS, FIRE, PREVENT)

days = st.dates(date(2026, 1, 1), date(2026, 1, 9))
periods = st.builds(Period, st.none() | days, st.none() | days)
names = st.sampled_from("ABC")
areas = st.lists(
    st.builds(
        Area,
        names,
        st.sampled_from(KINDS),
        st.sampled_from(REQUIREMENTS),
        st.lists(st.builds(Portfolio, st.sampled_from("pq"), st.none() | names), max_size=2).map(tuple),
    ),
    max_size=3,
    unique_by=lambda area: area.name,
)
holders = st.lists(
    st.builds(
        SeatHolder,
        names,
        st.sampled_from(("Licensing Manager", "Town Planner")),
        periods,
        st.none() | st.sampled_from("pq"),
        st.lists(st.builds(StandIn, st.just("Duty Officer"), periods), max_size=2).map(tuple),
    ),
    max_size=4,
)


def seat(*held: SeatHolder, area: str = "Licensing", portfolio: str | None = None, day: date = TODAY) -> Seat:
    """The line of one area or portfolio, with these seats held."""
    return next(
        found for found in coverage(AREAS, held, day) if (found.area, found.portfolio) == (area, portfolio)
    )


def manager(period: Period = NOW, portfolio: str | None = None, *deputies: Period) -> SeatHolder:
    stand_ins = tuple(StandIn("Licensing Officer", each) for each in deputies)
    return SeatHolder("Licensing", "Licensing Manager", period, portfolio, stand_ins)


def test_every_area_stands_before_its_portfolios_in_the_order_of_the_list() -> None:
    assert [(found.area, found.portfolio) for found in coverage(AREAS, [], TODAY)] == [
        ("Licensing", None),
        ("Licensing", "Night-time economy"),
        ("Licensing", "Temporary events"),
        ("Events", None),
        ("Fire and rescue", None),
        ("Prevent officer", None),
    ]


def test_a_member_fills_the_area_and_the_portfolio_held_and_no_other() -> None:
    held = manager(portfolio="night-time  Economy")
    assert (seat(held).state, seat(held).held_by) == ("Filled", ("Licensing Manager",))
    assert seat(held, portfolio="Night-time economy").state == "Filled"
    assert seat(held, portfolio="Temporary events").state == "Vacant"


def test_a_member_without_a_portfolio_fills_the_area_alone() -> None:
    assert seat(manager()).state == "Filled"
    assert seat(manager(), portfolio="Night-time economy").state == "Vacant"


def test_whoever_joined_today_or_leaves_today_fills_the_seat() -> None:
    assert seat(manager(Period(TODAY, None))).state == "Filled"
    assert seat(manager(Period(None, TODAY))).state == "Filled"


def test_whoever_joins_tomorrow_or_left_yesterday_does_not() -> None:
    assert seat(manager(Period(TODAY + ONE_DAY, None))).state == "Vacant"
    assert seat(manager(ENDED)).state == "Lapsed"


def test_a_seat_somebody_held_has_lapsed_and_says_who_held_it_last_and_until_when() -> None:
    before = SeatHolder("Licensing", "Town Planner", Period(None, TODAY - 2 * ONE_DAY))
    found = seat(before, manager(ENDED))
    assert (found.state, found.held_by) == ("Lapsed", ("Licensing Manager",))
    assert found.lapsed_on == TODAY - ONE_DAY
    assert (found.is_to_fill, found.is_held) == (True, False)
    assert seat(before, manager(ENDED), day=TODAY - ONE_DAY).lapsed_on is None


def test_a_deputy_whose_member_has_left_holds_the_seat_as_a_deputy_only() -> None:
    held = manager(ENDED, None, NOW)
    assert (seat(held).state, seat(held).held_by) == ("Deputy only", ("Licensing Officer",))
    assert seat(held).is_to_fill


def test_a_deputy_counts_on_the_last_day_and_not_after() -> None:
    held = manager(ENDED, None, Period(None, TODAY))
    assert seat(held).state == "Deputy only"
    assert seat(held, day=TODAY + ONE_DAY).state == "Lapsed"


def test_two_members_of_one_post_are_named_once() -> None:
    assert seat(manager(), manager()).held_by == ("Licensing Manager",)


def test_a_function_is_covered_by_a_seat_of_its_own_first() -> None:
    own = SeatHolder("Events", "Events Officer", NOW)
    found = seat(own, manager(portfolio="Temporary events"), area="Events")
    assert (found.state, found.held_by, found.through) == ("Filled", ("Events Officer",), None)


def test_a_function_is_covered_through_a_portfolio_which_is_named() -> None:
    found = seat(manager(portfolio="Temporary events"), area="Events")
    assert (found.state, found.through) == ("Filled", ("Temporary events", "Licensing"))
    assert not found.is_gap


def test_a_member_in_the_portfolio_beats_a_deputy_in_the_functions_own_seat() -> None:
    own = SeatHolder("Events", "Events Officer", ENDED, deputies=(StandIn("Events Assistant", NOW),))
    assert seat(own, area="Events").state == "Deputy only"
    assert seat(own, manager(portfolio="Temporary events"), area="Events").state == "Filled"


def test_a_portfolio_covers_nothing_but_the_function_it_names() -> None:
    assert seat(manager(portfolio="Night-time economy"), area="Events").state == "Vacant"
    assert seat(manager(portfolio="Temporary events"), area="Fire and rescue").state == "Vacant"


def test_portfolios_of_a_required_area_are_expected() -> None:
    assert seat().requirement == "Required"
    assert seat(portfolio="Night-time economy").requirement == "Expected"


def test_required_and_expected_seats_are_gaps_and_only_the_required_are_to_fill() -> None:
    assert (seat().is_gap, seat().is_to_fill) == (True, True)
    events = seat(area="Events")
    assert (events.is_gap, events.is_to_fill) == (True, False)
    assert not seat(area="Fire and rescue").is_gap


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_seat_for_context_is_optional_and_never_a_gap(requirement: str) -> None:
    (found,) = coverage([Area("Prevent officer", CONTEXT, requirement)], [], TODAY)
    assert (found.requirement, found.is_gap) == ("Optional", False)


def test_gaps_come_first_and_required_ones_before_all() -> None:
    ordered = gaps_first(coverage([FIRE, EVENTS, LICENSING], [], TODAY))
    assert [(found.area, found.portfolio) for found in ordered][:2] == [("Licensing", None), ("Events", None)]
    assert ordered[-1].area == "Fire and rescue"


def test_a_group_without_members_and_a_list_without_areas_are_counted_as_well() -> None:
    assert seats_to_fill(coverage(AREAS, [], TODAY)) == 1
    assert seats_to_fill(coverage([], [manager()], TODAY)) == 0


def test_boards_and_subgroups_have_no_such_seats() -> None:
    assert has_seats("Protect & Prepare Group")
    assert not has_seats("Board")


@given(areas, holders, days)
def test_every_seat_has_one_state_and_says_who_holds_it(
    listed: list[Area], held: list[SeatHolder], day: date
) -> None:
    for found in coverage(listed, held, day):
        assert found.state in STATES
        assert bool(found.held_by) == (found.state != "Vacant")
        assert not found.is_to_fill or found.is_gap
        assert bool(found.lapsed_on and found.lapsed_on < day) == (found.state == "Lapsed")


@given(areas, holders, days)
def test_one_more_member_never_opens_a_gap(listed: list[Area], held: list[SeatHolder], day: date) -> None:
    extra = SeatHolder("A", "Head of Service", Period(), "p")
    before, after = coverage(listed, held, day), coverage(listed, [*held, extra], day)
    assert all(not (new.is_gap and not old.is_gap) for old, new in zip(before, after, strict=True))
    assert seats_to_fill(after) <= seats_to_fill(before)


@given(areas, holders, days)
def test_a_core_area_is_filled_whenever_one_of_its_portfolios_is(
    listed: list[Area], held: list[SeatHolder], day: date
) -> None:
    found = coverage(listed, held, day)
    states = {one.area: one.state for one in found if one.portfolio is None}
    for one in found:
        if one.portfolio and one.state == "Filled":
            assert states[one.area] == "Filled"


@given(areas, holders, days)
def test_gaps_first_loses_and_adds_nothing(listed: list[Area], held: list[SeatHolder], day: date) -> None:
    found = coverage(listed, held, day)
    assert sorted(map(repr, gaps_first(found))) == sorted(map(repr, found))
