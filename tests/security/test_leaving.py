"""Who leaves has left everywhere: in the session, with the key, on the pages and in live rooms, without logging out.

The last day of a membership (`left_on`) is a day of it: until midnight everything is as before, then nothing is. A
membership ends today when its last day was yesterday, whether somebody entered that today or the day just passed.
"""

from collections.abc import Callable

import frappe
import pytest
from frappe.utils import today

from papg.permissions import membership_roles, scope
from papg.testing import cast
from papg.testing.factories import make, make_meeting
from tests.provision.realtime_rig import wait_until
from tests.security.stage import (
    NOT_YOURS,
    YESTERDAY,
    Stage,
    enter_last_day,
    hears_a_change,
    let_the_day_pass,
    tab_of,
)
from tests.security.visitors import Visitor

ENDINGS = (enter_last_day, let_the_day_pass)
Ending = Callable[..., None]


@pytest.mark.parametrize("end", ENDINGS)
def test_a_membership_that_ended_opens_nothing_in_the_session_or_with_the_key(
    end: Ending, stage: Stage
) -> None:
    member, program = stage.visitor(cast.MEMBER), stage.program(cast.MEMBER)
    assert stage.sees_form(member)
    assert stage.sees_by_key(program)
    end(cast.MEMBER, YESTERDAY)
    assert not stage.sees_form(member)
    assert not stage.sees_by_key(program)
    assert not stage.sees_form(stage.visitor(cast.MEMBER))


@pytest.mark.parametrize("end", ENDINGS)
def test_the_last_day_is_a_day_of_the_membership(end: Ending, stage: Stage) -> None:
    member, program = stage.visitor(cast.MEMBER), stage.program(cast.MEMBER)
    end(cast.MEMBER, 0)
    assert stage.sees_form(member)
    assert stage.sees_by_key(program)


@pytest.mark.parametrize("end", ENDINGS)
def test_a_partner_who_left_finds_no_page(end: Ending, stage: Stage) -> None:
    partner = stage.visitor(cast.PARTNER)
    assert stage.sees_page(partner)
    assert partner.see("/partner").status_code == 200
    end(cast.PARTNER, YESTERDAY)
    assert not stage.sees_page(partner)
    assert partner.see("/partner").status_code in NOT_YOURS


def test_who_leaves_one_group_keeps_the_other(stage: Stage) -> None:
    three = stage.visitor(cast.THREE)
    other = make_meeting(cast.group("B"), agenda_issued_on=today()).name
    frappe.db.commit()
    assert stage.sees_form(three)
    enter_last_day(cast.THREE, YESTERDAY)
    assert not stage.sees_form(three)
    assert stage.sees_form(three, other)


def test_the_daily_job_ends_the_session_of_who_left_overnight(stage: Stage) -> None:
    partner = stage.visitor(cast.PARTNER)
    let_the_day_pass(cast.PARTNER, YESTERDAY)
    scope.forget()
    membership_roles.sync_all_due()
    frappe.db.commit()
    assert partner.see("/partner").headers.get("Location", "").startswith("/login")


def test_who_left_hears_nothing_more_in_a_live_room(stage: Stage) -> None:
    with tab_of(stage, stage.visitor(cast.MEMBER)) as browser:
        assert hears_a_change(stage, browser, cast.MEMBER)
        enter_last_day(cast.MEMBER, YESTERDAY)
        wait_until(lambda: browser.found(tab="tab", state="disconnected"), "the member is put out")


def test_who_sits_by_virtue_of_a_post_leaves_with_the_post(stage: Stage) -> None:
    post = {"ex_officio_group": cast.group("A"), "ex_officio_position": "Chair"}
    make("PAPG Member", papg_group=cast.group("C"), organisation=cast.DEPARTMENT, **post)
    there = make_meeting(cast.group("C"), agenda_issued_on=today()).name
    frappe.db.commit()
    chair, member = stage.visitor(cast.CHAIR), stage.visitor(cast.MEMBER)
    assert stage.sees_form(chair, there)
    assert not stage.sees_form(member, there)
    enter_last_day(cast.CHAIR, YESTERDAY)
    assert not stage.sees_form(chair, there)
    succeed(cast.MEMBER)
    assert stage.sees_form(stage.visitor(cast.MEMBER), there)


def succeed(user: str) -> None:
    """Somebody takes the chair of the first group today."""
    make(
        "PAPG Member",
        papg_group=cast.group("A"),
        full_name=cast.POSTS[user],
        email=user,
        user=user,
        organisation=cast.DEPARTMENT,
        position="Chair",
        joined_on=today(),
    )
    frappe.db.commit()


def disable_by_form(user: str) -> None:
    account = frappe.get_doc("User", user)
    account.enabled = 0
    account.save()


def disable_in_the_table(user: str) -> None:
    """As a job or another program would."""
    frappe.db.set_value("User", user, "enabled", 0)


@pytest.mark.parametrize("disable", [disable_by_form, disable_in_the_table])
def test_an_account_disabled_in_mid_session_gets_nothing(
    disable: Callable[[str], None], stage: Stage
) -> None:
    member, program = stage.visitor(cast.MEMBER), stage.program(cast.MEMBER)
    partner = stage.visitor(cast.PARTNER)
    assert stage.sees_form(member)
    assert stage.sees_page(partner)
    for user in (cast.MEMBER, cast.PARTNER):
        disable(user)
    frappe.db.commit()
    assert not stage.sees_form(member)
    assert not stage.sees_by_key(program)
    assert not stage.sees_page(partner)
    assert member.see("/app").status_code in NOT_YOURS
    assert Visitor(stage.served.url).log_in(cast.MEMBER).status_code == 401


def test_an_account_that_is_disabled_is_put_out_of_live_rooms(stage: Stage) -> None:
    with tab_of(stage, stage.visitor(cast.MEMBER)) as browser:
        disable_by_form(cast.MEMBER)
        frappe.db.commit()
        wait_until(lambda: browser.found(tab="tab", state="disconnected"), "the member is put out")
