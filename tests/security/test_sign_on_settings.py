"""How the council's administrator enters a provider to sign on with; without one there is nothing to sign on."""

from collections.abc import Callable

import pytest

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.front_door import Caller
from tests.security.provider import KEYS, NAME, SECRET, TITLE, Provider, entry, way_back
from tests.security.visitors import Visitor, said


def test_the_administrator_enters_a_provider_by_its_address_and_nobody_reads_its_secret(
    used: Provider, program: Visit
) -> None:
    kept = program(cast.ADMINISTRATOR).ask("GET", f"{KEYS}/{NAME}").json()["data"]
    assert (kept["authorize_url"], kept["access_token_url"]) == (
        f"{used.url}/oauth2/authorize",
        f"{used.url}/oauth2/token",
    )
    assert kept["redirect_url"] == "/sign-on/back"
    assert SECRET not in str(kept)
    for user in (cast.SECRETARY, cast.CHAIR, cast.AUDITOR, cast.INTEGRATION):
        assert program(user).ask("GET", f"{KEYS}/{NAME}").status_code in (403, 404), user
        assert program(user).ask("POST", KEYS, json=entry(used, provider_name="Mine")).status_code in (
            403,
            404,
        ), user


def test_what_is_no_provider_is_refused_with_the_reason(used: Provider, program: Visit) -> None:
    administrator = program(cast.ADMINISTRATOR)
    for address, words in (
        ("", "give the address of the provider"),
        ("http://login.council.example", "no address that begins with https://"),
        (f"{used.url}/nothing", "answers with 404"),
        ("http://127.0.0.1:9", "does not answer"),
    ):
        answer = administrator.ask("POST", KEYS, json=entry(used, provider_name="Other", base_url=address))
        assert answer.status_code == 417 and words in said(answer), answer.text
    used.said = {"issuer": "https://login.example/{tenantid}/v2.0"}
    answer = administrator.ask("POST", KEYS, json=entry(used, provider_name="Other"))
    assert answer.status_code == 417 and "name your own tenant" in said(answer), answer.text


def test_a_provider_does_not_become_another_one(used: Provider, program: Visit) -> None:
    answer = program(cast.ADMINISTRATOR).ask(
        "PUT", f"{KEYS}/{NAME}", json={"base_url": "https://other.example"}
    )
    assert answer.status_code == 417 and "keeps its name and its address" in said(answer), answer.text


def test_without_a_provider_none_of_it_is_there(
    used: Provider, program: Visit, caller: Callable[[], Caller]
) -> None:
    administrator = program(cast.ADMINISTRATOR)
    one = caller()
    back = way_back(one, used.knows(cast.SECRETARY))
    assert administrator.ask("PUT", f"{KEYS}/{NAME}", json={"enable_social_login": 0}).status_code == 200
    try:
        assert one.see(back).status_code == 404
        assert one.see("/sign-on", params={"provider": NAME}).status_code == 404
        assert one.fill_in("/sign-on").status_code == 404
        assert TITLE not in one.see("/login").text
    finally:
        assert administrator.ask("PUT", f"{KEYS}/{NAME}", json={"enable_social_login": 1}).status_code == 200


@pytest.mark.parametrize("name", ["custom", f"custom/{NAME}", "login_via_office365", "login_via_google"])
def test_the_framework_s_own_ways_stay_shut(name: str, used: Provider, guest: Visitor) -> None:
    for verb in ("GET", "POST"):
        answer = guest.call(f"frappe.integrations.oauth2_logins.{name}", verb, code="x", state="e30=")
        assert answer.status_code in (403, 404)
