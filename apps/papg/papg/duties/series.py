"""Measures by period, as at a day: what was known then, which way it went, and whether parts make their total."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import frappe

from papg.permissions import policy
from papg.rules import financial_periods as periods
from papg.rules import measures as rules
from papg.rules.financial_periods import FinancialPeriod

Known = dict[tuple[str, FinancialPeriod], frappe._dict]


@dataclass(frozen=True)
class Line:
    """One measure in one period.

    Attributes:
        measure: The measure's row.
        period: The period, and `earlier` the one just before.
        name: Record of what is known; None where nothing was recorded by the day.
        known: What was known on the day.
        direction: Which way it went since the period before; empty where that does not follow.
        parts: For a total, whether its parts make it.
    """

    measure: frappe._dict
    period: FinancialPeriod
    earlier: FinancialPeriod
    name: str | None
    known: frappe._dict | None
    direction: str
    parts: rules.Sum | None

    @property
    def figure(self) -> Decimal | None:
        """The figure, where one is known."""
        return rules.read_figure(self.known.value) if self.known else None


def lines(
    papg_group: str = "",
    measure: str = "",
    begins_in: int | None = None,
    as_at: date | None = None,
    kind: str = "",
) -> list[Line]:
    """The table of measures within the reader's reach; three queries, however many groups there are.

    Args:
        papg_group: Only those of this group, where given.
        measure: Only this one and its parts, where given.
        begins_in: Calendar year in whose April the year shown begins; all years where left out.
        as_at: The day the table speaks of.
        kind: Only those counted by quarter, or by year.
    """
    day = as_at or date.max
    found = measures(papg_group)
    known = known_on(day, [row.name for row in found])
    parts = parts_by_total(found)
    wanted = [row for row in found if is_wanted(row, measure, kind)]
    return [
        line_of(row, period, known, parts[row.name])
        for row in wanted
        for period in periods_of(row, known, begins_in, day)
    ]


def is_wanted(row: frappe._dict, measure: str, kind: str) -> bool:
    return (not measure or measure in (row.name, row.part_of)) and (not kind or row.period_kind == kind)


def periods_of(row: frappe._dict, known: Known, begins_in: int | None, day: date) -> list[FinancialPeriod]:
    """Periods a measure has a line for; one that is no longer counted has none where nothing is known."""
    recorded = [period for name, period in known if name == row.name]
    shown = periods.shown(begins_in, row.period_kind, recorded, day)
    return [period for period in shown if period in recorded] if row.is_retired else shown


def line_of(row: frappe._dict, period: FinancialPeriod, known: Known, parts: list[str]) -> Line:
    """One measure in one period, held against the period before and against its parts."""
    earlier = periods.before(period)
    here = known.get((row.name, period))
    now = figure_of(here)
    return Line(
        measure=row,
        period=period,
        earlier=earlier,
        name=here.record if here else None,
        known=here,
        direction=rules.direction(now, figure_of(known.get((row.name, earlier)))),
        parts=rules.sum_of(now, [figure_of(known.get((part, period))) for part in parts]) if parts else None,
    )


def figure_of(known: frappe._dict | None) -> Decimal | None:
    return rules.read_figure(known.value) if known else None


def parts_by_total(found: list[frappe._dict]) -> dict[str, list[str]]:
    """Names of the parts of each total."""
    parts: dict[str, list[str]] = defaultdict(list)
    for row in found:
        if row.part_of:
            parts[row.part_of].append(row.name)
    return parts


def measures(papg_group: str) -> list[frappe._dict]:
    """Measures within the reader's reach, each total before its parts."""
    return frappe.db.sql(
        f"""
        select `tabPAPG Measure`.name, `tabPAPG Measure`.title, `tabPAPG Measure`.unit, `tabPAPG Measure`.period_kind,
            `tabPAPG Measure`.part_of, `tabPAPG Measure`.is_retired, body.group_name
        from `tabPAPG Measure`
        join `tabPAPG Group` body on body.name = `tabPAPG Measure`.papg_group
        left join `tabPAPG Measure` whole on whole.name = `tabPAPG Measure`.part_of
        where {policy.condition("PAPG Measure", "read")}
            and (%(group)s = '' or `tabPAPG Measure`.papg_group = %(group)s)
        order by body.group_name, body.name, ifnull(whole.title, `tabPAPG Measure`.title),
            `tabPAPG Measure`.part_of is not null and `tabPAPG Measure`.part_of != '', `tabPAPG Measure`.title
        """,
        {"group": papg_group},
        as_dict=True,
    )


def known_on(day: date, names: list[str]) -> Known:
    """What was known on a day of measures that were found readable, by measure and period."""
    recordings: dict[str, list[frappe._dict]] = defaultdict(list)
    for row in [*corrections(names), *values(names)]:
        recordings[row.record].append(row)
    found: Known = {}
    for rows in recordings.values():
        known = rules.known_on(rows, day)
        if known:
            known.is_corrected = known is not rows[0]
            found[known.measure, periods.holding(known.period_from, known.period_kind)] = known
    return found


RECORDED = ("value", "is_verbal_update", "as_at", "source", "remark")
OF_VALUE = """
    join `tabPAPG Measure` counted on counted.name = `tabPAPG Measure Value`.measure
    where `tabPAPG Measure Value`.measure in %(names)s
"""


def values(names: list[str]) -> list[frappe._dict]:
    """What is recorded of these measures."""
    return recordings_in(
        f"{columns('`tabPAPG Measure Value`')} from `tabPAPG Measure Value` {OF_VALUE}", names
    )


def corrections(names: list[str]) -> list[frappe._dict]:
    """What was recorded of these measures before it was corrected, the first first."""
    return recordings_in(
        f"""{columns("former")} from `tabPAPG Measure Correction` former
        join `tabPAPG Measure Value` on `tabPAPG Measure Value`.name = former.parent
            and former.parenttype = 'PAPG Measure Value' {OF_VALUE}""",
        names,
        "order by former.parent, former.idx",
    )


def columns(table: str) -> str:
    """What was recorded, with its record, measure and period."""
    recorded = ", ".join(f"{table}.{field}" for field in RECORDED)
    return f"""select `tabPAPG Measure Value`.name as record, `tabPAPG Measure Value`.measure,
        `tabPAPG Measure Value`.period_from, counted.period_kind, {recorded}"""


def recordings_in(query: str, names: list[str], order: str = "") -> list[frappe._dict]:
    """Recordings within the reader's reach."""
    readable = policy.condition("PAPG Measure Value", "read")
    return frappe.db.sql(f"{query} and {readable} {order}", {"names": names or [""]}, as_dict=True)
