"""Keys for programs."""

import frappe

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
