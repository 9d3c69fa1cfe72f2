"""Accounts: reset keys, letters, and who sees whom."""

import hashlib
import re
from collections.abc import Iterator

import frappe
import pytest
import requests

from papg.security import users
from papg.testing import cast
from papg.testing.acting import acting_as, answering
from papg.testing.trail import last_number, rows_after
from provision.served import Served
from tests.security import front_door
from tests.security.conftest import Visit
from tests.security.front_door import Caller
from tests.security.visitors import Visitor, is_refusal

ASK = "frappe.core.doctype.user.user.reset_password"
SET = "frappe.core.doctype.user.user.update_password"


@pytest.fixture
def people(site: None) -> Iterator[None]:
    cast.install()
    yield


def key_in(link: str) -> str:
    found = re.search(r"key=(\w+)", link)
    assert found
    return found[1]


def test_what_is_stored_of_a_reset_key_does_not_open_the_account(people: None) -> None:
    key = key_in(frappe.get_doc("User", cast.MEMBER).reset_password())
    stored = frappe.db.get_value("User", cast.MEMBER, "reset_password_key")
    assert stored == hashlib.sha256(key.encode()).hexdigest()
    assert key != stored


def test_the_key_of_the_letter_sets_a_password_and_the_stored_one_does_not(guest: Visitor) -> None:
    frappe.db.rollback()
    key = key_in(frappe.get_doc("User", cast.DEPUTY).reset_password())
    stored = frappe.db.get_value("User", cast.DEPUTY, "reset_password_key")
    frappe.db.commit()
    refused = guest.call(SET, new_password=cast.PASSWORD, key=stored)
    assert (refused.status_code, "used before or is invalid" in refused.text) == (410, True)
    assert guest.call(SET, new_password=cast.PASSWORD, key=key).ok
    again = Visitor(guest.site).call(SET, new_password=cast.PASSWORD, key=key)
    assert again.status_code == 410


def test_a_password_that_is_easy_to_guess_is_refused(guest: Visitor) -> None:
    frappe.db.rollback()
    key = key_in(frappe.get_doc("User", cast.DEPUTY).reset_password())
    frappe.db.commit()
    assert guest.call(SET, new_password="harbour1", key=key).status_code == 417


def forgotten(guest: Visitor, user: str) -> requests.Response:
    """Ask for a letter; how often one may ask is not what is tested here."""
    front_door.forget_counts()
    return guest.call(ASK, user=user)


@pytest.mark.parametrize("user", ["nobody@nowhere.example", "Administrator", "Guest", "x' or 1=1 --"])
def test_whoever_asks_for_a_letter_learns_nothing_about_the_account(user: str, guest: Visitor) -> None:
    known, other = forgotten(guest, cast.MEMBER), forgotten(guest, user)
    assert (known.status_code, known.text) == (other.status_code, other.text)
    assert known.ok


def test_the_link_in_a_letter_leads_to_this_site_whatever_host_was_asked(people: None) -> None:
    came = frappe._dict(host="evil.example", headers={}, url="http://evil.example/", scheme="http")
    with answering(came):
        link = frappe.get_doc("User", cast.MEMBER).reset_password()
    assert link.startswith(frappe.conf.host_name)


def test_a_link_by_mail_does_not_log_anybody_in(guest: Visitor) -> None:
    for endpoint in ("send_login_link", "login_via_key", "login_via_token"):
        for verb in ("GET", "POST"):
            is_refusal(guest.call(f"frappe.www.login.{endpoint}", verb), 403, "Your account cannot do this")


def test_nobody_signs_up(guest: Visitor) -> None:
    answer = guest.call(
        "frappe.core.doctype.user.user.sign_up", email="a@b.example", full_name="x", redirect_to="/"
    )
    is_refusal(answer, 403, "Your account cannot do this")


def test_accounts_are_seen_by_people_of_the_same_groups_only(people: None) -> None:
    assert users.people_near(cast.NEIGHBOUR) == {cast.NEIGHBOUR, cast.THREE}
    with acting_as(cast.NEIGHBOUR):
        assert users.has_permission(frappe.get_doc("User", cast.THREE))
        assert not users.has_permission(frappe.get_doc("User", cast.CHAIR))
        assert not users.has_permission(frappe.get_doc("User", cast.THREE), "write")
        assert users.query_condition() == f"`tabUser`.name in ('{cast.NEIGHBOUR}', '{cast.THREE}')"


def test_accounts_are_not_listed_for_staff_partners_or_programs(visit: Visit, program: Visit) -> None:
    for visitor in (visit(cast.SECRETARY), visit(cast.PARTNER), program(cast.INTEGRATION)):
        listed = visitor.call(
            "frappe.desk.reportview.get", doctype="User", fields=["name", "last_login", "phone"]
        )
        by_rest = visitor.ask(
            "GET", "/api/resource/User", params={"fields": '["name", "reset_password_key"]'}
        )
        for answer in (listed, by_rest):
            assert answer.status_code == 403
            assert cast.CHAIR not in answer.text


def test_the_first_account_that_is_saved_does_not_become_system_manager(people: None) -> None:
    holders = {"role": "System Manager", "parenttype": "User", "parent": ("!=", "Administrator")}
    assert frappe.get_all("Has Role", holders) == []


def test_a_very_long_password_is_not_worked_on(guest: Visitor, server: Served) -> None:
    strength = "frappe.core.doctype.user.user.test_password_strength"
    is_refusal(guest.call(strength, new_password="x" * 73), 400, "give at most 72 characters")
    assert guest.call(strength, new_password="x" * 72).status_code == 200


def test_a_new_password_takes_the_old_one_or_a_key(partner: Visitor) -> None:
    answer = partner.call("frappe.core.doctype.user.user.update_password", new_password="x" * 12)
    assert answer.status_code == 417
    assert "Give your old password, or open the link in the letter again." in answer.text


def test_a_number_where_a_word_is_expected_is_taken_as_a_word(guest: Visitor) -> None:
    sent = {"new_password": 123456, "key": 7}
    answer = guest.ask("POST", "/api/method/frappe.core.doctype.user.user.update_password", json=sent)
    assert answer.status_code in (410, 417)


def test_a_new_password_is_noted_and_ends_all_other_sessions_of_the_account(server: Served) -> None:
    here, *others = (Caller(server.url) for _window in range(4))
    with front_door.newcomer() as email:
        for one in (here, *others):
            assert one.log_in(email).status_code == 200
        number = last_number()
        new = "Harvest-Kettle-Marble-2208"
        assert here.call(SET, new_password=new, old_password=cast.PASSWORD).ok
        alive = [one.see("/").headers.get("Location") != "/login" for one in (here, *others)]
        assert alive == [True, False, False, False]
        rows = [row for row in rows_after(number) if row.record_name == email]
        assert [(row.kind, row.user, row.detail) for row in rows] == [
            ("Rights changed", email, "password set")
        ]
