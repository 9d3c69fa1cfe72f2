"""Every door by which terms of reference come into force, and every way past their text: one rule answers."""

import json

import frappe
import frappe.client
import pytest
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, bulk_workflow_approval
from frappe.utils import today

from papg.membership import adoption
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.doors import DIRECT_DOORS, Door
from papg.testing.factories import make, make_terms
from papg.testing.meetings import act
from papg.testing.terms import in_force, with_members

TERMS = "PAPG Terms of Reference"


def draft(**fields: object) -> Document:
    with acting_as(cast.SECRETARY):
        return make_terms(cast.group("A"), **{"in_force_from": today(), **fields})


def by_workflow(terms: Document) -> object:
    """The workflow's action."""
    return apply_workflow(terms.as_json(), "Bring into force")


DOORS = (*DIRECT_DOORS, by_workflow)


def standing(terms: Document) -> tuple[int, str, str]:
    return frappe.db.get_value(TERMS, terms.name, ["docstatus", "stage", "workflow_state"])


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_the_chair_brings_terms_into_force_through_any_door(door: Door) -> None:
    terms = with_members(draft())
    with acting_as(cast.CHAIR):
        door(terms)
    assert standing(terms) == (1, "In force", "In force")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_no_door_brings_a_draft_into_force(door: Door) -> None:
    terms = draft()
    with acting_as(cast.CHAIR), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        door(terms)
    assert standing(terms) == (0, "Draft", "Draft")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_door_is_shut_to_a_secretary_a_member_and_a_stranger(door: Door) -> None:
    terms = with_members(draft())
    for person in (cast.SECRETARY, cast.MEMBER, cast.NEIGHBOUR, cast.ADMINISTRATOR):
        with acting_as(person), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
            door(terms)
    assert standing(terms) == (0, "With members", "With members")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_chair_elsewhere_who_is_a_plain_member_here_brings_nothing_into_force(door: Door) -> None:
    """THREE holds the role through the first group; the terms are moved to the third, where THREE is a member."""
    terms = with_members(draft())
    frappe.db.set_value(TERMS, terms.name, "papg_group", cast.group("C"))
    terms.reload()
    with acting_as(cast.THREE), pytest.raises(frappe.PermissionError):
        door(terms)
    assert standing(terms) == (0, "With members", "With members")


@pytest.mark.parametrize("door", DIRECT_DOORS, ids=lambda door: door.__name__)
def test_the_built_in_administrator_cannot_bring_terms_into_force_either(door: Door) -> None:
    terms = with_members(draft())
    with pytest.raises(frappe.ValidationError, match="Administrator is not Chair or Deputy Chair"):
        door(terms)
    assert standing(terms) == (0, "With members", "With members")


def test_bulk_submit_refuses_what_one_submit_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list's bulk submit commits and rolls back by itself, which is held off here."""
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    monkeypatch.setattr(frappe.db, "rollback", lambda **kwargs: None)
    waiting, written = with_members(draft()), draft(in_force_from="2026-01-01")
    with acting_as(cast.SECRETARY):
        assert submit_cancel_or_update_docs(TERMS, json.dumps([waiting.name]), "submit") == [waiting.name]
    with acting_as(cast.CHAIR):
        assert submit_cancel_or_update_docs(TERMS, json.dumps([written.name]), "submit") == [written.name]
        assert submit_cancel_or_update_docs(TERMS, json.dumps([waiting.name]), "submit") == []
    assert (standing(written)[0], standing(waiting)[0]) == (0, 1)


def test_bulk_approval_of_a_workflow_action_takes_the_same_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    monkeypatch.setattr(frappe.db, "rollback", lambda **kwargs: None)
    terms = with_members(draft(in_force_from=None))
    with acting_as(cast.CHAIR):
        bulk_workflow_approval(json.dumps([terms.name]), TERMS, "Bring into force")
    assert standing(terms)[0] == 0
    frappe.db.set_value(TERMS, terms.name, "in_force_from", today())
    with acting_as(cast.CHAIR):
        bulk_workflow_approval(json.dumps([terms.name]), TERMS, "Bring into force")
    assert standing(terms)[0] == 1


def test_terms_are_not_made_in_force_or_in_a_later_state() -> None:
    """A POST with docstatus 1, and one that names a state."""
    new = {"doctype": TERMS, "papg_group": cast.group("A"), "in_force_from": today()}
    with acting_as(cast.CHAIR), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        frappe.get_doc({**new, "docstatus": 1}).insert()
    with pytest.raises(frappe.ValidationError, match="The terms are at stage Draft"):
        frappe.get_doc({**new, "docstatus": 1}).insert()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="transition not allowed"):
        frappe.get_doc({**new, "workflow_state": "With members"}).insert()


@pytest.mark.parametrize("state", ["In force", "Superseded"])
def test_the_state_alone_does_not_bring_terms_into_force(state: str) -> None:
    terms = with_members(draft())
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="locks the record"):
        frappe.client.set_value(TERMS, terms.name, "workflow_state", state)
    assert standing(terms) == (0, "With members", "With members")


@pytest.mark.parametrize("state", ["Draft", "With members", "Superseded"])
def test_terms_in_force_do_not_leave_that_stage_by_a_state_that_is_sent(state: str) -> None:
    terms = in_force(draft())
    with acting_as(cast.CHAIR), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        frappe.client.set_value(TERMS, terms.name, "workflow_state", state)
    assert standing(terms) == (1, "In force", "In force")


def test_terms_go_back_with_a_reason_that_is_gone_when_they_are_sent_again() -> None:
    terms = with_members(draft())
    with pytest.raises(frappe.ValidationError, match="Give the reason why the terms are sent back"):
        act(cast.CHAIR, terms, "Send back")
    with acting_as(cast.CHAIR):
        adoption.give_reason(terms.name, "Nothing is said about subgroups.")
    returned = act(cast.CHAIR, terms, "Send back")
    assert (returned.stage, returned.sent_back_reason) == ("Draft", "Nothing is said about subgroups.")
    assert with_members(returned).sent_back_reason is None


@pytest.mark.parametrize("user", [cast.MEMBER, cast.PARTNER, cast.NEIGHBOUR, cast.AUDITOR])
def test_a_reason_is_given_by_who_may_write_the_terms_only(user: str) -> None:
    terms = with_members(draft())
    with acting_as(user), pytest.raises(frappe.PermissionError):
        adoption.give_reason(terms.name, "No.")
    assert not frappe.db.get_value(TERMS, terms.name, "sent_back_reason")


def test_a_draft_is_not_sent_back_and_carries_no_reason() -> None:
    terms = draft(sent_back_reason="Sent in")
    assert terms.sent_back_reason is None
    with (
        acting_as(cast.SECRETARY),
        pytest.raises(frappe.ValidationError, match="Only terms that are with the"),
    ):
        adoption.give_reason(terms.name, "No.")


@pytest.mark.parametrize(
    "change",
    [
        {"sections": [{"heading": "Membership", "body": "<p>Somebody else.</p>"}]},
        {"standing_items": [{"title": "Roads"}]},
        {"quorum_kind": "More than half"},
        {"is_board_audience": 1},
    ],
)
@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR])
def test_the_text_members_read_does_not_change_under_them(user: str, change: dict[str, object]) -> None:
    terms = with_members(draft())
    with acting_as(user), pytest.raises(frappe.ValidationError, match="The terms are with the members"):
        frappe.get_doc(TERMS, terms.name).update(change).save()


def test_text_is_not_changed_on_the_way_back_in_one_save() -> None:
    terms = with_members(draft())
    values = {"workflow_state": "Draft", "sent_back_reason": "Wrong.", "cadence": "Monthly"}
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="The terms are with the members"):
        frappe.get_doc(TERMS, terms.name).update(values).save()


def test_days_and_where_it_was_agreed_are_noted_while_members_have_the_terms() -> None:
    terms = with_members(draft())
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc(TERMS, terms.name)
        doc.update({"in_force_from": "2026-12-01", "agreed_on": "2026-11-30", "review_due_on": "2027-12-01"})
        assert doc.save().in_force_from == "2026-12-01"
        doc.is_agreed_by_correspondence = 1
        assert doc.save().is_agreed_by_correspondence
        doc.agreed_at = make("PAPG Meeting", papg_group=terms.papg_group).name
        with pytest.raises(frappe.ValidationError, match="at a meeting or by correspondence, not both"):
            doc.save()


def test_an_empty_heading_warns_and_one_the_council_needs_refuses() -> None:
    terms = with_members(draft())
    frappe.db.set_value("PAPG Terms Heading", "Minutes", "is_needed", 1)
    with pytest.raises(frappe.ValidationError, match=r"Nothing is written under Minutes\."):
        act(cast.CHAIR, terms, "Bring into force")
    frappe.db.set_value("PAPG Terms Heading", "Minutes", "is_needed", 0)
    frappe.clear_messages()
    act(cast.CHAIR, terms, "Bring into force")
    (said,) = [json.loads(message)["message"] for message in frappe.message_log]
    assert "10 of its headings say nothing yet: Membership, Governance" in said


def test_terms_without_empty_headings_come_into_force_in_silence() -> None:
    sections = [
        {"heading": row, "body": "<p>Agreed.</p>"}
        for row in frappe.get_all("PAPG Terms Heading", pluck="name")
    ]
    terms = with_members(draft(sections=sections))
    frappe.clear_messages()
    act(cast.CHAIR, terms, "Bring into force")
    assert frappe.message_log == []


def test_a_council_that_keeps_no_headings_is_asked_for_none() -> None:
    frappe.db.delete("PAPG Terms Heading")
    terms = draft()
    assert terms.sections == []
    assert in_force(terms).docstatus == 1


def test_a_row_is_not_changed_past_its_record() -> None:
    terms = with_members(draft())
    with acting_as(cast.SECRETARY):
        section = frappe.get_doc("PAPG Terms Section", terms.sections[0].name)
        section.body = "Something else"
        with pytest.raises(frappe.PermissionError):
            section.save()
        added = {"parent": terms.name, "parenttype": TERMS, "parentfield": "sections"}
        with pytest.raises(frappe.PermissionError):
            make("PAPG Terms Section", heading="Added", **added)
