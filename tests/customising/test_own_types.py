"""The council's administrator makes record types over REST: of a group, or a list of the whole council by choice.

Who reaches what follows from positions alone, at every door, from the first row on.
"""

import json
from collections.abc import Iterator
from typing import Any

import frappe
import pytest
import requests

from papg.permissions import own_types
from papg.testing import cast
from provision.served import Served
from tests.customising.conftest import Key
from tests.journeys.rest import Program, said

NOTE = "Site Visit Note"
WARDS = "Ward Of The Council"
FIELDS = [
    {"fieldname": "papg_group", "label": "Group", "fieldtype": "Link", "options": "PAPG Group"},
    {"label": "Place visited", "fieldtype": "Data", "reqd": 1, "in_list_view": 1},
    {"label": "What was seen", "fieldtype": "Small Text"},
]


def make_type(program: Program, name: str = NOTE, **fields: Any) -> requests.Response:
    sent = {"name": name, "fields": FIELDS, "title_field": "place_visited", **fields}
    return program.ask("POST", "/api/resource/DocType", json=sent)


def store(program: Program, letter: str, **fields: Any) -> requests.Response:
    sent = {"papg_group": group(letter), "place_visited": f"Square of {letter}", **fields}
    return program.ask("POST", f"/api/resource/{NOTE}", json=sent)


def group(letter: str) -> str:
    return cast.group(letter)


@pytest.fixture(scope="module")
def rows(key: Key) -> Iterator[dict[str, str]]:
    """The record type with a row in each of two groups, and a list of the council."""
    administrator = key(cast.ADMINISTRATOR)
    answer = make_type(administrator)
    assert answer.status_code == 200, said(answer)
    wards = [{"label": "Ward", "fieldtype": "Data", "reqd": 1}]
    answer = make_type(
        administrator, WARDS, fields=wards, title_field="ward", module="PAPG Lists", autoname="field:ward"
    )
    assert answer.status_code == 200, said(answer)
    yield {
        "A": store(key(cast.SECRETARY), "A").json()["data"]["name"],
        "B": store(key(cast.THREE), "B").json()["data"]["name"],
    }


# Whose records


READERS = {
    cast.SECRETARY: "A",
    cast.CHAIR: "A",
    cast.MEMBER: "A",
    cast.THREE: "AB",
    cast.NEIGHBOUR: "B",
    cast.AUDITOR: "AB",
    cast.ADMINISTRATOR: "AB",
    cast.INTEGRATION: "A",
}
WRITERS = {cast.SECRETARY: "A", cast.CHAIR: "A", cast.THREE: "AB", cast.INTEGRATION: "A"}


@pytest.mark.parametrize("user", READERS)
def test_a_record_of_a_group_is_reached_by_the_positions_held_in_it(
    key: Key, rows: dict[str, str], user: str
) -> None:
    program = key(user)
    wanted = {name for letter, name in rows.items() if letter in READERS[user]}
    assert program.names(NOTE) == wanted
    for letter, name in rows.items():
        path = f"/api/resource/{NOTE}/{name}"
        can_read, can_write = letter in READERS[user], letter in WRITERS.get(user, "")
        assert (program.ask("GET", path).status_code == 200) == can_read
        assert (program.ask("PUT", path, json={"what_was_seen": user}).status_code == 200) == can_write
        if not can_read:
            nothing = program.ask("GET", f"/api/resource/{NOTE}/0000000000")
            assert (program.ask("GET", path).text, nothing.status_code) == (nothing.text, 404)


@pytest.mark.parametrize("user", READERS)
def test_every_door_of_the_desk_gives_these_records_and_no_others(
    key: Key, server: Served, rows: dict[str, str], user: str
) -> None:
    if user == cast.INTEGRATION:
        return  # programs have no desk
    program = key(user)
    wanted = {name for letter, name in rows.items() if letter in READERS[user]}
    asked = {"doctype": NOTE, "fields": json.dumps(["name", "place_visited", "papg_group"])}
    listed = program.call("frappe.desk.reportview.get", **asked)
    assert {row[listed["keys"].index("name")] for row in listed["values"]} == wanted
    assert program.call("frappe.desk.reportview.get_count", doctype=NOTE) == len(wanted)
    found = program.ask(
        "POST", "/api/method/frappe.desk.search.search_link", json={"doctype": NOTE, "txt": ""}
    )
    assert {row["value"] for row in found.json().get("results", found.json().get("message"))} == wanted
    counted = program.call(
        "frappe.desk.listview.get_group_by_count", doctype=NOTE, current_filters="[]", field="papg_group"
    )
    assert {row["name"] for row in counted} == {group(letter) for letter in READERS[user]}
    for letter, name in rows.items():
        form = program.ask(
            "GET", "/api/method/frappe.desk.form.load.getdoc", params={"doctype": NOTE, "name": name}
        )
        assert (f"Square of {letter}" in form.text) == (letter in READERS[user])


@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY, cast.BOARD])
def test_who_holds_no_position_that_opens_it_finds_nothing(key: Key, rows: dict[str, str], user: str) -> None:
    for path in ("", *(f"/{name}" for name in rows.values())):
        answer = key(user).ask("GET", f"/api/resource/{NOTE}{path}")
        assert answer.status_code in (403, 404) or answer.json() == {"data": []}
        assert "Square" not in answer.text


def test_nothing_is_made_in_moved_to_or_taken_from_a_group_out_of_reach(
    key: Key, rows: dict[str, str]
) -> None:
    secretary, three = key(cast.SECRETARY), key(cast.THREE)
    assert store(secretary, "B").status_code == 403
    assert store(key(cast.MEMBER), "A").status_code == 403
    assert store(three, "C").status_code == 403
    assert secretary.ask("POST", f"/api/resource/{NOTE}", json={"place_visited": "x"}).status_code >= 400
    foreign = f"/api/resource/{NOTE}/{rows['B']}"
    assert secretary.ask("PUT", foreign, json={"papg_group": group("A")}).status_code == 404
    assert secretary.ask("DELETE", foreign).status_code == 404
    own = f"/api/resource/{NOTE}/{rows['B']}"
    assert three.ask("PUT", own, json={"papg_group": group("A")}).status_code == 417
    frappe.db.rollback()
    assert frappe.db.get_value(NOTE, rows["B"], "papg_group") == group("B")


def test_whoever_leaves_reaches_nothing_from_the_next_request_on(key: Key, rows: dict[str, str]) -> None:
    program = key(cast.NEIGHBOUR)
    assert program.names(NOTE) == {rows["B"]}
    frappe.db.rollback()
    held = {"user": cast.NEIGHBOUR, "papg_group": group("B")}
    member = frappe.get_doc("PAPG Member", frappe.db.get_value("PAPG Member", held))
    ends = frappe.utils.add_days(frappe.utils.today(), -1)
    frappe.db.set_value("PAPG Member", member.name, "left_on", ends)
    frappe.db.commit()
    try:
        assert program.ask("GET", f"/api/resource/{NOTE}/{rows['B']}").status_code in (403, 404)
    finally:
        frappe.db.set_value("PAPG Member", member.name, "left_on", None)
        frappe.db.commit()


def test_lists_of_these_records_are_not_followed_live(key: Key, rows: dict[str, str]) -> None:
    answer = key(cast.SECRETARY).ask(
        "GET", "/api/method/frappe.realtime.can_subscribe_doctype", params={"doctype": NOTE}
    )
    assert answer.status_code == 403


def test_a_field_added_to_it_is_a_field_of_it(key: Key, rows: dict[str, str]) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    field = {"dt": NOTE, "label": "Ward", "fieldtype": "Data"}
    made = administrator.ask("POST", "/api/resource/Custom Field", json=field)
    assert made.status_code == 200, said(made)
    assert secretary.change(NOTE, rows["A"], custom_ward="Quayside")["custom_ward"] == "Quayside"
    fields = administrator.get_record("DocType", NOTE)["fields"]
    changed = administrator.change(
        "DocType", NOTE, fields=[*fields, {"label": "Weather", "fieldtype": "Data"}]
    )
    assert changed["fields"][-1]["fieldname"] == "weather"
    assert secretary.change(NOTE, rows["A"], weather="Rain")["weather"] == "Rain"


# A list of the whole council


def test_a_list_of_the_council_is_read_by_every_position_at_the_desk_and_kept_by_the_administrator(
    key: Key, rows: dict[str, str]
) -> None:
    made = key(cast.ADMINISTRATOR).create(WARDS, ward="Quayside")["name"]
    for user in READERS:
        assert made in key(user).names(WARDS)
        answer = key(user).ask("POST", f"/api/resource/{WARDS}", json={"ward": user})
        assert (answer.status_code == 200) == (user == cast.ADMINISTRATOR)
    assert key(cast.PARTNER).ask("GET", f"/api/resource/{WARDS}").status_code == 403


# What it stays


def test_settings_that_would_open_a_door_stay_as_they_come(key: Key, rows: dict[str, str]) -> None:
    administrator = key(cast.ADMINISTRATOR)
    wanted = {"track_changes": 1, "show_title_field_in_link": 1, "custom": 0, "issingle": 1, "read_only": 1}
    saved = administrator.change("DocType", NOTE, **wanted, autoname="field:place_visited", is_submittable=1)
    assert (saved["custom"], saved["autoname"], saved["module"]) == (1, "hash", "PAPG Records")
    assert {name: saved[name] for name in wanted} == {**dict.fromkeys(wanted, 0), "custom": 1}
    assert not saved["is_submittable"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"module": "PAPG Lists"}, "stays in the module PAPG Records"),
        ({"fields": FIELDS[1:]}, "needs one field papg_group"),
    ],
)
def test_a_record_type_does_not_leave_its_groups(
    key: Key, rows: dict[str, str], change: dict[str, Any], message: str
) -> None:
    answer = key(cast.ADMINISTRATOR).ask("PUT", f"/api/resource/DocType/{NOTE}", json=change)
    assert answer.status_code in (403, 417)
    assert message in said(answer)


def test_record_types_of_the_app_and_those_with_records_stay(key: Key, rows: dict[str, str]) -> None:
    administrator = key(cast.ADMINISTRATOR)
    for verb, sent, why in (
        ("PUT", {"track_changes": 1}, "is kept with the app"),
        ("DELETE", None, "can not be"),
    ):
        answer = administrator.ask(verb, "/api/resource/DocType/PAPG Action", json=sent)
        assert (answer.status_code in (403, 417), why in said(answer)) == (True, True), said(answer)
        assert administrator.ask(verb, "/api/resource/DocType/User", json=sent).status_code == 404
    answer = administrator.ask("DELETE", f"/api/resource/DocType/{NOTE}")
    assert (answer.status_code, "not allowed to delete" in said(answer)) == (403, True), said(answer)
    assert make_type(administrator, "Empty Note").status_code == 200
    assert administrator.ask("DELETE", "/api/resource/DocType/Empty Note").status_code == 202
    assert administrator.ask("GET", "/api/resource/Empty Note").status_code == 403


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.AUDITOR, cast.INTEGRATION])
def test_nobody_else_makes_or_changes_a_record_type(key: Key, rows: dict[str, str], user: str) -> None:
    assert make_type(key(user), "Another Note").status_code == 403
    path = f"/api/resource/DocType/{NOTE}"
    assert key(user).ask("PUT", path, json={"description": "x"}).status_code == 403
    assert key(user).ask("GET", path).status_code == 403


def test_a_record_type_the_framework_does_not_ask_us_about_stays_closed(
    key: Key, rows: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own_types.forget()
    assert NOTE in own_types.names()
    own_types.forget()
    monkeypatch.setattr(frappe, "get_hooks", lambda hook: {})
    assert NOTE not in own_types.names()
    monkeypatch.undo()
    own_types.forget()
