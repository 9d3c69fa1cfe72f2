"""Premises and thresholds as the rules take them; the tier of all premises follows the thresholds and the day."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from papg.oversight.referrals import day_of
from papg.rules.premises import Premises, assess
from papg.rules.premises_thresholds import Threshold

RECORD = "PAPG Premises"
THRESHOLD = "PAPG Premises Threshold"
ASKED = (
    *("number_expected", "number_source", "number_as_at"),
    *("kind_of_use", "qualifies", "closed_on"),
)
STORED = ("tier", "tier_to_come", "tier_paragraph", "tier_reason")
QUALIFIES = {"Yes": True, "No": False}

Row = Document | frappe._dict


def threshold_of(row: Row) -> Threshold:
    """A threshold as the rules take it."""
    days = {name: day_of(row, name) for name in ("in_force_on", "not_before")}
    return Threshold(row.tier, cint(row.number_from), paragraph=row.paragraph, **days)


def thresholds(but: str | None = None) -> list[Threshold]:
    """All thresholds, without one that is being changed; one query."""
    others = {"name": ("!=", but)} if but else {}
    fields = ["tier", "number_from", "in_force_on", "not_before", "paragraph"]
    return [threshold_of(row) for row in frappe.get_all(THRESHOLD, others, fields)]


def facts_of(row: Row) -> Premises:
    """Premises as the rules take them; the database knows no number that was not given, so 0 stands for none."""
    return Premises(
        number=cint(row.number_expected) or None,
        kind=row.kind_of_use or "",
        qualifies=QUALIFIES.get(row.qualifies),
        closed_on=day_of(row, "closed_on"),
        number_source=row.number_source or "",
        number_as_at=day_of(row, "number_as_at"),
    )


def answered(row: Row, lines: Iterable[Threshold], day: date) -> dict[str, str]:
    """What is stored of the tier, and why."""
    answer = assess(facts_of(row), lines, day)
    return dict(
        zip(STORED, (answer.tier, answer.to_come, answer.paragraph, answer.reason.translated(_)), strict=True)
    )


def carry() -> None:
    """Daily, and when a threshold changes: bring the tier of all premises up to it; nothing else of them changes."""
    lines, day = thresholds(), getdate(today())
    for row in frappe.get_all(RECORD, fields=["name", *ASKED, *STORED]):
        now = answered(row, lines, day)
        if any((row[name] or "") != value for name, value in now.items()):
            frappe.db.set_value(RECORD, row.name, now, update_modified=False)
