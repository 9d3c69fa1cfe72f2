"""A program that asks people to let it work for them, with a client made by others (Authlib)."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

from tests.security.front_door import FORM, Caller
from tests.security.visitors import Visitor

CLIENTS = "/api/resource/OAuth Client"
BACK = "http://127.0.0.1:1/back"
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
TOKEN = "/api/method/papg.api.programs.token"
REVOKE = "/api/method/papg.api.programs.revoke"


def question(client: OAuth2Session, verifier: str, **changed: str) -> str:
    """Where the program sends the browser, on this site."""
    address, _state = client.create_authorization_url("/programs/allow", code_verifier=verifier)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return requests.Request("GET", "http://x/programs/allow", params={**asked, **changed}).prepare().path_url


def answered(one: Caller, address: str, answer: str = "allow") -> requests.Response:
    """Look at the page and press one of its buttons."""
    page = one.see(address)
    assert page.status_code == 200, page.text
    fields = {name: unescape(value) for name, value in FIELD.findall(page.text)}
    return one.ask("POST", "/programs/allow", data={**fields, "answer": answer}, headers=FORM)


def fetched(one: Caller, client: OAuth2Session) -> dict[str, Any]:
    """The whole way, from the question to the token."""
    verifier = generate_token(48)
    back = answered(one, question(client, verifier)).headers["Location"]
    assert back.startswith(BACK)
    return client.fetch_token(one.site + TOKEN, authorization_response=back, code_verifier=verifier)


def works_as(one: Visitor, token: str) -> str | int:
    """Who a program is with a token, or the refusal."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    answer = requests.get(f"{one.site}/api/method/frappe.auth.get_logged_user", headers=headers, timeout=30)
    return answer.json()["message"] if answer.status_code == 200 else answer.status_code


def sees(one: Visitor, token: str) -> set[str]:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    answer = requests.get(f"{one.site}/api/resource/PAPG Meeting", headers=headers, timeout=30)
    return {row["name"] for row in answer.json()["data"]}
