"""The document of the interface: what it tells whom, and that it costs the same however much is stored."""

import json
from typing import Any

import frappe
import pytest

from papg.api.interface import description, reach, schemas
from papg.api.openapi import document
from papg.permissions import rights
from papg.security import kinds, record_types
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_user


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def told(user: str) -> dict[str, Any]:
    with acting_as(user):
        return json.loads(document().get_data())


def verbs(found: dict[str, Any], path: str) -> set[str]:
    return set(found["paths"].get(f"/api/resource/{path}", {})) - {"parameters"}


def test_the_program_of_a_secretary_is_told_what_a_secretary_may_do() -> None:
    found = told(cast.INTEGRATION)
    assert verbs(found, "PAPG%20Action") == {"get", "post"}
    assert verbs(found, "PAPG%20Action/{name}") == {"get", "put"}
    assert verbs(found, "PAPG%20Meeting/{name}") == {"get", "put", "delete"}
    # The list of areas is the administrator's to change.
    assert verbs(found, "PAPG%20Business%20Area") == {"get"}


def test_a_member_is_not_told_what_only_others_may() -> None:
    member, administrator = told(cast.MEMBER), told(cast.ADMINISTRATOR)
    only = set(administrator["paths"]) - set(member["paths"])
    assert {"/api/resource/Workflow", "/api/resource/PAPG%20Hold"} <= only
    assert not {name for name in member["components"]["schemas"] if name.startswith(("Workflow", "Custom"))}
    assert verbs(member, "PAPG%20Minutes") == {"get"}
    assert "PAPG_Minutes.change" not in member["components"]["schemas"]
    assert "/api/resource/PAPG%20Minutes" not in administrator["paths"]


@pytest.mark.parametrize(
    "user", [cast.SECRETARY, cast.INTEGRATION, cast.MEMBER, cast.AUDITOR, cast.NEIGHBOUR]
)
def test_each_record_type_is_told_of_to_whoever_may_read_it_and_to_nobody_else(user: str) -> None:
    offered = record_types.allowed("rest", kinds.of(user)) & set(rights.records())
    with acting_as(user):
        readable = {name for name in offered if frappe.has_permission(name, "read")}
        told_of = {one.record_type for one in reach.of_caller()}
    positions = {grant.record for grant in rights.table() if "r" in grant.letters}
    assert told_of and told_of <= readable & positions
    for name in readable - told_of:
        assert not granted(user, name), name


def granted(user: str, name: str) -> bool:
    """Does any position of the person open the record type, as lists have it?"""
    from papg.permissions import policy

    return policy.condition(name, "read", user) != policy.NOTHING


@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY])
def test_who_may_not_call_the_interface_is_told_of_nothing(user: str) -> None:
    assert told(user)["paths"] == {}


def test_a_field_says_its_label_type_choices_and_whether_it_is_only_read() -> None:
    schemas_ = told(cast.INTEGRATION)["components"]["schemas"]
    columns = schemas_["PAPG_Action.row"]["properties"]
    assert columns["due_on"] | {"title": ""} == {
        "title": "",
        "type": ["string", "null"],
        "format": "date",
        **({"description": columns["due_on"]["description"]} if "description" in columns["due_on"] else {}),
    }
    assert {"Low", "Medium", "High", None} <= set(columns["priority"]["enum"])
    assert columns["owner_email"]["format"] == "email"
    assert columns["closed_by"]["readOnly"] is True
    assert "closed_by" not in schemas_["PAPG_Action.change"]["properties"]
    assert set(schemas_["PAPG_Action.new"]["required"]) >= {"papg_group", "title"}
    assert "papg_group" not in schemas_["PAPG_Minutes.new"].get("required", [])
    assert schemas_["PAPG_Action"]["properties"]["updates"]["items"] == {
        "$ref": "#/components/schemas/PAPG_Action_Update"
    }


def test_names_of_record_types_never_meet_among_the_components() -> None:
    names = ("Ward A", "Ward_A", "Ward-A", "Ward.A", "Ward & A")
    assert len({schemas.key(name) for name in names}) == len(names)


def test_the_query_count_is_the_same_for_3_and_for_30_members() -> None:
    counts = []
    for more in (3, 27):
        for number in range(more):
            email = f"ranger.{more}.{number}@harbour.example"
            make_user(email, "Park Ranger", "")
            make("PAPG Member", papg_group=cast.group("A"), user=email, email=email)
        told(cast.SECRETARY)
        with acting_as(cast.SECRETARY), counted_queries() as queries:
            found = description.of(reach.of_caller())
        counts.append((len(found["paths"]), len(queries)))
    assert counts[0] == counts[1]
    assert counts[0][1] <= 6
