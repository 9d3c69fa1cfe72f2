"""An escalation's life: raised by the group, answered by whom it went to, ended by the group."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.actions import an_action
from papg.testing.factories import make
from papg.testing.upwards import (
    ANSWER,
    CHIEF,
    REASON,
    add_line,
    another_body,
    answered,
    change,
    escalated,
)


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


# Its life


def test_the_secretary_escalates_the_board_answers_and_the_chair_closes() -> None:
    escalation = escalated()
    assert (escalation.status, escalation.sent_to, escalation.chain) == ("Open", cast.BOARD_GROUP, "Delivery")
    assert (escalation.papg_group, escalation.raised_by) == (cast.group("A"), cast.SECRETARY)
    escalation = answered(escalation)
    assert (escalation.status, escalation.response) == ("Answered", ANSWER)
    assert (escalation.responded_by, str(escalation.responded_on)) == (cast.BOARD, today())
    closed = change(escalation, cast.CHAIR, status="Closed", outcome="The owner agreed.")
    assert (closed.status, closed.outcome) == ("Closed", "The owner agreed.")


def test_the_title_of_the_action_is_text_of_the_escalation_and_stays_as_it_was() -> None:
    action = an_action(title="Survey the square")
    escalation = escalated(action)
    change(action, cast.SECRETARY, title="Survey the square and the bridge")
    assert change(escalation, cast.SECRETARY, title="Else").title == "Survey the square"


def test_a_post_is_escalated_to_and_the_secretary_writes_its_answer_down() -> None:
    add_line(post=CHIEF, chain="Emergencies")
    escalation = escalated(escalated_to_post=CHIEF)
    assert (escalation.sent_to, escalation.chain, escalation.escalated_to) == (CHIEF, "Emergencies", None)
    said = change(escalation, cast.SECRETARY, response="Agreed by telephone.")
    assert (said.status, said.responded_by) == ("Answered", cast.SECRETARY)


def test_the_chain_says_along_which_of_two_lines_to_one_body_it_goes() -> None:
    add_line(body=cast.group("Board"), chain="Risk")
    assert escalated(chain="Risk").chain == "Risk"
    assert escalated(an_action()).chain == "Delivery"


def test_a_withdrawn_escalation_says_why_and_stays_withdrawn() -> None:
    escalation = escalated()
    with pytest.raises(
        frappe.ValidationError, match="Say what came of the escalation before it is Withdrawn"
    ):
        change(escalation, cast.SECRETARY, status="Withdrawn")
    gone = change(escalation, cast.SECRETARY, status="Withdrawn", outcome="The owner has answered.")
    with pytest.raises(frappe.ValidationError, match="is Withdrawn and can no longer be changed"):
        change(gone, cast.CHAIR, outcome="Else")


def test_an_escalation_is_not_closed_before_it_is_answered_nor_answered_without_an_answer() -> None:
    escalation = escalated()
    with pytest.raises(frappe.ValidationError, match="Only one that is Answered can be Closed"):
        change(escalation, cast.CHAIR, status="Closed", outcome="Settled.")
    with pytest.raises(frappe.ValidationError, match="becomes Answered by its answer"):
        change(escalation, cast.CHAIR, status="Answered")


def test_an_answer_is_given_once() -> None:
    escalation = answered()
    with pytest.raises(frappe.ValidationError, match="is Answered and takes no answer any more"):
        change(escalation, cast.BOARD, response="Something else")


def test_an_escalation_is_never_deleted() -> None:
    escalation = escalated()
    with pytest.raises(frappe.PermissionError, match="cannot be deleted"):
        frappe.delete_doc("PAPG Escalation", escalation.name)
    assert frappe.db.exists("PAPG Escalation", escalation.name)


# What the rule refuses


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": "  "}, "Give the reason why the action is escalated"),
        ({"respond_by": None}, "Enter the day by which an answer is needed"),
        ({"respond_by": -1}, "is asked for before the escalation is raised"),
        ({"raised_on": 1}, "that day is still to come"),
        ({"escalated_to_post": "Leader of the Council"}, "It reports to Strategic Safety Board: choose one"),
    ],
)
def test_what_lacks_something_is_not_raised(fields: dict[str, Any], refusal: str) -> None:
    """A number stands for so many days from today."""
    given = {
        name: add_days(today(), value) if isinstance(value, int) else value for name, value in fields.items()
    }
    with pytest.raises(frappe.ValidationError, match=refusal):
        escalated(**given)


def test_an_answer_may_be_asked_for_today() -> None:
    assert getdate(escalated(respond_by=today()).respond_by) == getdate(today())


@pytest.mark.parametrize("which", ["C", "missing"])
def test_a_body_the_group_does_not_report_to_and_one_that_is_not_there_get_one_answer(which: str) -> None:
    body = cast.group("C") if which == "C" else "0123456789"
    with pytest.raises(
        frappe.LinkValidationError, match=f"Body: there is no .* “{body}” that you can choose"
    ):
        escalated(escalated_to=body)


def test_a_group_the_writer_sits_on_is_not_escalated_to_either_unless_the_group_reports_to_it() -> None:
    body = cast.group("B")
    with acting_as("Administrator"):
        make(
            "PAPG Member",
            papg_group=body,
            full_name="Community Safety Officer",
            user=cast.SECRETARY,
            email=cast.SECRETARY,
            organisation=cast.DEPARTMENT,
            position="Member",
            joined_on="2025-01-06",
        )
    with pytest.raises(frappe.ValidationError, match="The group has no such reporting line"):
        escalated(escalated_to=body)


def test_a_line_holds_until_its_body_ends() -> None:
    action, board = an_action(), cast.group("Board")
    frappe.db.set_value("PAPG Group", board, "dissolved_on", today())
    assert escalated(action).escalated_to == board
    frappe.db.set_value("PAPG Group", board, "dissolved_on", add_days(today(), -1))
    with pytest.raises(frappe.ValidationError):
        escalated(action)


def test_a_finished_action_is_not_escalated() -> None:
    action = change(an_action(), cast.MEMBER, status="Done")
    with pytest.raises(frappe.ValidationError, match="The action is Done"):
        escalated(action)


def test_an_action_from_a_restricted_item_is_not_escalated_out_of_its_audience() -> None:
    with acting_as(cast.SECRETARY):
        meeting = make("PAPG Meeting", papg_group=cast.group("A"))
        item = make("PAPG Restricted Item", meeting=meeting.name)
    action = an_action(restricted_item=item.name)
    with pytest.raises(
        frappe.ValidationError, match="comes from a restricted item, and nobody above the group"
    ):
        escalated(action)


# Whose each field is


def test_a_board_member_writes_the_answer_and_nothing_else() -> None:
    escalation = escalated()
    sent = {
        "reason": "Else",
        "outcome": "Else",
        "status": "Closed",
        "respond_by": add_days(today(), 90),
        "responded_by": cast.CHAIR,
        "responded_on": "2020-01-01",
        "sent_to": "Else",
    }
    stored = change(escalation, cast.BOARD, response=ANSWER, **sent)
    assert (stored.reason, stored.outcome, stored.status) == (REASON, None, "Answered")
    assert (stored.responded_by, str(stored.responded_on)) == (cast.BOARD, today())
    assert (stored.sent_to, stored.respond_by) == (cast.BOARD_GROUP, getdate(escalation.respond_by))


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR])
def test_the_group_does_not_answer_in_the_bodys_place(user: str) -> None:
    stored = change(escalated(), user, response="We answer ourselves.")
    assert (stored.response, stored.status) == (None, "Open")


@pytest.mark.parametrize(
    "user", [cast.MEMBER, cast.AUDITOR, cast.NEIGHBOUR, cast.PARTNER, cast.ADMINISTRATOR]
)
def test_nobody_else_writes_anything(user: str) -> None:
    escalation = escalated()
    with pytest.raises(frappe.PermissionError):
        change(escalation, user, response="Not mine", outcome="Not mine")


def test_a_board_the_escalation_did_not_go_to_neither_reads_nor_answers_it() -> None:
    other = another_body()
    to_board, to_other = escalated(), escalated(an_action(), escalated_to=other)
    for user, own, foreign in (
        (cast.NEIGHBOUR, to_other, to_board),
        (cast.BOARD, to_board, to_other),
    ):
        with acting_as(user):
            assert frappe.get_list("PAPG Escalation", pluck="name") == [own.name]
            assert not foreign.has_permission("read")
        with pytest.raises(frappe.PermissionError):
            change(foreign, user, response=ANSWER)


def test_the_board_reads_the_title_the_group_and_the_reason_and_not_the_action() -> None:
    escalation = escalated()
    with acting_as(cast.BOARD):
        doc = frappe.get_doc("PAPG Escalation", escalation.name)
        doc.check_permission("read")
        doc.run_method("onload")
        assert (doc.title, doc.group_title, doc.reason) == ("Review the plan", cast.GROUP_A, REASON)
        assert doc.get_onload("is_action_readable") is False
        assert not frappe.has_permission("PAPG Action", "read", escalation.action)


def steps(user: str, escalation: frappe.model.document.Document) -> list[str]:
    with acting_as(user):
        doc = frappe.get_doc("PAPG Escalation", escalation.name)
        doc.run_method("onload")
        return doc.get_onload("steps")


def test_the_form_offers_each_side_its_steps() -> None:
    escalation = escalated()
    assert steps(cast.BOARD, escalation) == ["Answered"]
    assert steps(cast.SECRETARY, escalation) == ["Withdrawn"]
    assert steps(cast.MEMBER, escalation) == []
    answered(escalation)
    assert steps(cast.BOARD, escalation) == []
    assert steps(cast.CHAIR, escalation) == ["Closed"]


def test_the_form_says_that_an_answer_is_overdue_from_the_day_after() -> None:
    escalation = escalated(respond_by=today())
    for day, expected in ((today(), ""), (add_days(today(), -1), "No answer yet: it was needed by")):
        frappe.db.set_value("PAPG Escalation", escalation.name, "respond_by", day)
        doc = frappe.get_doc("PAPG Escalation", escalation.name)
        doc.run_method("onload")
        assert doc.get_onload("lateness").startswith(expected)
        assert bool(doc.get_onload("lateness")) == bool(expected)
