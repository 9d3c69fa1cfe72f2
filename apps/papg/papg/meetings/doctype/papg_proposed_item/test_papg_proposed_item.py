"""Items members propose: by whom, settled by whom, and how they come onto the agenda."""

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings import planning
from papg.permissions import scope
from papg.rules.proposals import STATES
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make

pytestmark = pytest.mark.usefixtures("room")

RECORD = "PAPG Proposed Item"
URGENT = "The bridge closes on Monday."


def proposed(person: str = cast.MEMBER, letter: str = "A", **fields: object) -> Document:
    with acting_as(person):
        return make(RECORD, papg_group=cast.group(letter), **{"title": "Closure of the bridge", **fields})


def planned(letter: str = "A", secretary: str = cast.SECRETARY, is_issued: bool = False) -> Document:
    with acting_as(secretary):
        agenda = [{"title": "Threat"}, {"title": "Any other business", "kind": "Any other business"}]
        meeting = make("PAPG Meeting", papg_group=cast.group(letter), agenda=agenda)
        if is_issued:
            planning.issue_agenda(meeting.name)
    return frappe.get_doc("PAPG Meeting", meeting.name)


def settle(item: Document, state: str = "Accepted", person: str = cast.CHAIR, **values: object) -> Document:
    item = frappe.get_doc(RECORD, item.name)
    with acting_as(person):
        item.update({"state": state, **values})
        return item.save()


def agenda_of(meeting: Document) -> list[tuple[int, str, str]]:
    rows = frappe.get_doc("PAPG Meeting", meeting.name).agenda
    return [(row.item_number, row.title, row.lateness or "") for row in rows]


def test_an_accepted_item_stands_on_the_agenda_in_its_place_with_who_proposed_it() -> None:
    meeting, item = planned(), proposed(proposed_by=cast.CHAIR, state="Accepted", settled_reason="Mine")
    assert (item.state, item.proposed_by, item.settled_reason) == ("Proposed", cast.MEMBER, None)
    item = settle(item, accepted_for=meeting.name)
    assert (item.settled_by, item.accepted_for) == (cast.CHAIR, meeting.name)
    assert agenda_of(meeting) == [
        (1, "Threat", ""),
        (2, "Closure of the bridge", ""),
        (3, "Any other business", ""),
    ]
    row = frappe.get_doc("PAPG Meeting", meeting.name).agenda[1]
    assert (row.presenter, row.notes) == (cast.POSTS[cast.MEMBER], item.why)


def test_on_an_agenda_that_was_issued_it_is_a_late_item_with_the_reason_for_its_urgency() -> None:
    meeting, item = planned(is_issued=True), proposed()
    with pytest.raises(frappe.ValidationError, match="Give the reason why the item is urgent"):
        settle(item, accepted_for=meeting.name)
    settle(item, accepted_for=meeting.name, settled_reason=URGENT)
    assert agenda_of(meeting)[2] == (3, "Closure of the bridge", "Late item")


def test_a_declined_item_stays_with_its_proposer_and_on_no_agenda() -> None:
    meeting, item = planned(), proposed()
    with pytest.raises(frappe.ValidationError, match="Give the reason why the item is declined"):
        settle(item, "Declined")
    settle(item, "Declined", accepted_for=meeting.name, settled_reason="Licensing decides this.")
    assert len(agenda_of(meeting)) == 2
    with acting_as(cast.MEMBER):
        found = frappe.get_list(RECORD, fields=["state", "settled_reason", "accepted_for"])
    assert found == [{"state": "Declined", "settled_reason": "Licensing decides this.", "accepted_for": None}]
    with pytest.raises(frappe.ValidationError, match="settled already: Declined"):
        settle(item, accepted_for=meeting.name)


def test_other_members_do_not_see_what_somebody_proposed() -> None:
    item = proposed()
    for person, sees in ((cast.MEMBER, 1), (cast.CHAIR, 1), (cast.SECRETARY, 1), (cast.NEIGHBOUR, 0)):
        with acting_as(person):
            assert len(frappe.get_list(RECORD, {"name": item.name})) == sees, person
    other = proposed(cast.SECRETARY)
    with acting_as(cast.MEMBER):
        assert not frappe.get_list(RECORD, {"name": other.name})


@pytest.mark.parametrize("person", [cast.MEMBER, cast.SECRETARY, cast.NEIGHBOUR, cast.AUDITOR])
def test_nobody_but_a_chair_settles(person: str) -> None:
    meeting, item = planned(), proposed()
    with pytest.raises(frappe.PermissionError):
        settle(item, person=person, accepted_for=meeting.name)


@pytest.mark.parametrize(
    "person", [cast.NEIGHBOUR, cast.DEPUTY, cast.AUDITOR, cast.BOARD, cast.ADMINISTRATOR]
)
def test_nobody_proposes_to_a_group_they_do_not_sit_on(person: str) -> None:
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        proposed(person)


def test_a_deputy_proposes_to_the_group_they_stand_in_at_and_reads_nothing_of_others() -> None:
    meeting, other = planned(is_issued=True), proposed()
    row = {"parent": meeting.name, "member": cast.member(cast.MEMBER)}
    frappe.db.set_value("PAPG Attendance", row, "deputy_user", cast.NEIGHBOUR)
    scope.forget()
    item = proposed(cast.NEIGHBOUR)
    with acting_as(cast.NEIGHBOUR):
        assert frappe.get_list(RECORD, pluck="name") == [item.name]
        assert not frappe.has_permission(RECORD, "read", other.name)
    settle(item, accepted_for=meeting.name, settled_reason=URGENT)
    frappe.db.set_value("PAPG Attendance", row, "deputy_user", None)
    scope.forget()
    with acting_as(cast.NEIGHBOUR):
        assert frappe.get_list(RECORD) == []
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        proposed(cast.NEIGHBOUR)


def test_an_item_is_accepted_for_a_meeting_of_its_own_group_only() -> None:
    """THREE chairs in A and prepares the meetings of B."""
    with pytest.raises(frappe.ValidationError, match="The meeting chosen is of another group"):
        settle(proposed(), person=cast.THREE, accepted_for=planned("B", cast.THREE).name)


def test_what_was_proposed_is_not_reworded() -> None:
    with pytest.raises(frappe.ValidationError, match="What was proposed is not changed"):
        settle(proposed(), "Proposed", title="Something else")


def test_a_proposal_stays_on_record() -> None:
    item = proposed()
    for person in (cast.MEMBER, cast.CHAIR, "Administrator"):
        with acting_as(person), pytest.raises((frappe.PermissionError, frappe.ValidationError)):
            frappe.delete_doc(RECORD, item.name)


def test_the_form_of_a_meeting_counts_what_waits_at_the_same_cost_for_3_and_for_30() -> None:
    meeting, costs = planned(), []
    for more in (3, 27):
        for _number in range(more):
            proposed()
        with acting_as(cast.CHAIR):
            meeting.run_method("onload")
            with counted_queries() as queries:
                meeting.run_method("onload")
        costs.append(len(queries))
    assert meeting.get_onload("proposed") == 30
    assert costs[0] == costs[1] > 0


def test_the_states_of_the_form_are_those_of_the_rules() -> None:
    assert tuple(frappe.get_meta(RECORD).get_field("state").options.split("\n")) == STATES
