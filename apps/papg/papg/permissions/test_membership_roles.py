"""Roles follow positions, by the day, and what is given by hand stays."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.permissions import membership_roles
from papg.testing import cast
from papg.testing.factories import make_member, make_user

NEWCOMER = "newcomer@harbour.example"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    """Everybody of the cast, and somebody without a position."""
    cast.install()
    make_user(NEWCOMER, "Planning Officer")


def ours(user: str) -> set[str]:
    return {role for role in frappe.get_roles(user) if role.startswith("PAPG")}


def kind(user: str) -> str:
    return frappe.db.get_value("User", user, "user_type")


def row(letter: str = "A", **fields: object) -> frappe.model.document.Document:
    """A row of membership for the newcomer."""
    given = {"user": NEWCOMER, "email": NEWCOMER, "organisation": cast.DEPARTMENT}
    return make_member(cast.group(letter), **{**given, **fields})


@pytest.mark.parametrize(
    ("user", "roles", "user_type"),
    [
        (cast.CHAIR, {"PAPG Chair"}, "System User"),
        (cast.DEPUTY_CHAIR, {"PAPG Chair"}, "System User"),
        (cast.SECRETARY, {"PAPG Secretary"}, "System User"),
        (cast.MEMBER, {"PAPG Member"}, "System User"),
        (cast.PARTNER, {"PAPG Partner"}, "Website User"),
        (cast.DEPUTY, set(), "Website User"),
        (cast.BOARD, {"PAPG Member", "PAPG Board"}, "System User"),
        (cast.THREE, {"PAPG Chair", "PAPG Secretary", "PAPG Member"}, "System User"),
        (cast.AUDITOR, {"PAPG Auditor"}, "System User"),
        (cast.ADMINISTRATOR, {"PAPG Administrator"}, "System User"),
        (cast.INTEGRATION, {"PAPG Integration"}, "Website User"),
    ],
)
def test_everybody_has_the_roles_of_their_positions(user: str, roles: set[str], user_type: str) -> None:
    assert (ours(user), kind(user)) == (roles, user_type)


def test_a_partner_on_a_body_groups_report_to_stays_on_the_pages_of_partners() -> None:
    row("Board", organisation=frappe.db.get_value("PAPG Organisation", {"organisation_name": cast.POLICE}))
    assert (ours(NEWCOMER), kind(NEWCOMER)) == ({"PAPG Partner", "PAPG Board"}, "Website User")


@pytest.mark.parametrize(
    ("starts", "ends", "has_role"), [(0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False)]
)
def test_the_first_and_the_last_day_give_the_role(starts: int, ends: int | None, has_role: bool) -> None:
    row(joined_on=add_days(today(), starts), left_on=None if ends is None else add_days(today(), ends))
    assert ("PAPG Member" in ours(NEWCOMER)) == has_role


def test_the_daily_job_gives_and_takes_what_a_day_has_changed() -> None:
    starting = row(joined_on=add_days(today(), 1))
    starting.db_set("joined_on", today())
    ending = cast.member(cast.MEMBER)
    frappe.db.set_value("PAPG Member", ending, "left_on", add_days(today(), -1))
    membership_roles.sync_all_due()
    assert ours(NEWCOMER) == {"PAPG Member"}
    assert (ours(cast.MEMBER), kind(cast.MEMBER)) == (set(), "Website User")


def test_the_daily_job_makes_up_for_a_week_and_no_more() -> None:
    for days_ago, email in ((7, cast.MEMBER), (8, cast.CHAIR)):
        frappe.db.set_value("PAPG Member", cast.member(email), "left_on", add_days(today(), -days_ago))
    due = membership_roles.users_due(today())
    assert cast.MEMBER in due
    assert cast.CHAIR not in due


def test_who_holds_a_post_others_follow_is_due_with_them() -> None:
    follows = {"ex_officio_group": cast.group("B"), "ex_officio_position": "Secretary"}
    make_member(cast.group("A"), organisation=cast.DEPARTMENT, joined_on=today(), **follows)
    assert cast.THREE in membership_roles.users_due(today())


def test_a_role_given_by_hand_stays_when_positions_go() -> None:
    frappe.get_doc("User", cast.AUDITOR).save()
    held = row(user=cast.AUDITOR, email=cast.AUDITOR)
    assert ours(cast.AUDITOR) == {"PAPG Auditor", "PAPG Member"}
    held.left_on = add_days(today(), -1)
    held.save()
    assert ours(cast.AUDITOR) == {"PAPG Auditor"}


def test_an_account_of_the_system_gets_no_roles_of_ours() -> None:
    make_user("systems@harbour.example", "Systems Manager", roles=("System Manager",))
    row(user="systems@harbour.example", email="systems@harbour.example")
    assert ours("systems@harbour.example") == set()


@pytest.mark.parametrize("user", ["Administrator", "Guest", "", None])
def test_built_in_accounts_are_left_alone(user: str | None) -> None:
    before = frappe.get_all("Has Role", {"parent": user}, pluck="role")
    membership_roles.sync(user)
    assert frappe.get_all("Has Role", {"parent": user}, pluck="role") == before


@pytest.mark.parametrize(
    ("position", "organisation", "user_type"),
    [
        ("Member", cast.POLICE, "Website User"),
        ("Observer", cast.POLICE, "Website User"),
        ("Member", cast.DEPARTMENT, "System User"),
        ("Deputy Chair", cast.POLICE, "System User"),
        ("Secretary", cast.POLICE, "System User"),
    ],
)
def test_who_runs_a_group_works_at_the_desk_wherever_they_come_from(
    position: str, organisation: str, user_type: str
) -> None:
    row(position=position, organisation=organisation)
    assert kind(NEWCOMER) == user_type


@pytest.fixture
def logged_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Accounts whose sessions were ended."""
    found: list[str] = []
    monkeypatch.setattr(membership_roles, "end_sessions", found.append)
    return found


def test_a_change_between_partner_and_staff_ends_the_sessions(logged_out: list[str]) -> None:
    held = row(organisation=cast.POLICE)
    logged_out.clear()
    row("B", position="Deputy Chair", organisation=cast.POLICE)
    assert logged_out == [NEWCOMER]
    logged_out.clear()
    held.left_on = add_days(today(), -1)
    held.save()
    assert logged_out == []


def test_the_end_of_the_last_position_ends_the_sessions(logged_out: list[str]) -> None:
    held = row(organisation=cast.POLICE)
    logged_out.clear()
    held.left_on = add_days(today(), -1)
    held.save()
    assert logged_out == [NEWCOMER]


def test_a_save_that_changes_no_position_touches_no_account(logged_out: list[str]) -> None:
    held = frappe.get_doc("PAPG Member", cast.member(cast.MEMBER))
    before = frappe.db.get_value("User", cast.MEMBER, "modified")
    held.contribution = "Knows the town."
    held.save()
    assert frappe.db.get_value("User", cast.MEMBER, "modified") == before
    assert logged_out == []
