"""Measures period by period: the figure, which way it went, whether parts make their total, and a chart beside it."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from papg.duties import series
from papg.duties.series import Line
from papg.rules.due_dates import govuk_date
from papg.rules.measures import DOES_NOT_ADD_UP, written

Rows = list[dict[str, Any]]
MOST_CHARTED = 6
EARLIEST_YEAR = 1950


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str, dict[str, Any] | None]:
    """Columns, a row for each measure and period, what is counted, and a chart of the same figures.

    Args:
        filters: `papg_group`; `measure`, this one and its parts; `period_kind`; `year`, the calendar year in whose
            April the year shown begins, all years when left out; and `as_at`, today when left out.

    Raises:
        frappe.ValidationError: The day or the year is none.
    """
    chosen = frappe._dict(filters or {})
    day = getdate(str(chosen.as_at or today()))
    found = series.lines(
        papg_group=str(chosen.papg_group or ""),
        measure=str(chosen.measure or ""),
        begins_in=year_chosen(chosen.year),
        as_at=day,
        kind=str(chosen.period_kind or ""),
    )
    return columns(), [row_of(line) for line in found], explained(found, day), chart_of(found)


def year_chosen(year: Any) -> int | None:
    """The year asked for, or None for all.

    Raises:
        frappe.ValidationError: It is no year.
    """
    if not year:
        return None
    if not EARLIEST_YEAR <= cint(year) <= getdate(today()).year:
        message = _("Year: “{0}” is no year up to now. Choose one from {1} on.")
        frappe.throw(message.format(frappe.utils.escape_html(str(year)), EARLIEST_YEAR))
    return cint(year)


def columns() -> Rows:
    # A column whose first value is empty would be taken for numbers and set to the right.
    shown = {"fieldtype": "Data", "align": "left"}
    return [
        {"fieldname": name, "label": label, "width": width, **shown}
        for name, label, width in (
            ("group_name", _("Group"), 200),
            ("title", _("Measure"), 230),
            ("period", _("Period"), 110),
            ("value", _("Figure"), 110),
            ("unit", _("Unit"), 90),
            ("direction", _("Direction of travel"), 140),
            ("parts", _("Parts of the total"), 140),
            ("source", _("Source"), 200),
            ("said", _("What was said"), 260),
            ("as_at", _("As at"), 210),
        )
    ]


def row_of(line: Line) -> dict[str, Any]:
    """One measure in one period, in words; `why_parts` is the reason beside its total."""
    known = line.known
    return {
        "name": line.name,
        "group_name": line.measure.group_name,
        "title": _("of which: {0}").format(line.measure.title)
        if line.measure.part_of
        else line.measure.title,
        "period": line.period.label,
        "value": _("Not known") if line.figure is None else written(line.figure),
        "unit": line.measure.unit,
        "direction": _(line.direction) if line.direction else _("Not known"),
        "parts": _(line.parts.state) if line.parts else "–",
        "why_parts": line.parts.reason.translated(_) if line.parts else "",
        "is_gap": int(bool(line.parts and line.parts.state == DOES_NOT_ADD_UP)),
        "source": known.source if known else "–",
        "said": said(known),
        "as_at": day_of(known),
    }


def said(known: frappe._dict | None) -> str:
    """What was said, and that it was told where it was."""
    if known is None:
        return _("Nothing recorded")
    told = _("Verbal update") if known.is_verbal_update else ""
    return ": ".join(part for part in (told, known.remark) if part) or "–"


def day_of(known: frappe._dict | None) -> str:
    if known is None:
        return "–"
    day = govuk_date(known.as_at)
    return _("{0}, corrected").format(day) if known.is_corrected else day


def explained(found: list[Line], day: date) -> str:
    """The day, which totals their parts do not make, and what is not known."""
    if not found:
        return _("Nothing was recorded by {0} of measures within your reach.").format(govuk_date(day))
    lines = [
        _(
            "As at {0}. A direction follows from this period and the one just before, where both have a figure."
        ).format(govuk_date(day))
    ]
    lines += [
        _("{0}, {1}: {2}").format(line.measure.title, line.period.label, line.parts.reason.translated(_))
        for line in found
        if line.parts and line.parts.state == DOES_NOT_ADD_UP
    ]
    return "<br>".join(frappe.utils.escape_html(line) for line in lines)


def chart_of(found: list[Line]) -> dict[str, Any] | None:
    """The figures as bars, over the periods in which every measure shown has one; a gap would look like nought.

    Measures without any figure are left to the table. None where there are more than can be told apart, or they are
    counted by different periods.
    """
    figures = {(line.measure.name, line.period): line.figure for line in found if line.figure is not None}
    charted = {
        line.measure.name: line.measure for line in found if (line.measure.name, line.period) in figures
    }
    if len(charted) > MOST_CHARTED or len({measure.period_kind for measure in charted.values()}) != 1:
        return None
    periods = sorted({period for _name, period in figures})
    shared = [period for period in periods if all((name, period) in figures for name in charted)]
    if not shared:
        return None
    datasets = [
        {"name": measure.title, "values": [float(figures[name, period]) for period in shared]}
        for name, measure in charted.items()
    ]
    return {"data": {"labels": [period.label for period in shared], "datasets": datasets}, "type": "bar"}
