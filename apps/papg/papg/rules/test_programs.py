"""What a program shows: where it may be sent to, and that it is the one that asked."""

import pytest

from papg.rules.programs import ACCESS_SECONDS, answers_challenge, is_challenge, is_still_good, may_send_back

# The pair of RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://portal.harbour.example/back", True),
        ("http://127.0.0.1:5173/back?x=1", True),
        ("http://localhost/back", True),
        ("http://[::1]:9/back", True),
        ("example.harbour.portal:/back", True),
        ("http://portal.harbour.example/back", False),
        ("https://name@portal.harbour.example/back", False),
        ("https:///back", False),
        ("https://[/back", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("/back", False),
        ("https://portal.harbour.example/back#here", False),
        ("https://portal.harbour.example/;default-src *", False),
        ("https://portal.harbour.example/a b", False),
        ("", False),
    ],
)
def test_a_browser_is_sent_to_an_address_of_the_program_only(address: str, may: bool) -> None:
    assert may_send_back(address) is may


@pytest.mark.parametrize(
    ("text", "is_one"), [(CHALLENGE, True), (CHALLENGE[:-1], False), (CHALLENGE + "=", False), ("", False)]
)
def test_a_challenge_is_a_hash_and_nothing_else(text: str, is_one: bool) -> None:
    assert is_challenge(text) is is_one


def test_only_whoever_asked_answers_the_challenge() -> None:
    assert answers_challenge(VERIFIER, CHALLENGE)
    assert not answers_challenge(VERIFIER[:-1] + "x", CHALLENGE)
    assert not answers_challenge(CHALLENGE, CHALLENGE), "what was sent along is no answer"
    assert not answers_challenge("", CHALLENGE)
    assert not answers_challenge(VERIFIER[:42], CHALLENGE)


@pytest.mark.parametrize(("age", "good"), [(0, True), (ACCESS_SECONDS, True), (ACCESS_SECONDS + 1, False)])
def test_what_was_given_out_is_good_to_its_last_second(age: int, good: bool) -> None:
    assert is_still_good(age, ACCESS_SECONDS) is good
