"""What is on the agenda of a meeting."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.meetings import interests
from papg.meetings.agenda import remark
from papg.oversight import threat
from papg.printing.markings import handling_of, marking_of
from papg.printing.minutes import numbered
from papg.printing.paper import Paper
from papg.printing.text import slug
from papg.rules.agenda import LATE


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
            "threats": threat.statements_on(meeting.starts_at, meeting.papg_group),
            "items": items(meeting, is_late=False),
            "late_items": items(meeting, is_late=True),
            "other_papers": other_papers(meeting),
            "minutes_allotted": sum(
                cint(row.minutes_allotted) for row in meeting.agenda if not row.is_withdrawn
            ),
        },
    )


def items(meeting: Document, is_late: bool) -> list[dict[str, Any]]:
    """Items with their papers and what became of them since the agenda was issued.

    Args:
        meeting: The meeting.
        is_late: Those that were added after it was issued, or all others.
    """
    return [
        {
            "row": row,
            "papers": papers_under(meeting, row),
            "remark": remark(row),
            "declared": declared(meeting, row),
        }
        for row in meeting.agenda
        if (row.lateness == LATE) == is_late
    ]


def declared(meeting: Document, item: Document) -> list[str]:
    """Interests declared at an item."""
    return interests.at_items([], meeting.interests).get(str(cint(item.item_number)), [])


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
