"""Fields of several records of ours, changed over REST by the council's administrator and seen everywhere at once."""

import json
from typing import Any

import frappe
import pytest
import requests

from papg.testing import cast
from papg.testing.actions import an_action
from tests.customising.conftest import Key
from tests.journeys.rest import Program, said

# Each with a field that comes with it and may stay empty.
RECORDS = {"PAPG Action": "obstacle", "PAPG Group": "responsible_officer", "PAPG Member": "grade"}
WARD = {"label": "Ward", "fieldtype": "Select", "options": "\nQuayside\nHilltop", "in_list_view": 1}


def name_of(record: str) -> str:
    """A record of this type; nothing of it stays locked, since adding a field changes its table."""
    frappe.db.rollback()
    if record == "PAPG Action":
        name = an_action().name
    else:
        name = cast.group("A") if record == "PAPG Group" else cast.member(cast.MEMBER)
    frappe.db.commit()
    return name


def fields_of(program: Program, record: str) -> dict[str, dict[str, Any]]:
    """Fields of a record type, as forms and lists are built from them."""
    asked = {"doctype": record, "with_parent": 1}
    answer = program.ask("GET", "/api/method/frappe.desk.form.load.getdoctype", params=asked)
    (meta,) = [doc for doc in answer.json()["docs"] if doc["name"] == record]
    return {field["fieldname"]: field for field in meta["fields"]}


def set_property(program: Program, record: str, field: str, name: str, value: str) -> requests.Response:
    sent = {"doctype_or_field": "DocField" if field else "DocType", "doc_type": record, "property": name}
    return program.ask(
        "POST", "/api/resource/Property Setter", json={**sent, "field_name": field, "value": value}
    )


@pytest.mark.parametrize("record", RECORDS)
def test_a_field_is_in_form_list_filter_report_export_and_rest_at_once(key: Key, record: str) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    name = name_of(record)
    sent = {**WARD, "dt": record, "in_standard_filter": 1, "default": "Hilltop", "depends_on": "papg_group"}
    made = administrator.create("Custom Field", **sent, insert_after=RECORDS[record])
    shown = fields_of(secretary, record)["custom_ward"]
    kept = {field: value for field, value in sent.items() if field != "dt"}
    assert {field: shown[field] for field in kept} == kept
    order = list(fields_of(secretary, record))
    assert order.index("custom_ward") == order.index(RECORDS[record]) + 1
    assert secretary.change(record, name, custom_ward="Quayside")["custom_ward"] == "Quayside"
    refused = secretary.ask("PUT", f"/api/resource/{record}/{name}", json={"custom_ward": "Elsewhere"})
    assert (refused.status_code, "Ward" in said(refused)) == (417, True)
    assert secretary.names(record, custom_ward="Quayside") == {name}
    asked = {
        "doctype": record,
        "fields": json.dumps(["name", "custom_ward"]),
        "filters": json.dumps([[record, "custom_ward", "=", "Quayside"]]),
    }
    report = secretary.call("frappe.desk.reportview.get", **asked, view="Report")
    assert [row[report["keys"].index("custom_ward")] for row in report["values"]] == ["Quayside"]
    export = {**asked, "file_format_type": "CSV", "title": record, "view": "Report"}
    answer = secretary.ask("POST", "/api/method/frappe.desk.reportview.export_query", json=export)
    assert (answer.status_code, "Quayside" in answer.text) == (200, True), said(answer)
    administrator.change("Custom Field", made["name"], label="Ward or parish", reqd=1, depends_on="")
    changed = fields_of(secretary, record)["custom_ward"]
    assert (changed["label"], changed["reqd"]) == ("Ward or parish", 1)
    empty = secretary.ask("PUT", f"/api/resource/{record}/{name}", json={"custom_ward": ""})
    assert (empty.status_code, "custom_ward" in said(empty) or "parish" in said(empty)) == (417, True)
    administrator.change("Custom Field", made["name"], permlevel=1, reqd=0)
    assert "custom_ward" not in secretary.get_record(record, name)
    assert secretary.ask(
        "GET", f"/api/resource/{record}", params={"filters": json.dumps({"custom_ward": "Quayside"})}
    ).status_code in (400, 403)
    administrator.ask("DELETE", f"/api/resource/Custom Field/{made['name']}")
    assert "custom_ward" not in fields_of(secretary, record)


@pytest.mark.parametrize("record", RECORDS)
def test_a_field_that_came_with_the_app_is_called_placed_hidden_and_required_otherwise(
    key: Key, record: str
) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    field, name = RECORDS[record], name_of(record)
    order = list(fields_of(secretary, record))
    moved = [*(one for one in order if one != field), field]
    for of, wanted, value in (
        (field, "label", "What the council calls it"),
        (field, "reqd", "1"),
        ("", "field_order", json.dumps(moved)),
    ):
        answer = set_property(administrator, record, of, wanted, value)
        assert answer.status_code == 200, said(answer)
    found = fields_of(secretary, record)
    assert (found[field]["label"], list(found)) == ("What the council calls it", moved)
    empty = secretary.ask("PUT", f"/api/resource/{record}/{name}", json={field: ""})
    assert (empty.status_code, "What the council calls it" in said(empty) or field in said(empty)) == (
        417,
        True,
    )
    assert set_property(administrator, record, field, "reqd", "0").status_code == 200
    hidden = set_property(administrator, record, field, "hidden", "1")
    assert hidden.status_code == 200 and fields_of(secretary, record)[field]["hidden"] == 1
    frappe.db.rollback()
    for setter in frappe.get_all("Property Setter", {"doc_type": record}, pluck="name"):
        administrator.ask("DELETE", f"/api/resource/Property Setter/{setter}")
    frappe.db.rollback()
    assert fields_of(secretary, record)[field]["hidden"] == 0


@pytest.mark.parametrize(
    ("field", "name", "value", "message"),
    [
        ("papg_group", "hidden", "1", "the rules of access rest on it"),
        ("papg_group", "reqd", "0", "the rules of access rest on it"),
        ("title", "reqd", "0", "stays a field that must be filled in"),
        ("title", "permlevel", "1", "the rules of access rest on it"),
        ("title", "allow_on_submit", "1", "the rules of access rest on it"),
        ("title", "label", "<b>Title</b>", "leave out"),
        ("title", "default", "x", "the rules of access rest on it"),
        ("title", "hidden", "2", "is a tick"),
        ("", "sort_field", "title", "looks after the whole site"),
        ("", "field_order", "not a list", "names every field"),
        ("", "field_order", '["title"]', "names every field"),
    ],
)
def test_a_property_that_holds_a_guard_stays_as_it_is(
    key: Key, field: str, name: str, value: str, message: str
) -> None:
    answer = set_property(key(cast.ADMINISTRATOR), "PAPG Action", field, name, value)
    assert answer.status_code in (403, 417), answer.text
    assert message in said(answer)


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.AUDITOR, cast.INTEGRATION])
def test_nobody_else_changes_a_property(key: Key, user: str) -> None:
    assert set_property(key(user), "PAPG Action", "title", "bold", "1").status_code == 403


def test_forms_of_the_framework_keep_their_properties(key: Key) -> None:
    answer = set_property(key(cast.ADMINISTRATOR), "User", "email", "hidden", "1")
    assert (answer.status_code, "is not one of the council's records" in said(answer)) == (403, True)
