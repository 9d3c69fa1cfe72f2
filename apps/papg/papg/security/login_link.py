"""A link by mail in place of a password, for members from outside the council; the second factor comes after it."""

import frappe
from frappe import _

from papg import link_keys
from papg.rules.membership import PARTNER
from papg.security import kinds, limits, login

SECONDS = 15 * 60
PAGE = "/login-link"


def ask(email: str) -> None:
    """Ask for a link. What happens does not depend on whose address it is; a job finds that out.

    Raises:
        limits.TooMany: Asked too often, for this address or from this place.
    """
    limits.take(limits.LETTER_REQUESTS, limits.address())
    limits.take(limits.LETTERS, email)
    frappe.enqueue("papg.security.login_link.send", queue="short", email=email)


def send(email: str) -> None:
    """Job: send the letter, if there is somebody to send it to."""
    user = frappe.db.get_value("User", {"name": email, "enabled": 1})
    if not user or not is_for(user):
        return
    frappe.sendmail(
        recipients=[user],
        subject=_("Your link to log in to Protect & Prepare"),
        message=letter(link_keys.address_of(PAGE, make(user))),
        now=True,
    )


def is_for(user: str) -> bool:
    """Are links for this account? Only for partners: who works at the desk has a password."""
    return login.may_log_in(user) and kinds.of(user) == frozenset({PARTNER})


def make(user: str) -> str:
    """A key for one login of this account; it takes the place of an earlier one. Only its hash is stored."""
    key = link_keys.new()
    before = frappe.cache.get_value(latest_of(user), expires=True)
    if before:
        frappe.cache.delete_value(before)
    frappe.cache.set_value(place_of(key), user, expires_in_sec=SECONDS)
    frappe.cache.set_value(latest_of(user), place_of(key), expires_in_sec=SECONDS)
    return key


def redeem(key: str) -> str | None:
    """Whose key this is; from now on nobody's."""
    user = frappe.cache.get_value(place_of(key), expires=True)
    # Of two requests at the same moment only one finds something to delete.
    is_first = bool(frappe.cache.delete(frappe.cache.make_key(place_of(key))))
    return user if user and is_first and is_for(user) else None


def letter(address: str) -> str:
    """The text of the mail."""
    lines = (
        _("Follow this link to log in. It works once, within 15 minutes."),
        f'<a href="{address}">{address}</a>',
        _("If you did not ask for it, there is nothing you need to do."),
    )
    return "".join(f"<p>{line}</p>" for line in lines)


def place_of(key: str) -> str:
    return f"papg_login_link:{link_keys.fingerprint(key)}"


def latest_of(user: str) -> str:
    return f"papg_login_link_of:{user}"
