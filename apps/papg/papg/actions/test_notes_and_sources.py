"""Progress notes of an action, and where an action comes from."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import today

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.actions import an_action, note
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


# Progress notes


def test_a_note_is_signed_by_whoever_is_logged_in() -> None:
    with acting_as(cast.MEMBER):
        action = frappe.get_doc("PAPG Action", an_action().name)
        action.append("updates", {"note": "Half way.", "noted_by": cast.CHAIR})
        action.save()
    assert action.updates[0].noted_by == cast.MEMBER
    assert str(action.updates[0].noted_on) == today()


@pytest.mark.parametrize("field", ["note", "noted_on", "noted_by"])
def test_an_earlier_note_cannot_be_altered(field: str) -> None:
    action = note(note(an_action(), cast.MEMBER, "First."), cast.MEMBER, "Second.")
    action.updates[1].set(field, {"noted_on": "2020-01-01", "noted_by": cast.CHAIR}.get(field, "Other."))
    with pytest.raises(frappe.ValidationError, match=r"row 2: the note “Second\.” cannot be altered"):
        action.save()


def test_an_earlier_note_cannot_be_taken_out() -> None:
    action = note(note(an_action(), cast.MEMBER, "First."), cast.MEMBER, "Second.")
    action.updates = action.updates[1:]
    with pytest.raises(frappe.ValidationError, match=r"row 1: the note “First\.” cannot be taken out"):
        action.save()


def test_a_note_of_another_action_cannot_be_taken_over() -> None:
    elsewhere = note(an_action(owner=cast.CHAIR), cast.CHAIR, "Kept where it is.")
    mine = an_action()
    with acting_as(cast.MEMBER):
        sent = frappe.get_doc("PAPG Action", mine.name)
        sent.update({"updates": [{"name": elsewhere.updates[0].name, "note": "Taken over."}]})
        with pytest.raises(frappe.PermissionError, match="Row 1 of Progress notes does not belong to this"):
            sent.save()
    kept = frappe.get_doc("PAPG Action", elsewhere.name)
    assert [row.note for row in kept.updates] == ["Kept where it is."]


def test_a_note_cannot_be_altered_or_deleted_past_its_action() -> None:
    action = note(an_action(), cast.MEMBER, "First.")
    with acting_as(cast.MEMBER):
        row = frappe.get_doc("PAPG Action Update", action.updates[0].name)
        row.note = "Other."
        with pytest.raises(frappe.PermissionError, match="is changed together with its record"):
            row.save()
        with pytest.raises(frappe.PermissionError):
            frappe.delete_doc("PAPG Action Update", row.name)
    assert frappe.get_doc("PAPG Action", action.name).updates[0].note == "First."


# Where it comes from


def test_the_group_is_that_of_the_meeting() -> None:
    meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    with acting_as(cast.SECRETARY):
        action = make("PAPG Action", papg_group=None, title="From a meeting", meeting=meeting.name)
    assert action.papg_group == cast.group("A")


def restricted_item(letter: str, prepared_by: str) -> Document:
    meeting = make("PAPG Meeting", papg_group=cast.group(letter))
    item = make("PAPG Restricted Item", meeting=meeting.name)
    frappe.db.set_value("PAPG Restricted Item", item.name, "prepared_by", prepared_by)
    return item


def test_a_restricted_item_of_another_group_is_refused_by_name() -> None:
    item = restricted_item("B", cast.THREE)
    with (
        acting_as(cast.THREE),
        pytest.raises(frappe.ValidationError, match="From the restricted item: it belongs to another group"),
    ):
        make("PAPG Action", papg_group=cast.group("A"), restricted_item=item.name)


def test_an_action_from_a_restricted_item_is_as_restricted_as_the_item() -> None:
    item = restricted_item("A", cast.SECRETARY)
    action = an_action(source_doctype="PAPG Restricted Item", source_name=item.name)
    assert action.restricted_item == item.name
    assert not frappe.has_permission("PAPG Action", "read", action.name, user=cast.CHAIR)
    assert frappe.has_permission("PAPG Action", "read", action.name, user=cast.SECRETARY)


def test_an_action_cannot_come_from_a_record_of_no_group() -> None:
    with pytest.raises(frappe.ValidationError, match="Kind of source: a User belongs to no group"):
        an_action(source_doctype="User", source_name=cast.CHAIR)
