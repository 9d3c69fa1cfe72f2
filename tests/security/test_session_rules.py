"""How long a session lasts, what ends it, and the cookie it lies in."""

import time
from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from papg.security.login import BEGAN
from papg.testing import cast
from provision.served import Served
from tests.security import front_door
from tests.security.conftest import Visit
from tests.security.visitors import Visitor

NEW = "Quay-Beacon-Harvest-8812"
SET = "frappe.core.doctype.user.user.update_password"
WHOAMI = "/api/method/frappe.auth.get_logged_user"


@pytest.fixture
def newcomer(visit: Visit) -> Iterator[str]:
    """An account of its own, so that nobody else's session ends."""
    with front_door.newcomer() as email:
        yield email


def logged_in(server: Served, user: str) -> Visitor:
    visitor = Visitor(server.url)
    assert visitor.log_in(user).status_code == 200
    return visitor


def is_in(visitor: Visitor) -> bool:
    return visitor.see("/").headers["Location"] == "/no-position"


def age(visitor: Visitor, **values: Any) -> None:
    """Change what is kept with a session, as time would."""
    kept = frappe.cache.hget("session", visitor.cookies["sid"])
    kept["data"].update(values)
    frappe.cache.hset("session", visitor.cookies["sid"], kept)


def test_a_session_ends_after_ten_hours_even_while_it_is_used(newcomer: str, server: Served) -> None:
    visitor = logged_in(server, newcomer)
    age(visitor, **{BEGAN: int(time.time()) - 10 * 3600 + 60})
    assert is_in(visitor)
    age(visitor, **{BEGAN: int(time.time()) - 10 * 3600 - 60})
    assert not is_in(visitor)
    frappe.db.rollback()
    assert not frappe.db.sql("select sid from tabSessions where sid = %s", visitor.cookies["sid"])


def test_a_spent_session_is_told_so_and_led_back_after_logging_in(newcomer: str, server: Served) -> None:
    for ask, status, words in (
        (
            lambda one: one.call("frappe.auth.get_logged_user", "GET"),
            401,
            "Your session has ended. Log in again.",
        ),
        (lambda one: one.see("/app/papg-meeting"), 302, "/login?redirect-to=/app/papg-meeting"),
    ):
        visitor = logged_in(server, newcomer)
        age(visitor, **{BEGAN: int(time.time()) - 10 * 3600 - 60})
        answer = ask(visitor)
        assert answer.status_code == status
        assert words in (answer.headers.get("Location") or answer.json()["message"])


def test_a_session_nobody_uses_ends_earlier(newcomer: str, server: Served) -> None:
    assert frappe.db.get_single_value("System Settings", "session_expiry") == "02:00"
    visitor = logged_in(server, newcomer)
    age(visitor, last_updated=str(frappe.utils.add_to_date(None, minutes=-119)))
    assert is_in(visitor)
    age(visitor, last_updated=str(frappe.utils.add_to_date(None, minutes=-121)))
    assert not is_in(visitor)


def test_a_new_password_ends_all_other_sessions(newcomer: str, server: Served) -> None:
    here, elsewhere = logged_in(server, newcomer), logged_in(server, newcomer)
    assert here.call(SET, new_password=NEW, old_password=cast.PASSWORD).status_code == 200
    assert is_in(here)
    assert not is_in(elsewhere)
    assert Visitor(server.url).log_in(newcomer).status_code == 401
    assert Visitor(server.url).log_in(newcomer, NEW).status_code == 200


def test_the_old_password_is_asked_for(newcomer: str, server: Served) -> None:
    visitor = logged_in(server, newcomer)
    assert visitor.call(SET, new_password=NEW, old_password="wrong").status_code in (401, 417)
    assert Visitor(server.url).log_in(newcomer, NEW).status_code == 401


def test_a_council_may_allow_one_session_at_a_time(newcomer: str, server: Served) -> None:
    switch("deny_multiple_sessions", 1)
    try:
        first = logged_in(server, newcomer)
        second = logged_in(server, newcomer)
        assert is_in(second)
        assert not is_in(first)
    finally:
        switch("deny_multiple_sessions", 0)


def switch(name: str, value: int) -> None:
    frappe.db.set_single_value("System Settings", name, value)
    frappe.clear_document_cache("System Settings", "System Settings")
    frappe.cache.delete_value("system_settings")
    frappe.db.commit()


def test_the_session_s_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser(
    newcomer: str, server: Served
) -> None:
    answer = Visitor(server.url).log_in(newcomer)
    [cookie] = [one for one in answer.raw.headers.getlist("Set-Cookie") if one.startswith("sid=")]
    parts = {part.strip().partition("=")[0] for part in cookie.split(";")}
    assert {"HttpOnly", "SameSite"} <= parts
    assert "Expires" not in parts
    assert "SameSite=Lax" in cookie or "SameSite=Strict" in cookie


def test_the_way_out_ends_the_session(newcomer: str, server: Served) -> None:
    visitor = logged_in(server, newcomer)
    kept = visitor.cookies["sid"]
    assert visitor.call("logout").status_code == 200
    again = Visitor(server.url)
    again.cookies.set("sid", kept)
    assert not is_in(again)
