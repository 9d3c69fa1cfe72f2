"""How the groups within the reader's reach fare over a year, the weak ones first."""

from typing import Any

import frappe
from frappe import _

from papg.oversight import health
from papg.rules import health as rules
from papg.rules.health import Figure

Rows = list[dict[str, Any]]
COLUMN = {
    rules.ATTENDANCE: "attendance",
    rules.CADENCE: "meetings_held",
    rules.COVERAGE: "coverage",
    rules.OVERDUE: "actions",
    rules.MINUTES: "minutes",
    rules.QUIET: "areas",
}


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, a row for each group, and how the figures are counted.

    Args:
        filters: `year`, the calendar year in whose April it begins, the current one when left out; and `board`, a
            body whose groups alone are wanted.
    """
    chosen = frappe._dict(filters or {})
    year = health.year_chosen(chosen.year)
    names = health.within_reach(board=str(chosen.board or ""))
    found = health.of_groups(set(names), year)
    data = sorted(
        (row(name, found[group]) for group, name in names.items()),
        key=lambda each: (rules.STATES.index(each["weighs"]), each["group_name"]),
    )
    return columns(), data, explained(year, data)


def row(group_name: str, figures: tuple[Figure, ...]) -> dict[str, Any]:
    """One group by its title, as a body may not open it; `why_` and a figure's name is the sentence it stands for."""
    whole = rules.overall(figures)
    return {
        "group_name": group_name,
        "state": _(whole),
        "weighs": whole,
        **{COLUMN[figure.name]: health.share(figure) for figure in figures},
        **{f"why_{COLUMN[figure.name]}": figure.reason.translated(_) for figure in figures},
        "reasons": health.reasons(figures) or "–",
    }


def columns() -> Rows:
    figures = [(field, _(name), 150) for name, field in COLUMN.items()]
    return [
        {"fieldname": field, "label": label, "fieldtype": "Data", "width": width}
        for field, label, width in (
            ("group_name", _("Group"), 220),
            ("state", _("Health"), 110),
            ("reasons", _("What weighs"), 360),
            *figures,
        )
    ]


def explained(year: rules.Year, data: Rows) -> str:
    """The year, how many groups are weak, and how each figure is counted."""
    if not data:
        return _("No group is within your reach.")
    weak = sum(each["weighs"] == rules.WEAK for each in data)
    lines = (
        _("{0}, as at {1}. Groups: {2}. Weak: {3}.").format(
            health.period(year), health.govuk_date(year.as_at), len(data), weak
        ),
        _(
            "A figure is weak below {0}% and good from {1}%; the worst one known stands for the group. "
            "“Not known” counts neither for nor against."
        ).format(rules.WEAK_BELOW, rules.GOOD_FROM),
        _(
            "Attendance: members or their deputies there, of those expected at meetings held; whoever is in attendance "
            "counts neither way. Meetings held: of those the terms promise. Required seats filled: of those the "
            "guidance requires. Actions in time: under way and not overdue. Minutes agreed in time: by the meeting "
            "after theirs. Areas heard from: business areas somebody came from at least once."
        ),
    )
    return "<br>".join(lines)
