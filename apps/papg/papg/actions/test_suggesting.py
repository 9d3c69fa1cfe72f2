"""Escalating is suggested by the council's own list, to who may do it; a body finds what waits for it."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.actions.report.papg_escalation_queue import papg_escalation_queue as queue
from papg.actions.report.papg_escalations_to_consider.papg_escalations_to_consider import execute
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.actions import an_action
from papg.testing.factories import make
from papg.testing.mail import give_mail_account
from papg.testing.upwards import CHIEF, add_line, another_body, answered, change, escalated


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Action")
    frappe.db.delete("PAPG Escalation")


def late(days: int = 28, **fields: object) -> Document:
    raised = add_days(today(), -days - 1)
    return an_action(**{"due_on": add_days(today(), -days), "raised_on": raised} | fields)


def suggested(user: str, **filters: str) -> dict[str, str]:
    with acting_as(user):
        return {row["title"]: row["why"] for row in execute(filters)[1]}


def on_form(action: Document, user: str) -> list[str]:
    with acting_as(user):
        fresh = frappe.get_doc("PAPG Action", action.name)
        fresh.run_method("onload")
        return fresh.get("__onload").upwards["reasons"]


def waiting(user: str, **filters: str) -> list[tuple[str, str]]:
    with acting_as(user):
        return [(row["title"], row["state"]) for row in queue.execute(filters)[1]]


def test_the_form_suggests_it_to_who_may_escalate_and_to_nobody_else() -> None:
    action = late()
    for user in (cast.SECRETARY, cast.CHAIR, cast.DEPUTY_CHAIR):
        assert on_form(action, user) == ["Overdue by 28 days."]
    for user in (cast.MEMBER, cast.AUDITOR):
        assert on_form(action, user) == []
    assert on_form(late(27), cast.SECRETARY) == []


def test_the_report_names_every_reason_and_leaves_out_what_is_fine() -> None:
    late(30, title="Late", rag="Red", rag_reason="Why", obstacle_kind="A decision above the group")
    an_action(title="Fine", due_on=today())
    an_action(title="Old", raised_on=add_days(today(), -182))
    assert suggested(cast.SECRETARY) == {
        "Late": "Overdue by 30 days. Rated Red. In the way: A decision above the group.",
        "Old": "Raised 182 days ago and not done.",
    }


def test_the_council_sets_the_threshold() -> None:
    late(3, title="Three days")
    assert suggested(cast.SECRETARY) == {}
    with acting_as(cast.ADMINISTRATOR):
        frappe.get_doc("PAPG Follow Up", "Four weeks late").update({"days": 3}).save()
    assert suggested(cast.SECRETARY) == {"Three days": "Overdue by 3 days."}


def test_nothing_is_escalated_by_itself_and_what_was_taken_up_is_suggested_no_more() -> None:
    action = late(title="Late")
    assert suggested(cast.CHAIR) == {"Late": "Overdue by 28 days."}
    assert not frappe.db.exists("PAPG Escalation", {"action": action.name})
    escalation = answered(escalated(action))
    assert (suggested(cast.CHAIR), on_form(action, cast.CHAIR)) == ({}, [])
    change(escalation, cast.CHAIR, status="Closed", outcome="Agreed.")
    assert suggested(cast.CHAIR) == {"Late": "Overdue by 28 days."}


def test_each_reader_sees_suggestions_of_their_own_groups_and_none_from_restricted_items() -> None:
    late(title="Ours")
    meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=meeting.name)
    hidden = late(title="Restricted", restricted_item=item.name)
    assert list(suggested(cast.SECRETARY)) == ["Ours"]
    assert on_form(hidden, cast.SECRETARY) == []
    assert suggested(cast.SECRETARY, papg_group=cast.group("B")) == {}
    assert suggested(cast.NEIGHBOUR) == {}


def test_a_body_finds_what_waits_for_it_the_soonest_first() -> None:
    escalated(an_action(title="Later"), respond_by=add_days(today(), 9))
    overdue = escalated(an_action(title="Soon"), respond_by=add_days(today(), 2))
    frappe.db.set_value("PAPG Escalation", overdue.name, "respond_by", add_days(today(), -1))
    answered(escalated(an_action(title="Answered")))
    other = another_body()
    escalated(an_action(title="Elsewhere"), escalated_to=other)
    assert waiting(cast.BOARD) == [("Soon", "Answer overdue"), ("Later", "Open")]
    assert waiting(cast.BOARD, show="Answered") == [("Answered", "Answered")]
    assert waiting(cast.BOARD, body=other) == []


def test_a_group_sees_what_it_took_up_to_posts_as_well_and_nobody_else_does() -> None:
    add_line(post=CHIEF, chain="Emergencies")
    escalated(an_action(title="To a post"), escalated_to_post=CHIEF)
    escalated(an_action(title="To the board"))
    assert {title for title, _state in waiting(cast.SECRETARY)} == {"To a post", "To the board"}
    assert waiting(cast.SECRETARY, body=cast.group("Board")) == [("To the board", "Open")]
    assert waiting(cast.NEIGHBOUR) == []


def test_both_lists_cost_the_same_with_3_and_with_30_rows() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Action") < 2 * wanted:
            late()
            escalated(late())
        with acting_as(cast.SECRETARY):
            execute()
            with counted_queries() as queries:
                rows = len(execute()[1]), len(queue.execute()[1])
        assert rows == (wanted, wanted)
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0


def test_the_body_is_written_to_when_something_comes_and_the_group_when_it_is_answered() -> None:
    give_mail_account()
    escalation = escalated(late())
    assert written_to() == {cast.BOARD}
    answered(escalation)
    assert written_to() == {cast.CHAIR, cast.DEPUTY_CHAIR, cast.SECRETARY, cast.THREE, cast.INTEGRATION}


def written_to() -> set[str]:
    found = set(frappe.get_all("Email Queue Recipient", pluck="recipient"))
    frappe.db.delete("Email Queue")
    frappe.db.delete("Email Queue Recipient")
    return found
