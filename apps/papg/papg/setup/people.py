"""Roles of the app on a site."""

import frappe

from papg.permissions import roles


def make_roles() -> None:
    """Make every role, and hold what each opens of the desk."""
    for role in roles.ALL:
        make_role(role, has_desk=role not in roles.WITHOUT_DESK)


def make_role(name: str, has_desk: bool) -> None:
    """Make one role or put it right; installing record types has made some of them with the framework's defaults."""
    role = frappe.get_doc("Role", name) if frappe.db.exists("Role", name) else frappe.new_doc("Role")
    wanted = {"role_name": name, "desk_access": int(has_desk), "home_page": "/app" if has_desk else None}
    if any(role.get(field) != value for field, value in wanted.items()):
        role.update(wanted)
        role.save()
