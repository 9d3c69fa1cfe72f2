"""What an administrator of a council may change without code, and what would let somebody past a guard."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest
import requests

from papg.permissions import guards
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_user
from tests.customising.conftest import Key
from tests.customising.ground import added_columns
from tests.journeys.rest import Program, said

WARD = {"dt": "PAPG Action", "label": "Ward", "fieldtype": "Data"}
SYSTEM_MANAGER = "system.manager@harbour.example"


def add(program: Program, **fields: Any) -> requests.Response:
    return program.ask("POST", "/api/resource/Custom Field", json={**WARD, **fields})


def fields_added() -> set[str]:
    frappe.db.rollback()
    return set(frappe.get_all("Custom Field", {"dt": ("like", "PAPG %")}, pluck="name"))


def refused(answer: requests.Response, message: str) -> None:
    """The answer is a refusal that says why, and nothing was added."""
    assert answer.status_code in (400, 403, 417), answer.text
    assert message in said(answer)
    assert "PAPG Action-custom_ward" not in fields_added()


# Whose records


@pytest.mark.parametrize(
    "target", ["User", "Role", "System Settings", "Server Script", "DocType", "File", "ToDo"]
)
def test_the_frameworks_own_records_are_refused_as_targets(key: Key, target: str) -> None:
    answer = add(key(cast.ADMINISTRATOR), dt=target)
    assert answer.status_code == 403
    assert "is not one of the council's records" in said(answer)
    frappe.db.rollback()
    assert not frappe.db.exists("Custom Field", {"dt": target, "fieldname": "custom_ward"})


@pytest.mark.parametrize(
    "user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.INTEGRATION]
)
def test_nobody_else_changes_a_form(key: Key, user: str) -> None:
    for verb, path, sent in (
        ("POST", "", WARD),
        ("GET", "", None),
        ("PUT", "/PAPG Action-custom_ward", WARD),
    ):
        answer = key(user).ask(verb, f"/api/resource/Custom Field{path}", json=sent)
        assert answer.status_code == 403, answer.text
    assert fields_added() == set()
    for other in ("Customize Form", "Server Script", "Client Script", "Custom DocPerm"):
        answer = key(cast.ADMINISTRATOR).ask("POST", f"/api/resource/{other}", json={"owner": "x"})
        assert answer.status_code == 403, answer.text


def test_a_field_of_the_framework_is_not_taken_out(site: None) -> None:
    cast.install()
    for record_type in ("User", "ToDo", ""):
        with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.PermissionError, match="is not one of the"):
            guards.check_field_trash(frappe.new_doc("Custom Field", dt=record_type))


# What is refused of a field


@pytest.mark.parametrize("label", ["Status", "status ", "Group", "Progress notes", "Stage"])
def test_a_field_named_like_another_is_refused(key: Key, label: str) -> None:
    refused(add(key(cast.ADMINISTRATOR), label=label), "already. Choose another label.")


@pytest.mark.parametrize("fieldname", ["status", "papg_group", "stage", "restricted_item", "ward"])
def test_a_field_gets_its_name_from_its_label(key: Key, fieldname: str) -> None:
    refused(
        add(key(cast.ADMINISTRATOR), fieldname=fieldname),
        "Leave the field name of “Ward” empty: it is made from the label",
    )


@pytest.mark.parametrize(
    "flag",
    [
        "allow_on_submit",
        "ignore_user_permissions",
        "in_global_search",
        "ignore_xss_filter",
        "is_virtual",
        "unique",
    ],
)
def test_a_flag_that_goes_past_a_guard_is_refused(key: Key, flag: str) -> None:
    refused(add(key(cast.ADMINISTRATOR), **{flag: 1}), "it would carry values past a guard")


def test_a_value_taken_from_another_record_is_refused(key: Key) -> None:
    refused(add(key(cast.ADMINISTRATOR), fetch_from="owner_member.email"), "“Fetch From” cannot be set")


@pytest.mark.parametrize(
    "kind",
    ["Table", "Table MultiSelect", "Dynamic Link", "Attach", "Code", "HTML", "Password", "Button", "JSON"],
)
def test_a_kind_that_holds_more_than_plain_data_is_refused(key: Key, kind: str) -> None:
    message = f"A field of the type {kind} cannot be added"
    refused(add(key(cast.ADMINISTRATOR), fieldtype=kind, options="PAPG Restricted Item"), message)


@pytest.mark.parametrize(
    "target", ["PAPG Restricted Item", "PAPG Minutes", "PAPG Member", "User", "File", None]
)
def test_a_link_leads_to_a_list_of_the_council_only(key: Key, target: str | None) -> None:
    answer = add(key(cast.ADMINISTRATOR), fieldtype="Link", options=target)
    refused(answer, "A link can lead to a list of the council only")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("default", "eval:frappe.session.user"),
        ("default", ":User"),
        ("depends_on", "eval:fetch('https://elsewhere.example')"),
        ("mandatory_depends_on", " EVAL: 1"),
        ("read_only_depends_on", "fn: leave"),
    ],
)
def test_code_is_refused(key: Key, field: str, value: str) -> None:
    refused(add(key(cast.ADMINISTRATOR), **{field: value}), "Conditions in code are not taken")


@pytest.mark.parametrize("field", ["label", "description", "default"])
def test_markup_is_refused(key: Key, field: str) -> None:
    refused(add(key(cast.ADMINISTRATOR), **{field: "<img src=x onerror=alert(1)>"}), "leave out “<” and “>”")


# What is taken


def test_a_field_is_added_changed_within_bounds_and_taken_out(key: Key) -> None:
    administrator = key(cast.ADMINISTRATOR)
    made = administrator.create("Custom Field", **WARD, in_list_view=1)
    assert (made["name"], made["fieldname"]) == ("PAPG Action-custom_ward", "custom_ward")
    assert ("tabPAPG Action", "custom_ward") in added_columns()
    changed = administrator.change("Custom Field", made["name"], description="As on the electoral roll")
    assert changed["description"] == "As on the electoral roll"
    for fields, message in (
        ({"dt": "User"}, "is not one of the council's records"),
        ({"dt": "PAPG Group"}, "keeps its name and its record type"),
        ({"allow_on_submit": 1}, "it would carry values past a guard"),
        ({"label": "Owner"}, "already. Choose another label."),
    ):
        answer = administrator.ask("PUT", f"/api/resource/Custom Field/{made['name']}", json=fields)
        assert answer.status_code in (403, 417)
        assert message in said(answer)
    frappe.db.rollback()
    assert frappe.db.get_value("Custom Field", made["name"], ["dt", "allow_on_submit", "label"]) == (
        "PAPG Action",
        0,
        "Ward",
    )
    assert administrator.ask("DELETE", f"/api/resource/Custom Field/{made['name']}").status_code == 202
    assert fields_added() == set()


@pytest.mark.parametrize("target", ["PAPG Member", "PAPG Meeting", "PAPG Agenda Item"])
def test_a_link_to_a_list_of_the_council_is_taken_on_any_of_our_records(key: Key, target: str) -> None:
    answer = add(key(cast.ADMINISTRATOR), dt=target, fieldtype="Link", options="PAPG Strand")
    assert answer.status_code == 200, answer.text
    assert f"{target}-custom_ward" in fields_added()


# Properties of our own fields, which forms are customised with by who looks after the whole site


@pytest.fixture
def system_manager(site: None) -> Iterator[str]:
    cast.install()
    make_user(SYSTEM_MANAGER, "Systems Officer", roles=("System Manager",))
    yield SYSTEM_MANAGER
    frappe.clear_cache(doctype="PAPG Action")


def setter(prop: str, value: str, field: str | None = "due_on", record: str = "PAPG Action") -> Any:
    return frappe.get_doc(
        {
            "doctype": "Property Setter",
            "doctype_or_field": "DocField" if field else "DocType",
            "doc_type": record,
            "field_name": field,
            "property": prop,
            "value": value,
            "property_type": "Check",
        }
    )


@pytest.mark.parametrize(
    ("prop", "field"),
    [
        *((name, "due_on") for name in ("permlevel", "allow_on_submit", "ignore_user_permissions", "unique")),
        *(
            (name, "due_on")
            for name in ("set_only_once", "in_global_search", "fetch_from", "default", "options")
        ),
        ("set_only_once", "papg_group"),
        ("hidden", "papg_group"),
        ("hidden", "workflow_state"),
        *((name, None) for name in ("track_changes", "allow_guest_to_view", "show_title_field_in_link")),
    ],
)
def test_a_property_that_holds_a_guard_stays_whoever_asks(
    system_manager: str, prop: str, field: str | None
) -> None:
    with acting_as(system_manager), pytest.raises(frappe.ValidationError, match="stays as it is"):
        setter(prop, "1", field).insert()


def test_how_a_field_looks_may_be_changed(system_manager: str) -> None:
    with acting_as(system_manager):
        assert setter("bold", "1").insert().name
        assert setter("hidden", "1", "funding").insert().name


def test_who_looks_after_the_whole_site_changes_its_other_forms(system_manager: str) -> None:
    with acting_as(system_manager):
        assert setter("permlevel", "1", "description", "ToDo").insert().name


@pytest.mark.parametrize("user", [cast.ADMINISTRATOR, cast.SECRETARY, cast.CHAIR])
def test_nobody_of_the_council_sets_properties_of_the_framework(system_manager: str, user: str) -> None:
    with acting_as(user), pytest.raises(frappe.PermissionError):
        setter("permlevel", "1", "roles", "User").insert()
