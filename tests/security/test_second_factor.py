"""The second factor, over HTTP, on a site where nobody is excepted from it."""

from collections.abc import Callable, Iterator

import frappe
import pytest

from papg.security import settings
from papg.testing import cast
from provision.served import Served
from tests.security import front_door
from tests.security.front_door import Caller, code_of
from tests.security.ground import Plot

REFUSED = 401


@pytest.fixture(autouse=True)
def strict(plots: dict[str, Plot], server: Served) -> Iterator[None]:
    with front_door.nobody_excepted(server.instance):
        yield


def test_everybody_of_the_cast_is_asked_for_it(caller: Callable[[], Caller]) -> None:
    for user in (cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.PARTNER, cast.AUDITOR, cast.ADMINISTRATOR):
        one = caller()
        assert one.show_password(user).headers["Location"] == "/second-factor"
        assert one.cookies["sid"] == "Guest"
        assert not one.is_in()


def test_the_first_login_sets_it_up_and_the_next_asks_for_a_code(caller: Callable[[], Caller]) -> None:
    first = caller()
    secret = first.come_in(cast.SECRETARY)
    assert first.is_in()
    second = caller()
    second.show_password(cast.SECRETARY)
    page = second.see("/second-factor").text
    assert secret not in page.replace(" ", "")
    assert "data:image" not in page
    assert second.show_code(code_of(secret, 1)).headers["Location"] == "/app"
    assert second.is_in()


def test_setting_it_up_cannot_be_skipped(caller: Callable[[], Caller]) -> None:
    one = caller()
    one.show_password(cast.SECRETARY)
    for path in ("/app", "/api/method/frappe.desk.desktop.get_workspace_sidebar_items", "/login"):
        assert one.see(path).status_code in (200, 302, 403)
        assert not one.is_in()
    assert one.show_code("").status_code == REFUSED
    assert one.show_code("000000").status_code == REFUSED
    assert not one.is_in()


def test_the_framework_s_own_door_lets_nobody_in_and_mails_nothing(caller: Callable[[], Caller]) -> None:
    before = frappe.db.count("Email Queue")
    for form in ({}, {"otp": "123456"}, {"otp": "123456", "tmp_id": "x"}):
        for path in ("/api/method/login", "/?cmd=login", "/api/method/login?device=mobile"):
            one = caller()
            answer = one.ask("POST", path, data={"usr": cast.SECRETARY, "pwd": cast.PASSWORD, **form})
            assert answer.status_code == REFUSED, answer.text[:200]
            assert "tmp_id" not in answer.text
            assert not one.is_in()
    frappe.db.rollback()
    assert frappe.db.count("Email Queue") == before
    assert not frappe.cache.keys("*_otp_secret")


def test_a_code_works_once(caller: Callable[[], Caller]) -> None:
    secret = caller().come_in(cast.SECRETARY)
    code = code_of(secret, 1)
    first, second = caller(), caller()
    for one in (first, second):
        one.show_password(cast.SECRETARY)
    assert first.show_code(code).status_code == 303
    refused = second.show_code(code)
    assert (refused.status_code, "used before" in refused.text) == (REFUSED, True)
    assert not second.is_in()


@pytest.mark.parametrize("steps", [-3, 3])
def test_a_code_of_another_time_does_not_work(steps: int, caller: Callable[[], Caller]) -> None:
    secret = caller().come_in(cast.SECRETARY)
    one = caller()
    one.show_password(cast.SECRETARY)
    assert one.show_code(code_of(secret, steps)).status_code == REFUSED


@pytest.mark.parametrize("code", ["12345", "1234567", "abcdef", "１２３４５６", "' or 1=1"])
def test_what_is_no_code_is_refused(code: str, caller: Callable[[], Caller]) -> None:
    one = caller()
    one.show_password(cast.SECRETARY)
    assert one.show_code(code).status_code in (400, REFUSED)


def test_after_five_wrong_codes_the_right_one_is_refused_also_from_another_window(
    caller: Callable[[], Caller],
) -> None:
    secret = caller().come_in(cast.SECRETARY)
    one = caller()
    one.show_password(cast.SECRETARY)
    answers = [one.show_code("000000").status_code for _try in range(5)]
    assert answers == [REFUSED] * 5
    for window in (one, caller()):
        window.show_password(cast.SECRETARY)
        locked = window.show_code(code_of(secret, 1))
        assert locked.status_code == 429
        assert 800 < int(locked.headers["Retry-After"]) <= 900
        assert not window.is_in()


def test_the_step_of_somebody_else_does_not_take_ones_own_code(caller: Callable[[], Caller]) -> None:
    mine = caller().come_in(cast.SECRETARY)
    theirs = caller()
    theirs.come_in(cast.CHAIR)
    victim, attacker = caller(), caller()
    victim.show_password(cast.CHAIR)
    attacker.show_password(cast.SECRETARY)
    attacker.take_step_of(victim.cookies["papg_step"])
    assert attacker.show_code(code_of(mine, 1)).status_code == REFUSED
    assert not attacker.is_in()


@pytest.mark.parametrize("token", ["", "x", "../x", "papg_half_login:1"])
def test_a_step_nobody_began_leads_back_to_the_start(token: str, caller: Callable[[], Caller]) -> None:
    one = caller()
    one.take_step_of(token)
    assert one.show_code("123456").headers["Location"] == "/login"


def test_a_step_is_good_for_one_login(caller: Callable[[], Caller]) -> None:
    secret = caller().come_in(cast.SECRETARY)
    one = caller()
    one.show_password(cast.SECRETARY)
    kept = one.cookies["papg_step"]
    one.show_code(code_of(secret, 1))
    again = caller()
    again.take_step_of(kept)
    assert again.show_code(code_of(secret)).headers["Location"] == "/login"


def test_a_session_made_without_it_ends_when_it_is_required(
    server: Served, caller: Callable[[], Caller]
) -> None:
    one = caller()
    with front_door.configured(server.instance, second_factor_off_for_demonstration=1):
        assert one.log_in(cast.SECRETARY).status_code == 200
        assert one.is_in()
    assert one.see("/app").status_code in (302, 401)
    assert not one.is_in()


def test_a_new_password_by_letter_lets_nobody_in(caller: Callable[[], Caller]) -> None:
    one = caller()
    with front_door.newcomer() as email:
        link = frappe.get_doc("User", email).reset_password()
        frappe.db.commit()
        key = link.partition("key=")[2]
        answer = one.call(
            "frappe.core.doctype.user.user.update_password", new_password=cast.PASSWORD, key=key
        )
    assert (answer.status_code, answer.json()["message"]) == (200, "/")
    assert "sid" not in one.cookies or one.cookies["sid"] == "Guest"
    assert one.see("/").headers["Location"] == "/login"


def test_the_page_of_the_framework_with_the_secret_is_not_there(caller: Callable[[], Caller]) -> None:
    assert caller().see("/qrcode", params={"k": "x"}).status_code == 404


def test_the_exception_is_for_sites_without_real_people(site: None, server: Served) -> None:
    exceptions = {"second_factor_off_for_demonstration": 1, "webhooks_inside_for_demonstration": 1}
    with front_door.configured(server.instance, **exceptions):
        settings.assert_all()
        frappe.get_doc(
            {"doctype": "User", "email": "officer@harbour.gov.test", "first_name": "Officer"}
        ).insert()
        with pytest.raises(settings.NotSafe) as found:
            settings.assert_all()
    for name in exceptions:
        assert f"{name} has to be 0" in str(found.value)


def test_the_exception_is_said_on_the_page(server: Served, caller: Callable[[], Caller]) -> None:
    words = "This is a demonstration: second factor off."
    assert words not in caller().see("/login").text
    with front_door.configured(server.instance, second_factor_off_for_demonstration=1):
        assert words in caller().see("/login").text
