"""The marking a paper carries at the head and foot of every page."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document

from papg.meetings.minutes import usual_marking

# For records of no group, which hold nothing more than the council's own lists.
LOWEST = "OFFICIAL"


def marking_of(doc: Document) -> str:
    """Marking of a record: its own, else the one its group uses."""
    group = doc.name if doc.doctype == "PAPG Group" else doc.get("papg_group")
    return doc.get("marking") or (group and usual_marking(group)) or LOWEST


def highest(markings: Iterable[str]) -> str:
    """The strictest of several markings: the last in the order of the list that is still in use."""
    rows = frappe.get_all(
        "PAPG Marking",
        {"name": ("in", list(markings))},
        pluck="name",
        order_by="position_in_list desc",
        limit=1,
    )
    return rows[0] if rows else LOWEST


def handling_of(marking: str) -> str:
    """How a paper with this marking is to be handled."""
    return frappe.db.get_value("PAPG Marking", marking, "handling") or ""
