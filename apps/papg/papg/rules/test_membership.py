"""Positions, good practice and kinds of user."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.membership import (
    ADVISER,
    CHAIR,
    DEPUTY_CHAIR,
    GUIDANCE,
    MEMBER,
    OBSERVER,
    POSITIONS,
    SECRETARY,
    STAFF_POSITIONS,
    HeldPosition,
    Membership,
    good_practice_warnings,
    kind_of_user,
    position_on,
    seat_state,
)
from papg.rules.people import Person
from papg.rules.periods import Period

TODAY = date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
GROUP, OTHER_GROUP = "North Shire Protect & Prepare Group", "South Shire Protect & Prepare Group"
HEAD_OF_SAFETY = Person("head.of.safety@county.example")
NOW = Period(date(2026, 1, 1), date(2026, 12, 31))

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
periods = st.lists(st.builds(Period, st.none() | days, st.none() | days), max_size=4)

CHAIR_ROW = Membership(
    GROUP, HEAD_OF_SAFETY, "Head of Community Safety", CHAIR, "North Shire Council", True, NOW, (NOW,)
)
DEPUTY_CHAIR_ROW = Membership(
    GROUP, Person(email="inspector@police.example"), "Inspector", DEPUTY_CHAIR, "Police", False, NOW, (NOW,)
)
MEMBER_ROW = Membership(
    GROUP, Person("licensing@county.example"), "Licensing Manager", MEMBER, "Council", True, NOW, (NOW,)
)


def sentences(*rows: Membership) -> list[str]:
    return [warning.sentence for warning in good_practice_warnings(rows, TODAY)]


def test_the_position_on_a_day_is_the_one_held_in_that_group() -> None:
    elsewhere = replace(CHAIR_ROW, papg_group=OTHER_GROUP, position=MEMBER)
    rows = [elsewhere, CHAIR_ROW]
    assert position_on(rows, HEAD_OF_SAFETY, GROUP, TODAY) == CHAIR
    assert position_on(rows, HEAD_OF_SAFETY, OTHER_GROUP, TODAY) == MEMBER
    assert position_on(rows, HEAD_OF_SAFETY, "Prevent Group", TODAY) is None


def test_a_position_is_held_on_its_first_and_last_day_and_not_the_day_after() -> None:
    ends_on = date(2026, 12, 31)
    assert position_on([CHAIR_ROW], HEAD_OF_SAFETY, GROUP, date(2026, 1, 1)) == CHAIR
    assert position_on([CHAIR_ROW], HEAD_OF_SAFETY, GROUP, ends_on) == CHAIR
    assert position_on([CHAIR_ROW], HEAD_OF_SAFETY, GROUP, ends_on + ONE_DAY) is None


def test_a_person_is_found_by_e_mail_address_in_any_spelling() -> None:
    assert position_on([DEPUTY_CHAIR_ROW], "Inspector@Police.example", GROUP, TODAY) == DEPUTY_CHAIR
    assert position_on([DEPUTY_CHAIR_ROW], HEAD_OF_SAFETY, GROUP, TODAY) is None


def test_of_two_positions_the_weightier_one_holds() -> None:
    rows = [replace(CHAIR_ROW, position=position) for position in (OBSERVER, DEPUTY_CHAIR, MEMBER)]
    assert position_on(rows, HEAD_OF_SAFETY, GROUP, TODAY) == DEPUTY_CHAIR


def test_nobody_holds_no_position() -> None:
    assert position_on([replace(CHAIR_ROW, person=Person())], Person(), GROUP, TODAY) is None


def test_a_group_after_good_practice_is_not_warned() -> None:
    assert sentences(CHAIR_ROW, DEPUTY_CHAIR_ROW, MEMBER_ROW) == []


def test_a_chair_from_outside_a_local_authority_is_warned_about() -> None:
    outside = replace(CHAIR_ROW, organisation="Police", is_local_authority=False)
    (warning,) = good_practice_warnings([outside], TODAY)
    assert warning.sentence == (
        "Chair Head of Community Safety is from Police, not a local authority. "
        "Appoint a council employee, or record why not."
    )
    assert (warning.code, warning.subject) == ("chair-not-from-council", "Head of Community Safety")
    assert warning.guidance == GUIDANCE == "Protect & Prepare Groups guidance, Membership"


def test_a_chair_without_an_organisation_is_warned_about() -> None:
    unknown = replace(CHAIR_ROW, organisation="", is_local_authority=False)
    assert "from an organisation nobody has entered, not a local authority" in sentences(unknown)[0]


def test_a_deputy_chair_from_the_chairs_organisation_is_warned_about() -> None:
    same = replace(DEPUTY_CHAIR_ROW, organisation="north shire council ")
    assert sentences(CHAIR_ROW, replace(same, organisation="North Shire Council")) == [
        "Deputy Chair Inspector is from North Shire Council, like the Chair. "
        "Appoint one from elsewhere, or record why not."
    ]
    assert len(sentences(CHAIR_ROW, same)) == 1


def test_two_organisations_nobody_has_entered_are_not_the_same() -> None:
    rows = [replace(CHAIR_ROW, organisation=""), replace(DEPUTY_CHAIR_ROW, organisation="")]
    assert sentences(*rows) == []


def test_a_vacant_chair_is_warned_about_also_after_the_last_chairs_last_day() -> None:
    vacant = (
        "The group has no Chair on 14 June 2026. Appoint a local authority employee with enough seniority."
    )
    assert sentences() == [vacant]
    assert sentences(replace(CHAIR_ROW, period=Period(None, TODAY - ONE_DAY))) == [vacant]
    assert sentences(replace(CHAIR_ROW, period=Period(None, TODAY))) == []


def test_a_member_without_a_deputy_on_the_day_is_warned_about() -> None:
    lapsed = replace(MEMBER_ROW, deputies=(Period(None, TODAY - ONE_DAY),))
    refused = "Licensing Manager has no deputy on 14 June 2026. Name one, or record why not."
    assert sentences(CHAIR_ROW, lapsed) == [refused]
    assert sentences(CHAIR_ROW, replace(MEMBER_ROW, deputies=())) == [refused]
    assert sentences(CHAIR_ROW, replace(MEMBER_ROW, deputies=(Period(None, TODAY),))) == []


@pytest.mark.parametrize("position", [SECRETARY, OBSERVER, ADVISER])
def test_those_who_hold_no_seat_need_no_deputy(position: str) -> None:
    assert sentences(CHAIR_ROW, replace(MEMBER_ROW, position=position, deputies=())) == []


def test_former_members_are_not_warned_about() -> None:
    left = replace(MEMBER_ROW, deputies=(), period=Period(None, TODAY - ONE_DAY))
    assert sentences(CHAIR_ROW, left) == []


def test_every_shortcoming_is_named() -> None:
    rows = [
        replace(CHAIR_ROW, is_local_authority=False, deputies=()),
        replace(DEPUTY_CHAIR_ROW, organisation=CHAIR_ROW.organisation),
    ]
    codes = [warning.code for warning in good_practice_warnings(rows, TODAY)]
    assert codes == ["chair-not-from-council", "deputy-chair-from-chairs-organisation", "no-deputy"]


@pytest.mark.parametrize("position", [CHAIR, DEPUTY_CHAIR, SECRETARY])
def test_whoever_runs_a_group_is_staff_even_from_outside_the_council(position: str) -> None:
    assert kind_of_user([HeldPosition(position, is_from_council=False)]) == "staff"


@pytest.mark.parametrize("position", POSITIONS)
def test_everybody_of_the_council_is_staff(position: str) -> None:
    assert kind_of_user([HeldPosition(position, is_from_council=True)]) == "staff"


@pytest.mark.parametrize("position", [MEMBER, OBSERVER, ADVISER])
def test_other_members_from_outside_the_council_are_partners(position: str) -> None:
    assert kind_of_user([HeldPosition(position, is_from_council=False)]) == "partner"


def test_somebody_without_a_position_is_neither() -> None:
    assert kind_of_user([]) == "none"


def test_one_position_that_makes_staff_is_enough() -> None:
    held = [HeldPosition(MEMBER, False), HeldPosition(SECRETARY, False)]
    assert kind_of_user(held) == "staff"


@given(st.lists(st.builds(HeldPosition, st.sampled_from(POSITIONS), st.booleans())))
def test_nobody_from_outside_becomes_staff_without_running_a_group(held: list[HeldPosition]) -> None:
    runs_or_belongs = any(row.position in STAFF_POSITIONS or row.is_from_council for row in held)
    assert (kind_of_user(held) == "staff") == runs_or_belongs


def test_a_seat_is_filled_by_a_member_on_the_day_including_the_last() -> None:
    assert seat_state([Period(None, TODAY)], [], TODAY) == "Filled"
    assert seat_state([Period(None, TODAY)], [], TODAY + ONE_DAY) == "Lapsed"


def test_a_deputy_alone_does_not_fill_a_seat() -> None:
    assert seat_state([Period(None, TODAY - ONE_DAY)], [NOW], TODAY) == "Deputy only"
    assert seat_state([], [NOW], TODAY) == "Deputy only"


def test_a_seat_nobody_has_held_yet_is_vacant_until_somebody_begins() -> None:
    begins = Period(TODAY + ONE_DAY, None)
    assert seat_state([], [], TODAY) == "Vacant"
    assert seat_state([begins], [], TODAY) == "Vacant"
    assert seat_state([begins], [], TODAY + ONE_DAY) == "Filled"


@given(periods, periods, days)
def test_a_seat_is_filled_exactly_when_a_members_period_includes_the_day(
    members: list[Period], deputies: list[Period], day: date
) -> None:
    is_filled = any(period.includes(day) for period in members)
    assert (seat_state(members, deputies, day) == "Filled") == is_filled
