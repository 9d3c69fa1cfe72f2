"""The action plan as a report: what each group has set itself, who owns it and how late it is."""

from typing import Any

import frappe
from frappe import _

from papg.actions import plan
from papg.actions.lateness import overdue_words
from papg.actions.plan import PlanRow

FIELDS = (
    *("papg_group", "stage", "owner_member", "business_area", "strand"),
    *("kind", "funding", "rag", "obstacle_kind"),
)


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Columns and rows of the report, as its reader may see them.

    Args:
        filters: Any of `FIELDS` with a value, and `show`: Unfinished, Overdue or All.
    """
    chosen = frappe._dict(filters or {})
    where = {field: chosen[field] for field in FIELDS if chosen.get(field)}
    found = plan.rows(where, *conditions(chosen.show))
    return columns(), [data_row(row) for row in found]


def conditions(show: str | None) -> list[str]:
    """Which actions are shown: the unfinished ones unless others are asked for."""
    return {"All": [], "Overdue": [plan.overdue()]}.get(show or "", [plan.unfinished()])


def columns() -> list[dict[str, Any]]:
    return [
        {"fieldname": "group_name", "label": _("Group"), "fieldtype": "Data", "width": 200},
        {"fieldname": "title", "label": _("Action"), "fieldtype": "Data", "width": 280},
        {"fieldname": "kind", "label": _("Kind"), "fieldtype": "Data", "width": 120},
        {"fieldname": "owner", "label": _("Owner"), "fieldtype": "Data", "width": 180},
        {"fieldname": "due_on", "label": _("Due on"), "fieldtype": "Date", "width": 110},
        {"fieldname": "status", "label": _("Status"), "fieldtype": "Data", "width": 110},
        {"fieldname": "rating", "label": _("Rating"), "fieldtype": "Data", "width": 90},
        {"fieldname": "obstacle", "label": _("What is in the way"), "fieldtype": "Data", "width": 220},
        {"fieldname": "funding", "label": _("Funding"), "fieldtype": "Data", "width": 120},
        {"fieldname": "overdue", "label": _("Overdue"), "fieldtype": "Data", "width": 150},
        {"fieldname": "overdue_days", "label": _("Days overdue"), "fieldtype": "Int", "width": 110},
        {"fieldname": "last_note", "label": _("Last note"), "fieldtype": "Data", "width": 320},
    ]


def obstacle(row: PlanRow) -> str:
    """Kind of obstacle and what it is."""
    return ": ".join(part for part in (row.obstacle_kind, row.obstacle) if part)


def data_row(row: PlanRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "group_name": row.group_name,
        "title": row.title,
        "kind": _(row.kind),
        "owner": ", ".join(part for part in (row.owner, row.owner_post) if part),
        "due_on": row.due_on,
        "status": _(row.state),
        "rating": _(row.rating) if row.rating else "",
        "obstacle": obstacle(row),
        "funding": _(row.funding) if row.funding else "",
        "overdue": overdue_words(row.stage, row.due_on),
        "overdue_days": row.overdue_days,
        "last_note": row.last_note,
    }
