"""What waits for an answer of a body, the one needed first on top."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.permissions import policy
from papg.permissions import scope as scopes
from papg.permissions.conditions import listed
from papg.rules.escalation import OPEN, STATUSES, is_answer_late

Rows = list[dict[str, Any]]
ALL = "All"


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows]:
    """Columns, and a row for each escalation within the reader's reach; one query however many there are.

    Args:
        filters: `body`, else the bodies the reader sits on, or every one for who sits on none; and `show`:
            Open unless another status or All is asked for.
    """
    chosen = frappe._dict(filters or {})
    return columns(), [data_row(row) for row in found(chosen.body or "", chosen.show or OPEN)]


def found(body: str, status: str) -> list[frappe._dict]:
    """Escalations to a body, or to the reader's own."""
    mine = scopes.of().groups.get("Board") and listed(scopes.of().all_groups())
    to_mine = f"`tabPAPG Escalation`.escalated_to in {mine}" if mine else "1=1"
    return frappe.db.sql(
        f"""
        select name, title, group_title, sent_to, chain, reason, raised_on, respond_by, status
        from `tabPAPG Escalation`
        where {policy.condition("PAPG Escalation", "read")}
            and if(%(body)s = '', {to_mine}, `tabPAPG Escalation`.escalated_to = %(body)s)
            and (%(status)s = 'All' or status = %(status)s)
        order by respond_by, `tabPAPG Escalation`.creation
        """,
        {"body": body, "status": status if status in STATUSES else ALL},
        as_dict=True,
    )


def columns() -> Rows:
    return [
        {"fieldname": "sent_to", "label": _("Escalated to"), "fieldtype": "Data", "width": 200},
        {"fieldname": "chain", "label": _("Reporting line"), "fieldtype": "Data", "width": 130},
        {"fieldname": "group_title", "label": _("Group"), "fieldtype": "Data", "width": 200},
        {"fieldname": "title", "label": _("Action"), "fieldtype": "Data", "width": 260},
        {"fieldname": "reason", "label": _("Why it goes up"), "fieldtype": "Data", "width": 280},
        {"fieldname": "raised_on", "label": _("Raised on"), "fieldtype": "Date", "width": 110},
        {"fieldname": "respond_by", "label": _("Answer by"), "fieldtype": "Date", "width": 110},
        {"fieldname": "state", "label": _("Status"), "fieldtype": "Data", "width": 130},
    ]


def data_row(row: frappe._dict) -> dict[str, Any]:
    is_late = is_answer_late(row.status, row.respond_by, getdate(today()))
    return {**row, "state": _("Answer overdue") if is_late else _(row.status)}
