"""Giving and ending access: by whom, to whom, and what follows."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.membership import access
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_member, make_user

EMAIL = "planning@harbour.example"


def newcomer(**fields: object) -> Document:
    """A row of group A without an account."""
    given = {"email": EMAIL, "full_name": "Planning Officer", "organisation": cast.DEPARTMENT}
    with acting_as(cast.SECRETARY):
        return make_member(cast.group("A"), **{**given, **fields})


def given(row: Document, user: str = cast.SECRETARY, deputy: str | None = None) -> dict[str, str]:
    with acting_as(user):
        return access.give_access(row.name, deputy)


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.ADMINISTRATOR])
def test_who_runs_the_group_gives_access_and_the_role_follows(user: str) -> None:
    row = newcomer()
    assert given(row, user) == {"user": EMAIL, "user_type": "System User"}
    assert frappe.db.get_value("PAPG Member", row.name, "user") == EMAIL
    assert "PAPG Member" in frappe.get_roles(EMAIL)


@pytest.mark.parametrize("user", [cast.MEMBER, cast.PARTNER, cast.NEIGHBOUR, cast.AUDITOR, cast.BOARD])
def test_nobody_else_gives_or_ends_access(user: str) -> None:
    row = newcomer()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        access.give_access(row.name)
    with acting_as(user), pytest.raises(frappe.PermissionError):
        access.end_access(cast.member(cast.PARTNER))
    assert not frappe.db.exists("User", EMAIL)


def test_the_secretary_of_another_group_gives_no_access_here() -> None:
    row = frappe.get_doc("PAPG Member", cast.member(cast.NEIGHBOUR, "B"))
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        access.end_access(row.name)


def test_a_partner_gets_an_account_that_stays_out_of_the_desk() -> None:
    row = newcomer(organisation=cast.POLICE)
    assert given(row)["user_type"] == "Website User"
    assert frappe.get_roles(EMAIL) == ["PAPG Partner", "All", "Guest"]


def test_a_new_account_has_no_password_and_gets_no_letter_without_a_mail_account() -> None:
    given(newcomer())
    assert frappe.db.get_value("User", EMAIL, "send_welcome_email") == 0
    assert not frappe.db.sql("select 1 from `__Auth` where name = %s and fieldname = 'password'", EMAIL)


def test_a_first_account_is_not_made_system_manager() -> None:
    account = given(newcomer())["user"]
    frappe.get_doc("User", account).save()
    assert "System Manager" not in frappe.get_roles(account)


def test_an_account_that_is_there_is_used() -> None:
    row = newcomer(email=cast.NEIGHBOUR)
    assert given(row)["user"] == cast.NEIGHBOUR


def test_an_account_of_the_system_is_never_touched() -> None:
    make_user("systems@harbour.example", "Systems Manager", roles=("System Manager",))
    row = newcomer(email="systems@harbour.example")
    with pytest.raises(frappe.ValidationError, match="holds roles that groups do not give"):
        given(row)
    assert "PAPG Member" not in frappe.get_roles("systems@harbour.example")


def test_an_account_that_was_switched_off_stays_off() -> None:
    frappe.db.set_value("User", cast.NEIGHBOUR, "enabled", 0)
    row = newcomer(email=cast.NEIGHBOUR)
    with pytest.raises(frappe.ValidationError, match=r"is switched off. Ask who runs the system"):
        given(row)


def test_a_member_without_an_address_is_told_to_enter_one() -> None:
    row = newcomer(email=None)
    with pytest.raises(frappe.ValidationError, match="Enter an e-mail address for Planning Officer"):
        given(row)


def test_a_member_who_has_access_keeps_it() -> None:
    row = newcomer()
    given(row)
    with pytest.raises(frappe.ValidationError, match="has access already, with the account planning@"):
        given(row)


def test_a_membership_that_is_over_gets_no_access() -> None:
    row = newcomer(left_on=add_days(today(), -1))
    with pytest.raises(frappe.ValidationError, match="Start another row before giving access"):
        given(row)


def test_a_membership_that_ends_today_may_still_get_access() -> None:
    assert given(newcomer(left_on=today()))["user"] == EMAIL


def test_a_post_gets_no_access_since_its_holder_has_it() -> None:
    with acting_as("Administrator"):
        post = {"ex_officio_group": cast.group("B"), "ex_officio_position": "Chair"}
        row = make_member(cast.group("A"), organisation=cast.DEPARTMENT, **post)
    with pytest.raises(frappe.ValidationError, match="Give access where its holder is a member"):
        given(row)


def test_a_deputy_gets_an_account_and_loses_it() -> None:
    row = newcomer(deputies=[{"deputy_name": "Duty Officer", "email": "duty@harbour.example"}])
    deputy = row.deputies[0].name
    assert given(row, deputy=deputy)["user"] == "duty@harbour.example"
    with acting_as(cast.SECRETARY):
        access.end_access(row.name, deputy)
    assert frappe.db.get_value("PAPG Member Deputy", deputy, ["user", "email"]) == (
        None,
        "duty@harbour.example",
    )


def test_a_deputy_of_another_row_is_not_found() -> None:
    row = newcomer()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="has no such deputy"):
        access.give_access(row.name, "nobody")


def test_ended_access_takes_the_role_and_the_sessions() -> None:
    row = newcomer()
    given(row)
    start_session(EMAIL)
    with acting_as(cast.SECRETARY):
        access.end_access(row.name)
    assert frappe.get_roles(EMAIL) == ["All", "Guest"]
    assert ended_after_commit(EMAIL)


def test_who_has_another_position_stays_logged_in() -> None:
    start_session(cast.THREE)
    with acting_as(cast.ADMINISTRATOR):
        access.end_access(cast.member(cast.THREE, "C"))
    assert not ended_after_commit(cast.THREE)


def test_access_that_was_never_given_cannot_be_ended() -> None:
    row = newcomer()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="has no access to end"):
        access.end_access(row.name)


def start_session(user: str) -> None:
    """A session of the user; what waited for the commit before is forgotten."""
    frappe.db.after_commit.reset()
    frappe.db.sql(
        "insert into `tabSessions` (user, sid, status) values (%s, %s, 'Active')", (user, f"sid-{user}")
    )


def ended_after_commit(user: str) -> bool:
    """Do the steps that wait for the commit log the user out? They are run without one."""
    commit, frappe.db.commit = frappe.db.commit, lambda: None
    try:
        frappe.db.after_commit.run()
    finally:
        frappe.db.commit = commit
    return not frappe.db.sql("select 1 from `tabSessions` where user = %s", user)
