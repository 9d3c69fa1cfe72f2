"""The second factor on another device, for who is logged in.

They show their password and a code of the device they have; then a code of the new one. Until that one is right the
old device stays in force. What is being set up belongs to the session that asked, for ten minutes.
"""

import hashlib

import frappe
from frappe import _

from papg import notices
from papg.security import limits, own_password, own_sessions, second_factor

SECONDS = 600


def may_ask(user: str) -> bool:
    """Can this session show the first factor again: by a password, or because it came by a link just now?"""
    return own_password.is_set(user) or own_password.is_fresh()


def begin(password: str, code: str) -> dict[str, str]:
    """Make a new secret for whoever shows both factors again.

    Returns:
        What was wrong, by field; nothing when the new device can be set up.

    Raises:
        limits.TooMany: Too many passwords or codes were tried for this account.
    """
    user = frappe.session.user
    if own_password.is_set(user) and not own_password.is_right(user, password):
        return {"password": _("This is not your password. Enter the one you log in with.")}
    limits.take(limits.CODES, user)
    if not second_factor.is_right(user, second_factor.secret_of(user) or "", code):
        wrong = _("This code is wrong, or was used before. Wait for the next one of the phone you have now.")
        return {"code": wrong}
    limits.forget(limits.CODES, user)
    frappe.cache.set_value(key(), second_factor.new_secret(), expires_in_sec=SECONDS)
    return {}


def pending() -> str | None:
    """The secret this session is setting up."""
    return frappe.cache.get_value(key(), expires=True)


def finish(code: str) -> bool:
    """Put the new device in the place of the old one once it has shown a code, and end all other sessions.

    Raises:
        limits.TooMany: Too many codes were tried for this account.
    """
    user, secret = frappe.session.user, pending()
    limits.take(limits.CODES, user)
    # Of two requests at the same moment only one finds something to delete.
    if not secret or not second_factor.is_right(user, secret, code) or not give_up():
        return False
    limits.forget(limits.CODES, user)
    second_factor.keep(user, secret)
    own_sessions.end_others(user)
    notices.tell(user, _("Your second factor was set up on another device"))
    return True


def give_up() -> bool:
    """Forget what this session was setting up."""
    return bool(frappe.cache.delete(frappe.cache.make_key(key())))


def key() -> str:
    return f"papg_new_device:{hashlib.sha256(frappe.session.sid.encode()).hexdigest()}"
