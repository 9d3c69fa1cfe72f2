"""Accounts of members: whose an address is, and a new one for who has none."""

import frappe
from frappe import _
from frappe.core.doctype.user.user import User

from papg.permissions.membership_roles import has_only_our_roles


def tidy_email(address: str | None) -> str:
    """An address as it is stored: without spaces and capitals."""
    return (address or "").strip().lower()


def find(email: str) -> User | None:
    name = frappe.db.get_value("User", {"email": email})
    return frappe.get_doc("User", name) if name else None


def is_ours(account: User) -> bool:
    """Is the account one that members of groups use, and no account of the system's?"""
    return account.name not in ("Administrator", "Guest") and has_only_our_roles(
        row.role for row in account.roles
    )


def usable_or_new(email: str, full_name: str) -> str:
    """Name of the account of an address, made if there is none.

    Raises:
        frappe.ValidationError: The account is switched off or belongs to who runs the system; the message says
            who can help.
    """
    account = find(email)
    if account is None:
        return new_account(email, full_name)
    if not is_ours(account):
        foreign = _(
            "The account {0} holds roles that groups do not give. Use another e-mail address for this seat."
        )
        frappe.throw(foreign.format(email))
    if not account.enabled:
        off = _("The account {0} is switched off. Ask who runs the system to switch it on again.")
        frappe.throw(off.format(email))
    return account.name


def new_account(email: str, full_name: str) -> str:
    """Make an account without roles; they follow from the membership. Its owner chooses the password."""
    account = frappe.get_doc(
        {
            "doctype": "User",
            "email": email,
            "first_name": full_name,
            "user_type": "Website User",
            "send_welcome_email": int(can_send()),
        }
    )
    return account.insert(ignore_permissions=True).name  # who runs a group makes accounts, and nobody else's


def can_send() -> bool:
    """Is there a mail account to send the link with which a password is chosen?"""
    return bool(frappe.db.exists("Email Account", {"enable_outgoing": 1, "default_outgoing": 1}))
