"""What is withheld from disclosure copies, year by year, and what of it is due to be looked at again."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from papg.permissions import policy
from papg.rules.disclosure import WHOLE_ITEM, is_review_due

Rows = list[dict[str, Any]]
COPY = "`tabPAPG Disclosure Copy`"


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, a row for each removal of an approved copy within the reader's reach, and how many are due.

    Args:
        filters: `year` of the approval, `papg_group`, and `only_due`; all may be left out.
    """
    chosen = frappe._dict(filters or {})
    found = [shown(row, getdate(today())) for row in removals(cint(chosen.year), chosen.papg_group)]
    data = [row for row in found if row["is_due"]] if cint(chosen.only_due) else found
    return columns(), data, summary(found)


def removals(year: int, papg_group: object) -> list[frappe._dict]:
    """Rows of removals, in one query; a later approved copy of the same minutes makes earlier ones history."""
    return frappe.db.sql(
        f"""
        select year({COPY}.approved_on) as year, papg.group_name, {COPY}.name as copy, minutes.title as minutes,
            removal.removed, removal.item_number, exemption.act, exemption.section, exemption.title as about,
            removal.reason, {COPY}.review_on, not exists (
                select 1 from `tabPAPG Disclosure Copy` later where later.minutes = {COPY}.minutes
                    and later.docstatus = 1 and later.approved_on > {COPY}.approved_on
            ) as is_latest
        from {COPY}
        join `tabPAPG Removal` removal on removal.parent = {COPY}.name
            and removal.parenttype = 'PAPG Disclosure Copy'
        join `tabPAPG Minutes` minutes on minutes.name = {COPY}.minutes
        join `tabPAPG Group` papg on papg.name = {COPY}.papg_group
        left join `tabPAPG Exemption` exemption on exemption.name = removal.exemption
        where {COPY}.docstatus = 1 and {policy.condition("PAPG Disclosure Copy", "read")}
            and (%(year)s = 0 or year({COPY}.approved_on) = %(year)s)
            and (%(group)s = '' or {COPY}.papg_group = %(group)s)
        order by year({COPY}.approved_on) desc, papg.group_name, {COPY}.approved_on, removal.idx
        """,
        {"year": year, "group": str(papg_group or "")},
        as_dict=True,
    )


def shown(row: frappe._dict, on: date) -> dict[str, Any]:
    """One row as it is read: where, but never what."""
    is_whole = row.removed == WHOLE_ITEM
    where = _("Item {0}").format(row.item_number) if is_whole else _("Passage")
    is_due = is_review_due(row.review_on, on, bool(row.is_latest))
    state = _("Due now") if is_due else ("" if row.is_latest else _("Decided again in a later copy"))
    return {**row, "where": where, "is_due": is_due, "state": state}


def columns() -> Rows:
    return [
        {"fieldname": name, "label": label, "fieldtype": kind, "width": width, "options": options}
        for name, label, kind, width, options in (
            ("year", _("Year"), "Data", 70, None),
            ("group_name", _("Group"), "Data", 200, None),
            ("minutes", _("Minutes"), "Data", 220, None),
            ("copy", _("Copy"), "Link", 150, "PAPG Disclosure Copy"),
            ("where", _("What is withheld"), "Data", 120, None),
            ("act", _("Act or regulations"), "Data", 220, None),
            ("section", _("Section"), "Data", 130, None),
            ("reason", _("Reason"), "Small Text", 300, None),
            ("review_on", _("Next review"), "Date", 110, None),
            ("state", _("Review"), "Data", 160, None),
        )
    ]


def summary(rows: Rows) -> str:
    """How much is withheld, and how much of it is due for review."""
    due = sum(bool(row["is_due"]) for row in rows)
    if not rows:
        return _("Nothing is withheld.")
    return _("Withheld: {0}. Due for review: {1}. A new copy of the same minutes is the review.").format(
        len(rows), due
    )
