"""What is on the agenda of a meeting."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.printing.markings import handling_of, marking_of
from papg.printing.minutes import numbered
from papg.printing.paper import Paper
from papg.printing.text import slug


def agenda(name: str) -> Paper:
    """The agenda of a meeting with the papers under each item."""
    meeting = frappe.get_doc("PAPG Meeting", name)
    group_name = frappe.db.get_value("PAPG Group", meeting.papg_group, "group_name")
    heading = numbered(meeting, _("Agenda for meeting {0}"), _("Agenda"))
    marking = marking_of(meeting)
    return Paper(
        title=f"{heading}, {group_name}",
        file_name=f"{slug(group_name)}-agenda-{getdate(meeting.starts_at)}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="agenda.html",
        content={
            "heading": heading,
            "group_name": group_name,
            "meeting": meeting,
            "items": [{"row": row, "papers": papers_under(meeting, row)} for row in meeting.agenda],
            "other_papers": other_papers(meeting),
            "minutes_allotted": sum(cint(row.minutes_allotted) for row in meeting.agenda),
        },
    )


def papers_under(meeting: Document, item: Document) -> list[str]:
    """Titles of the papers of an item."""
    number = cint(item.item_number)
    return [titled(paper) for paper in meeting.papers if number and cint(paper.item_number) == number]


def other_papers(meeting: Document) -> list[str]:
    """Titles of the papers that belong to no item of the agenda."""
    numbers = {cint(row.item_number) for row in meeting.agenda} - {0}
    return [titled(paper) for paper in meeting.papers if cint(paper.item_number) not in numbers]


def titled(paper: Document) -> str:
    """Title of a paper, with the marking it came with."""
    return f"{paper.title} ({paper.marking})" if paper.marking else paper.title
