"""Referrals as the rules take them, and by their days for the calendar."""

from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from papg.rules.referrals import Referral

RECORD = "PAPG Referral"
TEXTS = ("asked_of", "advice", "outcome")
DAYS = ("asked_on", "answer_by", "advised_on", "happens_on")


def facts_of(doc: Document) -> Referral:
    """What the rules ask about a referral."""
    texts = {name: (doc.get(name) or "").strip() for name in TEXTS}
    return Referral(**texts, **{name: day_of(doc, name) for name in DAYS})


def day_of(doc: Document, field: str) -> date | None:
    """A day of it, or None."""
    return getdate(doc.get(field)) if doc.get(field) else None


@frappe.whitelist(methods=["GET"])
def happening(start: str, end: str, filters: str | None = None) -> list[dict[str, Any]]:
    """Events, and decisions on plans and licences, between two days, for the calendar.

    Args:
        start: First day, year-month-day.
        end: Last day.
        filters: Those of the list.

    Returns:
        Name, title, day, status and last day for the answer of each referral the caller may read.
    """
    wanted = [*(frappe.parse_json(filters) or []), [RECORD, "happens_on", "between", [start, end]]]
    fields = ["name", "title", "happens_on", "status", "answer_by"]
    found = frappe.get_list(RECORD, filters=wanted, fields=fields, order_by="happens_on", limit=0)
    # A day is agreed with the organiser: it is changed on the form and not by dragging.
    return [{**row, "is_movable": False} for row in found]
