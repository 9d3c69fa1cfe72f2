"""What an administrator may change in the workflow of minutes, and what would switch our rules off."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings import approval
from papg.setup import workflow_guard
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_user
from papg.testing.meetings import act, circulated, drafted, with_chair

SYSTEM_MANAGER = "system.manager@harbour.example"
AGREED = "Agreed as a correct record"


@pytest.fixture(autouse=True)
def system_manager(room: None) -> Iterator[None]:
    """Somebody who may change workflows, and afterwards nothing kept of what they changed."""
    make_user(SYSTEM_MANAGER, "Systems Officer", roles=("System Manager",))
    yield
    frappe.clear_cache(doctype="PAPG Minutes")
    frappe.clear_document_cache("Workflow", "Minutes")


def workflow() -> Document:
    return frappe.get_doc("Workflow", "Minutes")


def save(changed: Document) -> Document:
    """Store a workflow as the person who may."""
    with acting_as(SYSTEM_MANAGER):
        return changed.save()


def state(record: Document, name: str) -> Document:
    return next(row for row in record.states if row.state == name)


def new_state(name: str) -> str:
    return frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": name}).insert().name


def renamed(record: Document, old: str, new: str) -> Document:
    """A workflow in which a state carries another name, in its own row and in every transition."""
    new_state(new)
    state(record, old).state = new
    for row in record.transitions:
        row.state = new if row.state == old else row.state
        row.next_state = new if row.next_state == old else row.next_state
    return record


def test_the_seeded_workflow_passes() -> None:
    assert save(workflow()).is_active


def test_the_journey_holds_with_a_renamed_and_an_added_state() -> None:
    """“Circulated” is called “Out to members”, and minutes are proofread before they go to the chair."""
    waiting, out = with_chair(), circulated()
    record = renamed(workflow(), "Circulated", "Out to members")
    new_state("Proofreading")
    frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Proofread"}).insert()
    added = {
        "doc_status": "0",
        "update_field": "stage",
        "update_value": "Draft",
        "allow_edit": "PAPG Secretary",
    }
    record.append("states", {"state": "Proofreading", **added})
    record.append(
        "transitions",
        {
            "state": "Draft",
            "action": "Proofread",
            "next_state": "Proofreading",
            "allowed": "PAPG Secretary",
            "allow_self_approval": 1,
        },
    )
    step = next(row for row in record.transitions if row.action == "Send to chair")
    step.state = "Proofreading"
    save(record)
    assert frappe.db.get_value("PAPG Minutes", out.name, ["workflow_state", "stage"]) == (
        "Out to members",
        "Circulated",
    )
    assert act(cast.CHAIR, waiting, "Circulate").workflow_state == "Out to members"
    minutes = act(cast.SECRETARY, drafted(), "Proofread")
    assert (minutes.stage, minutes.workflow_state) == ("Draft", "Proofreading")
    agree(act(cast.CHAIR, act(cast.SECRETARY, minutes, "Send to chair"), "Circulate"))


def agree(minutes: Document) -> None:
    """Take circulated minutes to the end, past a chair who tries to change the text."""
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="The minutes are circulated"):
        minutes.entries[0].discussion = "Something else"
        minutes.save()
    with acting_as(cast.CHAIR):
        approval.note_agreement(minutes.name, agreed_on=frappe.utils.today())
    assert act(cast.CHAIR, minutes, "Agree as a correct record").docstatus == 1


def test_a_state_renamed_by_its_own_record_holds_as_well() -> None:
    """Rename of the Workflow State itself, where the council has allowed it: the framework follows every link."""
    minutes = with_chair()
    frappe.rename_doc("Workflow State", "With chair", "For approval", force=True)
    minutes.reload()
    assert minutes.workflow_state == "For approval"
    assert act(cast.CHAIR, minutes, "Circulate").stage == "Circulated"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"update_value": ""}, "State Circulated sets the stage nothing"),
        ({"update_field": "title"}, "State Circulated sets the stage nothing"),
        ({"update_value": "Published"}, "State Circulated sets the stage Published"),
        ({"update_value": "Draft"}, "No state sets the stage Circulated at document status 0"),
        ({"doc_status": "1"}, "State Circulated sets the stage Circulated at document status 1"),
    ],
)
def test_a_state_that_sets_no_stage_or_a_wrong_one_is_refused(changes: dict[str, str], refusal: str) -> None:
    record = workflow()
    state(record, "Circulated").update(changes)
    with pytest.raises(frappe.ValidationError, match=refusal):
        save(record)


def test_a_workflow_without_the_chair_is_refused_with_what_to_do() -> None:
    record = workflow()
    record.states = [row for row in record.states if row.state != "With chair"]
    record.transitions = [
        row for row in record.transitions if "With chair" not in (row.state, row.next_state)
    ]
    refusal = r"No state sets the stage With chair at document status 0\. Add one that does\."
    with pytest.raises(frappe.ValidationError, match=refusal):
        save(record)


def test_records_begin_in_the_first_stage() -> None:
    record = workflow()
    record.states = sorted(record.states, key=lambda row: row.state != "With chair")
    with pytest.raises(frappe.ValidationError, match="State With chair comes first, where records begin"):
        save(record)


def test_the_only_workflow_is_not_switched_off() -> None:
    record = workflow()
    record.is_active = 0
    with pytest.raises(
        frappe.ValidationError, match=r"Minutes is the only workflow of (PAPG )?Minutes in use"
    ):
        save(record)


def test_the_only_workflow_is_not_deleted_or_turned_to_other_records() -> None:
    with pytest.raises(frappe.ValidationError, match="Activate another one first"):
        frappe.delete_doc("Workflow", "Minutes")
    record = workflow()
    record.document_type = "ToDo"
    with pytest.raises(frappe.ValidationError, match="Activate another one first"):
        save(record)


def test_another_workflow_may_take_its_place_and_records_follow_their_stage() -> None:
    minutes = with_chair()
    second = frappe.copy_doc(workflow())
    second.workflow_name = "Minutes, second edition"
    renamed(second, "With chair", "At the chair's desk")
    with acting_as(SYSTEM_MANAGER):
        second.insert()
    assert not workflow().is_active
    assert frappe.db.get_value("PAPG Minutes", minutes.name, "workflow_state") == "At the chair's desk"
    assert act(cast.CHAIR, minutes, "Circulate").stage == "Circulated"


def test_a_workflow_that_is_not_in_use_may_be_unfinished() -> None:
    second = frappe.copy_doc(workflow())
    second.update({"workflow_name": "Draft of a workflow", "is_active": 0})
    second.states[2].update_value = ""
    with acting_as(SYSTEM_MANAGER):
        assert second.insert().name


def test_a_state_minutes_are_in_keeps_its_meaning() -> None:
    """Two states change places, so that circulated minutes would become agreed, and locked, unasked."""
    circulated()
    record = workflow()
    old, new = state(record, "Circulated"), state(record, AGREED)
    for field in ("doc_status", "update_value"):
        first, second = old.get(field), new.get(field)
        old.set(field, second)
        new.set(field, first)
    with pytest.raises(frappe.ValidationError, match="Records in the state Circulated: 1"):
        save(record)


def test_another_workflow_does_not_give_a_used_state_another_meaning() -> None:
    circulated()
    second = frappe.copy_doc(workflow())
    second.workflow_name = "Minutes, second edition"
    state(second, "Circulated").update_value = "Draft"
    state(second, "With chair").update_value = "Circulated"
    new_state("Elsewhere")
    second.append(
        "states",
        {
            "state": "Elsewhere",
            "doc_status": "0",
            "update_field": "stage",
            "update_value": "With chair",
            "allow_edit": "PAPG Chair",
        },
    )
    with (
        acting_as(SYSTEM_MANAGER),
        pytest.raises(frappe.ValidationError, match="Records in the state Circulated"),
    ):
        second.insert()


def test_the_frameworks_mail_stays_off() -> None:
    record = workflow()
    record.send_email_alert = 1
    with pytest.raises(frappe.ValidationError, match="carry the whole record out of the system"):
        save(record)


def test_the_state_stays_in_its_field() -> None:
    record = workflow()
    record.workflow_state_field = "status"
    with pytest.raises(frappe.ValidationError, match="Set it to workflow_state"):
        save(record)
    assert not frappe.get_meta("PAPG Minutes").has_field("status")


def test_workflows_of_other_records_are_the_councils_own() -> None:
    record = frappe.copy_doc(workflow())
    record.update({"workflow_name": "Tasks", "document_type": "ToDo", "send_email_alert": 1})
    record.workflow_state_field = "status"
    workflow_guard.check(record)


def test_nobody_without_the_right_changes_a_workflow() -> None:
    for person in (cast.CHAIR, cast.SECRETARY):
        with acting_as(person), pytest.raises(frappe.PermissionError):
            workflow().save()


@pytest.fixture
def no_workflow(room: None) -> Iterator[None]:
    """The workflow switched off past the guard, in the database."""
    frappe.db.set_value("Workflow", "Minutes", "is_active", 0)
    frappe.cache.hdel("workflow", "PAPG Minutes")
    yield
    frappe.cache.hdel("workflow", "PAPG Minutes")


def test_without_a_workflow_the_stage_stays_and_the_rule_still_refuses(no_workflow: None) -> None:
    minutes = drafted()
    minutes.stage = "Circulated"
    with acting_as(cast.SECRETARY):
        assert minutes.save().stage == "Draft"
    with pytest.raises(frappe.ValidationError, match="Only circulated minutes can be agreed"):
        minutes.submit()
