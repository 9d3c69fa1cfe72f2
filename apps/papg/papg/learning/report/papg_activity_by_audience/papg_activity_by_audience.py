"""Whom training, briefings, campaigns and accreditation have reached, and for whom what runs out still counts."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from papg.permissions import policy
from papg.rules.due_dates import govuk_date
from papg.rules.learning import STILL_VALID, heads, validity

Rows = list[dict[str, Any]]
FILTERS = ("papg_group", "audience", "kind")


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, a row for each audience of a group, kind and course, and what is counted; one query.

    Args:
        filters: Any of `papg_group`, `audience` and `kind`; `from_date`; and `as_at`, today when left out.

    Raises:
        frappe.ValidationError: A day is none.
    """
    chosen = frappe._dict(filters or {})
    day = getdate(str(chosen.as_at or today()))
    begins = getdate(str(chosen.from_date)) if chosen.from_date else None
    wanted = {field: str(chosen[field]) for field in FILTERS if chosen.get(field)}
    grouped: dict[tuple[str, ...], Rows] = {}
    for row in activities(wanted, begins, day):
        grouped.setdefault((row.papg_group, row.audience or "", row.kind, row.guidance or ""), []).append(row)
    said = _(
        "As at {0}. People are counted once for each activity; “Not counted” is said while one count is missing."
    )
    return columns(), [line(rows, day) for rows in grouped.values()], said.format(govuk_date(day))


def activities(wanted: dict[str, str], begins: date | None, day: date) -> list[frappe._dict]:
    """Activities within the reader's reach, held by the day."""
    conditions = [f"`tabPAPG Activity`.{field} = %({field})s" for field in wanted]
    return frappe.db.sql(
        f"""
        select `tabPAPG Activity`.papg_group, body.group_name, `tabPAPG Activity`.audience, `tabPAPG Activity`.kind,
            `tabPAPG Activity`.guidance, `tabPAPG Activity`.headcount, `tabPAPG Activity`.trainers,
            `tabPAPG Activity`.sessions, `tabPAPG Activity`.valid_until
        from `tabPAPG Activity`
        join `tabPAPG Group` body on body.name = `tabPAPG Activity`.papg_group
        left join `tabPAPG Audience` audience on audience.name = `tabPAPG Activity`.audience
        where {" and ".join([policy.condition("PAPG Activity", "read"), *conditions])}
            and `tabPAPG Activity`.held_on between %(begins)s and %(day)s
        order by body.group_name, body.name, audience.position_in_list is null, audience.position_in_list,
            `tabPAPG Activity`.audience, `tabPAPG Activity`.kind, `tabPAPG Activity`.guidance
        """,
        {**wanted, "begins": begins or date.min, "day": day},
        as_dict=True,
    )


def line(rows: Rows, day: date) -> dict[str, Any]:
    """Activities of one audience, kind and course as a row."""
    first = rows[0]
    valid = [row for row in rows if validity(row["kind"], row["valid_until"], day) in STILL_VALID]
    return {
        "group_name": first["group_name"],
        "audience": first["audience"] or _("No audience named"),
        "kind": _(first["kind"]),
        "guidance": first["guidance"] or "–",
        "sessions": sum(cint(row["sessions"]) for row in rows),
        "headcount": counted(rows),
        "trainers": sum(cint(row["trainers"]) for row in rows),
        "valid": counted(valid) if valid else "0",
    }


def counted(rows: Rows) -> str:
    """People reached, where somebody counted each time."""
    found = heads(cint(row["headcount"]) for row in rows)
    return _("Not counted") if found is None else f"{found:,}"


def columns() -> Rows:
    shown = {"fieldtype": "Data", "align": "left"}
    return [
        {"fieldname": "group_name", "label": _("Group"), "width": 220, **shown},
        {"fieldname": "audience", "label": _("Audience"), "width": 180, **shown},
        {"fieldname": "kind", "label": _("Kind"), "width": 120, **shown},
        {"fieldname": "guidance", "label": _("Course, campaign or guidance"), "width": 240, **shown},
        {"fieldname": "sessions", "label": _("Sessions"), "fieldtype": "Int", "width": 90},
        {"fieldname": "headcount", "label": _("People reached"), "width": 130, **shown},
        {"fieldname": "trainers", "label": _("Trained as trainers"), "fieldtype": "Int", "width": 150},
        {"fieldname": "valid", "label": _("Of them still valid"), "width": 150, **shown},
    ]
