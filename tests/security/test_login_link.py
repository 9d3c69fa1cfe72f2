"""The link by mail for members from outside the council, over HTTP; the second factor comes after it."""

import re
import time
from collections.abc import Callable, Iterator

import frappe
import pytest

from papg.security import login_link
from papg.testing import cast
from papg.testing.acting import answering
from provision.served import Served
from tests.security import front_door
from tests.security.front_door import Caller, code_of
from tests.security.ground import Plot

NOBODY = "nobody@nowhere.example"
NOT_FOR = (
    cast.SECRETARY,
    cast.MEMBER,
    cast.CHAIR,
    cast.AUDITOR,
    cast.ADMINISTRATOR,
    cast.INTEGRATION,
    "Administrator",
    "Guest",
    NOBODY,
)


@pytest.fixture(autouse=True)
def strict(plots: dict[str, Plot], server: Served) -> Iterator[None]:
    with front_door.nobody_excepted(server.instance):
        yield


def test_everybody_who_asks_gets_the_same_answer(caller: Callable[[], Caller]) -> None:
    answers = [caller().fill_in("/login-link", email=email) for email in (cast.PARTNER, *NOT_FOR)]
    assert len({(answer.status_code, answer.text) for answer in answers}) == 1
    assert answers[0].status_code == 200


def test_a_partner_comes_in_with_the_link_and_a_second_factor(caller: Callable[[], Caller]) -> None:
    one = caller()
    answer = one.fill_in("/login-link", key=login_link.make(cast.PARTNER))
    assert answer.headers["Location"] == "/second-factor"
    assert not one.is_in()
    assert one.show_code(code_of(one.secret_shown())).headers["Location"] == "/partner"
    assert one.is_in()


def test_opening_the_link_uses_nothing_up(caller: Callable[[], Caller]) -> None:
    key = login_link.make(cast.PARTNER)
    for _scanner in range(3):
        page = caller().see("/login-link", params={"key": key})
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers or "papg_step" not in page.headers["Set-Cookie"]
    assert caller().fill_in("/login-link", key=key).headers["Location"] == "/second-factor"


def test_the_link_works_once(caller: Callable[[], Caller]) -> None:
    key = login_link.make(cast.PARTNER)
    assert caller().fill_in("/login-link", key=key).status_code == 303
    again = caller().fill_in("/login-link", key=key)
    assert (again.status_code, "does not work" in again.text) == (403, True)


def test_a_new_link_takes_the_place_of_the_one_before(caller: Callable[[], Caller]) -> None:
    before, after = login_link.make(cast.PARTNER), login_link.make(cast.PARTNER)
    assert caller().fill_in("/login-link", key=before).status_code == 403
    assert caller().fill_in("/login-link", key=after).status_code == 303


def test_the_link_ends_after_a_quarter_of_an_hour(
    caller: Callable[[], Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert login_link.SECONDS == 15 * 60
    key = login_link.make(cast.PARTNER)
    place = frappe.cache.make_key(login_link.place_of(key))
    assert 890 < frappe.cache.ttl(place) <= 900
    monkeypatch.setattr(login_link, "SECONDS", 1)
    spent = login_link.make(cast.PARTNER)
    time.sleep(1.2)
    assert caller().fill_in("/login-link", key=spent).status_code == 403


def test_only_a_hash_of_the_key_is_stored() -> None:
    key = login_link.make(cast.PARTNER)
    stored = frappe.cache.keys("*papg_login_link*")
    assert stored
    assert not [place for place in stored if key.encode() in place or key.encode() in frappe.cache.get(place)]


@pytest.mark.parametrize("email", [email for email in NOT_FOR if email != NOBODY])
def test_others_have_no_link_and_a_key_made_for_them_opens_nothing(
    email: str, caller: Callable[[], Caller], site: None
) -> None:
    assert not login_link.is_for(email)
    before = frappe.db.count("Email Queue")
    login_link.send(email)
    assert frappe.db.count("Email Queue") == before
    assert caller().fill_in("/login-link", key=login_link.make(email)).status_code == 403


def test_an_account_that_was_disabled_meanwhile_is_not_let_in(caller: Callable[[], Caller]) -> None:
    key = login_link.make(cast.PARTNER)
    switch(cast.PARTNER, 0)
    try:
        assert caller().fill_in("/login-link", key=key).status_code == 403
    finally:
        switch(cast.PARTNER, 1)


def switch(user: str, enabled: int) -> None:
    frappe.db.rollback()
    frappe.db.set_value("User", user, "enabled", enabled)
    frappe.db.commit()


def test_the_letter_has_a_link_to_this_site_and_no_more(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(frappe, "sendmail", lambda **mail: sent.append(mail))
    with answering(frappe._dict(host="evil.example", headers={}, url="http://evil.example/")):
        login_link.send(cast.PARTNER)
    [mail] = sent
    assert mail["recipients"] == [cast.PARTNER]
    links = set(re.findall(r"https?://[^\"<]+", str(mail["message"])))
    assert [link.startswith(f"{frappe.conf.host_name}/login-link?key=") for link in links] == [True]
    for group in cast.GROUPS.values():
        assert group not in str(mail)


def test_asking_for_one_address_again_and_again_is_refused_whoever_s_it_is(
    caller: Callable[[], Caller],
) -> None:
    for email in (cast.PARTNER, NOBODY):
        answers = [caller().fill_in("/login-link", email=email).status_code for _each in range(4)]
        assert answers == [200, 200, 200, 429]


def test_a_key_that_is_none_opens_nothing(caller: Callable[[], Caller]) -> None:
    for key in ("x", "papg_login_link_of:" + cast.PARTNER, "' or 1=1"):
        assert caller().fill_in("/login-link", key=key).status_code == 403


def test_a_form_from_another_site_is_refused(caller: Callable[[], Caller]) -> None:
    answer = caller().ask(
        "POST",
        "/login-link",
        data={"key": login_link.make(cast.PARTNER)},
        headers={"Accept": "text/html", "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
