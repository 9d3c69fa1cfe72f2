"""Wiring only: which function of the app answers which question of the framework."""

from papg.actions import board
from papg.oversight import webhooks
from papg.permissions import guards as forms
from papg.permissions import (
    guards_kinds,
    guards_roles,
    guards_types,
    guards_webhooks,
    guards_workspaces,
    publicity,
    wiring,
)
from papg.printing import wiring as prints
from papg.security import wiring as guards

app_name = "papg"
app_title = "Protect & Prepare"
app_publisher = "papg contributors"
app_description = "How a council runs its Protect & Prepare Group"
app_email = "papg@example.org"
app_license = "MIT"
app_logo_url = "/assets/papg/images/logo.svg"

# Site
after_install = "papg.setup.install.after_install"
after_migrate = "papg.setup.install.after_migrate"
before_uninstall = "papg.setup.uninstall.before_uninstall"

# Access
permission_query_conditions = wiring.WithOwnTypes(
    {**wiring.query_conditions(), **guards.QUERY_CONDITIONS}, wiring.query_of
)
has_permission = wiring.WithOwnTypes(
    {**wiring.record_checks(), **guards.RECORD_CHECKS, **guards_types.RECORD_CHECKS}, wiring.check_of
)
override_doctype_class = {
    **guards.CLASSES,
    **forms.CLASSES,
    **guards_workspaces.CLASSES,
    "Auto Repeat": "papg.actions.auto_repeat.AutoRepeatUntilTheEnd",
}
auth_hooks = ["papg.security.gate.check"]
on_login = ["papg.security.sessions.on_login"]
after_request = [
    "papg.security.recording.after_request",
    "papg.security.headers.after_request",
    "papg.security.errors.after_request",
]
extend_bootinfo = ["papg.security.headers.without_session"]

# Doors
override_whitelisted_methods = {
    **guards.METHODS,
    **prints.METHODS,
    **guards_roles.METHODS,
    **board.METHODS,
    "frappe.desk.form.load.getdoc": "papg.api.desk.getdoc",
    "frappe.desk.search.get_link_title": "papg.api.desk.get_link_title",
    "frappe.model.workflow.get_transitions": "papg.api.desk.get_transitions",
}
page_renderer = [
    "papg.api.front_door.pages.FrontDoor",
    "papg.api.partner.pages.PartnerPages",
    "papg.api.interface.pages.InterfacePage",
    "papg.printing.pages.PrintView",
]
get_website_user_home_page = "papg.security.gate.home_page"

# Prints
pdf_body_html = "papg.printing.pages.body_html"
jinja = {"methods": ["papg.printing.pages.papg_print"]}
before_request = [
    "papg.security.login_seam.install",
    "papg.printing.seam.install",
    "papg.templating.seam.install",
]
before_job = ["papg.printing.seam.install", "papg.templating.seam.install"]

# Records of the framework
doc_events = wiring.merged(
    {"*": guards.ON_EVERY_SAVE},
    guards.ON_REFERENCES,
    publicity.HOOKS,
    forms.HOOKS,
    guards_kinds.HOOKS,
    guards_roles.HOOKS,
    guards_types.HOOKS,
    guards_workspaces.HOOKS,
    guards_webhooks.HOOKS,
    webhooks.HOOKS,
    {"*": webhooks.EVENTS},
    guards.ON_PROVIDERS,
    guards.ON_PROGRAMS,
    {
        "*": {"onload": "papg.meetings.markings.tell_form"},
        "User": {"validate": "papg.oversight.changes.on_key"},
        "Email Queue": {
            "before_insert": [
                "papg.printing.framework.refuse_attached_prints",
                "papg.security.mail.check_letter",
            ],
        },
        "Workflow": {
            "before_validate": ["papg.permissions.guards.check_workflow", "papg.setup.workflow_guard.check"],
            "on_update": "papg.setup.workflow_guard.carry_records",
            "on_trash": [
                "papg.permissions.guards.check_workflow_trash",
                "papg.setup.workflow_guard.check_trash",
            ],
        },
    },
)

# Desk
app_include_js = ["papg.bundle.js"]
app_include_css = ["papg_desk.bundle.css"]
doctype_js = {"Custom Field": "public/js/custom_field.js", "Webhook": "public/js/webhook.js"}

# Jobs
scheduler_events = {
    "all": ["papg.oversight.webhooks.send_due"],
    "hourly": ["papg.oversight.sealing.seal_closed_hours"],
    "daily": [
        "papg.permissions.membership_roles.sync_all_due",
        "papg.membership.terms.supersede_due",
        "papg.membership.reviewing.remind_due",
        "papg.membership.restructuring.take_effect_due",
        "papg.meetings.contributions.follow_days",
        "papg.actions.follow_up.remind_owners",
        "papg.actions.repeating.catch_up",
        "papg.oversight.premises.carry",
        "papg.security.programs.forget_old",
    ],
}
