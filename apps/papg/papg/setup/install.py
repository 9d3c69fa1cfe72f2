"""What makes a site one of Protect & Prepare: the steps of installing and of every migrate, each safe to repeat."""

import frappe

from papg.oversight import triggers
from papg.permissions import external_ids
from papg.permissions.membership_roles import sync_all_due
from papg.setup import desk, framework_rights, modules, people, seeds, settings, workflow_guard


def after_install() -> None:
    """Hook: the app was put on a site."""
    people.make_roles()
    hold()
    desk.hide_help_of_the_framework()
    forget_rights_of_before()


def after_migrate() -> None:
    """Hook: the site was brought up to date."""
    people.make_roles()
    hold()
    sync_all_due()


def forget_rights_of_before() -> None:
    """While an app is installed the framework reads rights from its files only, and keeps what it has read."""
    frappe.clear_cache()
    frappe.db.after_commit.add(frappe.clear_cache)


def hold() -> None:
    """What has to be true of every site at any time."""
    triggers.install()
    external_ids.hold()
    settings.suggest()
    settings.hold()
    framework_rights.withdraw()
    framework_rights.give_administrator()
    modules.make()
    seeds.plant()
    workflow_guard.switch_mail_off()
    desk.hide_workspaces_of_the_framework()
    desk.open_at_workspaces()
