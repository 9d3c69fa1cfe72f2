"""Audiences of activity become a list: what groups have written so far is in it, none of it twice."""

import frappe

from papg.setup import seeds


def execute() -> None:
    """Enter every audience that was typed."""
    seeds.plant()
    typed = frappe.db.sql("select distinct audience from `tabPAPG Activity` where audience != ''", pluck=True)
    for name in typed:
        if not frappe.db.exists("PAPG Audience", name):
            frappe.get_doc({"doctype": "PAPG Audience", "audience_name": name}).insert()
