"""The settings the guards rely on, and the question whether they are as they have to be."""

from typing import Any

import frappe
from frappe import _

from papg.permissions import guards_webhooks
from papg.security import kinds, limits, second_factor

SYSTEM = {
    "setup_complete": 1,
    "allow_login_using_mobile_number": 0,
    "allow_login_using_user_name": 0,
    "login_with_email_link": 0,
    "enable_two_factor_auth": 1,
    "bypass_2fa_for_retricted_ip_users": 0,
    "enable_password_policy": 1,
    "disable_document_sharing": 1,
    "allow_guests_to_upload_files": 0,
    "allow_error_traceback": 0,
    "allow_older_web_view_links": 0,
    "apply_strict_user_permissions": 1,
}
MOST_TRIES = 5
SHORTEST_LOCK = 900
MOST_HOURS = 10
WEAKEST_SCORE = 2
SWITCHED_OFF = (
    "server_script_enabled",
    "developer_mode",
    "allow_tests",
    "ignore_csrf",
    "allow_cors",
    "logging",
    "disable_session_cache",
)
NEEDED = ("host_name", "encryption_key")


class NotSafe(frappe.ValidationError):
    """A setting the guards rely on is not as it has to be."""


def assert_all() -> None:
    """Look at every setting the guards rely on.

    Raises:
        NotSafe: Some are not as they have to be; all of them are named.
    """
    if found := mistakes():
        raise NotSafe(_("These settings are not safe: {0}").format("; ".join(found)))


def mistakes() -> list[str]:
    """Settings that are not as they have to be, each with what it has to be."""
    return [*of_the_system(), *of_sessions(), *of_the_configuration(), *of_the_demonstration()]


def of_the_system() -> list[str]:
    """Switches in System Settings and Website Settings that are the wrong way round."""
    settings = frappe.get_single("System Settings")
    found = [must_be(name, wanted) for name, wanted in SYSTEM.items() if is_other(settings, name, wanted)]
    if settings.two_factor_method != "OTP App" or not frappe.db.get_value("Role", "All", "two_factor_auth"):
        found.append(must_be("two_factor_method", _("OTP App for the role All")))
    if not frappe.db.get_single_value("Website Settings", "disable_signup"):
        found.append(must_be("disable_signup", 1))
    return found


def is_other(settings: Any, name: str, wanted: int) -> bool:
    """Is a switch there and not as wanted?"""
    return settings.meta.has_field(name) and int(settings.get(name) or 0) != wanted


def must_be(name: str, wanted: Any) -> str:
    """One line of what is wrong."""
    return _("{0} has to be {1}").format(name, wanted)


def of_sessions() -> list[str]:
    """Limits of logging in that are too wide."""
    settings = frappe.get_single("System Settings")
    found = []
    if not 0 < int(settings.allow_consecutive_login_attempts or 0) <= MOST_TRIES:
        found.append(must_be("allow_consecutive_login_attempts", MOST_TRIES))
    if int(settings.allow_login_after_fail or 0) < SHORTEST_LOCK:
        found.append(must_be("allow_login_after_fail", SHORTEST_LOCK))
    if int(settings.minimum_password_score or 0) < WEAKEST_SCORE:
        found.append(must_be("minimum_password_score", WEAKEST_SCORE))
    hours = str(settings.session_expiry or "").split(":")[0]
    if not hours.isdigit() or int(hours) > MOST_HOURS:
        found.append(must_be("session_expiry", f"{MOST_HOURS}:00"))
    return found


def of_the_configuration() -> list[str]:
    """Entries of the site's configuration that open the server, and those it lacks."""
    found = [must_be(name, 0) for name in SWITCHED_OFF if frappe.conf.get(name)]
    return found + [must_be(name, _("set")) for name in NEEDED if not frappe.conf.get(name)]


def of_the_demonstration() -> list[str]:
    """Switches for sites without real people, on a site where somebody has a real address."""
    known = (second_factor.OFF, limits.FACTOR, guards_webhooks.INSIDE)
    switches = [name for name in known if frappe.conf.get(name)]
    if not switches:
        return []
    invented = f"%{second_factor.INVENTED}"
    built_in = (kinds.BUILT_IN, "Guest")
    is_somebody_real = frappe.db.sql(
        "select name from tabUser where enabled = 1 and name not like %s and name not in %s limit 1",
        (invented, built_in),
    )
    return [must_be(name, 0) for name in switches] if is_somebody_real else []
