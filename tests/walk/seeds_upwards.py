"""What goes upwards: escalations and reports, to the board of the cast and to a body nobody of the walk sits on."""

import frappe
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from papg.testing.upwards import take
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

ESCALATION, REPORT = "PAPG Escalation", "PAPG Report"
OPEN, TO_IT = "open", "open and to it"
NOT_ISSUED, ISSUED, ISSUED_TO_IT = "not issued", "issued", "issued and to it"
ACTIONS = {"A": "open, of a member", "B": "open"}
OTHER_BODY = "Estuary Risk Board"


def sow(field: Field) -> None:
    """Escalations and reports of both groups, and one of each to be made."""
    board = cast.group("Board")
    other = make("PAPG Group", group_name=OTHER_BODY, group_type="Board", authority=cast.COUNCIL).name
    for letter in ("A", "B"):
        group = frappe.get_doc("PAPG Group", group_name(letter))
        group.append("reports_to", {"body": other, "chain": "Risk"})
        group.save()
    sow_escalation(field, "A", "to the board", board)
    sow_report(field, "A", "draft to the board", board)
    sow_report(field, "A", "in review", board, "Review")
    sow_report(field, "A", "issued to the board", board, "Issued")
    for letter in ("A", "B"):
        sow_escalation(field, letter, "to another body", other)
        sow_report(field, letter, "draft to another body", other)
        sow_report(field, letter, "issued to another body", other, "Issued")
        new = make(ESCALATION, insert=False, **asked(field, letter, other), reason="It is late.")
        field.add_new(ESCALATION, "new", letter, new.as_dict(no_nulls=True), when=frozenset({OPEN}))
        new = make(REPORT, insert=False, papg_group=group_name(letter), body=other, title="Report")
        field.add_new(REPORT, "new", letter, new.as_dict(no_nulls=True), when=frozenset({NOT_ISSUED}))


def asked(field: Field, letter: str, body: str) -> dict[str, str]:
    """What every escalation needs beside its reason."""
    action = field.find("PAPG Action", ACTIONS[letter], letter)
    return {"action": action.name, "escalated_to": body, "respond_by": add_days(today(), 14)}


def sow_escalation(field: Field, letter: str, label: str, body: str) -> None:
    """An escalation; its two sides each write a field of their own."""
    words = field.writer(ESCALATION, label, letter)
    with acting_as(SECRETARIES[letter]):
        doc = make(ESCALATION, **asked(field, letter, body), reason=words("reason"))
    field.add(
        ESCALATION,
        doc.name,
        label,
        letter,
        when=frozenset({OPEN}),
        whom={TO_IT: frozenset({cast.BOARD})} if body == cast.group("Board") else {},
        change={"response": words("an answer"), "outcome": words("an outcome")},
    )


def sow_report(field: Field, letter: str, label: str, body: str, stage: str = "Draft") -> None:
    """A report at a stage: brought there through the workflow where the group has a chair."""
    words = field.writer(REPORT, label, letter)
    sections = [{"number": "1", "heading": words("heading"), "body": f"<p>{words('section')}</p>"}]
    if stage == "Draft":
        sections.append({"number": "2", "heading": "Meetings", "source": "Meetings and attendance"})
    with acting_as(SECRETARIES[letter]):
        doc = make(
            REPORT,
            papg_group=group_name(letter),
            body=body,
            title=words("title"),
            as_at=today(),
            marking="OFFICIAL",
            audience="Committee (public)",
            sections=sections,
            duty_rows=[{"heading": "Partnership", "expects": words("expectation"), "is_not_public": 1}],
            recommendations=[{"verb": "Note", "text": words("recommendation")}],
            authors=[{"post": words("author")}],
        )
    if stage != "Draft":
        bring_to(doc, letter, stage)
    is_for_board = stage == "Issued" and body == cast.group("Board")
    field.add(
        REPORT,
        doc.name,
        label,
        letter,
        when=frozenset({ISSUED if stage == "Issued" else NOT_ISSUED}),
        whom={ISSUED_TO_IT: frozenset({cast.BOARD})} if is_for_board else {},
        change={"agenda_number": words("a change")},
        attempt={"title": words("an attempt")},
        barred={} if stage == "Review" else {"submit": "a report is issued once it was reviewed"},
    )


def bring_to(report: frappe.model.document.Document, letter: str, stage: str) -> None:
    if letter == "A":
        take(report, SECRETARIES["A"], "Send for review")
        if stage == "Issued":
            take(report, cast.CHAIR, "Issue")
    else:
        reached = {"stage": stage, "workflow_state": stage, "docstatus": int(stage == "Issued")}
        frappe.db.set_value(REPORT, report.name, reached)
