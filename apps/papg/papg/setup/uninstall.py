"""What is left of the app on a site is put back before it goes."""

import frappe

from papg.permissions import rights, roles
from papg.permissions.membership_roles import write_roles
from papg.setup import desk
from papg.setup.framework_rights import GRANTED, WITHDRAWN, take_record_types
from papg.setup.seeds import PLANTED


def before_uninstall() -> None:
    """Hook: give the framework its rights and workspaces back, and leave nothing that needs the app."""
    return_rights()
    desk.show_workspaces_of_the_framework()
    remove_workflows()
    remove_roles()
    frappe.db.set_global(PLANTED, "[]")


def return_rights() -> None:
    """Let the framework's own files decide again who may do what with its record types."""
    for record_type in (*WITHDRAWN, *GRANTED):
        frappe.db.delete("Custom DocPerm", {"parent": record_type})
        frappe.clear_cache(doctype=record_type)
    take_record_types()


def remove_workflows() -> None:
    """A workflow of a record type that is gone could not be opened any more."""
    for name in frappe.get_all("Workflow", {"document_type": ("in", rights.records())}, pluck="name"):
        # Its deletion would be refused: as long as the app is there, its rules need the workflow.
        frappe.db.delete("Workflow", {"name": name})
        for rows in ("Workflow Document State", "Workflow Transition"):
            frappe.db.delete(rows, {"parent": name})


def remove_roles() -> None:
    """Take the roles from their holders, who are no longer staff unless something else makes them, and delete them."""
    held = {"role": ("in", roles.ALL), "parenttype": "User"}
    for user in frappe.get_all("Has Role", held, pluck="parent", distinct=True):
        account = frappe.get_doc("User", user)
        write_roles(account, {row.role for row in account.roles} - set(roles.ALL))
    for role in roles.ALL:
        frappe.db.delete("Has Role", {"role": role})
        frappe.delete_doc_if_exists("Role", role, force=True)
    frappe.clear_cache()
