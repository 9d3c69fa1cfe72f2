"""The chain from a gap to an action, to the next agenda, and to the evidence of the next round."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.maturity import evidence
from papg.maturity.gaps import raise_from_gap
from papg.meetings.planning import issue_agenda, plan_meeting
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.maturity import a_framework, begun, fresh, scored, signed_off, with_moderator

pytestmark = pytest.mark.usefixtures("room")
CLOSED = "Visit each venue"


def raised(assessment: Document, code: str = "C2", **fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        name = raise_from_gap(assessment.name, code, CLOSED, due_on="2026-09-01", **fields)
    return frappe.get_doc("PAPG Action", name)


def closed(action: Document, completed_on: str | None = None) -> Document:
    values = {"stage": "Closed", "completed_on": completed_on or today(), "evidence": "Note of 9 June 2026."}
    frappe.db.set_value("PAPG Action", action.name, values)
    return action


def planned() -> Document:
    """The next meeting of the group, with the standing items of terms that know maturity."""
    terms = make("PAPG Terms of Reference", papg_group=cast.group("A"), in_force_from="2025-01-06")
    values = {"docstatus": 1, "stage": "In force"}
    frappe.db.set_value("PAPG Terms of Reference", terms.name, values)
    with acting_as(cast.SECRETARY):
        return frappe.get_doc("PAPG Meeting", plan_meeting(cast.group("A")))


def notes_of(meeting: Document) -> str:
    (item,) = [row for row in meeting.agenda if row.title == "Maturity"]
    return item.notes or ""


def saved(meeting: Document) -> Document:
    with acting_as(cast.SECRETARY):
        return frappe.get_doc("PAPG Meeting", meeting.name).save()


# On the agenda


def test_open_actions_stand_on_the_next_agenda_until_it_is_issued() -> None:
    assessment = signed_off()
    action = raised(assessment)
    meeting = planned()
    told = "Open from the matrix: C2, Statement 2 holds. Actions: 1, due from 1 September 2026."
    assert notes_of(meeting) == told
    assert CLOSED not in meeting.as_json()
    raised(assessment, "C1")
    assert notes_of(saved(meeting)).splitlines()[0].startswith("Open from the matrix: C1")
    closed(action)
    with acting_as(cast.SECRETARY):
        issue_agenda(meeting.name)
    issued = frappe.get_doc("PAPG Meeting", meeting.name)
    assert "C2" not in notes_of(issued)
    raised(assessment, "C3")
    assert notes_of(saved(issued)) == notes_of(issued)


def test_what_comes_from_a_restricted_item_stands_on_no_agenda() -> None:
    action = raised(signed_off())
    meeting = planned()
    item = make("PAPG Restricted Item", meeting=meeting.name, prepared_by=cast.SECRETARY)
    frappe.db.set_value("PAPG Action", action.name, "restricted_item", item.name)
    assert notes_of(saved(meeting)) == ""


# As evidence


def next_round(earlier: Document, **fields: Any) -> Document:
    return begun(framework=earlier.framework, **fields)


def offered_to(user: str, assessment: Document) -> list[dict[str, str]]:
    with acting_as(user):
        return evidence.offered(fresh(assessment))


def take(user: str, assessment: Document, action: Document) -> None:
    with acting_as(user):
        evidence.take(assessment.name, action.name)


def test_a_closed_action_is_offered_in_the_next_round_and_written_down_once() -> None:
    earlier = signed_off()
    action = closed(raised(earlier))
    now = next_round(earlier)
    (offer,) = offered_to(cast.SECRETARY, now)
    assert (offer["action"], offer["code"]) == (action.name, "C2")
    take(cast.SECRETARY, now, action)
    assert fresh(now).scores[1].evidence == offer["words"]
    assert "Visit each venue. Note of 9 June 2026." in offer["words"]
    assert offered_to(cast.SECRETARY, now) == []
    with pytest.raises(frappe.ValidationError, match="is not offered as evidence here"):
        take(cast.SECRETARY, now, action)


def test_a_member_writes_it_down_on_a_line_of_their_own_and_nobody_else_does() -> None:
    earlier = signed_off()
    action = closed(raised(earlier))
    now = next_round(earlier)
    for user in (cast.MEMBER, cast.NEIGHBOUR, cast.PARTNER, cast.AUDITOR):
        with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
            take(user, now, action)
    assert not fresh(now).scores[1].evidence
    frappe.db.set_value("PAPG Maturity Score", now.scores[1].name, "assigned_to", cast.member(cast.MEMBER))
    take(cast.MEMBER, now, action)
    assert "Action closed on" in fresh(now).scores[1].evidence


def test_what_is_open_restricted_or_was_closed_before_the_last_round_is_not_offered() -> None:
    earlier = signed_off()
    open_one, restricted, long_ago = raised(earlier), closed(raised(earlier)), raised(earlier)
    frappe.db.set_value("PAPG Action", restricted.name, "restricted_item", "one-of-them")
    closed(long_ago, add_days(today(), -1))
    assert offered_to(cast.SECRETARY, next_round(earlier)) == []
    closed(open_one)
    assert len(offered_to(cast.SECRETARY, next_round(earlier))) == 1
    school = make("PAPG Organisation").name
    assert offered_to(cast.SECRETARY, next_round(earlier, about_organisation=school)) == []


def test_nothing_is_offered_once_it_is_with_the_moderator() -> None:
    earlier = signed_off()
    closed(raised(earlier))
    assert offered_to(cast.CHAIR, with_moderator(scored(next_round(earlier)))) == []


# From each end


def test_an_action_names_its_criterion_and_assessment_and_the_criterion_its_actions() -> None:
    assessment = signed_off()
    action = raised(assessment)
    criterion = frappe.get_doc("PAPG Maturity Criterion", f"{assessment.framework}, C2")
    for user, sees in (
        (cast.MEMBER, True),
        (cast.NEIGHBOUR, False),
        (cast.BOARD, False),
        (cast.PARTNER, False),
    ):
        with acting_as(user):
            action.run_method("onload")
            criterion.run_method("onload")
            names = [row["name"] for row in criterion.get_onload("actions")]
        assert names == ([action.name] if sees else []), user
        told = action.get_onload("criterion")
        may_read = sees or user == cast.BOARD
        assert (told and told["words"]) == ("C2: Statement 2 holds." if may_read else None), user


def test_offers_cost_as_many_queries_for_thirty_lines_as_for_three() -> None:
    counts = []
    for criteria in (3, 3, 30):
        earlier = signed_off(with_moderator(scored(begun(framework=a_framework(criteria)))))
        for number in range(1, criteria + 1):
            closed(raised(earlier, f"C{number}"))
        now = fresh(next_round(earlier))
        with acting_as(cast.SECRETARY), counted_queries() as queries:
            assert len(evidence.offered(now)) == criteria
        counts.append(len(queries))
    assert counts[1] == counts[2] > 0
