"""Escalations and reports over REST, by everybody they are and are not for; and under a workflow a council redrew."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import frappe
import pytest
import requests
from frappe.utils import add_days, today

from papg.testing import cast, pdf
from papg.testing.actions import an_action
from papg.testing.factories import make
from papg.testing.upwards import ANSWER, REASON, drafted_report, escalated, issued_report
from provision.served import Served
from tests.journeys.rest import Program, give_key, programs_of, said
from tests.journeys.stories import committed

PEOPLE = (
    cast.INTEGRATION,
    cast.SECRETARY,
    cast.CHAIR,
    cast.MEMBER,
    cast.NEIGHBOUR,
    cast.BOARD,
    cast.AUDITOR,
    cast.THREE,
)
OTHER_BODY = "Estuary Risk Board"
ESCALATION, REPORT = "PAPG Escalation", "PAPG Report"


@dataclass
class Upwards:
    """Programs by account, and what was taken upwards before they came."""

    programs: dict[str, Program]
    actions: list[str]
    escalations: dict[str, str] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, user: str) -> Program:
        return self.programs[user]


@pytest.fixture(scope="module")
def upwards(connection: None, server: Served) -> Iterator[Upwards]:
    with committed():
        kept = lines_kept()
        other = add_body()
        actions = [an_action(title=f"Survey {number}").name for number in range(3)]
        ready = Upwards({}, actions)
        for key, body in (("board", cast.group("Board")), ("other", other)):
            ready.escalations[key] = escalated(escalated_to=body).name
            ready.reports[key] = issued_report(drafted_report(body)).name
        ready.programs = programs_of(server.url, PEOPLE)
        try:
            yield ready
        finally:
            frappe.db.rollback()
            take_body_away(other, kept)


def lines_kept() -> set[str]:
    return set(frappe.get_all("PAPG Reporting Line", {"parent": cast.group("A")}, pluck="name"))


def add_body() -> str:
    """A second body the group reports to; nobody of the cast sits on it."""
    body = make("PAPG Group", group_name=OTHER_BODY, group_type="Board", authority=cast.COUNCIL).name
    group = frappe.get_doc("PAPG Group", cast.group("A"))
    group.append("reports_to", {"body": body, "chain": "Risk"})
    group.save()
    return body


def take_body_away(body: str, kept: set[str]) -> None:
    """The cast's group reports as before; records go with the rest of the journey."""
    frappe.db.delete("PAPG Reporting Line", {"parent": cast.group("A"), "name": ("not in", kept)})
    frappe.db.delete("PAPG Group", {"name": body})
    frappe.db.commit()


def line_to_board() -> str:
    lines = {"parent": cast.group("A"), "body": cast.group("Board")}
    return frappe.db.get_value("PAPG Reporting Line", lines, "name")


def escalate(program: Program, action: str, **changed: str) -> requests.Response:
    asked = {"action": action, "line": line_to_board(), "reason": REASON, "respond_by": add_days(today(), 9)}
    method = "/api/method/papg.actions.escalating.escalate"
    return program.ask("POST", method, json=asked | changed)


# Escalations


def test_a_program_of_the_group_escalates_and_the_board_answers(upwards: Upwards) -> None:
    answer = escalate(upwards[cast.INTEGRATION], upwards.actions[0])
    assert answer.status_code == 200, said(answer)
    name = answer.json()["message"]
    changed = upwards[cast.BOARD].change(ESCALATION, name, response=ANSWER, reason="Else", status="Closed")
    assert (changed["status"], changed["reason"], changed["responded_by"]) == ("Answered", REASON, cast.BOARD)
    closed = upwards[cast.CHAIR].change(ESCALATION, name, status="Closed", outcome="The owner agreed.")
    assert closed["status"] == "Closed"


@pytest.mark.parametrize("user", [cast.MEMBER, cast.NEIGHBOUR, cast.BOARD, cast.AUDITOR, cast.THREE])
def test_who_does_not_run_the_group_escalates_nothing(upwards: Upwards, user: str) -> None:
    answer = escalate(upwards[user], upwards.actions[1])
    if user == cast.THREE:
        # A deputy chair of this group, who is a secretary in another, may.
        assert answer.status_code == 200, said(answer)
    else:
        assert answer.status_code in (403, 404)


def test_a_missing_day_and_an_empty_reason_are_named(upwards: Upwards) -> None:
    answer = escalate(upwards[cast.SECRETARY], upwards.actions[2], respond_by=add_days(today(), -1))
    assert answer.status_code == 417
    assert "is asked for before the escalation is raised" in said(answer)
    answer = escalate(upwards[cast.SECRETARY], upwards.actions[2], respond_by="next week")
    assert answer.status_code == 400
    assert "respond_by" in said(answer)


def test_the_board_sees_what_went_to_it_and_nothing_else(upwards: Upwards) -> None:
    board = upwards[cast.BOARD]
    names = board.names(ESCALATION, status="Open")
    assert upwards.escalations["board"] in names
    assert upwards.escalations["other"] not in names
    for user, key in ((cast.BOARD, "other"), (cast.NEIGHBOUR, "board")):
        hidden = upwards[user].ask("GET", f"/api/resource/{ESCALATION}/{upwards.escalations[key]}")
        nothing = upwards[user].ask("GET", f"/api/resource/{ESCALATION}/0123456789")
        assert (hidden.status_code, hidden.json()) == (nothing.status_code, nothing.json())
        refused = upwards[user].ask(
            "PUT", f"/api/resource/{ESCALATION}/{upwards.escalations[key]}", json={"response": ANSWER}
        )
        assert refused.status_code == 404


# Reports


def test_a_report_is_begun_filled_reviewed_issued_read_and_printed(upwards: Upwards) -> None:
    secretary, chair, board = upwards[cast.SECRETARY], upwards[cast.CHAIR], upwards[cast.BOARD]
    name = secretary.call(
        "papg.oversight.writing.write_report", papg_group=cast.group("A"), body=cast.group("Board")
    )
    assert board.ask("GET", f"/api/resource/{REPORT}/{name}").status_code == 404
    assert secretary.call("papg.oversight.gathering.fill_from_records", report=name) == 3
    report = secretary.get_record(REPORT, name)
    report["sections"][0]["body"] = "<p>To inform the board.</p>"
    secretary.change(REPORT, name, sections=report["sections"], title="Report of the year")
    assert step(secretary, name, "Send for review")["stage"] == "Review"
    assert (
        upwards[cast.SECRETARY]
        .ask("PUT", f"/api/resource/{REPORT}/{name}", json={"docstatus": 1})
        .status_code
        == 403
    )
    assert step(chair, name, "Issue")["stage"] == "Issued"
    assert board.get_record(REPORT, name)["title"] == "Report of the year"
    printed = board.download("report", REPORT, name)
    assert (printed.status_code, printed.headers["content-type"]) == (200, "application/pdf")
    assert "1. Purpose of the report 1.1 To inform the board." in pdf.text(printed.content)
    for verb, change in (("PUT", {"title": "Else"}), ("PUT", {"docstatus": 2}), ("DELETE", {})):
        for user in (cast.SECRETARY, cast.CHAIR, cast.BOARD):
            assert upwards[user].ask(verb, f"/api/resource/{REPORT}/{name}", json=change).status_code != 200
    assert board.get_record(REPORT, name)["docstatus"] == 1


def step(program: Program, report: str, action: str) -> dict[str, Any]:
    answer = take(program, report, action)
    assert answer.status_code == 200, said(answer)
    return answer.json()["message"]


def take(program: Program, report: str, action: str) -> requests.Response:
    doc = json.dumps({"doctype": REPORT, "name": report})
    return program.ask(
        "POST", "/api/method/frappe.model.workflow.apply_workflow", json={"doc": doc, "action": action}
    )


@pytest.mark.parametrize(
    ("user", "key", "status"),
    [
        (cast.BOARD, "board", 200),
        (cast.BOARD, "other", 404),
        (cast.MEMBER, "other", 200),
        (cast.AUDITOR, "other", 200),
        (cast.NEIGHBOUR, "board", 404),
    ],
)
def test_an_issued_report_is_read_and_printed_by_whom_it_is_for(
    upwards: Upwards, user: str, key: str, status: int
) -> None:
    name = upwards.reports[key]
    assert upwards[user].ask("GET", f"/api/resource/{REPORT}/{name}").status_code == status
    assert upwards[user].download("report", REPORT, name).status_code == status


@pytest.mark.parametrize(
    "user", [cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.BOARD, cast.AUDITOR, cast.THREE]
)
def test_nobody_but_the_secretary_begins_or_fills_a_report(upwards: Upwards, user: str) -> None:
    asked = {"papg_group": cast.group("A"), "body": cast.group("Board")}
    begun = upwards[user].ask("POST", "/api/method/papg.oversight.writing.write_report", json=asked)
    assert begun.status_code in (403, 404)
    asked = {"report": upwards.reports["board"]}
    filled = upwards[user].ask("POST", "/api/method/papg.oversight.gathering.fill_from_records", json=asked)
    assert filled.status_code in (403, 404)


# A council's own workflow


@pytest.fixture
def redrawn(upwards: Upwards, server: Served) -> Iterator[None]:
    """An administrator calls “Review” “With the chair” and has a report proofread before it gets there."""
    frappe.db.rollback()
    original = frappe.get_doc("Workflow", "Reports").as_dict()
    key = give_key(cast.ADMINISTRATOR)
    frappe.db.commit()
    redraw(Program(server.url, key))
    yield
    frappe.db.rollback()
    frappe.clear_cache()
    put_back(original)


def redraw(administrator: Program) -> None:
    """Over REST, as everything an administrator of the council does."""
    for state in ("With the chair", "Proofreading"):
        administrator.create("Workflow State", workflow_state_name=state)
    administrator.create("Workflow Action Master", workflow_action_name="Proofread")
    workflow = administrator.get_record("Workflow", "Reports")
    states, steps = workflow["states"], workflow["transitions"]
    for row in (*states, *steps):
        row.update({name: "With the chair" for name in ("state", "next_state") if row.get(name) == "Review"})
    kept = ("doc_status", "update_field", "update_value", "allow_edit")
    states.append({"state": "Proofreading", **{name: states[0][name] for name in kept}})
    for row in steps:
        if row["action"] == "Send for review":
            row["state"] = "Proofreading"
    step = {
        "state": "Draft",
        "action": "Proofread",
        "next_state": "Proofreading",
        "allowed": "PAPG Secretary",
    }
    steps.append({**step, "allow_self_approval": 1})
    administrator.change("Workflow", "Reports", states=states, transitions=steps)


def put_back(original: dict[str, Any]) -> None:
    frappe.db.delete(REPORT, {"workflow_state": ("in", ("With the chair", "Proofreading"))})
    frappe.delete_doc("Workflow", "Reports", force=True, ignore_on_trash=True)
    frappe.get_doc(original).insert()
    frappe.delete_doc("Workflow Action Master", "Proofread", force=True)
    for state in ("With the chair", "Proofreading"):
        frappe.delete_doc("Workflow State", state, force=True)
    frappe.db.commit()


def test_a_renamed_and_an_added_state_change_nothing_of_who_issues(upwards: Upwards, redrawn: None) -> None:
    secretary, chair = upwards[cast.SECRETARY], upwards[cast.CHAIR]
    sections = [{"number": "2", "heading": "Progress", "body": "<p>Going well.</p>"}]
    given = {"papg_group": cast.group("A"), "body": cast.group("Board"), "as_at": today(), "title": "Report"}
    report = secretary.create(REPORT, **given, sections=sections)
    name = report["name"]
    assert step(secretary, name, "Proofread")["workflow_state"] == "Proofreading"
    refused = chair.ask("PUT", f"/api/resource/{REPORT}/{name}", json={"docstatus": 1})
    assert refused.status_code == 417
    assert step(secretary, name, "Send for review")["workflow_state"] == "With the chair"
    refused = secretary.ask("PUT", f"/api/resource/{REPORT}/{name}", json={"title": "Another title"})
    assert refused.status_code == 403
    assert "In the state With the chair only" in said(refused)
    assert take(secretary, name, "Issue").status_code != 200
    issued = step(chair, name, "Issue")
    assert (issued["stage"], issued["docstatus"]) == ("Issued", 1)
    assert upwards[cast.BOARD].get_record(REPORT, name)["title"] == "Report"
