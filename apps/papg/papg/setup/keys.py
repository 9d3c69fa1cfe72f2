"""Keys for programs, and people who lost the device with their second factor."""

import frappe
from frappe.sessions import clear_sessions

from papg.security import second_factor

INTEGRATION_ROLE = "PAPG Integration"


def give(account: str) -> str:
    """Give an account of a program a key; the secret part it had stops working.

    Args:
        account: Its address; it holds the role PAPG Integration.

    Returns:
        Both parts as programs send them, joined by a colon.

    Raises:
        frappe.ValidationError: There is no such account, or it is a person's.
    """
    if not frappe.db.exists("Has Role", {"parent": account, "role": INTEGRATION_ROLE}):
        message = "{0} is no account of a program. Make one: add-user {0} --first-name NAME --add-role '{1}'"
        frappe.throw(message.format(account, INTEGRATION_ROLE))
    user = frappe.get_doc("User", account)
    user.api_key = user.api_key or frappe.generate_hash(length=15)
    user.api_secret = secret = frappe.generate_hash(length=24)
    user.save()
    return f"{user.api_key}:{secret}"


def forget_second_factor(account: str) -> None:
    """Take the second factor off an account and end its sessions; the next login sets up a new one.

    Args:
        account: Its address.

    Raises:
        frappe.ValidationError: There is no such account.
    """
    if not frappe.db.exists("User", account):
        frappe.throw(f"There is no account {account}. Give the address it logs in with.")
    second_factor.forget(account)
    clear_sessions(account, force=True)
