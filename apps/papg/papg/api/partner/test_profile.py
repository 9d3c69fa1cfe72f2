"""One's own page: what it shows and of whom, what can be changed on it, and what it costs."""

import time
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, now, today
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from papg.api.partner import profile, rendering
from papg.security import own_sessions, second_factor
from papg.testing import cast
from papg.testing.acting import acting_as, answering, counted_queries
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()


def shown(user: str = cast.PARTNER) -> str:
    with acting_as(user):
        return profile.page().html()


def send(telephone: str, user: str = cast.PARTNER) -> Any:
    with acting_as(user):
        builder = EnvironBuilder("/", method="POST", data={"telephone": telephone})
        with answering(Request(builder.get_environ())):
            return profile.save_telephone()


def stored(user: str = cast.PARTNER) -> str:
    return frappe.db.get_value("User", user, "phone") or ""


def test_it_shows_what_the_group_holds_and_who_changes_it() -> None:
    html = shown()
    member = frappe.get_doc("PAPG Member", cast.member(cast.PARTNER))
    for words in (member.full_name, cast.GROUP_A, cast.POLICE, cast.PARTNER, "6 January 2025"):
        assert frappe.utils.escape_html(words) in html
    assert f"Ask the secretary: {cast.POSTS[cast.SECRETARY]}" in html


def test_it_shows_nobody_else_s_address() -> None:
    html = shown()
    assert not [user for user in cast.POSTS if user != cast.PARTNER and user in html]


def test_a_seat_that_ended_yesterday_is_not_shown_and_one_that_ends_today_is() -> None:
    name = cast.member(cast.PARTNER)
    frappe.db.set_value("PAPG Member", name, "left_on", today())
    frappe.local.papg_scopes = {}
    assert "Last day" in shown()
    frappe.db.set_value("PAPG Member", name, "left_on", add_days(today(), -1))
    frappe.local.papg_scopes = {}
    assert "You do not sit on a group today." in shown()


def test_a_group_without_a_secretary_sends_to_the_chair() -> None:
    secretaries = {"papg_group": cast.group("A"), "position": "Secretary"}
    frappe.db.set_value("PAPG Member", secretaries, "left_on", add_days(today(), -1))
    assert "Ask the chair of the group, which has no secretary today." in shown()


@pytest.mark.parametrize("telephone", ["01632 960001", "+44 (1632) 960-001", "123456", ""])
def test_a_telephone_number_is_stored(telephone: str) -> None:
    frappe.db.set_value("User", cast.PARTNER, "phone", "01632 960999")
    assert send(telephone) == "/partner/profile?done=telephone"
    assert stored() == telephone
    assert f'value="{telephone}"' in shown()


@pytest.mark.parametrize(
    "telephone", ["12345", "ring the front desk", "<b>01632 960001</b>", "1" * 26, "+--()"]
)
def test_what_is_no_telephone_number_is_named_kept_and_not_stored(telephone: str) -> None:
    answer = send(telephone)
    assert (answer.status, list(answer.errors)) == (400, ["telephone"])
    assert answer.errors["telephone"].startswith(f"“{telephone}” is not a telephone number.")
    assert f'value="{frappe.utils.escape_html(telephone)}"' in answer.html()
    assert stored() == ""


def test_the_telephone_number_is_one_s_own_and_nobody_else_s() -> None:
    send("01632 960001")
    assert {stored(user) for user in cast.POSTS if user != cast.PARTNER} == {""}


def test_the_second_factor_is_said_with_its_day() -> None:
    assert "This is a demonstration" in shown()
    second_factor.keep(cast.PARTNER, second_factor.new_secret())
    html = shown()
    assert "Set up on a new phone" in html
    assert "Set up on" in html and str(second_factor.held_since(cast.PARTNER).year) in html


def add_sessions(user: str, count: int, began: float | None = None) -> None:
    """Sessions as the framework stores them."""
    for _number in range(count):
        data = {"session_ip": "192.0.2.7", "papg_began": int(began or time.time())}
        frappe.db.sql(
            "insert into tabSessions (user, sid, sessiondata, lastupdate) values (%s, %s, %s, %s)",
            (user, frappe.generate_hash(), str(data), now()),
        )


def test_sessions_are_one_s_own_that_still_open_something_and_their_ids_are_not_shown() -> None:
    before = len(own_sessions.of(cast.PARTNER))
    add_sessions(cast.PARTNER, 2)
    add_sessions(cast.PARTNER, 1, time.time() - 10 * 3600 - 60)
    add_sessions(cast.CHAIR, 1)
    assert len(own_sessions.of(cast.PARTNER)) == before + 2
    html = shown()
    ids = [sid for (sid,) in frappe.db.sql("select sid from tabSessions")]
    assert len(ids) >= 4 and not [sid for sid in ids if sid in html]


def test_ending_the_others_leaves_those_of_somebody_else() -> None:
    add_sessions(cast.PARTNER, 3)
    add_sessions(cast.CHAIR, 1)
    others = len(own_sessions.of(cast.CHAIR))
    with acting_as(cast.PARTNER):
        assert profile.end_other_sessions() == "/partner/profile?done=sessions"
    assert own_sessions.of(cast.PARTNER) == []
    assert len(own_sessions.of(cast.CHAIR)) == others


@pytest.mark.parametrize("stored_data", [None, "", "{", "[]", "__import__('os')"])
def test_a_session_without_readable_data_is_none(stored_data: str | None) -> None:
    assert own_sessions.read(stored_data) == {}


def test_the_page_costs_the_same_with_3_and_with_30_seats_and_sessions() -> None:
    costs = []
    for count in (3, 27):
        add_sessions(cast.PARTNER, count)
        for _number in range(count):
            make("PAPG Member", papg_group=make("PAPG Group").name, user=cast.PARTNER, email=cast.PARTNER)
        frappe.local.papg_scopes = {}
        shown()
        with counted_queries() as queries:
            html = shown()
        costs.append(len(queries))
    assert html.count('class="card"') >= 30 and html.count("192.0.2.7") >= 30
    assert costs[0] == costs[1]
