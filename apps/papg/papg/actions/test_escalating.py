"""Escalating through its one door, and what the action's form says of it."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.actions.escalating import escalate
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.actions import an_action
from papg.testing.upwards import CHIEF, REASON, add_line, escalated


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def soon() -> str:
    return add_days(today(), 7)


def line_of(letter: str = "A", **wanted: str) -> str:
    return frappe.db.get_value("PAPG Reporting Line", {"parent": cast.group(letter), **wanted}, "name")


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.DEPUTY_CHAIR, cast.INTEGRATION])
def test_who_runs_the_group_escalates_along_one_of_its_lines(user: str) -> None:
    action, line = an_action(), line_of()
    with acting_as(user):
        name = escalate(action.name, line, REASON, soon())
    escalation = frappe.get_doc("PAPG Escalation", name)
    assert (escalation.action, escalation.escalated_to) == (action.name, cast.group("Board"))
    assert (escalation.reason, str(escalation.respond_by)) == (REASON, soon())


def test_a_line_to_a_post_is_taken_as_well() -> None:
    add_line(post=CHIEF, chain="Emergencies")
    action, line = an_action(), line_of(post=CHIEF)
    with acting_as(cast.SECRETARY):
        name = escalate(action.name, line, REASON, soon())
    assert frappe.db.get_value("PAPG Escalation", name, ["sent_to", "chain"]) == (CHIEF, "Emergencies")


def test_a_line_of_another_group_leads_nowhere() -> None:
    with acting_as("Administrator"):
        other = frappe.get_doc("PAPG Group", cast.group("C"))
        other.append("reports_to", {"body": cast.group("Board"), "chain": "Risk"})
        other.save()
    action, line = an_action(), line_of("C")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="no such reporting line"):
        escalate(action.name, line, REASON, soon())


@pytest.mark.parametrize(
    "user", [cast.MEMBER, cast.PARTNER, cast.DEPUTY, cast.AUDITOR, cast.BOARD, cast.ADMINISTRATOR, "Guest"]
)
def test_somebody_who_does_not_run_the_group_escalates_nothing(user: str) -> None:
    action, line = an_action(), line_of()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        escalate(action.name, line, REASON, soon())
    assert not frappe.db.exists("PAPG Escalation", {"action": action.name})


def test_who_runs_another_group_escalates_nothing_here() -> None:
    action, line = an_action(), line_of()
    with acting_as(cast.NEIGHBOUR), pytest.raises(frappe.PermissionError):
        escalate(action.name, line, REASON, soon())
    foreign = frappe.get_doc(
        {"doctype": "PAPG Action", "papg_group": cast.group("C"), "title": "Not mine"}
    ).insert()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        escalate(foreign.name, line, REASON, soon())


def upwards(action: frappe.model.document.Document, user: str) -> dict[str, list[frappe._dict]]:
    with acting_as(user):
        doc = frappe.get_doc("PAPG Action", action.name)
        doc.run_method("onload")
        return doc.get_onload("upwards")


def test_the_actions_form_shows_its_escalations_and_offers_the_lines_to_who_may_take_them() -> None:
    action = an_action()
    escalation = escalated(action)
    seen = upwards(action, cast.SECRETARY)
    assert [(row.name, row.status) for row in seen["escalations"]] == [(escalation.name, "Open")]
    assert [(line["shown"], line["chain"]) for line in seen["lines"]] == [(cast.BOARD_GROUP, "Delivery")]
    seen = upwards(action, cast.MEMBER)
    assert (len(seen["escalations"]), seen["lines"]) == (1, [])


def count_for(number: int) -> int:
    """Queries the form of an action with so many escalations takes."""
    action = an_action()
    for _each in range(number):
        escalated(action)
    upwards(action, cast.SECRETARY)
    with counted_queries() as queries:
        upwards(action, cast.SECRETARY)
    return len(queries)


def test_the_form_takes_as_many_queries_for_thirty_escalations_as_for_three() -> None:
    assert count_for(3) == count_for(30)


def list_queries() -> int:
    with acting_as(cast.BOARD), counted_queries() as queries:
        frappe.get_list("PAPG Escalation", fields=["title", "sent_to", "status"], limit=0)
    return len(queries)


def test_the_list_takes_as_many_queries_for_thirty_escalations_as_for_three() -> None:
    for _each in range(3):
        escalated()
    list_queries()
    few = list_queries()
    for _each in range(27):
        escalated()
    assert list_queries() == few
