"""What an identity token proves: for whom it was made, whose address it vouches for, and how long a factor counts."""

from typing import Any

import pytest

from papg.rules.sign_on import (
    FACTOR_SECONDS,
    SECONDS_APART,
    is_answer_to,
    shows_second_factor,
    verified_email,
)

NOW = 1_800_000_000
MADE_FOR_US: dict[str, Any] = {"aud": "papg", "nonce": "once"}


@pytest.mark.parametrize(
    ("claims", "is_right"),
    [
        ({}, True),
        ({"aud": ["papg"]}, True),
        ({"azp": "papg"}, True),
        ({"aud": ["papg", "other"], "azp": "papg"}, True),
        ({"aud": ["papg", "other"]}, False),
        ({"azp": "other"}, False),
        ({"nonce": "twice"}, False),
        ({"nonce": "oncé"}, False),
        ({"nonce": None}, False),
    ],
)
def test_a_token_answers_one_question_of_ours(claims: dict[str, Any], is_right: bool) -> None:
    assert is_answer_to({**MADE_FOR_US, **claims}, "papg", "once") is is_right


def test_without_a_question_nothing_is_an_answer() -> None:
    assert not is_answer_to({"aud": "papg", "nonce": ""}, "papg", "")


@pytest.mark.parametrize(
    "said", [{"email_verified": True}, {"email_verified": "true"}, {"xms_edov": 1}, {"xms_edov": "1"}]
)
def test_an_address_counts_when_the_provider_vouches_for_it(said: dict[str, Any]) -> None:
    assert verified_email({"email": " chair@harbour.example ", **said}) == "chair@harbour.example"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": 2},
        {"email_verified": ["true"]},
    ],
)
def test_an_address_nobody_vouches_for_is_none(said: dict[str, Any]) -> None:
    assert verified_email({"email": "chair@harbour.example", **said}) == ""


def test_nobody_is_known_by_what_is_no_address() -> None:
    assert verified_email({"email": ["chair@harbour.example"], "email_verified": True}) == ""
    assert verified_email({"preferred_username": "chair@harbour.example", "email_verified": True}) == ""


@pytest.mark.parametrize(
    ("ago", "counts"),
    [
        (0, True),
        (FACTOR_SECONDS, True),
        (FACTOR_SECONDS + 1, False),
        (-SECONDS_APART, True),
        (-SECONDS_APART - 1, False),
    ],
)
def test_a_second_factor_counts_for_ten_hours(ago: int, counts: bool) -> None:
    assert shows_second_factor({"amr": ["pwd", "mfa"], "auth_time": NOW - ago}, NOW) is counts


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"amr": ["pwd"]},
        {"amr": "mfa"},
        {"amr": ["mfa"], "auth_time": None},
        {"amr": ["mfa"], "auth_time": True},
    ],
)
def test_what_does_not_say_it_shows_no_second_factor(claims: dict[str, Any]) -> None:
    assert not shows_second_factor({"auth_time": NOW, **claims}, NOW)
