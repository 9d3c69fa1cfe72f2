"""What people change of their own account, over HTTP: password, telephone and sessions on the partners' page."""

from collections.abc import Callable, Iterator

import frappe
import pytest
import requests

from papg.testing import cast
from papg.testing.trail import brief, last_number, rows_after
from provision.served import Served
from tests.security import front_door
from tests.security.front_door import FORM, Caller
from tests.security.ground import Plot
from tests.security.visitors import TOKEN

NEW = "Harvest-Kettle-Marble-2208"
PROFILE = "/partner/profile"
LEAVES = ("telephone", "password", "sessions")


@pytest.fixture(autouse=True)
def fresh(plots: dict[str, Plot]) -> Iterator[None]:
    front_door.forget_counts()
    yield
    front_door.forget_counts()


@pytest.fixture
def partner_in(server: Served) -> Callable[..., Caller]:
    """A new session of somebody, the partner if nobody is named."""

    def log_in(user: str = cast.PARTNER, password: str = cast.PASSWORD) -> Caller:
        one = Caller(server.url)
        assert one.log_in(user, password).status_code == 200
        return one

    return log_in


def send(one: Caller, part: str, token: str | None = None, **fields: str) -> requests.Response:
    """A form of the page, with the token the page carries."""
    if token is None:
        found = TOKEN.search(one.see(PROFILE).text)
        token = found[1] if found else ""
    one.headers.pop("X-Frappe-CSRF-Token", None)
    return one.ask("POST", f"{PROFILE}/{part}", data={"csrf_token": token, **fields}, headers=FORM)


def change_password(one: Caller, old: str, new: str) -> requests.Response:
    return send(one, "password", old_password=old, new_password=new)


@pytest.fixture
def password_put_back() -> Iterator[None]:
    yield
    frappe.db.rollback()
    frappe.utils.password.update_password(cast.PARTNER, cast.PASSWORD)
    frappe.db.commit()


def test_a_new_password_is_set_ends_the_other_sessions_and_is_noted(
    partner_in: Callable[..., Caller], password_put_back: None, server: Served
) -> None:
    here, *others = (partner_in() for _window in range(4))
    other_person = partner_in(cast.SECRETARY)
    number = last_number()
    answer = change_password(here, cast.PASSWORD, NEW)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PROFILE}?done=password")
    assert "Your new password has been set." in here.see(answer.headers["Location"]).text
    assert here.is_in() and other_person.is_in()
    assert not [one for one in others if one.is_in()]
    rows = rows_after(number)
    assert ("Rights changed", cast.PARTNER, "User", cast.PARTNER) in brief(rows)
    assert "password set" in [row.detail for row in rows] and NEW not in str(rows)
    assert Caller(server.url).log_in(cast.PARTNER).status_code == 401
    partner_in(cast.PARTNER, NEW)


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("", NEW, "old_password", "Enter your old password."),
        ("wrong", NEW, "old_password", "This is not your password."),
        (cast.PASSWORD, "", "new_password", "Enter a new password."),
        (cast.PASSWORD, "harbour1", "new_password", "This password is too easy to guess."),
        (cast.PASSWORD, cast.PASSWORD, "new_password", "This is your old password."),
        (cast.PASSWORD, "x" * 73, "new_password", "The new password is 73 characters long."),
    ],
)
def test_a_password_that_is_not_set_is_told_why_and_no_password_comes_back(
    old: str, new: str, field: str, words: str, partner_in: Callable[..., Caller]
) -> None:
    one, other = partner_in(), partner_in()
    answer = change_password(one, old, new)
    assert answer.status_code == 400
    assert f'<a href="#{field}">{words}' in answer.text and f'id="{field}-error"' in answer.text
    for typed in (old, new):
        assert not typed or f'value="{typed}"' not in answer.text
    assert one.is_in() and other.is_in()
    partner_in()


def test_a_wrong_old_password_is_noted_and_five_lock_the_account_here_and_at_the_door(
    partner_in: Callable[..., Caller], server: Served
) -> None:
    one = partner_in()
    number = last_number()
    answers = [change_password(one, "wrong", NEW).status_code for _try in range(6)]
    assert answers == [400] * 5 + [429]
    assert brief(rows_after(number))[0] == ("Login refused", cast.PARTNER, "", "")
    assert change_password(one, cast.PASSWORD, NEW).status_code == 429
    assert Caller(server.url).show_password(cast.PARTNER).status_code == 429


def test_signing_out_everywhere_else_ends_one_s_own_other_sessions_only(
    partner_in: Callable[..., Caller],
) -> None:
    here, *others = (partner_in() for _window in range(4))
    somebody = partner_in(cast.NEIGHBOUR)
    page = here.see(PROFILE).text
    assert page.count("(this session)") == 1 and "Sign out everywhere else" in page
    assert not [one for one in (here, *others) if one.cookies["sid"] in page]
    assert send(here, "sessions").headers["Location"] == f"{PROFILE}?done=sessions"
    assert here.is_in() and somebody.is_in()
    assert not [one for one in others if one.is_in()]
    assert "You are signed in nowhere else." in here.see(PROFILE).text


@pytest.mark.parametrize("part", LEAVES)
def test_a_form_without_the_session_s_token_changes_nothing(
    part: str, partner_in: Callable[..., Caller]
) -> None:
    one, other = partner_in(), partner_in()
    fields = {"old_password": cast.PASSWORD, "new_password": NEW, "telephone": "01632 960001"}
    for token in ("", "made-up"):
        assert send(one, part, token, **fields).headers.get("Location") is None
    frappe.db.rollback()
    assert not frappe.db.get_value("User", cast.PARTNER, "phone")
    assert other.is_in()
    partner_in()


def test_a_telephone_number_is_stored_for_who_sends_it(partner_in: Callable[..., Caller]) -> None:
    one = partner_in()
    assert send(one, "telephone", telephone="01632 960001").status_code == 303
    assert 'value="01632 960001"' in one.see(PROFILE).text
    assert send(one, "telephone", telephone="").status_code == 303


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.AUDITOR, cast.ADMINISTRATOR])
def test_staff_are_sent_to_the_desk(user: str, partner_in: Callable[..., Caller]) -> None:
    one = partner_in(user)
    assert one.see(PROFILE).headers["Location"].endswith("/app")
    for part in LEAVES:
        sent = {"csrf_token": one.headers["X-Frappe-CSRF-Token"], "telephone": "01632 960001"}
        answer = one.ask("POST", f"{PROFILE}/{part}", data=sent, headers=FORM)
        assert answer.headers["Location"].endswith("/app")
    frappe.db.rollback()
    assert not frappe.db.get_value("User", user, "phone")


def test_guests_are_sent_to_log_in(server: Served) -> None:
    guest = Caller(server.url)
    assert guest.see(PROFILE).headers["Location"].startswith("/login?redirect-to=")
    for part in LEAVES:
        answer = send(guest, part, "", old_password=cast.PASSWORD, new_password=NEW)
        assert answer.status_code in (302, 303) and "/login" in answer.headers["Location"]
