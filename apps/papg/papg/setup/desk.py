"""What the desk shows: our workspace, and nothing of the framework's own."""

import frappe

HELP_KEPT = ("Keyboard Shortcuts",)


def hide_workspaces_of_the_framework() -> None:
    """Hide the framework's public workspaces; who may edit workspaces still sees them.

    Hidden and not given roles: the framework keeps `is_hidden` when it brings its own workspaces up to date and
    overwrites the roles.
    """
    for name in workspaces_of_the_framework(is_hidden=0):
        frappe.db.set_value("Workspace", name, "is_hidden", 1)


def show_workspaces_of_the_framework() -> None:
    for name in workspaces_of_the_framework(is_hidden=1):
        frappe.db.set_value("Workspace", name, "is_hidden", 0)


def workspaces_of_the_framework(is_hidden: int) -> list[str]:
    """Its public workspaces that are, or are not, hidden."""
    modules = frappe.get_all("Module Def", {"app_name": "frappe"}, pluck="name")
    wanted = {"public": 1, "is_hidden": is_hidden, "module": ("in", modules)}
    return frappe.get_all("Workspace", wanted, pluck="name")


def open_at_workspaces() -> None:
    """The desk opens at the workspaces; the framework's first choice is its set-up wizard."""
    if frappe.db.get_default("desktop:home_page") != "Workspaces":
        frappe.db.set_default("desktop:home_page", "Workspaces")


def hide_help_of_the_framework() -> None:
    """The help menu leads to this product's help only."""
    navbar = frappe.get_single("Navbar Settings")
    for item in navbar.help_dropdown:
        item.hidden = int(item.item_label not in HELP_KEPT)
    navbar.save()
