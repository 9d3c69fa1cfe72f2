"""What is due for disposal, rule by rule, and what holds it back: the dry run before anything goes."""

from typing import Any

import frappe
from frappe import _

from papg.oversight import due
from papg.oversight.due import DueList
from papg.permissions import scope

Rows = list[dict[str, Any]]
READERS = {"Administrator", "Auditor"}


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows]:
    """Columns and rows. Whoever may not read a record learns its reference, group and dates and never its title.

    Args:
        filters: `rule`, the name of one rule; all that are switched on when left out.

    Raises:
        frappe.PermissionError: The reader is neither administrator nor auditor.
    """
    if not READERS & scope.of().everywhere:
        frappe.throw(_("This report is for administrators and auditors."), frappe.PermissionError)
    wanted = (filters or {}).get("rule")
    rules = [rule for rule in due.active_rules() if not wanted or rule.name == wanted]
    return columns(), [row for rule in rules for row in rows_of(due.of_rule(rule))]


def columns() -> Rows:
    shown = (
        ("rule", _("Rule"), "Data", 180),
        ("group_title", _("Group"), "Data", 200),
        ("reference", _("Reference"), "Data", 120),
        ("title", _("Title"), "Data", 220),
        ("due_on", _("Due on"), "Date", 95),
        ("held_back", _("Held back"), "Data", 280),
        ("trigger_event", _("Period began"), "Data", 120),
        ("happened_on", _("On"), "Date", 100),
        ("action", _("Action"), "Data", 110),
    )
    return [
        {"fieldname": name, "label": label, "fieldtype": kind, "width": width}
        for name, label, kind, width in shown
    ]


def rows_of(found: DueList) -> Rows:
    """A row for each record that is due under a rule."""
    rule = found.rule
    return [
        {
            "rule": rule.name,
            "group_title": line.group_title,
            "reference": line.name,
            "title": line.title,
            "trigger_event": _(rule.trigger_event),
            "happened_on": line.happened_on,
            "due_on": line.due_on,
            "action": _(rule.action),
            "held_back": "; ".join(sentence.translated(_) for sentence in line.held_back),
            "shown": found.shown,
        }
        for line in found.lines
    ]
