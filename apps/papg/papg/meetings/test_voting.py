"""A recorded vote fits the terms: as many as those in the room had, one each or one for each organisation."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import today

from papg.printing import paper, prints
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_terms
from papg.testing.meetings import circulated, drafted, held_meeting, with_chair
from papg.testing.terms import in_force

pytestmark = pytest.mark.usefixtures("room")
AGENDA = [{"title": "Stadium plan"}, {"title": "Market plan"}]


def decided(meeting: Document, **fields: object) -> Document:
    with acting_as(cast.SECRETARY):
        return make("PAPG Decision", meeting=meeting.name, **{"item_number": 1, **fields})


def by_organisation() -> None:
    with acting_as(cast.SECRETARY):
        terms = make_terms(cast.group("A"), in_force_from="2026-01-05", is_organisation_one_vote=1)
    in_force(terms)


def test_everybody_who_counts_has_a_vote_and_the_secretary_has_none() -> None:
    meeting = held_meeting(agenda=AGENDA)
    assert decided(meeting, votes_for=3, votes_against=1, votes_abstained=1).votes_for == 3
    with pytest.raises(
        frappe.ValidationError, match="6 votes are recorded, but those who count in the room had 5"
    ):
        decided(meeting, votes_for=6)


def test_where_the_terms_say_so_an_organisation_has_one_vote_however_many_seats() -> None:
    by_organisation()
    meeting = held_meeting(agenda=AGENDA)
    assert decided(meeting, votes_for=2, votes_against=1).votes_against == 1
    with pytest.raises(
        frappe.ValidationError, match="4 votes are recorded, but the organisations in the room had 3"
    ):
        decided(meeting, votes_for=4)


def test_who_had_left_before_the_item_had_no_vote_on_it() -> None:
    meeting = held_meeting(agenda=AGENDA)
    with acting_as(cast.SECRETARY):
        next(
            row for row in meeting.attendance if row.attendee_name == cast.POSTS[cast.MEMBER]
        ).left_at_item = 1
        meeting.save()
    assert decided(meeting, votes_for=5).votes_for == 5
    with pytest.raises(frappe.ValidationError, match="had 4"):
        decided(meeting, item_number=2, votes_for=5)


def test_no_vote_is_none_and_less_than_none_is_refused() -> None:
    meeting = held_meeting(agenda=AGENDA, presence="Absent")
    assert decided(meeting).votes_for == 0
    with pytest.raises(frappe.ValidationError, match="below 0"):
        decided(meeting, votes_against=-1)


def test_a_vote_is_printed_and_stays_once_the_minutes_went_round() -> None:
    meeting = held_meeting(agenda=AGENDA)
    decision = decided(meeting, votes_for=4, votes_against=1)
    minutes = circulated(with_chair(drafted(meeting)))
    with acting_as(cast.PARTNER):
        text = pdf.text(paper.pdf(prints.paper("minutes", "PAPG Minutes", minutes.name)))
    assert "(4 for, 1 against, 0 abstained.)" in text
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="cannot be changed"):
        frappe.get_doc("PAPG Decision", decision.name).update({"votes_for": 5}).save()
    assert frappe.db.get_value("PAPG Decision", decision.name, "decided_on") < frappe.utils.getdate(today())
