"""What the invented group takes upwards: a late action the board has answered, a report the chair has issued, and a
change of structure that is not decided yet.
"""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from papg.oversight.gathering import fill_from_records
from papg.oversight.writing import write_report
from papg.setup.demo.base import acting_as, day, email, insert, read

REPORT = "PAPG Report"


def send(group: str, board: str) -> None:
    """Escalate one action to the board, report to it, and propose that it decides a change."""
    data = read("eastmere_upwards")
    escalate(group, board, data["escalation"])
    report(group, board, data["report"])
    propose_structure(group, data["structure"])


def escalate(group: str, board: str, data: dict[str, Any]) -> None:
    """The secretary takes a late action to the board, and the board answers."""
    with acting_as(email("secretary")):
        name = insert(
            "PAPG Escalation",
            action=frappe.db.get_value("PAPG Action", {"papg_group": group, "title": data["action"]}),
            escalated_to=board,
            reason=data["reason"],
            raised_on=day(data["raised"]),
            respond_by=day(data["respond_by"]),
        ).name
    with acting_as(email("board")):
        escalation = frappe.get_doc("PAPG Escalation", name)
        escalation.response = data["response"]
        escalation.save()


def report(group: str, board: str, data: dict[str, Any]) -> None:
    """The secretary writes a report, with figures from the records, and the chair issues it."""
    days = ("as_at", "covers_from", "meets_on", "written_on")
    plain = ("title", "audience", "marking", "agenda_number", "appendix_number")
    with acting_as(email("secretary")):
        name = write_report(group, board)
        doc = frappe.get_doc(REPORT, name)
        doc.update({field: data[field] for field in plain} | {field: day(data[field]) for field in days})
        for table in ("sections", "recommendations"):
            doc.set(table, data[table])
        doc.set("authors", [{"post": post} for post in data["authors"]])
        doc.save()
        fill_from_records(name)
        apply_workflow(frappe.get_doc(REPORT, name), "Send for review")
    with acting_as(email("chair")):
        apply_workflow(frappe.get_doc(REPORT, name), "Issue")


def propose_structure(group: str, data: dict[str, Any]) -> None:
    """The secretary proposes that a subgroup goes back into the group; the board decides later."""
    step = {
        "kind": "Closes and goes into another",
        "concerned_group": frappe.db.get_value("PAPG Group", {"group_name": data["closes"]}),
        "other_group": group,
        "has_actions": 1,
    }
    with acting_as(email("secretary")):
        insert(
            "PAPG Structure Change",
            papg_group=group,
            decides_on=day(data["decides"]),
            steps=[step],
            **{field: data[field] for field in ("title", "deciding_body", "reasons", "benefits")},
        )
