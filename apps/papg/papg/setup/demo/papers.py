"""The published papers as reports: written and filled from the records by a secretary, issued by a chair."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from papg.membership.access import give_access
from papg.oversight.gathering import fill_from_records
from papg.oversight.writing import write_report
from papg.setup.demo.base import acting_as, email, insert

REPORT = "PAPG Report"
PLAIN = (
    *("title", "audience", "marking", "as_at", "written_on", "meets_on", "agenda_number", "appendix_number"),
    *("sections", "recommendations"),
)


def give_posts(group: str, council: str, people: list[dict[str, Any]]) -> None:
    """Posts of a group, each with an account."""
    for person in people:
        post = {field: value for field, value in person.items() if field != "key"}
        made = insert(
            "PAPG Member", papg_group=group, organisation=council, email=email(person["key"]), **post
        )
        give_access(made.name)


def issue(group: str, body: str, paper: dict[str, Any], secretary: str, chair: str) -> str:
    """A paper of a group to the body above it, issued; the keys name the accounts of the two posts."""
    with acting_as(email(secretary)):
        name = write_report(group, body, paper["kind"])
        doc = frappe.get_doc(REPORT, name)
        doc.update({field: paper.get(field) for field in PLAIN})
        doc.covers_from = paper["as_at"]
        doc.set("authors", [{"post": post} for post in paper["authors"]])
        doc.save()
        fill_from_records(name)
        apply_workflow(frappe.get_doc(REPORT, name), "Send for review")
    with acting_as(email(chair)):
        apply_workflow(frappe.get_doc(REPORT, name), "Issue")
    return name
