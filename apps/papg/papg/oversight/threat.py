"""The threat level as at a day, from the history the council keeps; meetings carry the national one of their day."""

from datetime import date, datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from papg.membership import nations
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


def series_of(papg_group: str) -> tuple[str, ...]:
    """The series a group is told of; one query."""
    return threat_level.shown_in(nations.of_group(papg_group))


def statements_on(day: date | datetime | str, papg_group: str) -> list[str]:
    """The levels a group is told of, on a day, in a sentence each: the national one first; two queries."""
    on, lines = getdate(day), history()
    return [said(lines, on, series) for series in series_of(papg_group)]


def told(papg_group: str, covers_from: date, as_at: date) -> list[list[str]]:
    """For each level a group is told of: as at a day, then before each change since another day; two queries."""
    lines = history()
    return [
        [said(lines, day, series) for day in days_of_change(lines, series, covers_from, as_at)]
        for series in series_of(papg_group)
    ]


def days_of_change(lines: list[Entry], series: str, covers_from: date, as_at: date) -> list[date]:
    """A day, and the last day of each level before it that ended since another day; the latest first."""
    began = {
        line.effective_on
        for line in lines
        if threat_level.follows(line.series) == series and covers_from < line.effective_on <= as_at
    }
    return [as_at, *(getdate(add_days(day, -1)) for day in sorted(began, reverse=True))]


def said(lines: list[Entry], day: date, series: str) -> str:
    """A level as at a day in a sentence."""
    held = threat_level.as_at(lines, day, series)
    return threat_level.statement(held, day, series).translated(_)


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
