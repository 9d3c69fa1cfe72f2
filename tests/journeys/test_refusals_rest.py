"""Refusals over REST have one shape: each names its field and says what to do. An older copy overwrites nothing."""

import json
from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from papg.testing import cast
from papg.testing.factories import make_action
from provision.served import Served
from tests.journeys.rest import Program, programs_of
from tests.journeys.stories import committed

ACTION = "PAPG Action"
OWNED = {"due_on": "2030-06-14", "owner_email": "estates@contractor.example"}


@pytest.fixture(scope="module")
def program(connection: None, server: Served) -> Iterator[Program]:
    with committed():
        yield programs_of(server.url, (cast.INTEGRATION,))[cast.INTEGRATION]


@pytest.fixture
def action(program: Program) -> dict[str, Any]:
    return program.create(ACTION, papg_group=cast.group("A"), title="Check the barriers", **OWNED)


def refused(program: Program, verb: str, path: str, status: int, **sent: Any) -> dict[str, Any]:
    answer = program.ask(verb, f"/api/resource/{path}", json=sent or None)
    assert answer.status_code == status, answer.text
    said = answer.json()
    assert isinstance(said["message"], str) and said["message"]
    assert said["errors"] and all(set(one) >= {"field", "message"} for one in said["errors"])
    return said


def fields(said: dict[str, Any]) -> list[str | None]:
    return [one["field"] for one in said["errors"]]


def test_each_refusal_names_its_field(program: Program, action: dict[str, Any]) -> None:
    mine, group = f"{ACTION}/{action['name']}", cast.group("A")
    assert fields(refused(program, "PUT", mine, 400, colour="red")) == ["colour"]
    assert fields(refused(program, "POST", ACTION, 417, papg_group=group)) == ["title"]
    assert fields(refused(program, "PUT", mine, 417, priority="Sometime")) == ["priority"]
    for field in ("papg_priority", "business_area"):
        assert fields(refused(program, "PUT", mine, 417, **{field: "no-such-name"})) == [field]
    said = refused(program, "PUT", mine, 417, organisations=[{"organisation": "no-such-name"}])
    assert [(one["field"], one["row"]) for one in said["errors"]] == [("organisations.organisation", 1)]


def test_a_refusal_that_is_about_no_field_says_so(program: Program) -> None:
    for verb, path, status in (
        ("GET", f"{ACTION}/no-such-action", 404),
        ("GET", "User", 403),
    ):
        assert fields(refused(program, verb, path, status)) == [None]
    key = program.headers["Authorization"]
    program.headers["Authorization"] = "token wrong:key"
    try:
        assert fields(refused(program, "GET", ACTION, 401)) == [None]
    finally:
        program.headers["Authorization"] = key


def test_a_change_that_rests_on_an_older_copy_is_refused_with_what_differs(
    program: Program, action: dict[str, Any]
) -> None:
    mine = f"{ACTION}/{action['name']}"
    newer = program.change(ACTION, action["name"], priority="High")
    said = refused(
        program, "PUT", mine, 409, modified=action["modified"], priority="Low", title=action["title"]
    )
    assert said["errors"] == [
        {
            "field": "priority",
            "message": "Priority: “High” is stored, “Low” was sent.",
            "stored": "High",
            "sent": "Low",
        }
    ]
    assert "Read it again" in said["message"] or "Read it again" in said["_server_messages"]
    assert program.get_record(ACTION, action["name"])["priority"] == "High"
    # With the copy of now, and without any, it is stored.
    changed = program.change(ACTION, action["name"], modified=newer["modified"], priority="Low")
    assert changed["priority"] == "Low"
    assert program.change(ACTION, action["name"], priority="Medium")["priority"] == "Medium"


def test_a_record_in_a_form_is_stored_and_refused_like_one_in_json(
    program: Program, action: dict[str, Any]
) -> None:
    path = f"/api/resource/{ACTION}/{action['name']}"
    sent = {"doctype": ACTION, "name": action["name"], "modified": action["modified"], "priority": "High"}
    answers = [
        program.ask("PUT", path, data={"data": json.dumps({**sent, "priority": priority})})
        for priority in ("High", "Low")
    ]
    assert [one.status_code for one in answers] == [200, 409]
    (wrong,) = answers[1].json()["errors"]
    assert (wrong["field"], wrong["stored"], wrong["sent"]) == ("priority", "High", "Low")
    made = {"doctype": ACTION, "papg_group": cast.group("A"), "title": "From a form", **OWNED}
    answer = program.ask("POST", f"/api/resource/{ACTION}", data={"data": json.dumps(made)})
    assert program.get_record(ACTION, answer.json()["data"]["name"])["title"] == "From a form"


def test_what_differs_says_nothing_of_a_record_out_of_reach(program: Program) -> None:
    with_group_b = make_action(cast.group("B"), title="Foreign barriers")
    frappe.db.commit()
    said = refused(
        program, "PUT", f"{ACTION}/{with_group_b.name}", 404, modified="2020-01-01 00:00:00", title="x"
    )
    assert "Foreign" not in str(said)
