"""A program sends a record twice and one is made; by an id nobody learns of anybody else's record."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import frappe
import pytest
import requests
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.trail import brief, last_number, rows_after
from provision.served import Served
from tests.journeys.rest import Program, programs_of, read, said
from tests.journeys.stories import committed

ACTION, MEETING, DECIDED = "PAPG Action", "PAPG Meeting", "PAPG Organisation Type"
ID = "portal-4711"
MADE = {"title": "Check the barriers", "due_on": "2030-06-14", "owner_email": "estates@contractor.example"}


@pytest.fixture(scope="module")
def programs(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    with committed():
        yield programs_of(server.url, (cast.INTEGRATION, cast.SECRETARY, cast.THREE, cast.ADMINISTRATOR))


@pytest.fixture
def program(programs: dict[str, Program]) -> Program:
    return programs[cast.INTEGRATION]


def sent(program: Program, external_id: str, letter: str = "A", **fields: Any) -> requests.Response:
    """The call that makes an action of a group, as a program repeats it."""
    fields = {"papg_group": cast.group(letter), "external_id": external_id, **MADE, **fields}
    return program.ask("POST", f"/api/resource/{ACTION}", json=fields)


def made(program: Program, external_id: str, letter: str = "A", **fields: Any) -> dict[str, Any]:
    return read(sent(program, external_id, letter, **fields))["data"]


def test_sent_again_it_is_the_record_made_before_and_nothing_is_changed(program: Program) -> None:
    first = made(program, ID)
    again = made(program, f" {ID} ", title="Something else")
    assert (again["name"], again["title"], again["modified"]) == (
        first["name"],
        "Check the barriers",
        first["modified"],
    )
    assert program.names(ACTION, external_id=ID) == {first["name"]}
    assert made(program, ID.upper())["name"] != first["name"], "capitals count"


def test_without_an_id_each_call_makes_a_record(program: Program) -> None:
    names = {made(program, empty)["name"] for empty in ("", "  ", "", "  ")}
    assert len(names) == 4


def test_the_id_is_that_of_its_writer_and_of_the_record_type(programs: dict[str, Program]) -> None:
    mine = made(programs[cast.INTEGRATION], "shared-1")
    colleague = made(programs[cast.SECRETARY], "shared-1")
    foreign = made(programs[cast.THREE], "shared-1", "B")
    assert len({mine["name"], colleague["name"], foreign["name"]}) == 3
    assert "Check the barriers" in foreign["title"] and foreign["papg_group"] == cast.group("B")
    start = {"starts_at": f"{add_days(today(), 20)} 10:00:00"}
    meeting = programs[cast.INTEGRATION].create(
        MEETING, papg_group=cast.group("A"), title="Spring", external_id="shared-1", **start
    )
    assert meeting["external_id"] == "shared-1"


def test_lists_named_by_their_text_take_it_too(programs: dict[str, Program]) -> None:
    administrator = programs[cast.ADMINISTRATOR]
    first = administrator.create(DECIDED, type_name="Harbour board", external_id="kind-1")
    again = administrator.create(DECIDED, type_name="Harbour board", external_id="kind-1")
    assert again["name"] == first["name"] == "Harbour board"
    refused = administrator.ask("POST", f"/api/resource/{DECIDED}", json={"type_name": "Harbour board"})
    assert refused.status_code == 409


def test_of_calls_at_the_same_moment_one_makes_the_record(program: Program, server: Served) -> None:
    others = [Program(server.url, "") for _number in range(4)]
    for other in others:
        other.headers["Authorization"] = program.headers["Authorization"]
    fields = {**MADE, "papg_group": cast.group("A"), "external_id": "raced-1"}
    with ThreadPoolExecutor(len(others)) as pool:
        answers = list(pool.map(lambda one: one.ask("POST", f"/api/resource/{ACTION}", json=fields), others))
    assert {answer.status_code for answer in answers} <= {200, 409}, [one.text for one in answers]
    names = {answer.json()["data"]["name"] for answer in answers if answer.status_code == 200}
    assert len(names) == 1 and program.names(ACTION, external_id="raced-1") == names
    for answer in answers:
        if answer.status_code == 409:
            assert [one["field"] for one in answer.json()["errors"]] == ["external_id"]
            assert "Send it again" in answer.json()["message"]
    assert made(program, "raced-1")["name"] in names


def test_the_database_itself_refuses_the_second(program: Program) -> None:
    first = made(program, "raced-2")
    frappe.db.rollback()
    copy = frappe.get_doc(ACTION, first["name"])
    copy.update({"name": "0123456789"})
    with pytest.raises(frappe.UniqueValidationError):
        copy.db_insert()
    frappe.db.rollback()


def test_the_id_is_given_once(program: Program) -> None:
    with_id, without = made(program, "once-1"), made(program, "")
    for record in (with_id, without):
        changed = program.change(ACTION, record["name"], external_id="another", priority="High")
        assert (changed["external_id"], changed["priority"]) == (record["external_id"], "High")


def test_what_is_out_of_reach_or_gone_is_not_answered(programs: dict[str, Program]) -> None:
    program = programs[cast.THREE]
    first = made(program, "left-1", "B")
    row = frappe.db.get_value("PAPG Member", {"user": cast.THREE, "papg_group": cast.group("B")})
    frappe.db.set_value("PAPG Member", row, "left_on", add_days(today(), -1))
    frappe.db.commit()
    try:
        assert sent(program, "left-1", "A").status_code == 404
    finally:
        frappe.db.set_value("PAPG Member", row, "left_on", None)
        frappe.db.commit()
    assert made(program, "left-1", "B")["name"] == first["name"]
    frappe.db.delete(ACTION, {"name": first["name"]})
    frappe.db.commit()
    assert made(program, "left-1", "B")["name"] != first["name"]


def test_a_wrong_call_is_refused_as_ever(program: Program) -> None:
    made(program, "wrong-1")
    assert sent(program, "wrong-1", colour="red").status_code == 400
    assert sent(program, "x" * 141).status_code == 417
    for odd in (["x"], {"x": 1}, True):
        answer = sent(program, odd)  # type: ignore[arg-type]
        assert (answer.status_code, "give a text" in said(answer)) == (417, True), answer.text
    assert made(program, 4711)["name"] == made(program, "4711")["name"]  # type: ignore[arg-type]


def test_the_trail_says_that_it_was_read(programs: dict[str, Program]) -> None:
    program = programs[cast.INTEGRATION]
    item = {
        "starts_at": f"{add_days(today(), 21)} 10:00:00",
        "papg_group": cast.group("A"),
        "title": "Summer",
    }
    meeting = program.create(MEETING, **item)["name"]
    sent = {"meeting": meeting, "title": "Threat to the quay", "marking": "OFFICIAL-SENSITIVE"}
    sent["external_id"] = "part-2"
    first = program.create("PAPG Restricted Item", **sent)
    number = last_number()
    again = program.create("PAPG Restricted Item", **sent)
    assert again["name"] == first["name"]
    assert brief(rows_after(number)) == [("Opened", cast.INTEGRATION, "PAPG Restricted Item", first["name"])]
