"""The second factor on another device, over HTTP, on a site where nobody is excepted from it."""

import re
from collections.abc import Callable, Iterator

import frappe
import pytest
import requests

from papg.security import login_link, new_device
from papg.testing import cast
from papg.testing.trail import brief, last_number, rows_after
from provision.served import Served
from tests.security import front_door
from tests.security.front_door import Caller, code_of
from tests.security.ground import Plot

PAGE = "/second-factor"
REFUSED = 401
FIELD = re.compile(r'name="csrf_token" value="(\w+)"')


@pytest.fixture(autouse=True)
def strict(plots: dict[str, Plot], server: Served) -> Iterator[None]:
    with front_door.nobody_excepted(server.instance):
        yield


def send(one: Caller, token: str | None = None, **fields: str) -> requests.Response:
    """The form of the page, with the token it carries."""
    if token is None:
        found = FIELD.search(one.see(PAGE).text)
        assert found, "the page has no form"
        token = found[1]
    return one.fill_in(PAGE, csrf_token=token, **fields)


def begin(one: Caller, secret: str) -> str:
    """Show both factors again; the secret for the new device."""
    front_door.forget_counts()
    assert send(one, password=cast.PASSWORD, code=code_of(secret, 1)).headers["Location"] == PAGE
    return one.secret_shown()


def log_in(one: Caller, user: str, code: str) -> requests.Response:
    one.show_password(user)
    return one.show_code(code)


@pytest.mark.parametrize("user", [cast.PARTNER, cast.SECRETARY])
def test_the_new_phone_takes_the_place_of_the_old_one(user: str, caller: Callable[[], Caller]) -> None:
    one, other = caller(), caller()
    old = one.come_in(user)
    front_door.forget_counts()
    log_in(other, user, code_of(old, 1))
    assert other.is_in()
    new = begin(one, old)
    assert new != old
    number = last_number()
    done = send(one, code=code_of(new))
    assert done.headers["Location"] == f"{PAGE}?saved=1"
    assert "is on the new phone now" in one.see(f"{PAGE}?saved=1").text
    assert one.is_in() and not other.is_in()
    rows = rows_after(number)
    assert brief(rows) == [("Rights changed", user, "User", user)]
    assert (rows[0].detail, rows[0].door) == ("second factor set up", f"POST {PAGE}")
    front_door.forget_counts()
    assert log_in(caller(), user, code_of(old)).status_code == REFUSED
    assert log_in(caller(), user, code_of(new, 1)).status_code == 303


def test_the_new_phone_need_not_wait_for_the_half_minute_of_the_old_ones_last_code(
    caller: Callable[[], Caller],
) -> None:
    one = caller()
    new = begin(one, one.come_in(cast.PARTNER))
    assert send(one, code=code_of(new, 1)).headers["Location"] == f"{PAGE}?saved=1"


def test_until_the_new_phone_has_shown_a_code_the_old_one_is_in_force(
    caller: Callable[[], Caller],
) -> None:
    one = caller()
    old = one.come_in(cast.PARTNER)
    new = begin(one, old)
    wrong = send(one, code=code_of(old, -1))
    assert (wrong.status_code, "This code is wrong" in wrong.text) == (REFUSED, True)
    front_door.forget_counts()
    assert log_in(caller(), cast.PARTNER, code_of(new)).status_code == REFUSED
    assert log_in(caller(), cast.PARTNER, code_of(old)).status_code == 303


def test_keeping_the_old_phone_forgets_the_new_one(caller: Callable[[], Caller]) -> None:
    one = caller()
    new = begin(one, one.come_in(cast.PARTNER))
    assert send(one, stop="1").headers["Location"] == PAGE
    page = one.see(PAGE).text
    assert new not in page.replace(" ", "") and "Code from the phone you have now" in page


@pytest.mark.parametrize(("password", "is_code_right"), [("wrong", True), ("", True), (cast.PASSWORD, False)])
def test_both_factors_are_asked_for_again(
    password: str, is_code_right: bool, caller: Callable[[], Caller]
) -> None:
    one = caller()
    secret = one.come_in(cast.PARTNER)
    number = last_number()
    front_door.forget_counts()
    answer = send(one, password=password, code=code_of(secret, 1) if is_code_right else "000000")
    assert answer.status_code == REFUSED
    field = "code" if password == cast.PASSWORD else "password"
    assert f'id="{field}-error"' in answer.text and "data:image" not in answer.text
    assert cast.PASSWORD not in answer.text
    assert "data:image" not in one.see(PAGE).text
    assert brief(rows_after(number)) == [("Login refused", cast.PARTNER, "", "")]


def test_a_wrong_password_uses_no_code_up(caller: Callable[[], Caller]) -> None:
    one = caller()
    code = code_of(one.come_in(cast.PARTNER), 1)
    send(one, password="wrong", code=code)
    assert send(one, password=cast.PASSWORD, code=code).headers["Location"] == PAGE


def test_five_wrong_codes_stop_it_with_the_right_one_too(caller: Callable[[], Caller]) -> None:
    one = caller()
    secret = one.come_in(cast.PARTNER)
    answers = [send(one, password=cast.PASSWORD, code="000000").status_code for _try in range(5)]
    assert answers == [REFUSED] * 5
    assert send(one, password=cast.PASSWORD, code=code_of(secret, 1)).status_code == 429


def test_what_one_session_sets_up_no_other_can_finish(caller: Callable[[], Caller]) -> None:
    one, same, somebody = caller(), caller(), caller()
    old = one.come_in(cast.PARTNER)
    somebody.come_in(cast.SECRETARY)
    front_door.forget_counts()
    log_in(same, cast.PARTNER, code_of(old, 1))
    new = begin(one, old)
    for other in (same, somebody):
        assert new not in other.see(PAGE).text.replace(" ", "")
        assert send(other, code=code_of(new)).status_code == REFUSED
    front_door.forget_counts()
    assert log_in(caller(), cast.PARTNER, code_of(new)).status_code == REFUSED


@pytest.mark.parametrize("token", ["", "made-up"])
def test_a_form_without_the_session_s_token_does_nothing(token: str, caller: Callable[[], Caller]) -> None:
    one = caller()
    old = one.come_in(cast.PARTNER)
    front_door.forget_counts()
    answer = send(one, token, password=cast.PASSWORD, code=code_of(old, 1))
    assert answer.headers.get("Location") is None
    assert "data:image" not in one.see(PAGE).text


def test_a_partner_without_a_password_comes_by_a_fresh_link(
    server: Served, caller: Callable[[], Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    frappe.db.rollback()
    frappe.db.delete("__Auth", {"doctype": "User", "name": cast.PARTNER})
    frappe.db.commit()
    try:
        one = caller()
        one.fill_in("/login-link", key=login_link.make(cast.PARTNER))
        secret = one.secret_shown()
        one.show_code(code_of(secret))
        assert 'name="password"' not in one.see(PAGE).text
        front_door.forget_counts()
        assert send(one, code=code_of(secret, 1)).headers["Location"] == PAGE
        assert one.secret_shown() != secret
        assert "You need none." in one.see("/partner/profile").text
    finally:
        frappe.db.rollback()
        frappe.utils.password.update_password(cast.PARTNER, cast.PASSWORD)
        frappe.db.commit()


def test_a_session_that_is_not_fresh_is_not_enough_without_a_password(
    site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_device.own_password, "is_set", lambda user: False)
    for age, may in ((0, True), (600, True), (601, False)):
        monkeypatch.setattr(new_device.own_password.login, "age_of", lambda data, age=age: age)
        assert new_device.may_ask(cast.PARTNER) is may


def test_the_partners_page_says_since_when_and_leads_there(caller: Callable[[], Caller]) -> None:
    one = caller()
    one.come_in(cast.PARTNER)
    page = one.see("/partner/profile").text
    assert "Every login asks for a code" in page and f'href="{PAGE}"' in page


def test_guests_and_whoever_has_none_get_no_form_for_it(server: Served, caller: Callable[[], Caller]) -> None:
    assert caller().see(PAGE).headers["Location"] == "/login"
    with front_door.configured(server.instance, second_factor_off_for_demonstration=1):
        one = caller()
        one.log_in(cast.PARTNER)
        page = one.see(PAGE)
        assert "has no second factor yet" in page.text and "<form" not in page.text
        assert one.fill_in(PAGE, password=cast.PASSWORD, code="000000").status_code in (200, 400, 403)
