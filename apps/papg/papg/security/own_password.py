"""One's own password, asked for once more before something that matters, and set anew."""

import frappe
from frappe import _
from frappe.core.doctype.user import user as framework
from frappe.utils.password import check_password

from papg.security import limits, login, shapes, users

# For this long after logging in the link by mail is as good as a password somebody has not got.
FRESH_SECONDS = 600


def is_set(user: str) -> bool:
    """Has the account a password? Who comes by a link has none."""
    stored = "select 1 from __Auth where doctype = 'User' and name = %s and fieldname = 'password'"
    return bool(frappe.db.sql(stored, user))


def is_right(user: str, password: str) -> bool:
    """Is this the password of the account?

    Raises:
        limits.TooMany: Too many were tried, here or at the door.
    """
    limits.take(limits.TRIES, user)
    if not 0 < len(password) <= login.LONGEST_PASSWORD:
        return False
    try:
        check_password(user, password)
    except frappe.AuthenticationError:
        return False
    limits.forget(limits.TRIES, user)
    return True


def is_fresh() -> bool:
    """Has the person logged in just now?"""
    return login.age_of(frappe.session.data) <= FRESH_SECONDS


def mistakes(user: str, old: str, new: str) -> dict[str, str]:
    """What has to be put right before a new password is set, by field.

    Raises:
        limits.TooMany: Too many old ones were tried.
    """
    if not old:
        return {"old_password": _("Enter your old password.")}
    if not is_right(user, old):
        return {"old_password": _("This is not your password. Enter the one you log in with now.")}
    if not new:
        return {"new_password": _("Enter a new password.")}
    if len(new) > shapes.NEW_PASSWORD:
        too_long = _("The new password is {0} characters long. Shorten it to {1} or fewer.")
        return {"new_password": too_long.format(len(new), shapes.NEW_PASSWORD)}
    if new == old:
        return {"new_password": _("This is your old password. Choose another one.")}
    if is_easy(new):
        easy = _("This password is too easy to guess. Take three or four words that do not belong together.")
        return {"new_password": easy}
    return {}


def is_easy(password: str) -> bool:
    """Is it refused by the rule for passwords? The framework says so in words of its own, or in none."""
    feedback = framework.test_password_strength(password).get("feedback")
    return bool(feedback) and not feedback.get("password_policy_validation_passed")


def replace(old: str, new: str) -> None:
    """Set a new password and end all other sessions, as the framework's page does.

    Raises:
        frappe.ValidationError: It is too easy to guess.
    """
    users.update_password(new, 1, old_password=old)
