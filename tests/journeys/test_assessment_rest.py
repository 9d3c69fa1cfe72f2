"""A group assesses itself, and everything is done by programs: scoring, moderation, signing off, an action, a print.

The same journey is made once more after the council's workflow was redrawn: a state renamed, another added.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import frappe
import pytest

from papg.testing import cast, pdf
from provision.served import Served
from tests.journeys.rest import Program, give_key, programs_of, said
from tests.journeys.stories import committed

RECORD = "PAPG Maturity Assessment"
FRAMEWORK = "Sample, not the official matrix, version 1"
REASON = "L2 has no evidence."
GIVE_REASON = "/api/method/papg.maturity.signing.give_reason"
RAISE = "/api/method/papg.maturity.gaps.raise_from_gap"
REFUSED = (403, 404, 417)
CHECKED, WAITING = "Checked by finance", "At the chair's desk"


@dataclass
class People:
    """The programs of the journey: each calls in the name of one account."""

    secretary: Program
    chair: Program
    member: Program
    neighbour: Program
    three: Program


@pytest.fixture(scope="module")
def people(connection: None, server: Served) -> Iterator[People]:
    users = (cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.THREE)
    with committed():
        yield People(*programs_of(server.url, users).values())


@pytest.fixture
def redrawn(people: People, server: Served) -> Iterator[None]:
    """With the moderator is called another name, and a check comes before it; afterwards all is as it was."""
    frappe.db.rollback()
    before = frappe.get_doc("Workflow", "Assessment").as_dict()
    key = give_key(cast.ADMINISTRATOR)
    frappe.db.commit()
    redraw(Program(server.url, key))
    yield
    frappe.db.rollback()
    frappe.clear_cache()
    # Records in states that are taken away would keep them.
    for table in (RECORD, "PAPG Maturity Score", "PAPG Maturity Profile Row"):
        frappe.db.delete(table)
    workflow = frappe.get_doc("Workflow", "Assessment")
    workflow.update({table: before[table] for table in ("states", "transitions")})
    workflow.save()
    for name in (CHECKED, WAITING):
        frappe.delete_doc("Workflow State", name)
    frappe.delete_doc("Workflow Action Master", "Check")
    frappe.db.commit()


def redraw(administrator: Program) -> None:
    """What an administrator of the council does to the workflow, over REST."""
    for name in (CHECKED, WAITING):
        administrator.create("Workflow State", workflow_state_name=name)
    administrator.create("Workflow Action Master", workflow_action_name="Check")
    workflow = administrator.get_record("Workflow", "Assessment")
    states, steps = workflow["states"], workflow["transitions"]
    for row in (*states, *steps):
        row.update(
            {field: WAITING for field in ("state", "next_state") if row.get(field) == "With moderator"}
        )
    for row in steps:
        if row["action"] == "Send to moderator":
            row["state"] = CHECKED
    stage = {"doc_status": "0", "update_field": "stage", "update_value": "In progress"}
    states.append({"state": CHECKED, "allow_edit": "PAPG Secretary", **stage})
    for allowed in ("PAPG Secretary", "PAPG Integration"):
        step = {"state": "In progress", "action": "Check", "next_state": CHECKED, "allowed": allowed}
        steps.append({**step, "allow_self_approval": 1})
    administrator.change("Workflow", "Assessment", states=states, transitions=steps)


def test_a_group_assesses_itself_over_rest_alone(people: People) -> None:
    name = scored(people)
    sent_back(people, name, steps=("Send to moderator",))
    signed_off(people, name, "With moderator")
    action_raised(people, name)
    printed(people, name)


def test_the_journey_and_every_lock_hold_when_the_workflow_was_redrawn(people: People, redrawn: None) -> None:
    name = scored(people)
    early = people.secretary.take_step(name, "Send to moderator", RECORD)
    assert early.status_code in REFUSED, said(early)
    sent_back(people, name, steps=("Check", "Send to moderator"))
    signed_off(people, name, WAITING)
    action_raised(people, name)


def scored(people: People) -> str:
    """Begin an assessment: every criterion has a line; score all of them."""
    made = people.secretary.create(RECORD, papg_group=cast.group("A"), framework=FRAMEWORK, period="2026")
    assert len(made["scores"]) == 15
    assert [row["unassessed"] for row in made["profile"]] == [3] * 5
    lines = with_levels(made, "2", "3")
    changed = people.secretary.change(RECORD, made["name"], scores=lines)
    assert [(row["current"], row["gap"]) for row in changed["profile"]] == [("2.0", "1.0")] * 5
    assert people.member.get_record(RECORD, made["name"])["stage"] == "In progress"
    not_mine = people.member.ask("PUT", f"/api/resource/{RECORD}/{made['name']}", json={"period": "2027"})
    assert not_mine.status_code in REFUSED, said(not_mine)
    foreign = people.neighbour.ask("GET", f"/api/resource/{RECORD}/{made['name']}")
    missing = people.neighbour.ask("GET", f"/api/resource/{RECORD}/fedcba9876")
    assert (foreign.status_code, said(foreign)) == (missing.status_code, said(missing))
    wrong = [{**lines[0], "current_level": "5"}, *lines[1:]]
    refused = people.secretary.ask("PUT", f"/api/resource/{RECORD}/{made['name']}", json={"scores": wrong})
    assert refused.status_code == 417 and "Choose one of 1, 2, 3 and 4" in said(refused), said(refused)
    return made["name"]


def with_levels(assessment: dict[str, Any], current: str, target: str) -> list[dict[str, Any]]:
    return [{**row, "current_level": current, "target_level": target} for row in assessment["scores"]]


def sent_back(people: People, name: str, steps: tuple[str, ...]) -> None:
    """The moderator sends it back, once a reason is given; the secretary sends it again."""
    for action in steps:
        stage = people.secretary.step(name, action, RECORD)["stage"]
    assert stage == "With moderator"
    refused = people.chair.take_step(name, "Send back", RECORD)
    assert refused.status_code == 417 and "reason" in said(refused), said(refused)
    reason = {"maturity_assessment": name, "reason": REASON}
    for person in (people.secretary, people.member, people.neighbour):
        denied = person.ask("POST", GIVE_REASON, json=reason)
        assert denied.status_code in REFUSED, said(denied)
    people.chair.call(GIVE_REASON.rpartition("/")[2], **reason)
    assert people.chair.step(name, "Send back", RECORD)["stage"] == "In progress"
    stored = people.secretary.get_record(RECORD, name)
    assert stored["sent_back_reason"] == REASON
    lines = [
        {**row, "evidence": "Minutes of March." if row["code"] == "L2" else ""} for row in stored["scores"]
    ]
    people.secretary.change(RECORD, name, scores=lines)
    for action in steps:
        people.secretary.step(name, action, RECORD)


def signed_off(people: People, name: str, waiting: str) -> None:
    """Nobody but the chair signs it off, nobody changes it before or after, and it cannot be undone."""
    path = f"/api/resource/{RECORD}/{name}"
    before = people.chair.get_record(RECORD, name)
    assert before["workflow_state"] == waiting
    change = people.chair.ask("PUT", path, json={"scores": with_levels(before, "4", "4")})
    assert change.status_code == 417 and "is with the moderator" in said(change), said(change)
    for person in (people.secretary, people.member, people.neighbour):
        for answer in (
            person.take_step(name, "Sign off", RECORD),
            person.ask("PUT", path, json={"docstatus": 1}),
        ):
            assert answer.status_code in REFUSED, said(answer)
    alone = people.chair.ask("PUT", path, json={"workflow_state": "Signed off"})
    assert alone.status_code in REFUSED, said(alone)
    locked = people.chair.step(name, "Sign off", RECORD)
    assert (locked["docstatus"], locked["stage"], locked["moderator"]) == (1, "Signed off", cast.CHAIR)
    stored = people.chair.get_record(RECORD, name)
    for person in (people.chair, people.secretary, people.three):
        for verb, body in (
            ("PUT", {"period": "2027"}),
            ("PUT", {"docstatus": 2}),
            ("PUT", {"docstatus": 0}),
            ("PUT", {"scores": with_levels(stored, "4", "4")}),
            ("DELETE", None),
        ):
            answer = person.ask(verb, path, json=body)
            assert answer.status_code in REFUSED, f"{verb} {body}: {said(answer)}"
    assert people.chair.get_record(RECORD, name) == stored


def action_raised(people: People, name: str) -> None:
    """An action comes of a gap, in the hands of whoever runs the group."""
    body = {"maturity_assessment": name, "code": "K2", "title": "Pass the advice on within a week"}
    for person in (people.member, people.neighbour):
        denied = person.ask("POST", RAISE, json=body)
        assert denied.status_code in REFUSED, said(denied)
    owner = cast.member(cast.MEMBER)
    action = people.secretary.call(RAISE.rpartition("/")[2], **body, owner_member=owner)
    stored = people.secretary.get_record("PAPG Action", action)
    assert (stored["source_name"], stored["source_part"], stored["owner_member"]) == (name, "K2", owner)
    none = people.secretary.ask("POST", RAISE, json={**body, "code": "X9"})
    assert none.status_code == 417 and "no criterion X9" in said(none), said(none)


def printed(people: People, name: str) -> None:
    """Who may read it prints it; to others there is no such paper."""
    answer = people.member.download("assessment-profile", RECORD, name)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    text = pdf.text(answer.content)
    assert "Leading the work 2.0 3.0 1.0 3 0 0" in text
    assert "There is a secretary, and money is asked for case by case." in text
    assert people.neighbour.download("assessment-profile", RECORD, name).status_code == 404
