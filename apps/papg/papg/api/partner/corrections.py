"""Gatherers: the corrections the person has proposed, and what became of them."""

import frappe

from papg.permissions import policy


def own(minutes: str) -> list[frappe._dict]:
    """The person's own corrections to minutes, the latest first."""
    where = policy.condition("PAPG Minutes Correction", "read")
    return frappe.db.sql(
        f"""
        select item_number, proposed_text, reason, state, settled_on, settled_reason, creation as proposed_on
        from `tabPAPG Minutes Correction`
        where minutes = %(minutes)s and proposed_by = %(user)s and {where}
        order by `tabPAPG Minutes Correction`.creation desc
        """,
        {"minutes": minutes, "user": frappe.session.user},
        as_dict=True,
    )
