"""The threat level as at a day, from the history the council keeps; meetings carry that of their day."""

from datetime import date, datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from papg.rules import threat_level
from papg.rules.threat_level import Entry

RECORD = "PAPG Threat Level"
FIELDS = ("series", "level", "effective_on", "announced_on", "means")


def entry_of(row: Document | frappe._dict) -> Entry:
    """A line as the rule takes it."""
    announced_on = getdate(row.announced_on) if row.announced_on else None
    return Entry(row.series, row.level, getdate(row.effective_on), announced_on, row.means or "")


def history(but: str | None = None) -> list[Entry]:
    """All lines, without one that is being changed; one query."""
    others = {"name": ("!=", but)} if but else {}
    return [entry_of(row) for row in frappe.get_all(RECORD, others, list(FIELDS))]


def level_on(day: date | datetime | str) -> str | None:
    """The national level on a day; None where it is not known."""
    found = threat_level.as_at(history(), getdate(day))
    return found.level if found else None


def statement_on(day: date | datetime | str) -> str:
    """The national level on a day in a sentence."""
    on = getdate(day)
    return threat_level.statement(threat_level.as_at(history(), on), on).translated(_)


def told(covers_from: date, as_at: date) -> list[str]:
    """The national level as at a day, and the one before each change since another day; one query."""
    lines = history()
    national = [line for line in lines if threat_level.follows(line.series) == threat_level.NATIONAL]
    began = {line.effective_on for line in national if covers_from < line.effective_on <= as_at}
    days = [as_at, *(getdate(add_days(day, -1)) for day in sorted(began, reverse=True))]
    return [threat_level.statement(threat_level.as_at(lines, day), day).translated(_) for day in days]


def carry(changed: Document) -> None:
    """Give the meetings of the time a line speaks of the level of their day; nothing else of them changes."""
    if threat_level.follows(changed.series) != threat_level.NATIONAL:
        return
    lines, first = history(), getdate(changed.effective_on)
    held = threat_level.as_at(lines, first)
    last = threat_level.last_day(lines, first)
    frappe.db.sql(
        """update `tabPAPG Meeting` set threat_level = %(level)s
        where date(starts_at) between %(first)s and %(last)s""",
        {"level": held.level if held else None, "first": first, "last": last or date.max},
    )
