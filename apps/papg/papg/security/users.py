"""Accounts: what a reset key is worth, who sees whom, and one answer for whoever asks for a new password."""

import hashlib
from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.user import user as framework

from papg.oversight import changes
from papg.permissions import scope as scopes
from papg.permissions.conditions import listed
from papg.permissions.user import CouncilUser
from papg.security import kinds, limits, own_sessions

# Later versions of the framework store the key hashed themselves.
HASHES_ITSELF = hasattr(framework, "sha256_hash")
REFUSED = 410


def hashed(key: str) -> str:
    """What is stored of a reset key; the key itself is only in the letter."""
    return hashlib.sha256(key.encode()).hexdigest()


class Account(CouncilUser):
    """A user account whose reset key cannot be read back, and which is not shared with its owner."""

    def reset_password(self, *args: Any, **kwargs: Any) -> str:
        """Make a reset key and return the link with it; only its hash stays."""
        link = super().reset_password(*args, **kwargs)
        if not HASHES_ITSELF:
            key = frappe.db.get_value("User", self.name, "reset_password_key")
            self.db_set("reset_password_key", hashed(key), update_modified=False)
        return link

    def share_with_self(self) -> None:
        """The framework's share would open the list of all accounts to its holder."""

    def validate_reset_password(self) -> None:
        """The built-in account gets no letters."""
        if self.name == kinds.BUILT_IN:
            frappe.throw(_("This account has no password to reset here."), frappe.PermissionError)


@frappe.whitelist(allow_guest=True, methods=["POST"])
def reset_password(user: str) -> None:
    """Ask for a letter with a link to set a new password. The answer is the same whoever is asked for.

    Args:
        user: E-mail address of the account.
    """
    ask_for_letter(user)
    frappe.msgprint(
        _("If there is an account with this address, a letter with a link is on its way to it."),
        title=_("Look into your mail"),
    )


def ask_for_letter(email: str) -> None:
    """Ask for the letter; a job finds out whose address it is.

    Raises:
        limits.TooMany: Asked too often, for this address or from this place.
    """
    limits.take(limits.LETTER_REQUESTS, limits.address())
    limits.take(limits.LETTERS, email)
    frappe.enqueue("papg.security.users.send_reset_letter", queue="short", user=email)


def send_reset_letter(user: str) -> None:
    """Job: send the letter, if there is somebody to send it to."""
    name = frappe.db.get_value("User", {"name": user, "enabled": 1})
    if name and name not in (kinds.BUILT_IN, "Guest"):
        frappe.get_doc("User", name).reset_password(send_email=True)


@frappe.whitelist(allow_guest=True, methods=["POST"])
def update_password(
    new_password: str, logout_all_sessions: int = 0, key: str | None = None, old_password: str | None = None
) -> str:
    """Set a new password, by the key of a letter or by the old password.

    Args:
        new_password: The new password.
        logout_all_sessions: 1 to end all other sessions.
        key: Key of the letter.
        old_password: The old password, for who is logged in.

    Returns:
        Where to go next, or why the key is not good.

    Raises:
        frappe.ValidationError: Neither key nor old password was given.
    """
    if not (key or old_password):
        frappe.throw(_("Give your old password, or open the link in the letter again."))
    stored = hashed(key) if key and not HASHES_ITSELF else key
    manager = frappe.local.login_manager
    frappe.local.login_manager = NobodyIsLetIn(manager)
    try:
        answer = framework.update_password(new_password, logout_all_sessions, stored, old_password)
    finally:
        frappe.local.login_manager = manager
    return answer if frappe.local.response.http_status_code == REFUSED else "/"


class NobodyIsLetIn:
    """Stands where the framework logs in whoever has set a password: a letter is not enough for that here."""

    def __init__(self, manager: Any) -> None:
        self.manager = manager

    def check_password(self, user: str, pwd: str) -> str:
        """The old password is compared as ever."""
        return self.manager.check_password(user, pwd)

    def login_as(self, user: str) -> None:
        """They log in with the new password, and show the second factor; sessions under the old one have ended."""
        changes.tell_of_account(user, _("password set"))
        own_sessions.end_others(user)


def has_permission(doc: Any, ptype: str = "read", user: str | None = None, **kwargs: Any) -> bool:
    """Hook: the framework's question about one account: oneself, and people of one's own groups to read."""
    user = user or frappe.session.user
    if is_in_charge(user):
        return doc.name not in (kinds.BUILT_IN, "Guest") or user == kinds.BUILT_IN
    if doc.name == user:
        return True
    return ptype in ("read", "select") and doc.name in people_near(user)


def query_condition(user: str | None = None, **kwargs: Any) -> str:
    """Hook: SQL for the accounts a user may see in a list."""
    user = user or frappe.session.user
    if is_in_charge(user):
        return ""
    return f"`tabUser`.name in {listed({user, *people_near(user)})}"


def is_in_charge(user: str) -> bool:
    """Does this user look after accounts?"""
    return user == kinds.BUILT_IN or "Administrator" in scopes.of(user).everywhere


def people_near(user: str) -> set[str]:
    """Accounts of people in the groups a user holds a position in."""
    groups = scopes.of(user).all_groups()
    if not groups:
        return set()
    rows = frappe.db.sql(
        f"select distinct user from `tabPAPG Member` where user != '' and papg_group in {listed(groups)}"
    )
    return {name for (name,) in rows}
