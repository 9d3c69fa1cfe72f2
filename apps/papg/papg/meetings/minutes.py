"""Writing minutes: one set a meeting, an entry for each item of the agenda, and what is recorded from an entry."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_link_to_form

from papg.meetings import markings
from papg.rules.attendance import CANCELLED, POSTPONED


@frappe.whitelist(methods=["POST"])
def write_minutes(meeting: str) -> str:
    """Begin the minutes of a meeting, with an entry for each item of its agenda.

    Args:
        meeting: Name of the meeting.

    Returns:
        Name of the minutes.

    Raises:
        frappe.PermissionError: The caller may not write minutes of this group.
        frappe.ValidationError: The meeting has minutes already, or was called off.
    """
    frappe.get_doc("PAPG Meeting", meeting).check_permission("read")
    return frappe.get_doc({"doctype": "PAPG Minutes", "meeting": meeting}).insert().name


@frappe.whitelist(methods=["POST"])
def record_decision(minutes: str, item_number: int, decision: str) -> dict[str, str | None]:
    """Record what was decided under an entry of the minutes.

    Args:
        minutes: Name of the minutes.
        item_number: Number of the entry.
        decision: The decision in words.

    Returns:
        `name` of the decision, its `kind` (Decision, or Recommendation of an inquorate meeting) and its
        `decision_number`, empty until the minutes are circulated.

    Raises:
        frappe.PermissionError: The caller may not record decisions of this group.
        frappe.ValidationError: There is no such entry, or the minutes are agreed.
    """
    of_minutes = frappe.get_doc("PAPG Minutes", minutes)
    of_minutes.check_permission("read")
    if cint(item_number) not in {row.item_number for row in of_minutes.entries}:
        frappe.throw(_("The minutes have no entry {0}. Choose one of them.").format(item_number))
    recorded = frappe.get_doc(
        {
            "doctype": "PAPG Decision",
            "meeting": of_minutes.meeting,
            "item_number": item_number,
            "decision": decision,
        }
    ).insert()
    return {field: recorded.get(field) for field in ("name", "kind", "decision_number")}


def begin(minutes: Document) -> None:
    """Fill new minutes from their meeting.

    Raises:
        frappe.ValidationError: The meeting has minutes, was called off, or the minutes amend others.
    """
    refuse_second(minutes)
    meeting = frappe.get_doc("PAPG Meeting", minutes.meeting)
    if meeting.status in (CANCELLED, POSTPONED):
        frappe.throw(_("The meeting is {0}: there is nothing to minute.").format(_(meeting.status).lower()))
    minutes.title = _("Minutes of {0}").format(meeting.title)
    minutes.prepared_by = frappe.session.user
    minutes.marking = minutes.marking or meeting.marking or markings.usual(minutes.papg_group)
    if not minutes.entries:
        for item in (row for row in meeting.agenda if not row.is_withdrawn):
            minutes.append("entries", {"item_number": item.item_number, "title": item.title})


def refuse_second(minutes: Document) -> None:
    """A meeting has one set of minutes; agreed ones are added to and never amended."""
    if minutes.amended_from:
        frappe.throw(_("Minutes are not amended. Propose a correction, which is kept with its date."))
    first = frappe.db.get_value("PAPG Minutes", {"meeting": minutes.meeting}, ["name", "title"], as_dict=True)
    if first:
        link = get_link_to_form("PAPG Minutes", first.name, frappe.utils.escape_html(first.title))
        frappe.throw(
            _("This meeting has minutes already: {0}. Open those.").format(link), frappe.UniqueValidationError
        )


def take_up_decisions(minutes: Document) -> None:
    """Decisions recorded before the minutes were begun belong to them as well."""
    recorded = {"meeting": minutes.meeting, "minutes": ("is", "not set")}
    frappe.db.set_value("PAPG Decision", recorded, "minutes", minutes.name)


def number_entries(minutes: Document) -> None:
    """Give entries without a number the next one; corrections and decisions name entries by it.

    Raises:
        frappe.ValidationError: Two entries carry one number.
    """
    taken: dict[int, int] = {}
    highest = max((cint(row.item_number) for row in minutes.entries), default=0)
    for row in minutes.entries:
        if not cint(row.item_number):
            highest += 1
            row.item_number = highest
        if row.item_number in taken:
            message = _("Row {0}: item {1} is minuted already, in row {2}. Give one of them another number.")
            frappe.throw(message.format(row.idx, row.item_number, taken[row.item_number]))
        taken[row.item_number] = row.idx
