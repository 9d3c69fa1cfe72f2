"""What is on a report to a body above the group: what its record says, and nothing looked up beside it."""

import frappe
from frappe import _
from frappe.model.document import Document

from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper, day
from papg.printing.text import slug
from papg.rules.reports import ISSUED, REVIEW


def report(name: str) -> Paper:
    """A report with its sections numbered as typed; an issued one is printed as it was issued."""
    doc = frappe.get_doc("PAPG Report", name)
    marking = marking_of(doc)
    return Paper(
        title=f"{doc.title}, {doc.group_title}",
        file_name=f"{slug(doc.group_title)}-report-{doc.as_at or doc.written_on}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="report.html",
        content={
            "heading": doc.title,
            "group_name": doc.group_title,
            "report": doc,
            "authors": ", ".join(row.post for row in doc.authors),
            "standing": [standing(doc)],
            "is_issued": doc.stage == ISSUED,
        },
    )


def standing(doc: Document) -> str:
    """Says who issued the report and when, or that nobody has."""
    if doc.stage == ISSUED:
        return _("Issued by the {0} on {1}.").format(doc.issued_as, day(doc.issued_on))
    if doc.stage == REVIEW:
        return _("In review. This report has not been issued.")
    return _("Draft. This report has not been issued.")
