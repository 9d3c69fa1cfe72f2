"""How a person allows a program to work for them (OAuth 2), over HTTP, with a client made by others."""

from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urlsplit

import frappe
import pytest
import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.front_door import FORM, Caller
from tests.security.ground import Plot
from tests.security.portal import BACK, FIELD, TOKEN, answered, fetched, question, sees, works_as


def test_a_program_somebody_allowed_does_what_they_may_and_nothing_else(
    client: OAuth2Session, at_door: Caller, plots: dict[str, Plot], program: Visit
) -> None:
    token = fetched(at_door, client)
    assert (token["token_type"], token["expires_in"], token["scope"]) == ("Bearer", 3600, "all")
    assert works_as(at_door, token["access_token"]) == cast.SECRETARY
    own = {
        row["name"] for row in program(cast.SECRETARY).ask("GET", "/api/resource/PAPG Meeting").json()["data"]
    }
    assert sees(at_door, token["access_token"]) == own
    foreign = f"/api/resource/PAPG Meeting/{plots['B'].meeting}"
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    assert requests.get(at_door.site + foreign, headers=headers, timeout=30).status_code == 404
    assert plots["A"].meeting in own


def test_whoever_is_not_logged_in_logs_in_first_and_is_asked_then(
    client: OAuth2Session, caller: Callable[[], Caller]
) -> None:
    one = caller()
    address = question(client, generate_token(48), state="a~b c&d")
    gone = one.see(address)
    assert gone.status_code == 303
    onwards = parse_qs(urlsplit(gone.headers["Location"]).query)["redirect-to"][0]
    answer = one.fill_in(
        "/login", **{"email": cast.SECRETARY, "password": cast.PASSWORD, "redirect-to": onwards}
    )
    back = answered(one, answer.headers["Location"]).headers["Location"]
    assert parse_qs(urlsplit(back).query)["state"] == ["a~b c&d"]


def test_the_person_is_asked_every_time_and_only_the_form_allows(
    client: OAuth2Session, at_door: Caller
) -> None:
    fetched(at_door, client)
    page = at_door.see(question(client, generate_token(48)))
    assert "Performance portal asks to work here as you" in page.text
    assert "form-action 'self' http://127.0.0.1:1;" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    by_address = at_door.see(question(client, generate_token(48), answer="allow"))
    assert (by_address.status_code, "Location" in by_address.headers) == (200, False)
    fields = {name: unescape(value) for name, value in FIELD.findall(page.text)}
    for changed in ({"csrf_token": "0" * 56}, {"csrf_token": ""}):
        sent = {**fields, **changed, "answer": "allow"}
        answer = at_door.ask("POST", "/programs/allow", data=sent, headers=FORM)
        assert "Location" not in answer.headers
        assert "asks to work here" not in answer.text
    elsewhere = {**FORM, "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    sent = {**fields, "answer": "allow"}
    assert at_door.ask("POST", "/programs/allow", data=sent, headers=elsewhere).status_code == 403


def test_who_refuses_sends_the_program_away(client: OAuth2Session, at_door: Caller) -> None:
    back = answered(at_door, question(client, generate_token(48), state="here"), answer="refuse").headers[
        "Location"
    ]
    assert parse_qs(urlsplit(back).query) == {"error": ["access_denied"], "state": ["here"]}


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "nobody"},
        {"redirect_uri": "https://evil.example/back"},
        {"redirect_uri": f"{BACK}/more"},
        {"redirect_uri": ""},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
    ],
)
def test_a_question_that_is_not_as_it_should_be_sends_nobody_anywhere(
    changed: dict[str, str], client: OAuth2Session, at_door: Caller
) -> None:
    address = question(client, generate_token(48), **changed)
    page = at_door.see(address)
    assert (page.status_code, "cannot be allowed" in page.text) == (400, True)
    token = FIELD.findall(at_door.see(question(client, generate_token(48))).text)[0]
    sent = dict(item.split("=", 1) for item in urlsplit(address).query.split("&"))
    answer = at_door.ask(
        "POST", "/programs/allow", data={**sent, token[0]: token[1], "answer": "allow"}, headers=FORM
    )
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


def test_a_code_counts_once_for_whoever_asked_for_it(client: OAuth2Session, at_door: Caller) -> None:
    verifier = generate_token(48)

    def brought(seconds: int = 0, **changed: str) -> str:
        """The refusal of a code of some seconds ago with something wrong beside it; if there is none, the code."""
        back = answered(at_door, question(client, verifier)).headers["Location"]
        frappe.db.rollback()
        frappe.db.sql(
            "update `tabOAuth Authorization Code` set creation = creation - interval %s second", seconds
        )
        frappe.db.commit()
        code = parse_qs(urlsplit(back).query)["code"][0]
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": BACK,
            "code_verifier": verifier,
        }
        sent |= {"client_id": client.client_id, "client_secret": client.client_secret}
        return (
            requests.post(at_door.site + TOKEN, data={**sent, **changed}, timeout=30)
            .json()
            .get("error", code)
        )

    assert brought(code_verifier=generate_token(48)) == "invalid_grant"
    assert brought(code_verifier="") == "invalid_grant"
    assert brought(redirect_uri="http://127.0.0.1:1/other") == "invalid_grant"
    assert brought(client_secret="guessed") == "invalid_client"
    assert brought(seconds=70) == "invalid_grant"
    assert brought(grant_type="password") == "unsupported_grant_type"
    spent = brought()
    assert len(spent) > 40
    assert brought(code=spent) == "invalid_grant"
