"""An administrator renames a state of actions and adds one, over REST; the whole life of an action goes on."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import frappe
import pytest
import requests

from papg.testing import cast
from papg.testing.actions import an_action
from provision.served import Served
from tests.customising.ground import forms_kept
from tests.journeys.rest import Program, give_key, said
from tests.security.visitors import Visitor

WAITING = "Waiting for police"
EVIDENCE = "The signed plan is on the shared drive."
Key = Callable[[str], Program]


@pytest.fixture(scope="module")
def key(connection: None, server: Served) -> Iterator[Key]:
    """A program with the key of somebody, on a site whose administrator changed the words of the workflow."""
    with forms_kept():

        @cache
        def of(user: str) -> Program:
            frappe.db.rollback()
            program = Program(server.url, give_key(user))
            frappe.db.commit()
            return program

        change_words(of(cast.ADMINISTRATOR))
        frappe.clear_cache()
        yield of


def change_words(administrator: Program) -> None:
    """“Closed” becomes “Completed”; an action under way may wait for the police."""
    for name in ("Completed", WAITING):
        administrator.create("Workflow State", workflow_state_name=name)
    administrator.create("Workflow Action Master", workflow_action_name="Wait")
    found = administrator.get_record("Workflow", "Action")
    states = [{**row, "state": "Completed"} if row["state"] == "Closed" else row for row in found["states"]]
    steps = [
        {**row, "next_state": "Completed"} if row["next_state"] == "Closed" else row
        for row in found["transitions"]
    ]
    states.append(
        {
            "state": WAITING,
            "doc_status": "0",
            "update_field": "stage",
            "update_value": "In progress",
            "allow_edit": "PAPG Secretary",
        }
    )
    for role in ("PAPG Secretary", "PAPG Member", "PAPG Partner", "PAPG Integration"):
        steps.append(step("In progress", "Wait", WAITING, role))
        steps.append(step(WAITING, "Mark as done", "Done", role))
    saved = administrator.change("Workflow", "Action", states=states, transitions=steps)
    assert {WAITING, "Completed"} <= {row["state"] for row in saved["states"]}


def step(state: str, action: str, next_state: str, allowed: str) -> dict[str, Any]:
    row = {"state": state, "action": action, "next_state": next_state, "allowed": allowed}
    return {**row, "allow_self_approval": 1}


def new_action(owner: str) -> str:
    frappe.db.rollback()
    name = an_action(owner, title=f"Write to {owner}").name
    frappe.db.commit()
    return name


def take(program: Program, name: str, action: str) -> requests.Response:
    doc = {"doctype": "PAPG Action", "name": name}
    return program.ask(
        "POST", "/api/method/frappe.model.workflow.apply_workflow", json={"doc": doc, "action": action}
    )


def put(program: Program, name: str, **fields: Any) -> requests.Response:
    return program.ask("PUT", f"/api/resource/PAPG Action/{name}", json=fields)


def standing(program: Program, name: str) -> tuple[str, str, str]:
    found = program.get_record("PAPG Action", name)
    return found["workflow_state"], found["stage"], found["status"]


def test_the_whole_life_of_an_action_works(key: Key) -> None:
    name = new_action(cast.MEMBER)
    member, chair = key(cast.MEMBER), key(cast.CHAIR)
    assert take(member, name, "Start").status_code == 200
    assert take(member, name, "Wait").status_code == 200
    assert standing(member, name) == (WAITING, "In progress", "In progress")
    assert put(member, name, status="Done", evidence=EVIDENCE).status_code == 200
    assert standing(chair, name) == ("Done", "Done", "Done")
    assert take(chair, name, "Put back in progress").status_code == 200
    assert put(member, name, workflow_state="Done").status_code == 200
    assert take(chair, name, "Close").status_code == 200
    assert standing(chair, name) == ("Completed", "Closed", "Closed")
    assert chair.get_record("PAPG Action", name)["closed_by"] == cast.CHAIR


def test_every_lock_holds_at_every_door(key: Key) -> None:
    name = new_action(cast.CHAIR)
    chair, secretary, member = key(cast.CHAIR), key(cast.SECRETARY), key(cast.MEMBER)
    assert put(chair, name, status="Done", evidence=EVIDENCE).status_code == 200
    for answer in (
        take(chair, name, "Close"),
        put(chair, name, status="Closed"),
        put(chair, name, workflow_state="Completed"),
    ):
        assert answer.status_code == 417
        assert "The owner may not close the action" in said(answer)
    for answer in (take(secretary, name, "Drop"), put(secretary, name, status="Dropped", dropped_reason=" ")):
        assert answer.status_code == 417
        assert "Give the reason why the action is dropped" in said(answer)
    assert put(chair, name, stage="Closed").status_code == 200
    assert standing(chair, name) == ("Done", "Done", "Done")
    # A foreign group and somebody who does not own it.
    assert put(key(cast.NEIGHBOUR), name, status="Closed").status_code == 404
    assert put(member, name, status="Closed").status_code == 403
    assert bulk_edit(secretary, name).status_code == 403
    assert standing(chair, name) == ("Done", "Done", "Done")
    assert take(secretary, name, "Close").status_code == 200
    assert put(chair, name, title="Something else").status_code == 417
    assert put(chair, name, workflow_state="Open").status_code == 417


def bulk_edit(program: Program, name: str) -> requests.Response:
    """The bulk change of a list: on nobody's list of endpoints."""
    method = "frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs"
    sent = {"doctype": "PAPG Action", "docnames": f'["{name}"]', "action": "update"}
    return program.ask("POST", f"/api/method/{method}", json={**sent, "data": '{"status": "Closed"}'})


def test_a_partner_reports_progress_and_says_it_is_done_on_their_page(key: Key, server: Served) -> None:
    name = new_action(cast.PARTNER)
    secretary = key(cast.SECRETARY)
    assert take(secretary, name, "Start").status_code == 200
    assert take(secretary, name, "Wait").status_code == 200
    partner = Visitor(server.url)
    assert partner.log_in(cast.PARTNER).status_code == 200
    page = partner.get(f"{server.url}/partner/actions/{name}")
    assert f"No change: {WAITING}" in page.text
    for form in (
        {"note": "They answered."},
        {"progress": "Done", "evidence": EVIDENCE},
    ):
        sent = {**form, "csrf_token": token_of(page.text)}
        answer = partner.post(f"{server.url}/partner/actions/{name}", data=sent)
        assert answer.status_code == 200
        assert "Your update has been saved" in answer.text
    assert standing(secretary, name) == ("Done", "Done", "Done")


def token_of(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_a_program_goes_on_with_the_words_it_knows(key: Key) -> None:
    program = key(cast.INTEGRATION)
    made = program.create("PAPG Action", papg_group=cast.group("A"), title="From a program")
    assert (made["workflow_state"], made["stage"], made["status"]) == ("Open", "Open", "Open")
    moved = program.change("PAPG Action", made["name"], status="In progress")
    assert (moved["workflow_state"], moved["status"]) == ("In progress", "In progress")
    waiting = program.change("PAPG Action", made["name"], workflow_state=WAITING)
    assert (waiting["stage"], waiting["status"]) == ("In progress", "In progress")
    assert made["name"] in program.names("PAPG Action", status="In progress")


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.INTEGRATION])
def test_nobody_else_reads_or_changes_a_workflow(key: Key, user: str) -> None:
    assert key(user).ask("GET", "/api/resource/Workflow/Action").status_code == 403
    answer = key(user).ask("PUT", "/api/resource/Workflow/Action", json={"is_active": 0})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"document_type": "User"}, "A workflow is for"),
        ({"document_type": "PAPG Group"}, "A workflow is for"),
        ({"is_active": 0}, "is the only workflow of"),
        ({"send_email_alert": 1}, "carry the whole record out of the system"),
        ({"workflow_state_field": "status"}, "Set it to workflow_state"),
    ],
)
def test_an_administrator_does_not_switch_a_rule_off(key: Key, change: dict[str, Any], message: str) -> None:
    answer = key(cast.ADMINISTRATOR).ask("PUT", "/api/resource/Workflow/Action", json=change)
    assert answer.status_code in (403, 417), answer.text
    assert message in said(answer)


def test_an_administrator_writes_no_condition_in_code(key: Key) -> None:
    administrator = key(cast.ADMINISTRATOR)
    rows = administrator.get_record("Workflow", "Action")["transitions"]
    rows[0]["condition"] = "frappe.db.get_value('User', 'Administrator', 'enabled')"
    answer = administrator.ask("PUT", "/api/resource/Workflow/Action", json={"transitions": rows})
    assert answer.status_code == 403
    assert "row 1: leave the condition empty" in said(answer)


def test_a_state_without_a_stage_is_refused(key: Key) -> None:
    administrator = key(cast.ADMINISTRATOR)
    rows = administrator.get_record("Workflow", "Action")["states"]
    rows[-1]["update_value"] = ""
    answer = administrator.ask("PUT", "/api/resource/Workflow/Action", json={"states": rows})
    assert answer.status_code == 417
    assert f"State {WAITING} sets the stage nothing" in said(answer)
