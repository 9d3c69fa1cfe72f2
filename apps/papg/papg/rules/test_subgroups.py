"""A subgroup reports on each agenda while it is open, is made of the group above, and does nothing once closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.membership import Membership
from papg.rules.people import Person, plain
from papg.rules.periods import Period
from papg.rules.subgroups import (
    Subgroup,
    check_subgroup,
    followed,
    goes_too,
    is_open_on,
    may_join,
    needs_lead,
    subgroup_warnings,
)

BEGAN, ENDS = date(2026, 1, 5), date(2026, 6, 14)
NEXT = ENDS + timedelta(days=1)
WHOLE = Subgroup("Barriers", True, "Designs the barriers.", "Highways", "Active", BEGAN, ENDS)
CLOSED = replace(WHOLE, status="Dissolved", dissolved_on=ENDS)


def test_a_subgroup_is_part_of_a_group_and_ends_on_the_day_it_begins_or_later() -> None:
    assert check_subgroup(replace(WHOLE, ends_on=BEGAN))
    assert "choose the group it is part of" in str(
        check_subgroup(replace(WHOLE, has_parent=False)).refusals[0]
    )
    early = check_subgroup(replace(WHOLE, ends_on=BEGAN - timedelta(days=1)))
    assert "before it is established on 5 January 2026" in str(early.refusals[0])


def test_what_a_subgroup_lacks_is_said_and_an_end_that_passed() -> None:
    assert subgroup_warnings(WHOLE, ENDS) == []
    (overdue,) = subgroup_warnings(WHOLE, NEXT)
    assert "was to end on 14 June 2026" in str(overdue.sentence)
    (lacks,) = subgroup_warnings(replace(WHOLE, purpose="", lead="", ends_on=None), ENDS)
    assert "lacks a purpose, a lead and an end" in str(lacks.sentence)
    assert subgroup_warnings(CLOSED, NEXT) == []


@pytest.mark.parametrize(
    ("subgroup", "day", "is_open"),
    [
        (WHOLE, BEGAN, True),
        (WHOLE, BEGAN - timedelta(days=1), False),
        (WHOLE, NEXT, True),
        (CLOSED, ENDS, True),
        (CLOSED, NEXT, False),
        (replace(WHOLE, status="Proposed"), ENDS, False),
        (Subgroup("Undated"), ENDS, True),
    ],
)
def test_a_subgroup_is_open_from_its_first_to_its_last_day(
    subgroup: Subgroup, day: date, is_open: bool
) -> None:
    assert is_open_on(subgroup, day) is is_open


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            ["Minutes", "Subgroups", "Maturity"],
            ["Minutes", "Subgroups", "Report of A", "Report of B", "Maturity"],
        ),
        (["Subgroups", "Report of A", "Maturity"], ["Subgroups", "Report of A", "Report of B", "Maturity"]),
        (["Minutes", "Any other business"], ["Minutes", "Report of A", "Report of B", "Any other business"]),
        (["Minutes"], ["Minutes", "Report of A", "Report of B"]),
        (["report of  b", "Minutes"], ["report of  b", "Minutes", "Report of A"]),
        (["Report of Old", "Subgroups", "Report of A"], ["Subgroups", "Report of A", "Report of B"]),
    ],
)
def test_each_open_subgroup_has_a_line_and_a_closed_one_none(titles: list[str], expected: list[str]) -> None:
    items = followed(titles, ["Report of A", "Report of B"], ["Report of Old"])
    assert [title for _place, title in items] == expected
    assert all(place is None or titles[place] == title for place, title in items)


titles_of = st.lists(
    st.sampled_from(["Minutes", "Subgroups", "Any other business", "a", "b", "c", "d"]), max_size=8
)
reports_of = st.lists(st.sampled_from("abcd"), max_size=4, unique=True)


@given(titles_of, reports_of, reports_of)
def test_an_agenda_is_followed_once_and_keeps_what_it_had(
    titles: list[str], reports: list[str], over: list[str]
) -> None:
    items = followed(titles, reports, over)
    shown = [title for _place, title in items]
    assert set(reports) <= set(shown)
    assert not (set(over) - set(reports)) & set(shown)
    assert [title for _place, title in followed(shown, reports, over)] == shown
    places = [place for place, _title in items if place is not None]
    assert places == sorted(places)
    gone = {plain(title) for title in over} - {plain(title) for title in reports}
    assert [titles[place] for place in places] == [title for title in titles if plain(title) not in gone]


ABOVE = [
    Membership("above", Person(email="a@x"), "Licensing Manager", "Member", period=Period(BEGAN, ENDS)),
    Membership("above", Person(), "Duty Officer", "Member"),
]


@pytest.mark.parametrize(
    ("name", "person", "follows", "on", "may"),
    [
        ("Somebody", Person(email="A@x"), False, ENDS, True),
        ("Somebody", Person(email="A@x"), False, NEXT, False),
        ("Licensing Manager", Person(email="b@x"), False, ENDS, False),
        ("licensing  manager", Person(), False, ENDS, True),
        ("Duty Officer", Person(email="new@x"), False, ENDS, True),
        ("Stranger", Person(), False, ENDS, False),
        ("Chair of above", Person(), True, ENDS, True),
    ],
)
def test_members_are_chosen_from_the_group_above(
    name: str, person: Person, follows: bool, on: date, may: bool
) -> None:
    verdict = may_join(name, person, follows, "Above", ABOVE, on)
    assert bool(verdict) is may
    assert may or "chosen from the group above it" in str(verdict.refusals[0])


GONE = Membership(
    "Above", Person(email="quay@harbour.example"), "Quay Manager", "Member", period=Period(BEGAN, ENDS)
)


@pytest.mark.parametrize(
    ("ends_on", "goes"),
    [(None, True), (NEXT, True), (ENDS, False), (BEGAN, False)],
)
def test_a_row_ends_with_the_group_above_unless_it_ended_by_then(ends_on: date | None, goes: bool) -> None:
    sat, sits = (may_join("Quay Manager", GONE.person, False, "Above", [GONE], day) for day in (ENDS, NEXT))
    assert goes_too(Period(BEGAN, ends_on), ENDS, sat, sits) is goes


def test_who_goes_on_above_or_was_never_there_keeps_the_row() -> None:
    goes_on = replace(GONE, position="Chair", period=Period(NEXT, None))
    of_post = (may_join("Quay Manager", Person(), True, "Above", [], day) for day in (ENDS, NEXT))
    again = (
        may_join("Quay Manager", GONE.person, False, "Above", [GONE, goes_on], day) for day in (ENDS, NEXT)
    )
    stranger = (may_join("Venue Manager", Person(), False, "Above", [GONE], day) for day in (ENDS, NEXT))
    for sat, sits in (of_post, again, stranger):
        assert not goes_too(Period(BEGAN, None), ENDS, sat, sits)


@pytest.mark.parametrize(
    ("lead", "needed"),
    [
        ("Quay Manager", True),
        ("quay  manager", True),
        ("Highways", True),
        ("Venue Manager", False),
        ("", False),
    ],
)
def test_a_subgroup_needs_a_lead_once_who_was_named_is_gone(lead: str, needed: bool) -> None:
    assert needs_lead(lead, "Quay Manager", "Highways", None) is needed
