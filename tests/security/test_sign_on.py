"""Signing on with an account of the council's own provider, over HTTP, against a provider made by others."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.security import front_door, provider
from tests.security.front_door import Caller
from tests.security.provider import (
    LIES,
    NAME,
    TITLE,
    Claims,
    Provider,
    is_refused,
    sign_on,
    way_back,
)
from tests.security.stage import YESTERDAY, Stage, enter_last_day

# Who comes in


def test_who_the_provider_vouches_for_comes_in_by_the_button_with_what_their_position_gives(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    one, subject = caller(), used.knows(cast.SECRETARY)
    offered = one.see("/login").text
    assert f"Log in with {TITLE}" in offered and f"/sign-on?provider={NAME}" in offered
    page = sign_on(one, subject)
    assert (page.status_code, f"signed in as {cast.SECRETARY}" in page.text) == (200, True)
    assert not one.is_in(), "only the button lets in"
    assert one.fill_in("/sign-on").headers["Location"] == "/app/papg-group"
    assert one.is_in()
    assert unquote(one.cookies["user_id"]) == cast.SECRETARY
    frappe.db.rollback()
    kept = frappe.get_all("User Social Login", {"provider": NAME}, ["parent", "userid"])
    assert kept == [{"parent": cast.SECRETARY, "userid": subject}]
    again = caller()
    assert sign_on(again, subject).status_code == 200
    assert again.fill_in("/sign-on").status_code == 303


def test_the_provider_is_asked_for_no_more_than_who_somebody_is(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    gone = caller().see("/sign-on", params={"provider": NAME})
    asked = {name: values[0] for name, values in parse_qs(urlsplit(gone.headers["Location"]).query).items()}
    assert (asked["scope"], asked["response_type"]) == ("openid email", "code")
    assert (asked["code_challenge_method"], len(asked["code_challenge"])) == ("S256", 43)
    assert len(asked["state"]) > 40 and len(asked["nonce"]) > 40 and asked["state"] != asked["nonce"]
    cookie = gone.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert asked["state"] not in cookie


def test_an_address_the_provider_keeps_out_of_the_token_is_asked_for(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    used.lie = lambda claims, key: provider.signed({n: v for n, v in claims.items() if "email" not in n}, key)
    assert sign_on(caller(), used.knows(cast.CHAIR)).status_code == 200


# Who does not


def test_whoever_is_not_known_here_is_refused_and_gets_no_account(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    before = frappe.db.count("User")
    one = caller()
    assert is_refused(sign_on(one, used.knows("stranger@harbour.example", name="A stranger")))
    assert is_refused(one.fill_in("/sign-on"))
    frappe.db.rollback()
    assert frappe.db.count("User") == before
    assert not one.is_in()


@pytest.mark.parametrize(
    ("subject", "claims"),
    [
        (cast.INTEGRATION, {}),
        (cast.DEPUTY, {}),
        ("built-in", {"email": "Administrator"}),
        ("unverified", {"email": cast.SECRETARY, "email_verified": False}),
        ("silent", {"email": cast.SECRETARY, "email_verified": None}),
        ("accented", {"email": cast.SECRETARY.replace("e", "é", 1)}),
        ("nameless", {"email": ""}),
    ],
)
def test_others_are_refused_by_the_same_page(
    subject: str, claims: Claims, used: Provider, caller: Callable[[], Caller]
) -> None:
    stranger = sign_on(caller(), used.knows("stranger@harbour.example"))
    answer = sign_on(caller(), used.knows(subject, **claims))
    assert is_refused(answer)
    assert answer.text == stranger.text


def test_a_member_who_left_is_refused_also_between_signing_in_and_the_button(
    used: Provider, caller: Callable[[], Caller], stage: Stage
) -> None:
    one, subject = caller(), used.knows(cast.MEMBER)
    assert sign_on(one, subject).status_code == 200
    enter_last_day(cast.MEMBER, YESTERDAY)
    assert is_refused(one.fill_in("/sign-on"))
    assert is_refused(sign_on(caller(), subject))


def test_an_account_that_is_switched_off_is_refused(used: Provider, caller: Callable[[], Caller]) -> None:
    switch(cast.CHAIR, 0)
    try:
        assert is_refused(sign_on(caller(), used.knows(cast.CHAIR)))
    finally:
        switch(cast.CHAIR, 1)


def switch(user: str, enabled: int) -> None:
    frappe.db.rollback()
    frappe.db.set_value("User", user, "enabled", enabled)
    frappe.db.commit()


def test_an_address_that_changed_hands_does_not_open_the_account_of_who_had_it(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    one = caller()
    sign_on(one, used.knows(cast.SECRETARY))
    assert one.fill_in("/sign-on").status_code == 303
    assert is_refused(sign_on(caller(), used.knows("successor", email=cast.SECRETARY)))
    assert is_refused(sign_on(caller(), used.knows(cast.SECRETARY, email=cast.CHAIR)))
    assert sign_on(caller(), used.knows(cast.SECRETARY)).status_code == 200


# What is brought back


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_a_token_that_is_not_genuine_opens_nothing(
    lie: Callable[[Claims, Any], str], used: Provider, caller: Callable[[], Caller]
) -> None:
    used.lie = lie
    one = caller()
    assert is_refused(sign_on(one, used.knows(cast.SECRETARY)))
    assert is_refused(one.fill_in("/sign-on"))


def test_the_same_token_signed_as_it_should_be_opens_the_account(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    """So that the lies are refused for what is false in them."""
    used.lie = provider.signed
    assert sign_on(caller(), used.knows(cast.SECRETARY)).status_code == 200


def test_an_answer_counts_once_and_only_for_the_browser_that_asked(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    subject = used.knows(cast.SECRETARY)
    one = caller()
    back = way_back(one, subject)
    assert is_refused(caller().see(back)), "another browser"
    kept = dict(one.cookies)
    assert one.see(back).status_code == 200
    for cookies in (dict(one.cookies), kept):
        again = caller()
        again.cookies.update(cookies)
        assert is_refused(again.see(back)), "played again"
    assert one.fill_in("/sign-on").status_code == 303
    late = caller()
    late.cookies.update(kept)
    assert is_refused(late.fill_in("/sign-on"))


@pytest.mark.parametrize(
    "changed", [{"state": "another"}, {"state": ""}, {"code": ""}, {"iss": "https://another.example"}]
)
def test_an_answer_with_something_else_in_it_is_refused(
    changed: dict[str, str], used: Provider, caller: Callable[[], Caller]
) -> None:
    one = caller()
    back = urlsplit(way_back(one, used.knows(cast.SECRETARY)))
    brought = {name: values[0] for name, values in parse_qs(back.query).items()}
    assert is_refused(one.see(back.path, params={**brought, **changed}))


def test_the_button_of_another_site_is_refused(used: Provider, caller: Callable[[], Caller]) -> None:
    one = caller()
    sign_on(one, used.knows(cast.SECRETARY))
    headers = {"Accept": "text/html", "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert one.ask("POST", "/sign-on", headers=headers).status_code == 403
    assert not one.is_in()


# The second factor


def test_ours_is_asked_for_unless_the_provider_says_in_its_token_that_one_was_shown(
    used: Provider, caller: Callable[[], Caller], server: Served
) -> None:
    with front_door.nobody_excepted(server.instance):
        one = caller()
        sign_on(one, used.knows(cast.SECRETARY, amr=["pwd"]))
        assert one.fill_in("/sign-on").headers["Location"] == "/second-factor"
        assert not one.is_in()
        assert one.show_code(front_door.code_of(one.secret_shown())).headers["Location"] == "/app/papg-group"
        assert one.is_in()
        other = caller()
        sign_on(other, used.knows(cast.SECRETARY, amr=["pwd", "mfa"]))
        assert other.fill_in("/sign-on").headers["Location"] == "/app/papg-group"
        assert other.is_in()


# What is noted


def test_who_came_in_and_who_was_refused_and_why_is_in_the_trail(
    used: Provider, caller: Callable[[], Caller]
) -> None:
    one = caller()
    sign_on(one, used.knows(cast.SECRETARY))
    one.fill_in("/sign-on")
    assert noted() == ("Logged in", cast.SECRETARY, "POST /sign-on", "")
    used.lie = provider.not_signed
    sign_on(caller(), cast.SECRETARY)
    kind, _user, door, why = noted()
    assert (kind, door, why.startswith("The token is not genuine")) == (
        "Login refused",
        "GET /sign-on/back",
        True,
    )


def noted() -> tuple[Any, ...]:
    frappe.db.rollback()
    fields, doors = ["kind", "user", "door", "detail"], ("POST /sign-on", "GET /sign-on/back")
    # What others left in the trail stays there, and some of it is of later days.
    [row] = frappe.get_all(
        "PAPG Access Log", {"door": ("in", doors)}, fields, order_by="creation desc, name desc", limit=1
    )
    return tuple(row[field] or "" for field in fields)
