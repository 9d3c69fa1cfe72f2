"""What the token of a program is worth, when it ends, and which programs there are, over HTTP."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.front_door import FORM, Caller
from tests.security.portal import BACK, CLIENTS, FIELD, REVOKE, TOKEN, fetched, question, works_as
from tests.security.stage import YESTERDAY, Stage, enter_last_day
from tests.security.visitors import said


def test_only_a_hash_of_a_token_is_stored_and_the_hash_opens_nothing(
    client: OAuth2Session, at_door: Caller
) -> None:
    token = fetched(at_door, client)
    frappe.db.rollback()
    [row] = frappe.get_all("OAuth Bearer Token", fields=["*"])
    assert token["access_token"] not in str(row) and token["refresh_token"] not in str(row)
    assert works_as(at_door, row.name) == 401
    assert works_as(at_door, token["refresh_token"]) == 401
    assert works_as(at_door, "") == 401
    assert works_as(at_door, "nonsense") == 401


def test_a_token_is_renewed_once_and_the_one_before_ends(client: OAuth2Session, at_door: Caller) -> None:
    first = fetched(at_door, client)
    second = client.refresh_token(at_door.site + TOKEN)
    assert works_as(at_door, first["access_token"]) == 401
    assert works_as(at_door, second["access_token"]) == cast.SECRETARY
    with pytest.raises(OAuthError, match="invalid_grant"):
        client.refresh_token(at_door.site + TOKEN, refresh_token=first["refresh_token"])


def test_a_token_is_over_after_an_hour(client: OAuth2Session, at_door: Caller) -> None:
    token = fetched(at_door, client)
    frappe.db.rollback()
    frappe.db.sql("update `tabOAuth Bearer Token` set expiration_time = expiration_time - interval 1 hour")
    frappe.db.commit()
    assert works_as(at_door, token["access_token"]) == 401
    assert works_as(at_door, client.refresh_token(at_door.site + TOKEN)["access_token"]) == cast.SECRETARY


def test_a_token_ends_when_the_program_gives_it_back_or_the_person_takes_it_back(
    client: OAuth2Session, at_door: Caller
) -> None:
    token = fetched(at_door, client)
    sent = {"token": token["access_token"], "client_id": client.client_id}
    stranger = requests.post(at_door.site + REVOKE, data={**sent, "client_secret": "guessed"}, timeout=30)
    assert (stranger.status_code, works_as(at_door, token["access_token"])) == (401, cast.SECRETARY)
    client.revoke_token(at_door.site + REVOKE, token=token["refresh_token"])
    assert works_as(at_door, token["access_token"]) == 401
    token = fetched(at_door, client)
    page = at_door.see("/programs").text
    assert "Performance portal" in page
    fields = dict(FIELD.findall(page))
    assert at_door.ask("POST", "/programs", data=fields, headers=FORM).status_code == 303
    assert works_as(at_door, token["access_token"]) == 401
    assert "You have allowed none" in at_door.see("/programs").text
    with pytest.raises(OAuthError, match="invalid_grant"):
        client.refresh_token(at_door.site + TOKEN, refresh_token=token["refresh_token"])


def test_nobody_sees_or_takes_back_what_another_allowed(
    client: OAuth2Session, at_door: Caller, caller: Callable[[], Caller]
) -> None:
    token = fetched(at_door, client)
    other = caller()
    other.show_password(cast.CHAIR)
    page = other.see("/programs").text
    assert "You have allowed none" in page
    other.take_token()
    sent = {"client_id": client.client_id, "csrf_token": other.headers["X-Frappe-CSRF-Token"]}
    assert other.ask("POST", "/programs", data=sent, headers=FORM).status_code == 303
    assert works_as(at_door, token["access_token"]) == cast.SECRETARY


def test_a_token_ends_with_the_membership(
    client: OAuth2Session, caller: Callable[[], Caller], stage: Stage
) -> None:
    one = caller()
    one.show_password(cast.MEMBER)
    token = fetched(one, client)
    assert works_as(one, token["access_token"]) == cast.MEMBER
    enter_last_day(cast.MEMBER, YESTERDAY)
    assert works_as(one, token["access_token"]) == 401
    with pytest.raises(OAuthError, match="invalid_grant"):
        client.refresh_token(one.site + TOKEN)
    assert one.see(question(client, generate_token(48))).headers["Location"].startswith("/login")


def test_whoever_holds_no_position_allows_nothing(
    client: OAuth2Session, caller: Callable[[], Caller]
) -> None:
    one = caller()
    one.show_password(cast.DEPUTY)
    page = one.see(question(client, generate_token(48)))
    assert (page.status_code, "asks to work here" in page.text) == (403, False)


def test_what_was_allowed_and_taken_back_is_in_the_trail(client: OAuth2Session, at_door: Caller) -> None:
    before = noted()
    fetched(at_door, client)
    assert noted() == (before[0] + 1, before[1])
    at_door.ask("POST", "/programs", data=dict(FIELD.findall(at_door.see("/programs").text)), headers=FORM)
    assert noted() == (before[0] + 1, before[1] + 1)


def noted() -> tuple[int, int]:
    """How often the secretary allowed the program, and took it back."""
    frappe.db.rollback()
    about = {"kind": "Rights changed", "user": cast.SECRETARY, "record_name": cast.SECRETARY}
    told = ("program allowed: Performance portal", "program no longer allowed: Performance portal")
    allowed, taken_back = (frappe.db.count("PAPG Access Log", {**about, "detail": one}) for one in told)
    return allowed, taken_back


# Entering a program


def test_a_program_is_entered_by_the_administrator_with_one_way_of_asking(
    portal_entered: dict[str, Any], program: Visit
) -> None:
    kept = ("grant_type", "response_type", "skip_authorization", "scopes", "default_redirect_uri")
    assert [portal_entered[name] for name in kept] == ["Authorization Code", "Code", 0, "all", BACK]
    assert len(portal_entered["client_secret"]) > 40
    for user in (cast.SECRETARY, cast.AUDITOR, cast.INTEGRATION):
        assert program(user).ask("GET", f"{CLIENTS}/{portal_entered['name']}").status_code in (403, 404), user
        sent = {"app_name": "Mine", "redirect_uris": BACK}
        assert program(user).ask("POST", CLIENTS, json=sent).status_code in (403, 404), user


def test_a_program_is_sent_to_addresses_of_its_own_only(program: Visit) -> None:
    for address in ("http://portal.example/back", "javascript:alert(1)", f"{BACK} https://x.example/#a"):
        answer = program(cast.ADMINISTRATOR).ask(
            "POST", CLIENTS, json={"app_name": "Odd", "redirect_uris": address}
        )
        assert answer.status_code == 417 and "Redirect URIs" in said(answer), answer.text


def test_a_deleted_program_holds_nothing(client: OAuth2Session, at_door: Caller, program: Visit) -> None:
    administrator = program(cast.ADMINISTRATOR)
    made = administrator.ask("POST", CLIENTS, json={"app_name": "Short", "redirect_uris": BACK}).json()[
        "data"
    ]
    client.client_id, client.client_secret = made["client_id"], made["client_secret"]
    token = fetched(at_door, client)
    assert administrator.ask("DELETE", f"{CLIENTS}/{made['name']}").status_code == 202
    assert works_as(at_door, token["access_token"]) == 401
