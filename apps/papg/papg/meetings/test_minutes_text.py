"""Writing minutes: what is filled in, who may change the text, and who did."""

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings import minutes as writing
from papg.rules.minutes import STAGES
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import act, drafted, held_meeting
from papg.testing.prepared import made

pytestmark = pytest.mark.usefixtures("prepared_minutes", "room")


def rewrite(minutes: Document, by: str, words: str = "Something else") -> Document:
    with acting_as(by):
        doc = frappe.get_doc("PAPG Minutes", minutes.name)
        doc.entries[0].discussion = words
        return doc.save()


def test_minutes_begin_with_an_entry_for_each_item() -> None:
    meeting = held_meeting(agenda=[{"title": "Stadium plan"}, {"title": "Training"}])
    with acting_as(cast.SECRETARY):
        minutes = frappe.get_doc("PAPG Minutes", writing.write_minutes(meeting.name))
    assert minutes.title == f"Minutes of {meeting.title}"
    assert [(row.item_number, row.title) for row in minutes.entries] == [(1, "Stadium plan"), (2, "Training")]
    assert (minutes.papg_group, minutes.prepared_by) == (meeting.papg_group, cast.SECRETARY)
    assert (minutes.stage, minutes.workflow_state, minutes.version) == ("Draft", "Draft", 1)
    assert minutes.marking == meeting.marking


def test_minutes_posted_bare_are_filled_in_the_same_way() -> None:
    """`POST /api/resource/PAPG Minutes` with the meeting only."""
    meeting = held_meeting()
    with acting_as(cast.SECRETARY):
        minutes = frappe.get_doc({"doctype": "PAPG Minutes", "meeting": meeting.name}).insert()
    assert len(minutes.entries) == len(meeting.agenda)


@pytest.mark.parametrize(
    ("letter", "secretary", "marking"),
    [("A", cast.SECRETARY, "OFFICIAL-SENSITIVE"), ("B", cast.THREE, "OFFICIAL")],
)
def test_without_a_marking_minutes_carry_that_of_the_groups_last_else_the_first_of_the_list(
    letter: str, secretary: str, marking: str
) -> None:
    meeting = held_meeting(letter, marking=None)
    with acting_as(secretary):
        assert frappe.get_doc("PAPG Minutes", writing.write_minutes(meeting.name)).marking == marking


@pytest.mark.parametrize("person", [cast.MEMBER, cast.CHAIR, cast.AUDITOR, cast.NEIGHBOUR, cast.BOARD])
def test_nobody_but_the_secretary_writes_minutes(person: str) -> None:
    meeting = held_meeting()
    with acting_as(person), pytest.raises(frappe.PermissionError):
        writing.write_minutes(meeting.name)


def test_a_secretary_elsewhere_writes_no_minutes_here() -> None:
    """THREE is secretary of B and chairs A, where a secretary writes."""
    meeting = held_meeting()
    with acting_as(cast.THREE), pytest.raises(frappe.PermissionError):
        writing.write_minutes(meeting.name)


@pytest.mark.parametrize("status", ["Cancelled", "Postponed"])
def test_a_meeting_called_off_has_no_minutes(status: str) -> None:
    with acting_as(cast.SECRETARY):
        meeting = make("PAPG Meeting", papg_group=cast.group("A"), status=status, status_reason="Storm")
        with pytest.raises(
            frappe.ValidationError, match=f"The meeting is {status.lower()}: there is nothing"
        ):
            writing.write_minutes(meeting.name)


def test_minutes_of_no_meeting_are_refused_by_the_fields_label() -> None:
    with pytest.raises(frappe.MandatoryError, match="Meeting is missing"):
        frappe.get_doc({"doctype": "PAPG Minutes"}).insert()


def test_whoever_changes_the_text_is_noted_once() -> None:
    minutes = made("draft")
    for words in ("One", "Two"):
        minutes = rewrite(minutes, cast.INTEGRATION, words)
    assert minutes.edited_by.split("\n") == [cast.SECRETARY, cast.INTEGRATION]


def test_a_change_that_is_none_of_the_text_notes_nobody() -> None:
    minutes = made("draft")
    before = minutes.edited_by
    with acting_as(cast.INTEGRATION):
        doc = frappe.get_doc("PAPG Minutes", minutes.name)
        doc.entries[0].discussion += "  "
        assert doc.save().edited_by == before


def test_changing_the_marking_is_changing_the_text() -> None:
    minutes = made("draft")
    with acting_as(cast.INTEGRATION):
        doc = frappe.get_doc("PAPG Minutes", minutes.name)
        doc.marking = "OFFICIAL"
        assert cast.INTEGRATION in doc.save().edited_by


def test_the_chair_does_not_change_the_text_while_it_is_with_the_chair() -> None:
    with pytest.raises(frappe.PermissionError, match="The chair does not change the text of minutes"):
        rewrite(made("with chair"), cast.CHAIR)


def test_in_each_state_only_the_role_it_names_changes_the_text() -> None:
    """The built-in Administrator passes every right and holds every role, but no position here."""
    with pytest.raises(
        frappe.PermissionError, match="In the state Draft only PAPG Secretary changes the text"
    ):
        rewrite(made("draft"), "Administrator")


def test_a_state_may_give_the_text_to_a_role_of_the_councils_own() -> None:
    minutes = made("draft")
    frappe.get_doc({"doctype": "Role", "role_name": "Minute checker"}).insert()
    state = {"parent": "Minutes", "state": "Draft"}
    frappe.db.set_value("Workflow Document State", state, "allow_edit", "Minute checker")
    frappe.clear_document_cache("Workflow", "Minutes")
    with pytest.raises(frappe.PermissionError, match="only Minute checker changes the text"):
        rewrite(minutes, cast.SECRETARY)
    frappe.clear_document_cache("Workflow", "Minutes")


@pytest.mark.parametrize("person", [cast.SECRETARY, cast.CHAIR, cast.THREE, "Administrator"])
def test_circulated_text_is_locked_to_everybody(person: str) -> None:
    with pytest.raises(frappe.ValidationError, match=r"The minutes are circulated\. Propose a correction"):
        rewrite(made("circulated"), person)


def test_circulated_text_stays_locked_when_it_is_returned_for_approval() -> None:
    minutes = act(cast.SECRETARY, made("circulated"), "Return for approval")
    with pytest.raises(frappe.ValidationError, match=r"The minutes are circulated\. Propose a correction"):
        rewrite(minutes, cast.CHAIR)


def test_an_entry_cannot_be_added_or_taken_out_of_circulated_minutes() -> None:
    minutes = made("circulated")
    with acting_as(cast.SECRETARY):
        for change in (
            lambda doc: doc.append("entries", {"title": "Added"}),
            lambda doc: doc.set("entries", []),
            lambda doc: doc.update({"marking": "OFFICIAL"}),
        ):
            doc = frappe.get_doc("PAPG Minutes", minutes.name)
            change(doc)
            with pytest.raises(frappe.ValidationError, match="The minutes are circulated"):
                doc.save()


def test_two_entries_of_one_number_are_refused_by_the_row() -> None:
    minutes = drafted(held_meeting(agenda=[{"title": "One"}, {"title": "Two"}]))
    with acting_as(cast.SECRETARY):
        minutes.entries[1].item_number = 1
        with pytest.raises(frappe.ValidationError, match="Row 2: item 1 is minuted already, in row 1"):
            minutes.save()


def test_an_entry_added_by_hand_gets_the_next_number() -> None:
    minutes = drafted(held_meeting(agenda=[{"title": "One"}, {"title": "Two"}]))
    with acting_as(cast.SECRETARY):
        minutes.append("entries", {"title": "Any other business"})
        assert minutes.save().entries[-1].item_number == 3


def test_a_decision_is_recorded_from_an_entry() -> None:
    minutes = made("draft")
    with acting_as(cast.SECRETARY):
        recorded = writing.record_decision(minutes.name, 1, "To test the barriers in spring.")
    assert (recorded["kind"], recorded["decision_number"]) == ("Decision", None)
    assert frappe.db.get_value("PAPG Decision", recorded["name"], ["minutes", "item_number"]) == (
        minutes.name,
        1,
    )


@pytest.mark.parametrize("person", [cast.MEMBER, cast.NEIGHBOUR, cast.CHAIR])
def test_nobody_but_the_secretary_records_a_decision(person: str) -> None:
    minutes = made("draft")
    with acting_as(person), pytest.raises(frappe.PermissionError):
        writing.record_decision(minutes.name, 1, "To do as we please.")


def test_a_decision_of_an_entry_that_is_not_there_is_refused() -> None:
    minutes = made("draft")
    with (
        acting_as(cast.SECRETARY),
        pytest.raises(frappe.ValidationError, match="The minutes have no entry 42"),
    ):
        writing.record_decision(minutes.name, 42, "To test the barriers.")


def test_the_stages_of_the_form_are_those_of_the_rules() -> None:
    options = frappe.get_meta("PAPG Minutes").get_field("stage").options
    assert tuple(options.split("\n")) == STAGES
