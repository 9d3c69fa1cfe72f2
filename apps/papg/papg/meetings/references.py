"""The number of a meeting, given once, and how the meeting and its items are quoted by it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.rules import references as rules

FIELDS = ("meeting_number", "reference")


def give(meeting: Document) -> None:
    """Give a meeting its number when its agenda is issued, so that a meeting nobody saw leaves no gap.

    It stays, whatever day the meeting is moved to and whether or not it takes place: it stands on papers.
    """
    if meeting.reference or not meeting.agenda_issued_on:
        return
    # Two agendas issued at once would otherwise get one number.
    frappe.db.get_value("PAPG Group", meeting.papg_group, "name", for_update=True)
    year = getdate(meeting.starts_at).year
    of_year = {"papg_group": meeting.papg_group, "reference": ("like", f"{year}/%")}
    given = frappe.get_all("PAPG Meeting", of_year, pluck="reference")
    meeting.meeting_number = rules.next_number(given, year)
    meeting.reference = rules.of_meeting(year, meeting.meeting_number)


def quoted(meeting: str, item_number: int | None = None) -> str | None:
    """How a stored meeting or one of its items is quoted; nothing as long as it has no number."""
    reference = frappe.db.get_value("PAPG Meeting", meeting, "reference")
    words = rules.in_words(reference or "", cint(item_number))
    return words.translated(_) if words else None
