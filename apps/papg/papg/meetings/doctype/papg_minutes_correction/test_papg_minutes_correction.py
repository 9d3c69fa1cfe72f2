"""Corrections to circulated minutes, and dated additions to agreed ones."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import today

from papg.meetings import approval, corrections, text
from papg.rules.minutes import CORRECTION_STATES
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.meetings import act
from papg.testing.prepared import made

pytestmark = pytest.mark.usefixtures("prepared_minutes", "room")

AS_IT_SHOULD_BE = "<p>The group agreed the report.</p>"


def proposed(minutes: Document, by: str = cast.MEMBER, **fields: object) -> Document:
    """A correction to the first entry."""
    with acting_as(by):
        return frappe.get_doc(
            {
                "doctype": "PAPG Minutes Correction",
                "minutes": minutes.name,
                "item_number": 1,
                "proposed_text": AS_IT_SHOULD_BE,
                "reason": "The report was agreed and not only noted.",
                **fields,
            }
        ).insert()


def settle(correction: Document, state: str, by: str = cast.CHAIR) -> Document:
    with acting_as(by):
        correction = frappe.get_doc(correction.doctype, correction.name)
        correction.state = state
        correction.settled_reason = "It was noted at the meeting before." if state == "Rejected" else None
        return correction.save()


def entry(minutes: Document) -> str:
    return frappe.get_doc("PAPG Minutes", minutes.name).entries[0].discussion


def test_an_accepted_correction_replaces_the_text_and_makes_the_approval_stale() -> None:
    minutes = made("circulated")
    correction = settle(proposed(minutes), "Accepted")
    assert (correction.settled_by, correction.settled_on is not None) == (cast.CHAIR, True)
    stored = frappe.get_doc("PAPG Minutes", minutes.name)
    assert stored.entries[0].discussion == AS_IT_SHOULD_BE
    assert not stored.edited_by or cast.CHAIR not in stored.edited_by
    stored.run_method("onload")
    assert stored.get_onload("is_approval_stale") is True
    assert "The text no longer matches what was approved on" in stored.get_onload("approval_note")


def test_a_stale_approval_blocks_agreement_until_the_chair_circulates_again() -> None:
    minutes = made("circulated")
    settle(proposed(minutes), "Accepted")
    with acting_as(cast.CHAIR):
        approval.note_agreement(minutes.name, agreed_on=today())
    with pytest.raises(frappe.ValidationError, match=f"The text has changed since {cast.CHAIR} approved it"):
        act(cast.CHAIR, minutes, "Agree as a correct record")
    act(cast.SECRETARY, minutes, "Return for approval")
    again = act(cast.CHAIR, minutes, "Circulate")
    assert again.approved_hash == text.fingerprint(again)
    assert act(cast.CHAIR, minutes, "Agree as a correct record").docstatus == 1


def test_a_rejected_correction_leaves_the_text_and_the_approval() -> None:
    minutes = made("circulated")
    before = entry(minutes)
    assert settle(proposed(minutes), "Rejected").settled_by == cast.CHAIR
    assert entry(minutes) == before
    assert text.stale_sentence(frappe.get_doc("PAPG Minutes", minutes.name)) is None


def test_a_rejection_needs_a_reason_which_stays() -> None:
    correction = proposed(made("circulated"))
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="Give the reason why"):
        correction = frappe.get_doc(correction.doctype, correction.name)
        correction.state = "Rejected"
        correction.save()
    settled = settle(correction, "Rejected")
    with acting_as(cast.CHAIR):
        settled.settled_reason = "Another reason"
        assert settled.save().settled_reason == "It was noted at the meeting before."


def test_a_deputy_chair_settles_too() -> None:
    assert settle(proposed(made("circulated")), "Accepted", cast.DEPUTY_CHAIR).settled_by == cast.DEPUTY_CHAIR


@pytest.mark.parametrize("person", [cast.SECRETARY, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.BOARD])
def test_nobody_but_a_chair_of_the_group_settles(person: str) -> None:
    correction = proposed(made("circulated"))
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        settle(correction, "Accepted", person)
    assert frappe.db.get_value(correction.doctype, correction.name, "state") == "Proposed"


def test_the_built_in_administrator_settles_nothing() -> None:
    correction = proposed(made("circulated"))
    with pytest.raises(
        frappe.ValidationError, match="Administrator is not Chair or Deputy Chair of this group"
    ):
        settle(correction, "Accepted", "Administrator")


def test_a_chair_elsewhere_settles_nothing_where_a_plain_member() -> None:
    """THREE chairs A and is a plain member of C, to which everything is moved."""
    correction = proposed(made("circulated"))
    for record_type, name in (("PAPG Minutes", correction.minutes), (correction.doctype, correction.name)):
        frappe.db.set_value(record_type, name, "papg_group", cast.group("C"))
    with pytest.raises(frappe.PermissionError):
        settle(correction, "Accepted", cast.THREE)


def test_nobody_settles_their_own_correction() -> None:
    correction = proposed(made("circulated"), cast.CHAIR)
    with pytest.raises(frappe.ValidationError, match=f"{cast.CHAIR} proposed this correction"):
        settle(correction, "Accepted")
    assert settle(correction, "Accepted", cast.DEPUTY_CHAIR).state == "Accepted"


def test_a_correction_is_settled_once() -> None:
    correction = settle(proposed(made("circulated")), "Rejected")
    with pytest.raises(frappe.ValidationError, match="The correction is settled already: Rejected"):
        settle(correction, "Accepted")


@pytest.mark.parametrize("field", ["proposed_text", "reason", "item_number"])
def test_what_was_proposed_stays_as_it_was(field: str) -> None:
    correction = proposed(made("circulated"))
    with (
        acting_as(cast.CHAIR),
        pytest.raises(frappe.ValidationError, match="is not changed once it is proposed"),
    ):
        correction.set(field, 2 if field == "item_number" else "Something else")
        correction.save()


def test_who_proposed_and_settled_cannot_be_sent_in() -> None:
    correction = proposed(
        made("circulated"),
        state="Accepted",
        proposed_by=cast.CHAIR,
        settled_by=cast.CHAIR,
        settled_on="2026-01-01 10:00:00",
        is_after_agreement=1,
    )
    assert (correction.state, correction.proposed_by) == ("Proposed", cast.MEMBER)
    assert (correction.settled_by, correction.settled_on, correction.is_after_agreement) == (None, None, 0)


def test_minutes_that_did_not_go_round_take_no_correction() -> None:
    minutes = made("with chair")
    with pytest.raises(frappe.LinkValidationError):
        proposed(minutes)
    with pytest.raises(frappe.ValidationError, match="These minutes are not circulated"):
        proposed(minutes, "Administrator")


def test_a_correction_names_an_entry_there_is() -> None:
    with pytest.raises(frappe.ValidationError, match="The minutes have no entry 99"):
        proposed(made("circulated"), item_number=99)


def test_a_member_proposes_a_correction_from_the_minutes() -> None:
    minutes = made("circulated")
    with acting_as(cast.MEMBER):
        name = corrections.propose_correction(minutes.name, 1, AS_IT_SHOULD_BE, "It was agreed.")
    stored = frappe.get_doc("PAPG Minutes Correction", name)
    assert (stored.state, stored.proposed_by, stored.papg_group) == (
        "Proposed",
        cast.MEMBER,
        minutes.papg_group,
    )


@pytest.mark.parametrize("person", [cast.NEIGHBOUR, cast.BOARD, cast.AUDITOR])
def test_nobody_outside_the_group_proposes_one_from_the_minutes(person: str) -> None:
    minutes = made("circulated")
    with acting_as(person), pytest.raises(frappe.PermissionError):
        corrections.propose_correction(minutes.name, 1, AS_IT_SHOULD_BE, "It was agreed.")


def test_after_agreement_a_correction_is_a_dated_addition() -> None:
    minutes = made("agreed")
    before = entry(minutes)
    correction = settle(proposed(minutes), "Accepted")
    assert correction.is_after_agreement == 1
    assert correction.settled_on
    assert entry(minutes) == before
    assert frappe.db.get_value("PAPG Minutes", minutes.name, "approved_hash") == minutes.approved_hash


def test_a_stranger_proposes_nothing() -> None:
    minutes = made("circulated")
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        proposed(minutes, cast.NEIGHBOUR)


def test_a_correction_is_not_deleted() -> None:
    correction = proposed(made("circulated"))
    with pytest.raises(frappe.ValidationError, match="A correction stays on record"):
        frappe.delete_doc(correction.doctype, correction.name)


def test_a_settled_correction_is_no_way_to_bring_in_other_text() -> None:
    """A caller who marks the record as carrying a settled correction."""
    minutes = made("circulated")
    with acting_as(cast.CHAIR):
        doc = frappe.get_doc({**minutes.as_dict(), "flags": {"settled_correction": "made up"}})
        doc.entries[0].discussion = "Something else"
        with pytest.raises(frappe.ValidationError, match="Propose a correction and let the chair settle it"):
            doc.save()


def test_the_states_of_the_form_are_those_of_the_rules() -> None:
    options = frappe.get_meta("PAPG Minutes Correction").get_field("state").options
    assert tuple(options.split("\n")) == CORRECTION_STATES
