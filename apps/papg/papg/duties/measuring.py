"""Measures and what is known of them: totals and parts, periods, and what a figure says beside others."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_link_to_form, getdate, today

from papg.duties import series
from papg.duties.correcting import entry_of
from papg.rules import measures as rules
from papg.rules.financial_periods import FinancialPeriod, check_period, period_meant
from papg.rules.wording import Verdict

MEASURE = "PAPG Measure"
VALUE = "PAPG Measure Value"
SAME = ("papg_group", "period_kind")


def refuse_unless(verdict: Verdict) -> None:
    if not verdict:
        frappe.throw(verdict.translated(_))


def check_total(measure: Document) -> None:
    """A part belongs to a total of its own group, counted by the same periods; a total is no part itself.

    Raises:
        frappe.ValidationError: It does not.
    """
    if not measure.part_of:
        return
    if measure.part_of == measure.name:
        frappe.throw(_("Part of the total: a measure is no part of itself. Choose another, or clear it."))
    total = frappe.db.get_value(MEASURE, measure.part_of, ["part_of", *SAME], as_dict=True)
    if any(total[field] != measure.get(field) for field in SAME):
        frappe.throw(
            _("Part of the total: choose a measure of this group that is counted by the same periods.")
        )
    if total.part_of or frappe.db.exists(MEASURE, {"part_of": measure.name}):
        frappe.throw(
            _(
                "Part of the total: a total has parts and is no part itself. Choose the total above, or clear it."
            )
        )


def read_period(value: Document) -> None:
    """Store the period by its usual name, beside its first and last day.

    Raises:
        frappe.ValidationError: It is none of those the measure is counted by.
    """
    kind = frappe.db.get_value(MEASURE, value.measure, "period_kind")
    refuse_unless(check_period(value.period, kind))
    meant = period_meant(value.period, kind)
    value.period, value.period_from, value.period_to = meant.label, meant.first_day, meant.last_day


def period_of(value: Document) -> FinancialPeriod:
    """The period of what is recorded."""
    kind = frappe.db.get_value(MEASURE, value.measure, "period_kind")
    return period_meant(value.period, kind)


def check_entry(value: Document) -> None:
    """What is recorded can be kept; the source of the measure is taken where none is given."""
    value.source = value.source or frappe.db.get_value(MEASURE, value.measure, "source")
    value.value = (value.value or "").strip()
    refuse_unless(rules.check_entry(entry_of(value), period_of(value), getdate(today())))


def refuse_second_of_period(value: Document) -> None:
    """A period has one row, which is corrected; two would each say they are right."""
    same = {"measure": value.measure, "period_from": value.period_from, "name": ("!=", value.name or "")}
    first = frappe.db.get_value(VALUE, same, ["name", "title"], as_dict=True)
    if first:
        link = get_link_to_form(VALUE, first.name, frappe.utils.escape_html(first.title))
        frappe.throw(
            _("Period {0} is recorded already: {1}. Open it and correct it.").format(value.period, link)
        )


def told(value: Document) -> list[str]:
    """What a figure says beside that of the period before and beside its parts or its total, in words."""
    lines = series.lines(papg_group=value.papg_group, measure=value.measure, as_at=getdate(today()))
    line = next((line for line in lines if line.name == value.name), None)
    if line is None:
        return []
    way = [
        _("{0} since {1}.").format(_(line.direction), line.earlier.label)
        if line.direction
        else _("Which way it goes is not known: {0} or this period has no figure.").format(line.earlier.label)
    ]
    return way + ([line.parts.reason.translated(_)] if line.parts else [])
