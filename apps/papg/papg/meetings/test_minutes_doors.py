"""Every door to docstatus 1, and away from it: the same rules answer at each."""

import json

import frappe
import frappe.client
import pytest
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, bulk_workflow_approval
from frappe.utils import today

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.doors import DIRECT_DOORS, Door
from papg.testing.prepared import made

pytestmark = pytest.mark.usefixtures("prepared_minutes", "room")


def by_workflow(minutes: Document) -> object:
    """The workflow's action."""
    return apply_workflow(minutes.as_json(), "Agree as a correct record")


DOORS = (*DIRECT_DOORS, by_workflow)


def status_of(minutes: Document) -> tuple[int, str]:
    return frappe.db.get_value("PAPG Minutes", minutes.name, ["docstatus", "stage"])


@pytest.mark.parametrize("door", DIRECT_DOORS, ids=lambda door: door.__name__)
def test_no_door_agrees_minutes_that_are_with_the_chair(door: Door) -> None:
    minutes = made("with chair")
    frappe.db.set_value("PAPG Minutes", minutes.name, "is_agreed_by_correspondence", 1)
    frappe.db.set_value("PAPG Minutes", minutes.name, "agreed_on", today())
    minutes.reload()
    with acting_as(cast.CHAIR), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        door(minutes)
    assert status_of(minutes) == (0, "With chair")


@pytest.mark.parametrize("door", DIRECT_DOORS, ids=lambda door: door.__name__)
def test_the_built_in_administrator_cannot_agree_minutes_either(door: Door) -> None:
    minutes = made("ready")
    with pytest.raises(frappe.ValidationError, match="Administrator is not Chair or Deputy Chair"):
        door(minutes)
    assert status_of(minutes) == (0, "Circulated")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_door_is_shut_to_a_secretary_a_member_and_a_stranger(door: Door) -> None:
    minutes = made("ready")
    for person in (cast.SECRETARY, cast.MEMBER, cast.NEIGHBOUR):
        with acting_as(person), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
            door(minutes)
    assert status_of(minutes) == (0, "Circulated")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_chair_elsewhere_who_is_a_plain_member_here_agrees_nothing(door: Door) -> None:
    """THREE holds `submit` through the chair of A; the minutes are moved to C, where THREE is a member."""
    minutes = made("ready")
    frappe.db.set_value("PAPG Minutes", minutes.name, "papg_group", cast.group("C"))
    minutes.reload()
    with acting_as(cast.THREE), pytest.raises(frappe.PermissionError):
        door(minutes)
    assert status_of(minutes) == (0, "Circulated")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_the_chair_agrees_through_any_door_and_the_state_follows(door: Door) -> None:
    minutes = made("ready")
    with acting_as(cast.CHAIR):
        door(minutes)
    assert status_of(minutes) == (1, "Agreed")
    state = frappe.db.get_value("PAPG Minutes", minutes.name, "workflow_state")
    assert state == "Agreed as a correct record"


def test_bulk_submit_refuses_what_one_submit_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list's bulk submit commits and rolls back by itself, which is held off here."""
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    monkeypatch.setattr(frappe.db, "rollback", lambda **kwargs: None)
    minutes = made("with chair")
    with acting_as(cast.CHAIR):
        failed = submit_cancel_or_update_docs("PAPG Minutes", json.dumps([minutes.name]), "submit")
    assert failed == [minutes.name]
    assert status_of(minutes) == (0, "With chair")


def test_bulk_approval_of_a_workflow_action_refuses_who_prepared_the_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The list's Actions menu; it commits and rolls back by itself, which is held off here."""
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    monkeypatch.setattr(frappe.db, "rollback", lambda **kwargs: None)
    minutes = made("with chair")
    frappe.db.set_value("PAPG Minutes", minutes.name, "prepared_by", cast.CHAIR)
    with acting_as(cast.CHAIR):
        bulk_workflow_approval(json.dumps([minutes.name]), "PAPG Minutes", "Circulate")
    assert status_of(minutes) == (0, "With chair")


def test_minutes_cannot_be_made_agreed_at_once() -> None:
    """A POST with docstatus 1."""
    minutes = made("draft")
    copy = frappe.copy_doc(minutes)
    frappe.db.set_value("PAPG Minutes", minutes.name, "meeting", "elsewhere")
    copy.docstatus = 1
    with acting_as(cast.CHAIR), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        copy.insert()
    copy.docstatus = 1
    with pytest.raises(frappe.ValidationError, match="The minutes are at stage Draft"):
        copy.insert()


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ("With chair", "Workflow State transition not allowed"),
        ("Circulated", "The minutes are at stage Draft"),
        ("Agreed as a correct record", "locks the record"),
    ],
)
def test_minutes_are_not_made_in_a_later_state(state: str, refusal: str) -> None:
    """A POST, or an import, that names a state."""
    meeting = made("draft").meeting
    frappe.db.set_value("PAPG Minutes", {"meeting": meeting}, "meeting", "elsewhere")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match=refusal):
        frappe.get_doc({"doctype": "PAPG Minutes", "meeting": meeting, "workflow_state": state}).insert()


def test_the_state_alone_does_not_make_minutes_agreed() -> None:
    """`PUT` of the state with docstatus left at 0: the framework lets the transition through."""
    minutes = made("ready")
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="locks the record"):
        frappe.client.set_value(minutes.doctype, minutes.name, "workflow_state", "Agreed as a correct record")


def test_the_state_alone_circulates_only_what_the_button_would() -> None:
    """`PUT` of the state by whoever prepared the minutes and became chair since."""
    minutes = made("with chair")
    frappe.db.set_value("PAPG Minutes", minutes.name, "prepared_by", cast.CHAIR)
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="prepared these minutes"):
        frappe.client.set_value(minutes.doctype, minutes.name, "workflow_state", "Circulated")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stage", "Circulated"),
        ("prepared_by", cast.MEMBER),
        ("edited_by", ""),
        ("approved_by", cast.DEPUTY_CHAIR),
        ("approved_hash", "0" * 64),
        ("approved_on", "2026-01-01 10:00:00"),
        ("title", "Another title"),
        ("version", 7),
    ],
)
def test_what_the_app_records_cannot_be_sent_in(field: str, value: object) -> None:
    minutes = made("draft")
    before = frappe.db.get_value("PAPG Minutes", minutes.name, field)
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc("PAPG Minutes", minutes.name)
        doc.set(field, value)
        doc.save()
    assert frappe.db.get_value("PAPG Minutes", minutes.name, field) == before


def test_nobody_changes_agreed_minutes() -> None:
    minutes = made("agreed")
    for person, refused in ((cast.CHAIR, frappe.PermissionError), ("Administrator", frappe.ValidationError)):
        with acting_as(person), pytest.raises(refused):
            doc = frappe.get_doc("PAPG Minutes", minutes.name)
            doc.agreed_on = "2026-01-01"
            doc.save()


def test_agreed_minutes_say_that_a_correction_is_the_way() -> None:
    minutes = made("agreed")
    with pytest.raises(frappe.ValidationError, match=r"Minutes cannot be changed\. Propose a correction"):
        frappe.get_doc("PAPG Minutes", minutes.name).save()


def test_nobody_cancels_agreed_minutes() -> None:
    minutes = made("agreed")
    with acting_as(cast.CHAIR), pytest.raises(frappe.PermissionError):
        frappe.client.cancel("PAPG Minutes", minutes.name)
    with pytest.raises(frappe.ValidationError, match="Minutes cannot be cancelled"):
        frappe.client.cancel("PAPG Minutes", minutes.name)


def test_nobody_amends_agreed_minutes() -> None:
    minutes = made("agreed")
    copy = frappe.copy_doc(minutes)
    copy.amended_from = minutes.name
    with pytest.raises(frappe.ValidationError, match="Minutes are not amended"):
        copy.insert()


def test_nobody_deletes_minutes_even_in_draft() -> None:
    minutes = made("draft")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        frappe.client.delete("PAPG Minutes", minutes.name)
    with pytest.raises(frappe.ValidationError, match="Minutes cannot be deleted"):
        frappe.client.delete("PAPG Minutes", minutes.name)


def test_nobody_renames_minutes() -> None:
    minutes = made("draft")
    with pytest.raises(frappe.PermissionError, match="cannot be renamed"):
        frappe.client.rename_doc("PAPG Minutes", minutes.name, "another")


@pytest.mark.parametrize("person", [cast.SECRETARY, cast.CHAIR, "Administrator"])
def test_a_row_is_not_changed_past_its_record(person: str) -> None:
    """`PUT`, `DELETE` and `POST` of a row of a table by itself."""
    minutes = made("circulated")
    name = minutes.entries[0].name
    with acting_as(person):
        entry = frappe.get_doc("PAPG Minutes Entry", name)
        entry.discussion = "Something else"
        with pytest.raises(frappe.PermissionError):
            entry.save()
        with pytest.raises(frappe.PermissionError):
            frappe.delete_doc("PAPG Minutes Entry", name)
        with pytest.raises(frappe.PermissionError):
            added = {"title": "Added", "parent": minutes.name, "parenttype": minutes.doctype}
            frappe.get_doc({"doctype": "PAPG Minutes Entry", "parentfield": "entries", **added}).insert()
