"""The document of the interface is valid, follows the site's own forms, and answers are as it says."""

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frappe
import pytest
from frappe.utils import today
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from papg.api.interface import description, schemas
from papg.api.interface.reach import RIGHTS, Reach
from papg.permissions import rights
from papg.security import allowlist
from papg.testing import cast
from papg.testing.factories import make, make_meeting, make_minutes
from provision.paths import ROOT
from provision.served import Served
from tests.customising.ground import forms_kept
from tests.journeys.rest import Program, programs_of
from tests.openapi.check import ADDRESS, lacking, make_up_calls

SNAPSHOT = ROOT / "docs" / "openapi.json"
RENEW = "RENEW_OPENAPI"
HOW = f"{RENEW}=1 python3 -m provision test tests/journeys/test_openapi.py"
# Records that come about by steps other journeys take; their schemas are held by the snapshot.
NOT_MADE_HERE = {
    "PAPG Minutes Correction",
    "PAPG Minutes Version",
    "PAPG Disclosure Copy",
    "PAPG Escalation",
    "PAPG Report",
}
OF_A_GROUP = (
    *("Action", "Activity", "Duty Progress", "Hold", "Maturity Assessment", "Meeting Series", "Priority"),
    *(
        "Premises",
        "Proposed Item",
        "Referral",
        "Restricted Document",
        "Structure Change",
        "Terms of Reference",
    ),
)


@dataclass
class Site:
    """Programs of a secretary and of the administrator, and the document each of them gets."""

    program: Program
    administrator: Program
    found: dict[str, Any]


@pytest.fixture(scope="module")
def told(connection: None, server: Served) -> Iterator[Site]:
    with forms_kept():
        group = cast.group("A")
        meeting = make_meeting(group, agenda_issued_on=today())
        minutes = make_minutes(meeting.name, prepared_by=cast.SECRETARY)
        make("PAPG Decision", minutes=minutes.name, meeting=meeting.name)
        make(
            "PAPG Contribution Request",
            meeting=meeting.name,
            member=cast.member(cast.MEMBER),
        )
        make(
            "PAPG Restricted Item",
            meeting=meeting.name,
            audience=[{"member": cast.member(cast.INTEGRATION)}],
        )
        for name in OF_A_GROUP:
            make(f"PAPG {name}", papg_group=group)
        measure = make("PAPG Measure", papg_group=group)
        make("PAPG Measure Value", measure=measure.name)
        programs = programs_of(server.url, (cast.INTEGRATION, cast.ADMINISTRATOR))
        administrator = programs[cast.ADMINISTRATOR]
        administrator.create("Custom Field", dt="PAPG Action", label="Ward", fieldtype="Data", reqd=0)
        program = programs[cast.INTEGRATION]
        yield Site(program, administrator, program.ask("GET", ADDRESS).json())


def standard() -> dict[str, Any]:
    """The document of somebody who might do everything, on a site nobody has changed."""
    frappe.set_user("Administrator")
    operations = {
        (verb, path): entry
        for verb, path in RIGHTS
        for entry in allowlist.entries(allowlist.TOKEN)[path]
        if verb in entry.verbs
    }
    return description.of(
        [
            Reach(
                name,
                {key: entry for key, entry in operations.items() if any(rights.granting(name, RIGHTS[key]))},
            )
            for name in sorted(rights.records())
        ]
    )


def test_the_standard_schema_is_the_one_that_was_published(
    site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Labels are said in the language of who asks.
    monkeypatch.setattr(frappe.local, "lang", "en")
    written = json.dumps(standard(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get(RENEW):
        SNAPSHOT.write_text(written)
    validate(json.loads(written))
    kept = SNAPSHOT.read_text() if SNAPSHOT.exists() else ""
    assert kept == written, f"The interface has changed. If it was meant to, renew {SNAPSHOT.name}: {HOW}"


def test_the_served_document_is_valid_and_has_the_councils_own_field(told: Site) -> None:
    validate(told.found)
    assert told.found["openapi"].startswith("3.1")
    assert lacking(told.found, ("PAPG Action", "PAPG Minutes"), "custom_ward") == []
    components = told.found["components"]["schemas"]
    for name in ("PAPG_Action.row", "PAPG_Action.change"):
        ward = components[name]["properties"]["custom_ward"]
        assert (ward["title"], ward["type"]) == ("Ward", ["string", "null"])


def test_everything_a_program_is_answered_is_as_the_document_says(told: Site) -> None:
    compared, wrong = set(), {}
    for record_type in sorted(rights.records()):
        if schemas.key(record_type) not in told.found["components"]["schemas"]:
            continue
        names = sorted(told.program.names(record_type))[:3]
        for name in names:
            compared.add(record_type)
            record = told.program.get_record(record_type, name)
            if mistakes := mistakes_of(told.found, record_type, record):
                wrong[f"{record_type} {name}"] = mistakes
    assert wrong == {}
    of_the_program = {
        name for name in rights.records() if schemas.key(name) in told.found["components"]["schemas"]
    }
    assert of_the_program - compared <= NOT_MADE_HERE
    assert len(compared) > 20


def mistakes_of(found: dict[str, Any], record_type: str, record: dict[str, Any]) -> list[str]:
    """Where an answer is not as the document says, or holds something the document does not speak of.

    A field of a level the caller does not read is answered empty.
    """
    components = found["components"]["schemas"]
    key = schemas.key(record_type)
    schema = {**schemas.reference(key), "components": found["components"]}
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    wrong = [f"{error.json_path}: {error.message}" for error in checker.iter_errors(record)]
    columns = set(components[key + schemas.LISTED_AS]["properties"]) | set(components[key]["properties"])
    unknown = sorted(name for name in set(record) - columns if record[name])
    for table, rows in record.items():
        if isinstance(rows, list) and table in components[key]["properties"]:
            row_key = components[key]["properties"][table]["items"]["$ref"].rpartition("/")[2]
            known = {*components[row_key]["properties"], "doctype"}
            unknown += sorted({f"{table}.{name}" for row in rows for name in row if name not in known})
    return wrong + [f"{name} is not in the document" for name in unknown]


def test_a_list_takes_what_the_document_says_it_takes(told: Site) -> None:
    operation = told.found["paths"]["/api/resource/PAPG%20Action"]["get"]
    shared = told.found["components"]["parameters"]
    taken = {
        one["name"]: one
        for one in (
            shared.get(one.get("$ref", "").rpartition("/")[2], one) for one in operation["parameters"]
        )
    }
    assert taken["fields"]["content"]["application/json"]["schema"]["items"] == schemas.reference(
        "PAPG_Action.column"
    )
    columns = told.found["components"]["schemas"]["PAPG_Action.column"]["enum"]
    asked = {
        "fields": json.dumps(columns),
        "filters": json.dumps([["custom_ward", "is", "not set"]]),
        "order_by": "custom_ward asc, name desc",
        "limit_start": 0,
        "limit_page_length": 2,
    }
    assert set(asked) <= set(taken)
    rows = told.program.ask("GET", "/api/resource/PAPG Action", params=asked).json()["data"]
    row = {**schemas.reference("PAPG_Action.row"), "components": told.found["components"]}
    assert rows and set(rows[0]) == set(columns)
    assert [error.message for one in rows for error in Draft202012Validator(row).iter_errors(one)] == []


ONLY = ("--seed", "7", "--include-path", "/api/resource/PAPG%20Action")


def test_made_up_calls_are_answered_as_the_document_says(told: Site, server: Served) -> None:
    calls = make_up_calls(f"{server.url}{ADDRESS}", server.url, key(told), 5, ONLY, "coverage,fuzzing")
    assert calls.is_clean, calls.report[-6000:]
    assert calls.sent > calls.answered > 3


def test_a_document_that_says_something_else_is_noticed(told: Site, server: Served, tmp_path: Path) -> None:
    wrong = deepcopy(told.found)
    wrong["components"]["schemas"]["PAPG_Action.row"]["properties"]["name"] = {"type": "integer"}
    (tmp_path / "wrong.json").write_text(json.dumps(wrong))
    calls = make_up_calls(tmp_path / "wrong.json", server.url, key(told), 2, ONLY)
    assert not calls.is_clean
    assert "Response violates schema" in calls.report


def key(told: Site) -> str:
    return str(told.program.headers["Authorization"])


def test_a_field_taken_out_again_is_gone_from_the_document(told: Site) -> None:
    answer = told.administrator.ask("DELETE", "/api/resource/Custom Field/PAPG Action-custom_ward")
    assert answer.status_code == 202
    assert "custom_ward" not in told.program.ask("GET", ADDRESS).text


def test_a_guest_and_a_partner_are_refused(told: Site, server: Served) -> None:
    partner = programs_of(server.url, (cast.PARTNER,))[cast.PARTNER]
    assert partner.ask("GET", ADDRESS).status_code == 403
    del partner.headers["Authorization"]
    assert partner.ask("GET", ADDRESS).status_code == 403
