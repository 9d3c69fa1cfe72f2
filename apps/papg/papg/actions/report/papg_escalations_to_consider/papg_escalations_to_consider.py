"""Actions for which taking them higher is suggested by the council's own list, each with the reasons."""

from typing import Any

import frappe
from frappe import _

from papg.actions import suggesting
from papg.actions.plan import PlanRow

Rows = list[dict[str, Any]]


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows]:
    """Columns, and a row for each such action within the reader's reach that nobody above has yet.

    Args:
        filters: `papg_group`.
    """
    chosen = frappe._dict(filters or {})
    return columns(), [data_row(row, reasons) for row, reasons in suggesting.of_groups(chosen.papg_group)]


def columns() -> Rows:
    return [
        {"fieldname": "group_name", "label": _("Group"), "fieldtype": "Data", "width": 200},
        {"fieldname": "title", "label": _("Action"), "fieldtype": "Data", "width": 280},
        {"fieldname": "owner", "label": _("Owner"), "fieldtype": "Data", "width": 180},
        {"fieldname": "due_on", "label": _("Due on"), "fieldtype": "Date", "width": 110},
        {"fieldname": "why", "label": _("Why it is suggested"), "fieldtype": "Data", "width": 360},
    ]


def data_row(row: PlanRow, reasons: list[str]) -> dict[str, Any]:
    return {
        "name": row.name,
        "group_name": row.group_name,
        "title": row.title,
        "owner": ", ".join(part for part in (row.owner, row.owner_post) if part),
        "due_on": row.due_on,
        "why": " ".join(reasons),
    }
