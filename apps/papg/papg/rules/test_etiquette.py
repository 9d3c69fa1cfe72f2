"""Who may acknowledge the etiquette, once for each version, and who is still to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import etiquette
from papg.rules.terms import DRAFT, IN_FORCE, SUPERSEDED, WITH_MEMBERS

DAY = date(2026, 6, 14)
MEMBERS = [
    ("Licensing Manager", "Member", "a@x"),
    ("Duty Officer", "Member", None),
    ("Chair", "Chair", "B@x"),
]


def test_a_member_acknowledges_the_version_in_force_once() -> None:
    assert etiquette.may_acknowledge(IN_FORCE, True, True, None)
    again = etiquette.may_acknowledge(IN_FORCE, True, True, DAY)
    assert not again
    assert "on 14 June 2026" in str(again.refusals[0])


@pytest.mark.parametrize(
    ("stage", "asks", "is_member", "said"),
    [
        (DRAFT, True, True, "at stage Draft"),
        (WITH_MEMBERS, True, True, "at stage With members"),
        (SUPERSEDED, True, True, "at stage Superseded"),
        (IN_FORCE, False, True, "say nothing on etiquette"),
        (IN_FORCE, True, False, "not a member of this group today"),
    ],
)
def test_nobody_else_and_no_other_version(stage: str, asks: bool, is_member: bool, said: str) -> None:
    verdict = etiquette.may_acknowledge(stage, asks, is_member, None)
    assert [said in str(reason) for reason in verdict.refusals] == [True]


def test_who_is_still_to_acknowledge_comes_first_and_who_cannot_is_told_apart() -> None:
    rows = etiquette.standing(MEMBERS, {"A@X": DAY})
    assert [(row.full_name, row.acknowledged_on, row.is_able) for row in rows] == [
        ("Duty Officer", None, False),
        ("Chair", None, True),
        ("Licensing Manager", DAY, True),
    ]
    assert str(etiquette.summary(rows)).startswith("1 of 3 members")


def test_a_new_holder_of_a_post_acknowledges_anew_and_a_person_with_two_seats_once() -> None:
    seats = [("Chair", "Chair", "new@x"), ("Chair", "Member", "new@x")]
    assert {row.acknowledged_on for row in etiquette.standing(seats, {"old@x": DAY})} == {None}
    assert {row.acknowledged_on for row in etiquette.standing(seats, {"new@x": DAY})} == {DAY}


ACCOUNTS = st.one_of(st.none(), st.sampled_from(["a", "b", "c", "d"]))


@given(st.lists(ACCOUNTS), st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.just(DAY)))
def test_every_member_is_there_once_and_only_accounts_that_acknowledged_have_a_day(
    accounts: list[str | None], acknowledged: dict[str, date]
) -> None:
    members = [(str(number), "Member", account) for number, account in enumerate(accounts)]
    rows = etiquette.standing(members, acknowledged)
    assert sorted(row.full_name for row in rows) == sorted(name for name, _position, _account in members)
    has_day = {row.full_name for row in rows if row.acknowledged_on}
    assert has_day == {name for name, _position, account in members if account in acknowledged}
    flags = [row.acknowledged_on is not None for row in rows]
    assert flags == sorted(flags)
