"""The address of one's own calendar over HTTP: made and ended on a page, opening one person's meetings."""

import re
from collections.abc import Callable, Iterator

import frappe
import pytest
import requests
from icalendar import Calendar

from papg.permissions import calendar_keys
from papg.testing import cast
from papg.testing.trail import brief, last_number, rows_after
from provision.served import Served
from tests.security import front_door
from tests.security.front_door import Caller
from tests.security.ground import CANARIES, Plot

PAGE, FEED = "/calendar", "/calendar.ics"
ADDRESS = re.compile(r'id="address" value="[^"]*\?key=([\w-]+)"')
TOKEN = re.compile(r'name="csrf_token" value="(\w+)"')


@pytest.fixture(autouse=True)
def strict(plots: dict[str, Plot], server: Served) -> Iterator[None]:
    front_door.forget_counts()
    with front_door.configured(server.instance, rate_limit_factor=None):
        yield
    front_door.forget_counts()
    frappe.db.rollback()
    for user in cast.POSTS:
        calendar_keys.forget(user)
    frappe.db.commit()


@pytest.fixture
def holder(caller: Callable[[], Caller]) -> Callable[[str], Caller]:
    """Somebody who is logged in."""

    def come(user: str) -> Caller:
        one = caller()
        assert one.log_in(user).status_code == 200
        return one

    return come


def send(one: Caller, **fields: str) -> requests.Response:
    """A form of the page, with the token it carries."""
    token = TOKEN.search(one.see(PAGE).text)
    assert token, "the page has no form"
    return one.fill_in(PAGE, csrf_token=token[1], **fields)


def made(one: Caller) -> str:
    """The key of a new address, as the page shows it."""
    found = ADDRESS.search(send(one).text)
    assert found, "the page shows no address"
    return found[1]


def fetched(key: str, caller: Callable[[], Caller], path: str = FEED, **headers: str) -> requests.Response:
    """What a calendar gets that knows nothing but the address."""
    return caller().ask("GET", path, params={"key": key}, headers={"Accept": "*/*", **headers})


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.THREE])
def test_the_address_opens_the_meetings_of_its_owner_to_a_calendar(
    user: str, holder: Callable[[str], Caller], caller: Callable[[], Caller], plots: dict[str, Plot]
) -> None:
    key = made(holder(user))
    number = last_number()
    answer = fetched(key, caller)
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, "text/calendar")
    assert answer.headers["Cache-Control"] == "no-store"
    found = {str(event["uid"]).partition("@")[0] for event in Calendar.from_ical(answer.content).events}
    assert {letter for letter, plot in plots.items() if plot.meeting in found} == (
        {"A"} if user == cast.SECRETARY else {"A", "B"}
    )
    assert "Item " + CANARIES["A"] not in answer.text
    rows = rows_after(number)
    assert brief(rows) == [("Downloaded", "Guest", "User", user)]
    assert key not in str(rows), "the trail must not open what it tells of"


def test_a_partner_makes_one_from_their_profile(
    holder: Callable[[str], Caller], caller: Callable[[], Caller]
) -> None:
    one = holder(cast.PARTNER)
    assert f'href="{PAGE}"' in one.see("/partner/profile").text
    page = one.see(PAGE)
    assert "script-src" not in page.headers["Content-Security-Policy"] and "/partner/profile" in page.text
    assert fetched(made(one), caller).status_code == 200


def test_it_is_shown_once_replaced_by_a_new_one_and_ended_by_its_owner(
    holder: Callable[[str], Caller], caller: Callable[[], Caller]
) -> None:
    one = holder(cast.MEMBER)
    number = last_number()
    first = made(one)
    assert first not in one.see(PAGE).text
    second = made(one)
    assert (fetched(first, caller).status_code, fetched(second, caller).status_code) == (404, 200)
    assert send(one, end="1").headers["Location"] == f"{PAGE}?saved=1"
    assert "The address has ended" in one.see(f"{PAGE}?saved=1").text
    assert fetched(second, caller).status_code == 404
    changes = [row for row in rows_after(number) if row.kind == "Rights changed"]
    assert [row.detail for row in changes] == [
        *["address of the calendar made"] * 2,
        "address of the calendar ended",
    ]
    assert {row.record_name for row in changes} == {cast.MEMBER}


@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/calendar"])
def test_a_key_that_opens_nothing_is_answered_like_a_page_that_is_not_there(
    accept: str, holder: Callable[[str], Caller], caller: Callable[[], Caller]
) -> None:
    key = made(holder(cast.MEMBER))
    frappe.db.rollback()
    frappe.db.set_value("User", cast.MEMBER, "enabled", 0)
    frappe.db.commit()
    asked = [(key, FEED), ("made-up", FEED), ("", FEED), ("", "/nowhere.ics")]
    try:
        answers = [fetched(one, caller, path, Accept=accept) for one, path in asked]
    finally:
        frappe.db.set_value("User", cast.MEMBER, "enabled", 1)
        frappe.db.commit()
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_keys_cannot_be_tried_on_and_on(caller: Callable[[], Caller], server: Served) -> None:
    chosen = {"calendars fetched from an address": [5, 600]}
    with front_door.configured(server.instance, rate_limits=chosen):
        answers = [fetched(f"x{number}", caller).status_code for number in range(6)]
    assert answers == [404] * 5 + [429]


@pytest.mark.parametrize("token", ["", "made-up"])
def test_a_form_of_another_page_makes_and_ends_nothing(
    token: str, holder: Callable[[str], Caller], caller: Callable[[], Caller]
) -> None:
    one = holder(cast.MEMBER)
    key = made(one)
    for fields in ({}, {"end": "1"}):
        assert "out of date" in one.fill_in(PAGE, csrf_token=token, **fields).text
    assert fetched(key, caller).status_code == 200


def test_only_who_sits_on_a_group_is_offered_one(
    holder: Callable[[str], Caller], caller: Callable[[], Caller]
) -> None:
    assert caller().see(PAGE).headers["Location"] == f"/login?redirect-to={PAGE}"
    page = holder(cast.AUDITOR).see(PAGE)
    assert (page.status_code, "no position in any group" in page.text) == (403, True)
    assert f'action="{PAGE}"' not in page.text and not calendar_keys.is_kept(cast.AUDITOR)
