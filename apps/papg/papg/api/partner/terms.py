"""Gatherers: terms of reference in force the person may read, and whether they acknowledged the etiquette."""

import frappe
from frappe.utils import today

from papg.membership import etiquette
from papg.permissions import policy
from papg.rules.terms import IN_FORCE

RECORD = etiquette.TERMS


def in_force(groups: list[str]) -> list[frappe._dict]:
    """Versions in force in these groups that the person may read, each with the day they acknowledged it. One query."""
    if not groups:
        return []
    return frappe.db.sql(
        f"""
        select `tab{RECORD}`.name, `tab{RECORD}`.papg_group, `tab{RECORD}`.title, `tab{RECORD}`.version,
            `tab{RECORD}`.in_force_from, said.acknowledged_on,
            exists (
                select 1 from `tabPAPG Terms Section` section
                where section.parent = `tab{RECORD}`.name and section.is_acknowledged = 1
                    and ifnull(section.body, '') != ''
            ) as asks_something
        from `tab{RECORD}`
        left join `tab{etiquette.ROW}` said
            on said.parent = `tab{RECORD}`.name and said.acknowledged_by = %(user)s
        where `tab{RECORD}`.papg_group in %(groups)s and `tab{RECORD}`.stage = %(stage)s
            and `tab{RECORD}`.in_force_from <= %(day)s and {policy.condition(RECORD, "read")}
        order by `tab{RECORD}`.title
        """,
        {"groups": tuple(groups), "stage": IN_FORCE, "day": today(), "user": frappe.session.user},
        as_dict=True,
    )


def unacknowledged(groups: list[str]) -> list[frappe._dict]:
    """Versions in force in these groups whose etiquette the person has still to acknowledge."""
    return [row for row in in_force(groups) if row.asks_something and not row.acknowledged_on]
