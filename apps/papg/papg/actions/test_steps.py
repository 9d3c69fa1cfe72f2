"""An action follows its council's workflow: by state or by status, through whatever door it is moved."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import today

from papg.actions import plan
from papg.api.desk import get_transitions
from papg.api.partner import progress
from papg.patches import actions_by_stage
from papg.printing.prints import paper
from papg.setup import seeds
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.actions import an_action, change

EVIDENCE = "The signed plan is on the shared drive."
WAITING = "Waiting for police"


@pytest.fixture(autouse=True)
def people(site: None) -> Iterator[None]:
    cast.install()
    yield
    frappe.clear_cache(doctype="PAPG Action")
    frappe.clear_document_cache("Workflow", "Action")


def workflow() -> Document:
    return frappe.get_doc("Workflow", "Action")


def take(user: str, action: Document, step: str) -> Document:
    """A step by its button."""
    with acting_as(user):
        return apply_workflow(frappe.as_json({"doctype": action.doctype, "name": action.name}), step)


@pytest.fixture
def other_words() -> None:
    """“Closed” is called “Completed”, and an action under way may wait for the police."""
    for name in ("Completed", WAITING):
        frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": name}).insert()
    frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Wait"}).insert()
    record = workflow()
    for row in record.states:
        row.state = "Completed" if row.state == "Closed" else row.state
    for row in record.transitions:
        row.next_state = "Completed" if row.next_state == "Closed" else row.next_state
    like = next(row for row in record.states if row.state == "In progress")
    record.append("states", {**settings_of(like), "state": WAITING})
    for role in ("PAPG Secretary", "PAPG Member", "PAPG Partner"):
        for state, action, next_state in (
            ("In progress", "Wait", WAITING),
            (WAITING, "Start", "In progress"),
            (WAITING, "Mark as done", "Done"),
        ):
            step = {"state": state, "action": action, "next_state": next_state, "allowed": role}
            record.append("transitions", {**step, "allow_self_approval": 1})
    record.save()


def settings_of(row: Document) -> dict[str, str]:
    return {field: row.get(field) for field in ("doc_status", "update_field", "update_value", "allow_edit")}


def standing(action: Document) -> tuple[str, str, str]:
    action.reload()
    return action.workflow_state, action.stage, action.status


# By state and by status


def test_a_new_action_is_in_the_first_state() -> None:
    assert standing(an_action()) == ("Open", "Open", "Open")


def test_a_step_by_its_button_moves_state_stage_and_status() -> None:
    action = take(cast.MEMBER, an_action(), "Start")
    assert standing(action) == ("In progress", "In progress", "In progress")


def test_a_status_sent_moves_the_action_to_a_state_that_sets_it() -> None:
    action = change(an_action(), cast.MEMBER, status="In progress")
    assert standing(action) == ("In progress", "In progress", "In progress")


def test_a_state_sent_moves_stage_and_status() -> None:
    action = change(an_action(), cast.MEMBER, workflow_state="In progress")
    assert standing(action) == ("In progress", "In progress", "In progress")


def test_a_stage_sent_counts_for_nothing() -> None:
    action = change(an_action(), cast.SECRETARY, stage="Closed", evidence=EVIDENCE)
    assert standing(action) == ("Open", "Open", "Open")


def test_a_state_and_a_status_that_do_not_fit_are_refused() -> None:
    message = "The state In progress means In progress, but the status sent is Done"
    with pytest.raises(frappe.ValidationError, match=message):
        change(an_action(), cast.MEMBER, workflow_state="In progress", status="Done")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"status": "Finished"}, "There is no status Finished. Choose one of: Open, In progress, Done, Cl"),
        ({"workflow_state": "With chair"}, "There is no state With chair. Choose one of: Open, In progress"),
    ],
)
def test_what_the_workflow_does_not_know_is_refused_with_what_it_knows(
    fields: dict[str, str], message: str
) -> None:
    with pytest.raises(frappe.ValidationError, match=message):
        change(an_action(), cast.SECRETARY, **fields)


@pytest.mark.parametrize("field", ["status", "workflow_state"])
def test_the_rule_holds_whether_a_state_or_a_status_is_sent(field: str) -> None:
    own = change(an_action(cast.CHAIR), cast.CHAIR, status="Done", evidence=EVIDENCE)
    with pytest.raises(frappe.ValidationError, match="The owner may not close the action"):
        change(own, cast.CHAIR, **{field: "Closed"})
    with pytest.raises(frappe.ValidationError, match="Give the reason why the action is dropped"):
        change(own, cast.SECRETARY, **{field: "Dropped"})
    with pytest.raises(frappe.PermissionError, match="Only the secretary or chair makes an action Closed"):
        change(
            change(an_action(), cast.MEMBER, status="Done", evidence=EVIDENCE),
            cast.MEMBER,
            **{field: "Closed"},
        )


def test_the_button_asks_the_same_rule() -> None:
    own = change(an_action(cast.CHAIR), cast.CHAIR, status="Done", evidence=EVIDENCE)
    with pytest.raises(frappe.ValidationError, match="The owner may not close the action"):
        take(cast.CHAIR, own, "Close")
    assert take(cast.SECRETARY, own, "Close").closed_by == cast.SECRETARY


def test_a_step_the_council_took_out_of_its_workflow_is_refused_to_a_plain_save() -> None:
    record = workflow()
    record.transitions = [
        row for row in record.transitions if (row.state, row.next_state) != ("Open", "Done")
    ]
    record.save()
    message = "The workflow has no step for you from Open to Done. From Open you can go to: In progress"
    with pytest.raises(frappe.PermissionError, match=message):
        change(an_action(), cast.MEMBER, status="Done", evidence=EVIDENCE)


def test_a_step_the_council_added_does_not_go_round_the_rules() -> None:
    record = workflow()
    step = {"state": "Open", "action": "Close", "next_state": "Closed", "allowed": "PAPG Chair"}
    record.append("transitions", {**step, "allow_self_approval": 1})
    record.save()
    with pytest.raises(frappe.ValidationError, match="An action that is Open cannot become Closed"):
        take(cast.CHAIR, an_action(evidence=EVIDENCE), "Close")


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD, cast.PARTNER])
def test_steps_are_told_to_nobody_who_does_not_read_the_action(user: str) -> None:
    action = an_action()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        get_transitions(action.as_json())


# In the council's words


def test_the_whole_life_works_in_other_words(other_words: None) -> None:
    action = take(cast.MEMBER, an_action(), "Start")
    action = take(cast.MEMBER, action, "Wait")
    assert standing(action) == (WAITING, "In progress", "In progress")
    action = change(action, cast.MEMBER, status="Done", evidence=EVIDENCE)
    assert str(action.completed_on) == today()
    with pytest.raises(frappe.PermissionError, match="Only the secretary or chair makes an action Completed"):
        change(action, cast.MEMBER, status="Closed")
    action = take(cast.CHAIR, action, "Close")
    assert standing(action) == ("Completed", "Closed", "Closed")
    with pytest.raises(frappe.ValidationError, match="The action is Completed and can no longer be changed"):
        change(action, cast.SECRETARY, title="Something else")


def test_lists_reports_and_prints_go_by_stage_and_speak_the_councils_words(other_words: None) -> None:
    action = take(cast.MEMBER, take(cast.MEMBER, an_action(due_on="2026-06-14"), "Start"), "Wait")
    with acting_as(cast.SECRETARY):
        found = plan.rows({"papg_group": cast.group("A")}, plan.unfinished(), plan.overdue())
        printed = paper("action-plan", "PAPG Group", cast.group("A"))
    assert (action.name, WAITING, "In progress") in [(row.name, row.state, row.stage) for row in found]
    shown = {row["row"].name: row["row"].state for row in printed.content["actions"]}
    assert shown[action.name] == WAITING


def test_a_partner_reports_progress_and_says_it_is_done_in_other_words(other_words: None) -> None:
    action = take(cast.SECRETARY, take(cast.SECRETARY, an_action(cast.PARTNER), "Start"), "Wait")
    with acting_as(cast.PARTNER):
        assert progress.choices(action.name)[0] == ("", "No change: Waiting for police")
        assert progress.save(action.name, {"note": "They answered.", "progress": "", "evidence": ""}) == {}
        assert standing(action)[0] == WAITING
        assert [value for value, _label in progress.choices(action.name)] == ["", "Done"]
        said = {"note": "", "progress": "Done", "evidence": EVIDENCE}
        assert progress.save(action.name, said) == {}
    assert standing(action) == ("Done", "Done", "Done")


def test_the_page_of_a_partner_offers_no_step_the_workflow_lacks() -> None:
    record = workflow()
    record.transitions = [row for row in record.transitions if row.action != "Mark as done"]
    record.save()
    action = an_action(cast.PARTNER)
    with acting_as(cast.PARTNER):
        assert [value for value, _label in progress.choices(action.name)] == ["", "In progress"]


# A site made before


def test_a_site_made_before_keeps_every_status() -> None:
    wanted = {}
    for stage in ("Open", "In progress", "Done", "Closed", "Dropped"):
        action = an_action(title=f"Was {stage}")
        before = {"status": stage, "stage": None, "workflow_state": None}
        frappe.db.set_value("PAPG Action", action.name, before)
        wanted[action.name] = (stage, stage, stage)
    frappe.delete_doc("Workflow", "Action", force=True, ignore_on_trash=True)
    frappe.cache.hdel("workflow", "PAPG Action")
    frappe.db.set_global(seeds.PLANTED, "[]")
    actions_by_stage.execute()
    assert {name: standing(frappe.get_doc("PAPG Action", name)) for name in wanted} == wanted


def test_a_workflow_a_council_had_made_itself_stays_the_one_in_use() -> None:
    action = an_action()
    own = frappe.copy_doc(workflow())
    own.workflow_name = "Our actions"
    own.insert()
    rows = {"parent": "Our actions", "parenttype": "Workflow"}
    frappe.db.set_value("Workflow Document State", rows, "update_field", "status")
    frappe.delete_doc("Workflow", "Action", force=True)
    frappe.db.set_value("PAPG Action", action.name, {"status": "Done", "stage": None})
    frappe.db.set_global(seeds.PLANTED, "[]")
    actions_by_stage.execute()
    assert standing(action) == ("Done", "Done", "Done")
    assert not frappe.db.exists("Workflow", "Action")
    assert change(action, cast.SECRETARY, status="In progress").workflow_state == "In progress"
