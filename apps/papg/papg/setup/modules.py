"""Modules the record types of a council are of: by them a record type says whether its records belong to groups."""

import frappe

from papg.permissions import own_types


def make() -> None:
    """Make both modules. They are the site's own: no folder of the app belongs to them."""
    for name in own_types.MODULES:
        if not frappe.db.exists("Module Def", name):
            frappe.get_doc(
                {"doctype": "Module Def", "module_name": name, "app_name": "papg", "custom": 1}
            ).insert()
