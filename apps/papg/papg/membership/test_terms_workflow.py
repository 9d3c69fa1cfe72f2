"""What an administrator may change in the workflow of terms of reference, and what holds whatever it is called."""

from collections.abc import Iterator

import frappe
import frappe.client
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.membership.terms import supersede_due
from papg.rules.workflow_stages import check_workflow
from papg.setup import workflow_guard
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_terms, make_user
from papg.testing.meetings import act
from papg.testing.terms import in_force, with_members

TERMS = "PAPG Terms of Reference"
WORKFLOW = "Terms of reference"
SYSTEM_MANAGER = "system.manager@harbour.example"


@pytest.fixture(autouse=True)
def system_manager(people: None) -> Iterator[None]:
    """Somebody who may change workflows, and afterwards nothing kept of what they changed."""
    make_user(SYSTEM_MANAGER, "Systems Officer", roles=("System Manager",))
    yield
    frappe.clear_cache(doctype=TERMS)
    frappe.clear_document_cache("Workflow", WORKFLOW)


def draft(in_force_from: str | None = None) -> Document:
    with acting_as(cast.SECRETARY):
        return make_terms(cast.group("A"), in_force_from=in_force_from or today())


def stored(terms: Document) -> Document:
    return frappe.get_doc(TERMS, terms.name)


def save(record: Document) -> None:
    """Store a workflow as a program does: `PUT` of the whole record by the person who may."""
    with acting_as(SYSTEM_MANAGER):
        frappe.client.save(record.as_dict())


def rename_and_add() -> None:
    """“With members” is called “Out for comment”, “In force” is “Adopted”, and a lawyer reads terms first."""
    record = frappe.get_doc("Workflow", WORKFLOW)
    names = {"With members": "Out for comment", "In force": "Adopted"}
    for name in (*names.values(), "Legal check"):
        frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": name}).insert()
    frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Ask a lawyer"}).insert()
    for row in record.states:
        row.state = names.get(row.state, row.state)
    for row in record.transitions:
        row.state, row.next_state = names.get(row.state, row.state), names.get(row.next_state, row.next_state)
        if row.action == "Send to members":
            row.state = "Legal check"
    secretary = {"allowed": "PAPG Secretary", "allow_self_approval": 1}
    step = {"state": "Draft", "action": "Ask a lawyer", "next_state": "Legal check", **secretary}
    record.append("transitions", step)
    meaning = {"doc_status": "0", "update_field": "stage", "update_value": "Draft"}
    record.append("states", {"state": "Legal check", "allow_edit": "PAPG Secretary", **meaning})
    save(record)


def test_the_seeded_workflow_has_what_the_rules_need() -> None:
    record = frappe.get_doc("Workflow", {"document_type": TERMS, "is_active": 1})
    assert check_workflow(TERMS, workflow_guard.state_rows(record)).allowed
    assert not record.send_email_alert
    save(record)


def test_the_journey_holds_with_renamed_states_and_one_more() -> None:
    waiting, holding = with_members(draft()), in_force(draft("2026-01-05"))
    rename_and_add()
    assert (stored(waiting).workflow_state, stored(holding).workflow_state) == ("Out for comment", "Adopted")
    terms = act(cast.SECRETARY, draft(add_days(today(), 1)), "Ask a lawyer")
    assert (terms.stage, terms.workflow_state) == ("Draft", "Legal check")
    terms = act(cast.CHAIR, act(cast.SECRETARY, terms, "Send to members"), "Bring into force")
    assert (terms.docstatus, terms.stage, terms.workflow_state) == (1, "In force", "Adopted")
    frappe.db.set_value(TERMS, holding.name, "in_force_to", add_days(today(), -1))
    supersede_due()
    assert (stored(holding).stage, stored(holding).workflow_state) == ("Superseded", "Superseded")


def test_every_lock_holds_with_renamed_states_and_one_more() -> None:
    waiting, holding = with_members(draft()), in_force(draft("2026-01-05"))
    rename_and_add()
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="The terms are with the members"):
        stored(waiting).update({"cadence": "Monthly"}).save()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        stored(waiting).submit()
    with pytest.raises(frappe.ValidationError, match="is not Chair or Deputy Chair of this group"):
        stored(waiting).submit()
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="locks the record"):
        frappe.client.set_value(TERMS, waiting.name, "workflow_state", "Adopted")
    checked = act(cast.SECRETARY, draft(), "Ask a lawyer")
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError):
        stored(checked).submit()
    with acting_as(cast.CHAIR), pytest.raises(frappe.UpdateAfterSubmitError):
        stored(holding).update({"cadence": "Monthly"}).save()
    with pytest.raises(frappe.PermissionError, match="is not cancelled"):
        stored(holding).cancel()
    with acting_as(cast.CHAIR):
        assert stored(waiting).submit().workflow_state == "Adopted"


def test_a_direct_submit_of_renamed_states_ends_in_the_state_that_locks() -> None:
    waiting = with_members(draft())
    rename_and_add()
    with acting_as(cast.CHAIR):
        stored(waiting).submit()
    assert (stored(waiting).stage, stored(waiting).workflow_state) == ("In force", "Adopted")


def test_a_step_of_the_councils_own_does_not_supersede_terms() -> None:
    record = frappe.get_doc("Workflow", WORKFLOW)
    frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Withdraw"}).insert()
    step = {"state": "In force", "action": "Withdraw", "next_state": "Superseded", "allowed": "PAPG Chair"}
    record.append("transitions", {**step, "allow_self_approval": 1})
    save(record)
    terms = in_force(draft())
    with pytest.raises(frappe.ValidationError, match="superseded by themselves"):
        act(cast.CHAIR, terms, "Withdraw")
    assert (stored(terms).stage, stored(terms).workflow_state) == ("In force", "In force")


def test_a_state_beside_in_force_may_be_added() -> None:
    record = frappe.get_doc("Workflow", WORKFLOW)
    frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Under review"}).insert()
    frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Begin a review"}).insert()
    meaning = {"doc_status": "1", "update_field": "stage", "update_value": "In force"}
    record.append("states", {"state": "Under review", "allow_edit": "PAPG Chair", **meaning})
    step = {"state": "In force", "action": "Begin a review", "next_state": "Under review"}
    record.append("transitions", {**step, "allowed": "PAPG Chair", "allow_self_approval": 1})
    save(record)
    terms = act(cast.CHAIR, in_force(draft()), "Begin a review")
    assert (stored(terms).stage, stored(terms).workflow_state) == ("In force", "Under review")


@pytest.mark.parametrize("stage", ["Draft", "With members", "In force", "Superseded"])
def test_a_workflow_without_one_of_the_stages_is_refused(stage: str) -> None:
    record = frappe.get_doc("Workflow", WORKFLOW)
    record.states = [row for row in record.states if row.update_value != stage]
    record.transitions = [row for row in record.transitions if stage not in (row.state, row.next_state)]
    with pytest.raises(frappe.ValidationError, match=f"No state sets the stage {stage} at document status"):
        save(record)
