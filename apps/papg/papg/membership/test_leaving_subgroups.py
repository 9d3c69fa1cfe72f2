"""Who leaves a group leaves its subgroups the same day, and who saves is told."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.membership import changing
from papg.permissions import scope
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import JOINED_ON, make_group, make_member

NAME = "Barriers of the quay"
POST = cast.POSTS[cast.MEMBER]


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def subgroup(above: str | None = None, **fields: Any) -> str:
    parent = {"group_type": "Subgroup", "parent_papg_group": above or cast.group("A")}
    return make_group(
        **{"group_name": NAME, "authority": cast.COUNCIL, "purpose": "Barriers.", **parent, **fields}
    ).name


def sits(group: str, user: str = cast.MEMBER, **fields: Any) -> str:
    who = {"full_name": cast.POSTS[user], "email": user, "user": user, "organisation": cast.DEPARTMENT}
    return make_member(group, **{**who, "joined_on": JOINED_ON, **fields}).name


def yesterday() -> str:
    return add_days(today(), -1)


def end(member: str, by: str = cast.SECRETARY) -> str:
    """The row ends yesterday; what whoever saved was told."""
    frappe.clear_messages()
    with acting_as(by):
        doc = frappe.get_doc("PAPG Member", member)
        doc.left_on = yesterday()
        doc.save()
    return " ".join(str(message) for message in frappe.get_message_log())


def left(member: str) -> str:
    return str(frappe.db.get_value("PAPG Member", member, "left_on") or "")


def test_the_row_in_the_subgroup_ends_the_same_day_with_its_access_whoever_saves() -> None:
    group = subgroup()
    row, adviser = sits(group), sits(subgroup(group_name="Training"), position="Adviser")
    assert group in scope.work_out(cast.MEMBER, today()).groups["Member"]
    told = end(cast.member(cast.MEMBER))
    assert (left(row), left(adviser)) == (yesterday(), yesterday())
    assert not scope.work_out(cast.MEMBER, today()).all_groups()
    assert f"{POST}: also taken off {NAME}, on" in told
    assert f"{POST}: also taken off Training, on" in told
    assert "needs a new lead" not in told


def test_a_row_that_ended_by_then_stays_and_one_that_was_to_end_later_does_not() -> None:
    earlier, same, later = (
        sits(subgroup(group_name=f"To {ends}"), left_on=ends)
        for ends in (add_days(today(), -9), yesterday(), add_days(today(), 9))
    )
    told = end(cast.member(cast.MEMBER))
    assert [left(row) for row in (earlier, same, later)] == [add_days(today(), -9), yesterday(), yesterday()]
    assert told.count("also taken off") == 1


def test_others_and_other_groups_are_left_alone() -> None:
    chair, elsewhere = sits(subgroup(), cast.CHAIR), sits(make_group().name)
    assert "taken off" not in end(cast.member(cast.MEMBER))
    assert (left(chair), left(elsewhere)) == ("", "")


def test_the_person_is_found_by_name_where_a_row_has_no_address() -> None:
    row = make_member(subgroup(), full_name=POST, organisation=cast.DEPARTMENT, joined_on=JOINED_ON).name
    end(cast.member(cast.MEMBER))
    assert left(row) == yesterday()


def test_a_change_of_post_keeps_the_person_on() -> None:
    row = sits(subgroup())
    with acting_as(cast.SECRETARY):
        changing.change_post(cast.member(cast.MEMBER), today(), job_title="Head of Licensing")
    assert left(row) == ""


def test_who_hands_on_the_post_they_sat_by_goes_and_a_seat_that_follows_it_stays() -> None:
    """The group above has a seat that follows the chair of another group, who sits on its subgroup by name."""
    above = make_group(authority=cast.COUNCIL).name
    by_post = {
        "ex_officio_group": cast.group("A"),
        "ex_officio_position": "Chair",
        "organisation": cast.COUNCIL,
    }
    make_member(above, full_name="", joined_on=JOINED_ON, **by_post)
    group = subgroup(above)
    named, seat = (
        sits(group, cast.CHAIR),
        make_member(group, full_name="", joined_on=JOINED_ON, **by_post).name,
    )
    with acting_as(cast.SECRETARY):
        changing.change_post(cast.member(cast.CHAIR), today(), position="Member")
    assert (left(named), left(seat)) == (yesterday(), "")


def test_a_subgroup_of_a_subgroup_is_left_too() -> None:
    group = subgroup()
    row, below = sits(group), sits(subgroup(group, group_name="Of the barriers"))
    end(cast.member(cast.MEMBER))
    assert (left(row), left(below)) == (yesterday(), yesterday())


@pytest.mark.parametrize("lead", [POST, POST.upper()])
def test_a_subgroup_that_loses_its_lead_is_named(lead: str) -> None:
    sits(subgroup(lead=lead))
    assert f"{NAME} needs a new lead." in end(cast.member(cast.MEMBER))


def test_who_was_to_join_after_that_day_is_put_right_first_and_nothing_is_stored() -> None:
    row = sits(subgroup(), joined_on=today())
    with pytest.raises(frappe.ValidationError, match=f"{POST} is to join {NAME} on"):
        end(cast.member(cast.MEMBER))
    assert left(row) == ""
    assert getdate(frappe.db.get_value("PAPG Member", row, "joined_on")) == getdate(today())
