"""Logging in: the password, who may have a session, and what a session has to show."""

import time
from typing import Any

import frappe
from frappe.auth import LoginManager
from frappe.permissions import get_roles
from frappe.sessions import get_csrf_token
from frappe.utils.password import passlibctx

from papg.security import kinds, limits, second_factor

LONGEST_PASSWORD = 512
WRONG = "Invalid login credentials"
# What is kept with a session: when it began, and whether the second factor was shown.
BEGAN = "papg_began"
SHOWN = "papg_second_factor"
LONGEST_SECONDS = 10 * 60 * 60


def may_log_in(user: str) -> bool:
    """May this account have a session? The built-in one and those of other systems never do."""
    is_enabled = bool(frappe.db.get_value("User", user, "enabled"))
    # `frappe.get_roles` knows nobody's roles before there is a session.
    return is_enabled and user != kinds.BUILT_IN and kinds.INTEGRATION_ROLE not in get_roles(user)


def by_password(manager: LoginManager, email: str, password: str) -> str:
    """Whose address and password these are.

    Args:
        manager: The framework's own, which counts and compares.
        email: As typed.
        password: As typed.

    Raises:
        limits.TooMany: This address, or this account, was tried too often.
        frappe.AuthenticationError: They are nobody's who may log in; the answer does not say which of the two is wrong.
    """
    limits.take(limits.LOGINS, limits.address())
    limits.take(limits.TRIES, email)
    try:
        if len(password) > LONGEST_PASSWORD:
            manager.fail(WRONG, user=email)
        if not frappe.db.exists("User", email):
            passlibctx.dummy_verify()  # takes as long as comparing with a password that is there
        manager.authenticate(email, password)
        if not may_log_in(manager.user):
            manager.fail(WRONG, user=email)
    except frappe.AuthenticationError:
        manager.user = "Guest"
        frappe.local.response["message"] = WRONG
        raise
    limits.forget(limits.TRIES, email)
    return manager.user


def at_the_door_of_the_framework(manager: LoginManager) -> None:
    """In place of the framework's `LoginManager.login`: a password alone opens only what needs nothing else.

    Raises:
        frappe.AuthenticationError: It does not, or it is wrong.
    """
    email = str(frappe.form_dict.get("usr") or "")
    if second_factor.is_required_of(email):
        manager.fail(WRONG, user=email)
    by_password(manager, email, str(frappe.form_dict.get("pwd") or ""))
    frappe.form_dict.pop("pwd", None)
    manager.post_login()


def let_in(user: str) -> None:
    """Make the session of somebody who has shown all that is required."""
    frappe.flags.papg_let_in = user
    frappe.local.login_manager.login_as(user)
    note_beginning()
    get_csrf_token()


def note_beginning() -> None:
    """Write into a new session when it began and what was shown for it."""
    frappe.session.data[BEGAN] = int(time.time())
    frappe.session.data[SHOWN] = int(frappe.flags.papg_let_in == frappe.session.user)


def has_shown_enough(user: str) -> bool:
    """Was everything shown that a session of this account needs?"""
    return not second_factor.is_required_of(user) or frappe.flags.papg_let_in == user


def is_good(data: Any, user: str | None = None) -> bool:
    """Is a session good? It is for ten hours, and only with everything shown that is required.

    Args:
        data: What is kept with the session.
        user: Whose it is; that of this request when left out.
    """
    is_enough = bool(data.get(SHOWN)) or not second_factor.is_required_of(user or frappe.session.user)
    return age_of(data) <= LONGEST_SECONDS and is_enough


def age_of(data: Any) -> float:
    """Seconds since a session began.

    Args:
        data: What is kept with the session.
    """
    return time.time() - int(data.get(BEGAN) or 0)


def end_session() -> None:
    """End the session of this request."""
    frappe.local.login_manager.logout()
    frappe.set_user("Guest")
