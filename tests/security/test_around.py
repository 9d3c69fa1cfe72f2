"""What would break the framework before it knows anybody is answered, and never with a fault of the server."""

from typing import Any

import pytest

from papg.testing import cast
from tests.security.visitors import Visitor, said

NOT_JSON = (b"{", b"[]", b"7", b'"text"', b"null", b"\xff\xfe", b"[" * 100_000, b"<xml/>")
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "path", ["/", "/app", "/me", "/partner/x", "/api/method/login", "/api/resource/User"]
)
@pytest.mark.parametrize("body", NOT_JSON, ids=lambda body: str(body[:8]))
def test_a_body_that_is_no_json_object_is_refused_in_words(path: str, body: bytes, guest: Visitor) -> None:
    answer = guest.ask("POST", path, data=body, headers=JSON)
    assert answer.status_code == 400
    assert said(answer).startswith("Argument “data”: the body is not a JSON object.")


@pytest.mark.parametrize(
    ("body", "is_refused"),
    [
        (b'{"\\ud800": 1}', True),
        (b'{"a": ["x\\uDFFF"]}', True),
        (b'{"usr": "\\ud83d\\ude00", "pwd": "x"}', False),
    ],
)
def test_half_a_character_is_refused_and_a_whole_one_is_not(
    body: bytes, is_refused: bool, guest: Visitor
) -> None:
    answer = guest.ask("POST", "/api/method/login", data=body, headers=JSON)
    assert answer.status_code == (400 if is_refused else 401)
    assert ("holds half a character" in said(answer)) == is_refused


@pytest.mark.parametrize("name", ["usr", "pwd", "otp", "tmp_id", "_lang", "sid"])
@pytest.mark.parametrize("value", [7, ["x"], {"a": 1}, True, None])
def test_what_is_read_before_the_gate_is_plain_text(name: str, value: Any, guest: Visitor) -> None:
    for verb in ("POST", "PUT"):
        answer = guest.ask(verb, "/api/method/login", json={"usr": cast.CHAIR, "pwd": "x", name: value})
        assert answer.status_code == 400
        assert said(answer) == f"Argument “{name}”: give plain text."


@pytest.mark.parametrize("language", ["cy", "xx", "en-XX", "A;b", "", '"', "é", "x" * 300])
def test_a_cookie_names_any_language_without_harm(language: str, secretary: Visitor, guest: Visitor) -> None:
    for visitor in (secretary, guest):
        cookies = {"preferred_language": language}
        for path in ("/api/method/frappe.auth.get_logged_user", "/login", "/api/method/ping"):
            answer = visitor.ask(
                "GET", path, headers={**visitor.headers, "Cookie": with_cookie(visitor, cookies)}
            )
            assert answer.status_code < 500, f"{path}: {answer.text[:200]}"


def test_the_other_cookies_stay_as_they_were(secretary: Visitor) -> None:
    cookies = with_cookie(secretary, {"preferred_language": "cy", "last": "a b"})
    assert secretary.see("/app", headers={"Cookie": cookies}).status_code == 200


def with_cookie(visitor: Visitor, more: dict[str, str]) -> str:
    """The visitor's cookies and some more, as a browser sends them."""
    kept = {cookie.name: cookie.value or "" for cookie in visitor.cookies}
    return "; ".join(f"{name}={value}" for name, value in {**more, **kept}.items()).encode().decode("latin-1")


def test_a_login_on_the_address_of_a_page_is_answered(guest: Visitor) -> None:
    for arguments in ({}, {"usr": cast.CHAIR}, {"usr": "nobody@harbour.example", "pwd": "x"}):
        answer = guest.ask("POST", "/?cmd=login", data=arguments, headers={"Accept": "text/html"})
        assert answer.status_code == 401
        assert "full_name" not in answer.text
