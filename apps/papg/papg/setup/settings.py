"""Settings of the framework: those a council may change are suggested once, those that keep it safe are held."""

from typing import Any

import frappe
from frappe.installer import update_site_config

SUGGESTED = {
    "System Settings": {
        "country": "United Kingdom",
        "language": "en-GB",
        "time_zone": "Europe/London",
        "date_format": "dd-mm-yyyy",
        "time_format": "HH:mm",
        "number_format": "#,###.##",
        "first_day_of_the_week": "Monday",
        "session_expiry": "02:00",
        "minimum_password_score": "3",
        "deny_multiple_sessions": 0,
        "disable_standard_email_footer": 1,
        "disable_system_update_notification": 1,
        "disable_change_log_notification": 1,
    },
    "Website Settings": {"app_name": "Protect & Prepare", "navbar_search": 0, "hide_footer_signup": 1},
}
HELD = {
    "System Settings": {
        # Otherwise anybody who logs in may run the wizard that makes the first administrator.
        "setup_complete": 1,
        "enable_onboarding": 0,
        "enable_telemetry": 0,
        "allow_consecutive_login_attempts": 5,
        "allow_login_after_fail": 900,
        "allow_login_using_mobile_number": 0,
        "allow_login_using_user_name": 0,
        "login_with_email_link": 0,
        # Ours asks for it; the framework's own stands behind it should ours not be in place.
        "enable_two_factor_auth": 1,
        "two_factor_method": "OTP App",
        "bypass_2fa_for_retricted_ip_users": 0,
        "bypass_restrict_ip_check_if_2fa_enabled": 0,
        "enable_password_policy": 1,
        "logout_on_password_reset": 1,
        # A share would beat our refusal of a record.
        "disable_document_sharing": 1,
        "allow_older_web_view_links": 0,
        "attach_view_link": 0,
        "allow_guests_to_upload_files": 0,
        "strip_exif_metadata_from_uploaded_images": 1,
        "allow_error_traceback": 0,
        "apply_strict_user_permissions": 1,
    },
    "Website Settings": {"disable_signup": 1},
}
# Days the framework's logs are kept; a council may choose longer for the first and shorter for the others.
KEPT_AT_LEAST = {"Activity Log": 365}
KEPT_AT_MOST = {"Email Queue": 30, "Error Log": 30, "Prepared Report": 7, "Submission Queue": 7}
# Switches of the site's configuration that open the server or switch off a guard.
SWITCHED_OFF = ("server_script_enabled", "developer_mode", "allow_tests", "ignore_csrf", "allow_cors")


def suggest() -> None:
    """Write what suits most councils, on a site nobody has set up yet."""
    if frappe.db.get_single_value("System Settings", "time_zone"):
        return
    write(SUGGESTED)
    frappe.db.set_default("currency", "GBP")


def hold() -> None:
    """Write what has to be so, whatever was set since."""
    write(HELD)
    limit_sessions()
    for switch in SWITCHED_OFF:
        if frappe.conf.get(switch):
            update_site_config(switch, 0)
            frappe.conf[switch] = 0
    keep_logs()


def write(wanted: dict[str, dict[str, Any]]) -> None:
    """Write settings that differ; those this version of the framework does not have are left out."""
    for record_type, values in wanted.items():
        settings = frappe.get_single(record_type)
        known = {field: value for field, value in values.items() if settings.meta.has_field(field)}
        if any(str(settings.get(field) or 0) != str(value or 0) for field, value in known.items()):
            settings.update(known)
            settings.save()


def limit_sessions() -> None:
    """A session ends after ten hours at the latest; a council may choose fewer, not more."""
    hours = (frappe.db.get_single_value("System Settings", "session_expiry") or "").split(":")[0]
    if not hours.isdigit() or int(hours) > 10:
        write({"System Settings": {"session_expiry": "10:00"}})


def keep_logs() -> None:
    """Keep what tells who did what long enough, and nothing that holds whole records for long."""
    settings = frappe.get_single("Log Settings")
    chosen = {row.ref_doctype: row.days for row in settings.logs_to_clear}
    wanted = {log: max(chosen.get(log, 0), days) for log, days in KEPT_AT_LEAST.items()}
    wanted |= {log: min(chosen.get(log, days), days) for log, days in KEPT_AT_MOST.items()}
    if all(chosen.get(log) == days for log, days in wanted.items()):
        return
    settings.logs_to_clear = [row for row in settings.logs_to_clear if row.ref_doctype not in wanted]
    for log, days in wanted.items():
        settings.append("logs_to_clear", {"ref_doctype": log, "days": days})
    settings.save()
