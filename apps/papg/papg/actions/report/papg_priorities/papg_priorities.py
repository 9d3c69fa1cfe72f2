"""Priorities of the groups by number: what was agreed, what duty each serves, and how far its actions are."""

from typing import Any

import frappe
from frappe import _

from papg.actions import plan
from papg.permissions import policy
from papg.rules.actions import DROPPED

Rows = list[dict[str, Any]]
FILTERS = ("papg_group", "period", "framework")


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, a row for each priority, and what is counted; two queries, however many groups there are.

    Args:
        filters: Any of `papg_group`, `period` and `framework`.
    """
    chosen = {field: str(value) for field, value in (filters or {}).items() if field in FILTERS and value}
    found = priorities(chosen)
    counts = actions_by_priority([row.name for row in found])
    data = [{**row, "actions": counted(counts.get(row.name))} for row in found]
    said = _("Counted are the actions you may see, without those that were dropped.")
    return columns(), data, said


def columns() -> Rows:
    shown = {"fieldtype": "Data", "align": "left"}
    return [
        {"fieldname": "group_name", "label": _("Group"), "width": 200, **shown},
        {"fieldname": "number", "label": _("Number"), "fieldtype": "Int", "width": 80},
        {"fieldname": "priority", "label": _("Priority"), "width": 300, **shown},
        {"fieldname": "agreed_actions", "label": _("Agreed actions"), "width": 320, **shown},
        {"fieldname": "period", "label": _("Period"), "width": 100, **shown},
        {"fieldname": "serves", "label": _("Serves"), "width": 260, **shown},
        {"fieldname": "actions", "label": _("Its actions"), "width": 220, **shown},
    ]


def priorities(chosen: dict[str, str]) -> list[frappe._dict]:
    """Priorities within the reader's reach, in the order of their numbers."""
    wanted = [f"`tabPAPG Priority`.{field} = %({field})s" for field in chosen]
    return frappe.db.sql(
        f"""
        select `tabPAPG Priority`.name, body.group_name, `tabPAPG Priority`.number, `tabPAPG Priority`.priority,
            `tabPAPG Priority`.agreed_actions, `tabPAPG Priority`.period,
            concat_ws(': ', nullif(`tabPAPG Priority`.framework, ''), asked.title) as serves
        from `tabPAPG Priority`
        join `tabPAPG Group` body on body.name = `tabPAPG Priority`.papg_group
        left join `tabPAPG Duty Requirement` asked on asked.name = `tabPAPG Priority`.requirement
        where {" and ".join([policy.condition("PAPG Priority", "read"), *wanted])}
        order by body.group_name, body.name, `tabPAPG Priority`.period desc, `tabPAPG Priority`.number
        """,
        chosen,
        as_dict=True,
    )


def actions_by_priority(names: list[str]) -> dict[str, frappe._dict]:
    """How many actions there are for each priority, how many are settled and how many late."""
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Action`.papg_priority, count(*) as found, sum(not ({plan.unsettled()})) as settled,
            sum({plan.overdue()}) as late
        from `tabPAPG Action`
        where `tabPAPG Action`.papg_priority in %(names)s and `tabPAPG Action`.stage != %(dropped)s
            and {policy.condition("PAPG Action", "read")}
        group by `tabPAPG Action`.papg_priority
        """,
        {"names": names or [""], "dropped": DROPPED},
        as_dict=True,
    )
    return {row.papg_priority: row for row in rows}


def counted(row: frappe._dict | None) -> str:
    if row is None:
        return _("None yet")
    words = _("{0} of {1} closed").format(int(row.settled), row.found)
    return _("{0}, {1} overdue").format(words, int(row.late)) if row.late else words
