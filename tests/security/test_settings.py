"""Settings and rights the guards rely on."""

import frappe
import pytest

from papg.security import settings

# Rights of people without an account, on a site with this app.
OPEN_TO_GUESTS: set[str] = set()
# Writing one of these is near to running code on the server.
TEMPLATES = (
    "Auto Repeat",
    "Assignment Rule",
    "Client Script",
    "Custom DocPerm",
    "Custom Field",
    "DocType",
    "Email Template",
    "Letter Head",
    "Notification",
    "Number Card",
    "Package",
    "Print Format",
    "Property Setter",
    "Report",
    "Server Script",
    "System Settings",
    "User Permission",
    "Web Page",
    "Webhook",
    "Workflow",
    "Workspace",
)
# What the council's administrator writes of these, under `permissions/guards*.py`: neither code nor a way past a lock.
GUARDED = {
    name: {"PAPG Administrator"}
    for name in (
        *("Custom Field", "DocType", "Property Setter", "Webhook", "Workflow"),
        *("Letter Head", "Notification", "Number Card", "Print Format", "Report", "Workspace"),
    )
}


def test_the_settings_of_a_site_with_the_app_are_safe(site: None) -> None:
    settings.assert_all()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("disable_document_sharing", 0),
        ("allow_error_traceback", 1),
        ("login_with_email_link", 1),
        ("allow_guests_to_upload_files", 1),
        ("allow_consecutive_login_attempts", 0),
        ("allow_login_after_fail", 10),
        ("session_expiry", "240:00"),
        ("minimum_password_score", "1"),
        ("enable_two_factor_auth", 0),
        ("bypass_2fa_for_retricted_ip_users", 1),
        ("two_factor_method", "Email"),
    ],
)
def test_a_setting_that_is_not_safe_is_named(name: str, value: int | str, site: None) -> None:
    frappe.db.set_single_value("System Settings", name, value)
    frappe.clear_document_cache("System Settings", "System Settings")
    with pytest.raises(settings.NotSafe, match=f"{name} has to be"):
        settings.assert_all()


@pytest.mark.parametrize(
    "name", ["server_script_enabled", "ignore_csrf", "allow_cors", "allow_tests", "developer_mode"]
)
def test_a_switch_of_the_configuration_that_is_not_safe_is_named(
    name: str, site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(frappe.local.conf, name, 1)
    with pytest.raises(settings.NotSafe, match=f"{name} has to be 0"):
        settings.assert_all()


def test_a_site_without_its_own_name_is_not_safe(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(frappe.local.conf, "host_name", "")
    with pytest.raises(settings.NotSafe, match="host_name has to be set"):
        settings.assert_all()


def granted(role: str) -> set[str]:
    """Record types on which a role has any right."""
    found = set()
    for record_type in frappe.get_all("DocType", {"istable": 0}, pluck="name"):
        if any(row.role == role for row in frappe.get_meta(record_type).permissions):
            found.add(record_type)
    return found


def test_guests_have_no_right_on_any_record_type(site: None) -> None:
    assert granted("Guest") == OPEN_TO_GUESTS


def test_roles_of_the_app_write_nothing_that_runs_on_the_server(site: None) -> None:
    roles = set(frappe.get_all("Role", {"name": ("like", "PAPG %")}, pluck="name"))
    assert roles
    for record_type in TEMPLATES:
        if frappe.db.exists("DocType", record_type):
            writers = {
                row.role for row in frappe.get_meta(record_type).permissions if row.write or row.create
            }
            ours = writers & (roles | {"All", "Guest", "Desk User"})
            assert ours == GUARDED.get(record_type, set()), record_type


def test_no_record_type_of_ours_is_a_page_of_the_website_or_in_the_global_search(site: None) -> None:
    for record_type in frappe.get_all("DocType", {"name": ("like", "PAPG %")}, pluck="name"):
        meta = frappe.get_meta(record_type)
        assert not meta.has_web_view
        assert not [field.fieldname for field in meta.fields if field.in_global_search], record_type
