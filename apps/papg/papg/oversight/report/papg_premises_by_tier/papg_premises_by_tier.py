"""Premises of the groups within the reader's reach by the tier they fall in as at a day."""

from collections import Counter
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from papg.oversight import premises
from papg.permissions import policy
from papg.rules.due_dates import govuk_date
from papg.rules.premises import ANSWERS

Rows = list[dict[str, Any]]
FILTERS = ("papg_group", "kind_of_use")


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, a row for each of the premises, and how many fall where; two queries.

    Args:
        filters: Any of `papg_group`, `kind_of_use` and `tier`; and `as_at`, today when left out.

    Raises:
        frappe.ValidationError: The day is none.
    """
    chosen = frappe._dict(filters or {})
    day = getdate(str(chosen.as_at or today()))
    wanted = {field: str(chosen[field]) for field in FILTERS if chosen.get(field)}
    lines = premises.thresholds()
    found = [{**row, **premises.answered(row, lines, day)} for row in registered(wanted)]
    # The order within a tier is that of the query.
    found.sort(key=lambda row: ANSWERS.index(row["tier"]))
    counts = Counter(row["tier"] for row in found)
    shown = [line(row) for row in found if not chosen.tier or row["tier"] == str(chosen.tier)]
    return columns(), shown, explained(counts, day)


def registered(wanted: dict[str, str]) -> list[frappe._dict]:
    """Premises within the reader's reach."""
    conditions = [f"`tabPAPG Premises`.{field} = %({field})s" for field in wanted]
    asked = ", ".join(f"`tabPAPG Premises`.{field}" for field in ("name", "title", *premises.ASKED))
    return frappe.db.sql(
        f"""
        select {asked}, body.group_name
        from `tabPAPG Premises`
        join `tabPAPG Group` body on body.name = `tabPAPG Premises`.papg_group
        where {" and ".join([policy.condition(premises.RECORD, "read"), *conditions])}
        order by body.group_name, body.name, `tabPAPG Premises`.title, `tabPAPG Premises`.name
        """,
        wanted,
        as_dict=True,
    )


def line(row: dict[str, Any]) -> dict[str, Any]:
    """Premises as a row; the name leads to their entry."""
    number = cint(row["number_expected"])
    return {
        "name": row["name"],
        "title": row["title"],
        "group_name": row["group_name"],
        "kind_of_use": _(row["kind_of_use"] or "Not known"),
        "number": f"{number:,}" if number else _("Not known"),
        "number_as_at": row["number_as_at"],
        "tier": _(row["tier"]),
        "tier_to_come": _(row["tier_to_come"]),
        "why": row["tier_reason"],
        "paragraph": row["tier_paragraph"] or "–",
    }


def columns() -> Rows:
    shown = {"fieldtype": "Data", "align": "left"}
    return [
        {"fieldname": "title", "label": _("Premises"), "width": 200, **shown},
        {"fieldname": "group_name", "label": _("Group"), "width": 200, **shown},
        {"fieldname": "kind_of_use", "label": _("Used for in the main"), "width": 160, **shown},
        {"fieldname": "number", "label": _("Expected at once"), "width": 130, **shown},
        {"fieldname": "number_as_at", "label": _("Number as at"), "fieldtype": "Date", "width": 120},
        {"fieldname": "tier", "label": _("Tier"), "width": 120, **shown},
        {"fieldname": "tier_to_come", "label": _("Once all thresholds hold"), "width": 170, **shown},
        {"fieldname": "why", "label": _("Why"), "width": 420, **shown},
        {"fieldname": "paragraph", "label": _("Where the law says so"), "width": 300, **shown},
    ]


def explained(counts: Counter[str], day: date) -> str:
    """The day, how many fall where, and what the register is not."""
    where = ", ".join(f"{_(tier)} {counts[tier]}" for tier in ANSWERS if counts[tier])
    return "<br>".join(
        (
            _("As at {0}: {1}.").format(govuk_date(day), where or _("no premises within your reach")),
            _(
                "By the thresholds of that day and by what is on record today. A register, and no legal advice: the "
                "regulator is the Security Industry Authority."
            ),
        )
    )
