"""Escalations and reports of the cast's first group, each step by the person who takes it."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, today

from papg.oversight.writing import write_report
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.actions import an_action
from papg.testing.factories import make

REASON = "The owner of the site does not answer."
ANSWER = "The board writes to the owner this week."
CHIEF = "Chief Executive"
OTHER_BODY = "Audit and Risk Board"


def escalated(action: Document | None = None, user: str = cast.SECRETARY, **fields: Any) -> Document:
    """An action of group A taken to the board above it."""
    given: dict[str, Any] = {
        "action": (action or an_action()).name,
        "reason": REASON,
        "respond_by": add_days(today(), 14),
    }
    if not fields.keys() & {"escalated_to", "escalated_to_post"}:
        given["escalated_to"] = cast.group("Board")
    with acting_as(user):
        return make("PAPG Escalation", **given | fields)


def change(record: Document, user: str, **fields: Any) -> Document:
    """Save fields of a record as somebody, from what is stored."""
    with acting_as(user):
        fresh = frappe.get_doc(record.doctype, record.name)
        fresh.update(fields)
        return fresh.save()


def answered(escalation: Document | None = None) -> Document:
    return change(escalation or escalated(), cast.BOARD, response=ANSWER)


def add_line(**line: str) -> None:
    """One more reporting line of group A."""
    with acting_as("Administrator"):
        group = frappe.get_doc("PAPG Group", cast.group("A"))
        group.append("reports_to", line)
        group.save()


def another_body() -> str:
    """A second body group A reports to; the person of the neighbouring council sits on it."""
    with acting_as("Administrator"):
        body = make("PAPG Group", group_name=OTHER_BODY, group_type="Board", authority=cast.COUNCIL).name
        add_line(body=body, chain="Risk")
        make(
            "PAPG Member",
            papg_group=body,
            full_name=cast.POSTS[cast.NEIGHBOUR],
            user=cast.NEIGHBOUR,
            email=cast.NEIGHBOUR,
            organisation=cast.NEIGHBOUR_COUNCIL,
            position="Member",
            joined_on="2025-01-06",
        )
    return body


def drafted_report(body: str | None = None, **fields: Any) -> Document:
    """A report of group A to the board, written by its secretary; its numbers skip."""
    with acting_as(cast.SECRETARY):
        name = write_report(cast.group("A"), body or cast.group("Board"))
        report = frappe.get_doc("PAPG Report", name)
        report.sections = []
        for number, heading in (("1", "Purpose"), ("3", "Progress")):
            report.append(
                "sections", {"number": number, "heading": heading, "body": f"<p>{heading} in words.</p>"}
            )
        report.append("recommendations", {"verb": "Note", "text": "the progress of the plan"})
        report.append("authors", {"post": "Community Safety Officer"})
        report.update(fields)
        return report.save()


def take(report: Document, user: str, action: str) -> Document:
    """Take a step through the workflow, as the button on the form does."""
    with acting_as(user):
        return apply_workflow(frappe.as_json({"doctype": report.doctype, "name": report.name}), action)


def reviewed_report(report: Document | None = None, **fields: Any) -> Document:
    return take(report or drafted_report(**fields), cast.SECRETARY, "Send for review")


def issued_report(report: Document | None = None, chair: str = cast.CHAIR, **fields: Any) -> Document:
    return take(reviewed_report(report, **fields), chair, "Issue")
