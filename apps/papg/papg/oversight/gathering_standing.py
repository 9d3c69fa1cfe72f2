"""Where a group stands, for the sections of its report: priorities, coverage, maturity, duties, health and place."""

from itertools import groupby

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from papg.duties import table, wording
from papg.duties.table import Block, Line
from papg.meetings.wording import shown_day
from papg.membership import coverage as seats
from papg.oversight import health as fares
from papg.oversight.text import paragraph, tabled
from papg.permissions import policy
from papg.rules import health as health_rules
from papg.rules.coverage import gaps_first
from papg.rules.maturity import SIGNED_OFF

PRIORITY, ASSESSMENT = "PAPG Priority", "PAPG Maturity Assessment"


def priorities(report: Document) -> str:
    """The group's priorities by number, period by period, with what was agreed on each; one query."""
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Priority`.number, `tabPAPG Priority`.priority, `tabPAPG Priority`.agreed_actions,
            ifnull(`tabPAPG Priority`.period, '') as period, served.expectation
        from `tabPAPG Priority`
        left join `tabPAPG Duty Requirement` served on served.name = `tabPAPG Priority`.requirement
        where `tabPAPG Priority`.papg_group = %(group)s and {policy.condition(PRIORITY, "read")}
        order by period, `tabPAPG Priority`.number, `tabPAPG Priority`.creation
        """,
        {"group": report.papg_group},
        as_dict=True,
    )
    if not rows:
        return paragraph(_("The group has agreed no priorities."))
    found = []
    for period, of_period in groupby(rows, key=lambda row: row.period):
        found.append(paragraph(_("Priorities for {0}:").format(period) if period else _("Priorities:")))
        found.append(priority_table(list(of_period)))
    return "".join(found)


def priority_table(rows: list[frappe._dict]) -> str:
    """Priorities of a period; what they serve has a column where any says so."""
    columns = [_("Number"), _("Priority"), _("Summary of agreed actions")]
    cells = [[row.number, row.priority, row.agreed_actions] for row in rows]
    if any(row.expectation for row in rows):
        columns.append(_("Serves"))
        cells = [[*line, row.expectation] for line, row in zip(cells, rows, strict=True)]
    return tabled(columns, cells)


def coverage(report: Document) -> str:
    """Every seat of the group on the day of the report, the gaps first; members by post."""
    found = seats.of_groups({report.papg_group}, getdate(report.as_at)).get(report.papg_group, [])
    lines = [seats.line(seat) for seat in gaps_first(found)]
    return paragraph(seats.summary(found)) + tabled(
        (_("Seat"), _("Asked for"), _("State"), _("By whom")),
        ([line["seat"], line["requirement"], line["state"], line["how"]] for line in lines),
    )


def maturity(report: Document) -> str:
    """The profile of the last assessment of the group that was signed off by the day; two queries."""
    latest = frappe.db.sql(
        f"""
        select `tabPAPG Maturity Assessment`.name, `tabPAPG Maturity Assessment`.title
        from `tabPAPG Maturity Assessment`
        where `tabPAPG Maturity Assessment`.papg_group = %(group)s and {policy.condition(ASSESSMENT, "read")}
            and `tabPAPG Maturity Assessment`.stage = %(signed_off)s
            and `tabPAPG Maturity Assessment`.as_at <= %(as_at)s
            and date(`tabPAPG Maturity Assessment`.signed_off_on) <= %(as_at)s
        order by `tabPAPG Maturity Assessment`.as_at desc, `tabPAPG Maturity Assessment`.creation desc limit 1
        """,
        {"group": report.papg_group, "signed_off": SIGNED_OFF, "as_at": getdate(report.as_at)},
        as_dict=True,
    )
    if not latest:
        none = _("No assessment of the group had been signed off by {0}.")
        return paragraph(none.format(shown_day(report.as_at)))
    profile = frappe.get_all(
        "PAPG Maturity Profile Row",
        {"parent": latest[0].name, "parenttype": ASSESSMENT},
        ["theme", "current", "target", "gap", "unassessed"],
        order_by="idx",
    )
    not_told = _("not known")
    return paragraph(f"{latest[0].title}:") + tabled(
        (_("Theme"), _("Level now"), _("Target"), _("Gap"), _("Not assessed yet")),
        (
            [row.theme, *(row[field] or not_told for field in ("current", "target", "gap")), row.unassessed]
            for row in profile
        ),
    )


def health(report: Document) -> str:
    """How the group fares in the council's year of the report's day, each figure with its reason."""
    day = getdate(report.as_at)
    year = health_rules.council_year(health_rules.year_of(day), day)
    figures = fares.of_groups({report.papg_group}, year)[report.papg_group]
    lines = [fares.line(figure) for figure in figures]
    told = _("{0}, as at {1}: {2}.").format(
        fares.period(year), shown_day(day), _(health_rules.overall(figures))
    )
    return paragraph(told) + tabled(
        (_("Figure"), _("State"), _("Share"), _("Why")),
        ([line["name"], line["state"], line["share"], line["reason"]] for line in lines),
    )


def local_context(report: Document) -> str:
    """What the council has written about its place, paragraph by paragraph."""
    council = frappe.db.get_value("PAPG Group", report.papg_group, "authority")
    written = wording.points(frappe.db.get_value("PAPG Organisation", council, "local_context"))
    none = _("No local context is recorded for {0}. The council's administrator writes it there.")
    return "".join(map(paragraph, written or [none.format(council)]))


def duties(report: Document) -> str:
    """Take the table of the duty as at the report's day into the report's own rows, where it has none yet.

    Raises:
        frappe.ValidationError: The report names no duty, and its group has recorded progress on none.
    """
    day = getdate(report.as_at)
    report.framework = report.framework or table.latest_framework(report.papg_group, day)
    if not report.framework:
        frappe.throw(_("Duty: choose which duty the section speaks of, or record progress on one first."))
    if not report.duty_rows:
        for block in table.blocks(report.papg_group, report.framework, day):
            report.extend("duty_rows", duty_rows(block, day))
    title, legislation = frappe.db.get_value(
        "PAPG Duty Framework", report.framework, ["title", "legislation"]
    )
    named = f"{title} ({legislation})" if legislation else title
    return paragraph(_("{0}: information correct as at {1}.").format(named, shown_day(day)))


def duty_rows(block: Block, day: object) -> list[dict[str, object]]:
    """The rows a report keeps of a workstream; without a requirement, one that says so."""
    if not block.lines:
        return [{"heading": block.heading, "expects": wording.nothing_expected()}]
    return [duty_row(block.heading, line, day) for line in block.lines]


def duty_row(heading: str, line: Line, day: object) -> dict[str, object]:
    """A requirement with the progress that held on the day, a line for each point."""
    row = line.row or frappe._dict()
    return {
        "heading": heading,
        "expects": "\n".join((line.expectation, *line.sub_expectations)),
        "progress": "\n".join(wording.progress_points(line, day)),
        "next_steps": "\n".join(" ".join(wording.step_words(step).split()) for step in line.next_steps),
        **{field: row.get(field) for field in ("status", "direction", "rag", "as_at")},
    }
