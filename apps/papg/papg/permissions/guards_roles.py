"""Who may hand out roles, and what a role may open: never more than the table of rights gives the position.

Roles that go by position follow memberships by themselves and are given by nobody. Those given by hand are given to
others, never to oneself. What a role opens on our records a council may narrow, never widen.
"""

from functools import partial

import frappe
from frappe import _
from frappe.core.doctype.doctype.doctype import validate_permissions_for_doctype
from frappe.core.page.permission_manager import permission_manager
from frappe.model.document import Document
from frappe.permissions import rights as named_rights
from frappe.permissions import setup_custom_perms

from papg.permissions import guards, roles
from papg.permissions.guards_kinds import is_maintenance, is_of_the_site, refuse_for_council
from papg.rules.wording import listed

BUILT_IN = "Administrator"
ADMINISTRATOR = "PAPG Administrator"
POSITIONS = frozenset(roles.BY_POSITION.values())
EVERYBODY = ("All", "Guest", "Desk User")
KEPT = ("desk_access", "disabled", "role_name")
# Levels a council may put its own fields on, and what a role may do there; 9 is the app's own.
LEVELS = range(9)
AT_A_LEVEL = {"read", "write"}


def check_account(account: Document, method: str | None = None) -> None:
    """Hook, once an account is validated, with the roles of its profile filled in.

    Raises:
        frappe.PermissionError: A role is not theirs to give or take, or it is their own account.
    """
    if is_maintenance():
        return
    before = account.get_doc_before_save()
    held = {row.role for row in before.roles} if before else set()
    wanted = {row.role for row in account.roles}
    refuse_positions(wanted - held)
    if wanted == held or frappe.session.user == BUILT_IN:
        return
    if account.name == frappe.session.user and wanted - held:
        message = _("Nobody gives a role to their own account. Ask somebody else who looks after accounts.")
        frappe.throw(message, frappe.PermissionError)
    refuse_roles(wanted ^ held)


def refuse_positions(given: set[str]) -> None:
    """A role that goes by position comes with the position."""
    if by_position := sorted(given & POSITIONS):
        message = _("{0} follows from a position in a group. Add a row of membership instead.")
        frappe.throw(message.format(listed(by_position)), frappe.PermissionError)


def refuse_roles(changed: set[str]) -> None:
    """Who looks after the site changes any role of others; the council's administrator those of the app by hand."""
    if is_of_the_site():
        return
    may_give = set(roles.BY_HAND) if ADMINISTRATOR in frappe.get_roles() else set()
    if others := sorted(changed - may_give - POSITIONS):
        message = _("{0} is not yours to give or take. Ask who looks after the whole site.")
        frappe.throw(message.format(listed(others)), frappe.PermissionError)


def check_profile(profile: Document, method: str | None = None) -> None:
    """Hook, before a bundle of roles is stored.

    Raises:
        frappe.PermissionError: It is not theirs, or holds roles that go by position.
    """
    if not is_maintenance():
        refuse_for_council(profile)
        refuse_positions({row.role for row in profile.roles})


def check_single_row(row: Document, method: str | None = None) -> None:
    """Hook: a role is given by storing the account, where the rules above are asked, never by its row alone.

    Raises:
        frappe.PermissionError: A row is stored or deleted on its own.
    """
    if not is_maintenance() and row.parenttype == "User" and frappe.session.user != BUILT_IN:
        message = _("The role {0} is given and taken on the account {1}. Open the account.")
        frappe.throw(message.format(row.role, row.parent), frappe.PermissionError)


def check_role(role: Document, method: str | None = None) -> None:
    """Hook, before a role is stored or deleted; those of the app stay what they are.

    Raises:
        frappe.PermissionError: It is not theirs to change, or it is one of ours.
    """
    # The built-in account works through the bench alone, where the app is put on a site and taken off it.
    if is_maintenance() or frappe.session.user == BUILT_IN:
        return
    refuse_for_council(role)
    before = role.get_doc_before_save()
    is_same = bool(before) and all(role.get(field) == before.get(field) for field in KEPT)
    if role.name in roles.ALL and not is_same:
        message = _("The role {0} belongs to the app and stays as it is.")
        frappe.throw(message.format(role.name), frappe.PermissionError)


def check_rights(row: Document, method: str | None = None) -> None:
    """Hook, before the rights of a role on a record type are stored.

    Raises:
        frappe.PermissionError: It is not a record of theirs, or the role would open more than its position may.
    """
    if is_maintenance():
        return
    guards.refuse_target(row.parent)
    if guards.is_ours(row.parent):
        refuse_widening(
            row.parent, row.role, {right for right in named_rights if row.get(right)}, row.permlevel
        )


def refuse_widening(record_type: str, role: str, wanted: set[str], level: int | str | None = 0) -> None:
    """A role opens at most what the table gives its position.

    Fields a council put on a level of their own may be read and written by a role that reads and writes the rest.
    """
    at = frappe.utils.cint(level)
    opened = next((row for row in roles.docperms(record_type) if row["role"] == role), {}).keys()
    beyond = sorted(wanted - (opened & AT_A_LEVEL if at else opened))
    if role in EVERYBODY or beyond or at not in LEVELS:
        message = _(
            "{0} cannot open “{1}” of {2}: the table of rights does not give it that. Rights can only be taken away."
        )
        what = listed(beyond) or _("level {0}").format(level or 0)
        frappe.throw(message.format(role, what, _(record_type)), frappe.PermissionError)


@frappe.whitelist(methods=["POST"])
def update(doctype: str, role: str, permlevel: int, ptype: str, value: str | int | None = None) -> str | None:
    """Switch one right of a role, as the page of role permissions does; that page writes past every hook.

    Args:
        doctype: Record type.
        role: Role.
        permlevel: Level of the rule; from 1 on it is about the fields a council put on that level.
        ptype: Right as the framework names it.
        value: 1 to give it, 0 to take it away.

    Returns:
        `refresh`, for the page of role permissions.

    Raises:
        frappe.PermissionError: The caller may not, or the role would open more than its position may.
    """
    frappe.only_for(("System Manager", ADMINISTRATOR))
    guards.refuse_target(doctype)
    if ptype not in named_rights:
        frappe.throw(_("“{0}” is no right. Choose one of: {1}.").format(ptype, listed(list(named_rights))))
    setup_custom_perms(doctype)
    rule = {"parent": doctype, "role": role, "permlevel": frappe.utils.cint(permlevel), "if_owner": 0}
    held = frappe.db.get_value("Custom DocPerm", rule)
    row = frappe.get_doc("Custom DocPerm", held) if held else frappe.new_doc("Custom DocPerm", **rule)
    # A new rule would come with rights of its own.
    row.update({} if held else dict.fromkeys(named_rights, 0))
    row.update({"parenttype": "DocType", "parentfield": "permissions", ptype: frappe.utils.cint(value)})
    row.save(ignore_permissions=True)  # who may was asked above, and how far is asked as it is stored
    validate_permissions_for_doctype(doctype)
    frappe.db.after_commit.add(partial(frappe.clear_cache, doctype=doctype))
    return "refresh"


METHODS = {f"{permission_manager.__name__}.update": f"{__name__}.update"}
HOOKS = {
    "Custom DocPerm": {"before_validate": f"{__name__}.check_rights"},
    "Has Role": {
        "before_validate": f"{__name__}.check_single_row",
        "on_trash": f"{__name__}.check_single_row",
    },
    "Role": {"before_validate": f"{__name__}.check_role", "on_trash": f"{__name__}.check_role"},
    "Role Profile": {"before_validate": f"{__name__}.check_profile"},
    "User": {"validate": f"{__name__}.check_account"},
}
