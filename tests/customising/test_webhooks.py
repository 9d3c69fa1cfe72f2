"""The administrator has another system told over HTTP: signed, until it is taken, and never what a record says."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import frappe
import pytest
import requests
from frappe.utils import now_datetime

from papg.oversight import webhooks
from papg.permissions import guards_webhooks
from papg.rules.webhooks import WAITS
from papg.testing import cast
from provision.served import Served
from tests.customising.receiver import Receiver
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import committed
from tests.security.front_door import configured
from tests.security.visitors import Visitor

WEBHOOK, LOG, ACTION, PART_2 = "Webhook", "Webhook Request Log", "PAPG Action", "PAPG Restricted Item"
SECRET = "Lantern-Harbour-2207-Tide"
TEXT = "Kittiwake at the north gate"
SAID = {"delivery", "event", "doctype", "name", "modified", "address"}


@pytest.fixture(scope="module")
def programs(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    people = (cast.ADMINISTRATOR, cast.SECRETARY, cast.CHAIR, cast.THREE, cast.AUDITOR, cast.INTEGRATION)
    with configured(server.instance, **{guards_webhooks.INSIDE: 1}), committed():
        yield programs_of(server.url, people)
        frappe.db.rollback()
        frappe.db.delete(LOG)
        frappe.db.delete(WEBHOOK)
        frappe.db.commit()
        frappe.cache.delete_value(webhooks.HEARD)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.end()


@pytest.fixture
def administrator(programs: dict[str, Program]) -> Iterator[Program]:
    """With nothing on the list, and no webhook in use."""
    yield programs[cast.ADMINISTRATOR]
    frappe.db.rollback()
    frappe.db.delete(LOG)
    frappe.db.delete(WEBHOOK)
    frappe.db.commit()
    frappe.cache.delete_value(webhooks.HEARD)


def hook(address: str, **fields: Any) -> dict[str, Any]:
    """A webhook as it is sent."""
    sent = {"webhook_doctype": ACTION, "webhook_docevent": "on_update", "request_url": address}
    return {**sent, "webhook_secret": SECRET, "enabled": 1, **fields}


def act(program: Program, **fields: Any) -> dict[str, Any]:
    made = {"due_on": "2030-06-14", "owner_email": "estates@contractor.example", "description": TEXT}
    return program.create(ACTION, papg_group=cast.group("A"), title=TEXT, **{**made, **fields})


def on_list() -> list[frappe._dict]:
    frappe.db.rollback()
    return frappe.get_all(LOG, fields=["*"], order_by="creation")


def try_now(delivery: str) -> frappe._dict:
    """One run of the job; what the log says afterwards."""
    frappe.db.rollback()
    webhooks.send(delivery)
    frappe.db.commit()
    return frappe.db.get_value(LOG, delivery, "*", as_dict=True)


def turn_back(delivery: str, wait: timedelta) -> None:
    """As if the last try had been so long ago."""
    frappe.db.set_value(LOG, delivery, "modified", now_datetime() - wait, update_modified=False)
    frappe.db.commit()


def test_another_system_is_told_that_a_record_changed_and_not_what_it_says(
    administrator: Program, programs: dict[str, Program], receiver: Receiver
) -> None:
    made = administrator.create(WEBHOOK, **hook(receiver.address))
    assert SECRET not in str(made) and made["enabled"] == 1
    action = act(programs[cast.SECRETARY])
    [row] = on_list()
    assert (row.webhook, row.reference_document) == (made["name"], action["name"])
    assert try_now(row.name).response.endswith(": 204")
    [(path, headers, body)] = receiver.came
    assert path == "/hook?from=papg" and headers["Content-Type"] == "application/json"
    signed = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
    assert headers["X-Frappe-Webhook-Signature"] == signed
    told = json.loads(body)
    assert set(told) == SAID and TEXT not in body.decode()
    assert (told["event"], told["doctype"], told["name"]) == ("on_update", ACTION, action["name"])
    assert told["delivery"] == headers["X-Papg-Delivery"] == row.name
    # With a key of its own the other system reads it where it is told to.
    path = told["address"].partition("/api/")[2]
    answer = programs[cast.INTEGRATION].ask("GET", f"/api/{path}")
    assert answer.json()["data"]["modified"] == told["modified"]
    assert programs[cast.THREE].ask("GET", f"/api/{path}").status_code in (200, 404)
    assert try_now(row.name) and len(receiver.came) == 1, "what was taken is not sent again"


def test_a_receiver_that_is_down_is_tried_until_it_takes_the_call(
    administrator: Program, programs: dict[str, Program], receiver: Receiver
) -> None:
    receiver.answers = [503, 302]
    administrator.create(WEBHOOK, **hook(receiver.address))
    act(programs[cast.SECRETARY])
    [row] = on_list()
    assert webhooks.due() == [row.name], "the first try may have been lost"
    assert "503" in try_now(row.name).error
    assert webhooks.due() == [] and not try_now(row.name).response
    assert len(receiver.came) == 1, "it waits before it tries again"
    turn_back(row.name, WAITS[0])
    assert webhooks.due() == [row.name]
    after = try_now(row.name)
    assert (len(after.error.splitlines()), len(receiver.came)) == (2, 2), "it is not led elsewhere"
    turn_back(row.name, WAITS[0])
    assert webhooks.due() == [], "the second wait is longer"
    turn_back(row.name, WAITS[1])
    assert try_now(row.name).response.endswith(": 204")
    assert {headers["X-Papg-Delivery"] for _path, headers, _body in receiver.came} == {row.name}
    assert len({body for _path, _headers, body in receiver.came}) == 1
    assert webhooks.due() == []


def test_it_is_given_up_in_the_end_and_the_administrator_sees_it(
    administrator: Program, programs: dict[str, Program], receiver: Receiver
) -> None:
    receiver.end()
    administrator.create(WEBHOOK, **hook(receiver.address))
    act(programs[cast.SECRETARY])
    [row] = on_list()
    for wait in (timedelta(0), *WAITS):
        turn_back(row.name, wait)
        try_now(row.name)
    kept = administrator.get_record(LOG, row.name)
    assert kept["response"] == "Given up" and len(kept["error"].splitlines()) == len(WAITS) + 1
    assert TEXT not in str(kept) and SECRET not in str(kept)
    turn_back(row.name, WAITS[-1])
    assert webhooks.due() == []


def test_nothing_is_told_of_what_was_not_stored_of_other_events_or_by_a_webhook_out_of_use(
    administrator: Program, programs: dict[str, Program], receiver: Receiver
) -> None:
    made = administrator.create(WEBHOOK, **hook(receiver.address, webhook_docevent="after_insert"))
    secretary = programs[cast.SECRETARY]
    refused = secretary.ask("POST", f"/api/resource/{ACTION}", json={"papg_group": cast.group("A")})
    assert refused.status_code == 417 and on_list() == []
    action = act(secretary)
    secretary.change(ACTION, action["name"], priority="High")
    [row] = on_list()
    assert json.loads(row.data)["event"] == "after_insert"
    administrator.change(WEBHOOK, made["name"], enabled=0)
    frappe.db.rollback()
    assert webhooks.due() == [] and not try_now(row.name).response and receiver.came == []
    act(secretary)
    assert len(on_list()) == 1


def test_the_framework_s_own_sender_has_nothing_to_do_with_it(
    administrator: Program, programs: dict[str, Program], receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {
        "condition": "",
        "webhook_json": '{"t": "{{ doc.title }}"}',
        "is_dynamic_url": 1,
        "request_method": "PUT",
    }
    rows = {
        "webhook_headers": [{"key": "X-Leak", "value": "x"}],
        "webhook_data": [{"fieldname": "title", "key": "t"}],
    }
    made = administrator.create(WEBHOOK, **hook(receiver.address, enable_security=0, **sent, **rows))
    assert (made["condition"], made["enable_security"], made["request_method"]) == ("0", 1, "POST")
    assert "title" not in made["webhook_json"] and not made["webhook_headers"] and not made["webhook_data"]
    queued: list[str] = []
    monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: queued.append(method))
    name = act(programs[cast.SECRETARY])["name"]
    frappe.db.rollback()
    frappe.flags.webhooks = frappe.flags.webhooks_executed = None
    for kept in ("webhooks", webhooks.HEARD):
        frappe.cache.delete_value(kept)
    frappe.get_doc(ACTION, name).save()
    told = frappe.db.count(LOG, {"reference_document": name})
    frappe.db.rollback()
    assert told == 2 and not [one for one in queued if "frappe.integrations" in str(one)]


@pytest.mark.parametrize(
    ("fields", "status", "message"),
    [
        ({"request_url": "http://portal.council.example/"}, 417, "begins with https://"),
        ({"request_url": "https://127.0.0.1/"}, 417, "no machine on the public network"),
        ({"request_url": "https://a:b@portal.council.example/"}, 417, "names no machine"),
        ({"webhook_secret": "short"}, 417, "has 5 characters"),
        ({"webhook_secret": ""}, 417, "has 0 characters"),
        ({"webhook_docevent": "on_change"}, 417, "other systems are told of"),
        ({"webhook_doctype": PART_2}, 403, "never public"),
        ({"webhook_doctype": "PAPG Minutes Entry"}, 403, "never public"),
        ({"webhook_doctype": "User"}, 403, "not one of the council's records"),
    ],
)
def test_what_would_go_past_a_guard_is_refused(
    fields: dict[str, Any], status: int, message: str, administrator: Program, server: Served
) -> None:
    with configured(server.instance, **{guards_webhooks.INSIDE: None}):
        good = hook("https://portal.council.example/hook")
        answer = administrator.ask("POST", f"/api/resource/{WEBHOOK}", json={**good, **fields})
        assert (answer.status_code, message in said(answer)) == (status, True), answer.text
        made = administrator.create(WEBHOOK, **good)
        answer = administrator.ask("PUT", f"/api/resource/{WEBHOOK}/{made['name']}", json=fields)
        assert answer.status_code == status, answer.text


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.THREE, cast.AUDITOR, cast.INTEGRATION])
def test_nobody_else_makes_reads_or_changes_one_or_reads_the_log(
    user: str, administrator: Program, programs: dict[str, Program], receiver: Receiver
) -> None:
    made = administrator.create(WEBHOOK, **hook(receiver.address))
    act(programs[cast.SECRETARY])
    [row] = on_list()
    assert_closed(programs[user].ask, made["name"], row.name)
    assert len(on_list()) == 1 and frappe.db.count(WEBHOOK) == 1


def test_neither_does_a_guest_and_the_administrator_writes_no_log(
    administrator: Program, programs: dict[str, Program], receiver: Receiver, server: Served
) -> None:
    made = administrator.create(WEBHOOK, **hook(receiver.address))
    act(programs[cast.SECRETARY])
    [row] = on_list()
    assert_closed(Visitor(server.url).ask, made["name"], row.name)
    for verb, path in (("POST", LOG), ("PUT", f"{LOG}/{row.name}"), ("DELETE", f"{LOG}/{row.name}")):
        sent = None if verb == "DELETE" else {"data": "x"}
        assert administrator.ask(verb, f"/api/resource/{path}", json=sent).status_code in (403, 404)


def assert_closed(ask: Callable[..., requests.Response], webhook: str, delivery: str) -> None:
    for verb, path, sent in (
        ("GET", WEBHOOK, None),
        ("GET", f"{WEBHOOK}/{webhook}", None),
        ("POST", WEBHOOK, hook("https://elsewhere.example/")),
        ("PUT", f"{WEBHOOK}/{webhook}", {"request_url": "https://elsewhere.example/"}),
        ("DELETE", f"{WEBHOOK}/{webhook}", None),
        ("GET", LOG, None),
        ("GET", f"{LOG}/{delivery}", None),
    ):
        answer = ask(verb, f"/api/resource/{path}", json=sent)
        assert answer.status_code in (401, 403, 404), (
            f"{verb} {path}: {answer.status_code} {answer.text[:200]}"
        )
        assert delivery not in answer.text


def test_a_call_that_was_allowed_once_is_not_made_when_the_site_allows_it_no_more(
    administrator: Program, programs: dict[str, Program], receiver: Receiver, server: Served
) -> None:
    administrator.create(WEBHOOK, **hook(receiver.address))
    act(programs[cast.SECRETARY])
    [row] = on_list()
    with configured(server.instance, **{guards_webhooks.INSIDE: None}):
        assert "not called" in try_now(row.name).error
    assert receiver.came == []
