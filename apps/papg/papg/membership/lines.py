"""The bodies and posts a group reports to, as its reporting lines say."""

import frappe
from frappe.utils import getdate, today

from papg.rules.escalation import ReportingLine, lines_on
from papg.rules.periods import Period


def lines_of(papg_group: str | None) -> tuple[ReportingLine, ...]:
    """Reporting lines of a group in their order; one query.

    Who works for a group may name the bodies it reports to, whether or not they may read what those bodies hold.
    """
    rows = frappe.db.sql(
        """
        select line.name, line.body, line.post, line.chain, body.group_name, body.established_on,
            body.dissolved_on
        from `tabPAPG Reporting Line` line
        left join `tabPAPG Group` body on body.name = line.body
        where line.parent = %s and line.parenttype = 'PAPG Group' and line.parentfield = 'reports_to'
        order by line.idx
        """,
        papg_group,
        as_dict=True,
    )
    return tuple(
        ReportingLine(
            name=row.name,
            body=row.body,
            post=row.post,
            shown=row.group_name or row.post or "",
            chain=row.chain or "",
            period=Period(row.established_on, row.dissolved_on),
        )
        for row in rows
    )


def bodies_of(papg_group: str | None) -> set[str]:
    """Bodies a group reports to today."""
    return {line.body for line in lines_on(lines_of(papg_group), getdate(today())) if line.body}


def offered(papg_group: str) -> list[dict[str, str | None]]:
    """The lines that hold today, as a form lets one choose from them."""
    return [
        {"name": line.name, "body": line.body, "shown": line.shown, "chain": line.chain}
        for line in lines_on(lines_of(papg_group), getdate(today()))
    ]
