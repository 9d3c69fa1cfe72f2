"""Nothing of our records is ever public: whatever would show them outside is refused before it is stored.

The framework has many ways to give a record to people who are not logged in, or to carry it elsewhere: web forms and
pages, portal menus, rights of everybody, web views, webhooks, reports by mail. Each is refused here for our records,
whoever asks, the account of the installation included. The gate closes the addresses as well; this holds without it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import guards_webhooks, policy, rights
from papg.permissions.guards import is_ours

COPY = "PAPG Disclosure Copy"
EVERYBODY = frozenset(("All", "Guest", "Desk User"))
WEB_PROPERTIES = ("has_web_view", "allow_guest_to_view", "is_published_field", "route")
TEMPLATE = re.compile(r"\{\{|\{%|<!-- jinja -->")
OUTSIDE_CHANNELS = ("Slack", "SMS")


def is_held(record_type: str | None) -> bool:
    """Is it a record type of ours, a table in one, or a type a council made for its groups?"""
    if not record_type or is_ours(record_type):
        return bool(record_type)
    of_a_group = {"fieldname": policy.GROUP_FIELD}
    return bool(
        frappe.db.exists("DocField", {"parent": record_type, **of_a_group})
        or frappe.db.exists("Custom Field", {"dt": record_type, **of_a_group})
    )


def shown(*record_types: str | None) -> str:
    """The first of these record types that is never public, by its plain name; empty if none is."""
    return next((_(name) for name in record_types if is_held(name)), "")


def of_field(field: str) -> Callable[[Document], str]:
    """The record type a field names."""
    return lambda doc: shown(doc.get(field))


def of_web_form(form: Document) -> str:
    """The type a form is of, and those whose records its fields list to choose from."""
    return shown(form.doc_type, *(row.options for row in form.web_form_fields if row.options))


def of_portal(portal: Document) -> str:
    return shown(*(row.reference_doctype for row in (*portal.menu, *portal.custom_menu)))


def of_page(page: Document) -> str:
    """A page that is worked out anew for each reader can read any record, with nobody's rights."""
    texts = (page.main_section, page.main_section_html, page.main_section_md, page.header)
    is_worked_out = page.dynamic_template or page.context_script or any(map(is_template, texts))
    return _("records") if is_worked_out else ""


def of_web_template(template: Document) -> str:
    return _("records") if "frappe" in (template.template or "") else ""


def is_template(text: str | None) -> bool:
    return bool(TEMPLATE.search(text or ""))


def of_server_script(script: Document) -> str:
    return _("records") if script.script_type == "API" and script.allow_guest else ""


def of_permission(row: Document) -> str:
    return shown(row.parent) if row.role in EVERYBODY else ""


def of_type(record_type: Document) -> str:
    """A record type of ours with a web view, or with a right for everybody."""
    is_group_type = any(field.fieldname == policy.GROUP_FIELD for field in record_type.fields)
    if not (is_ours(record_type.name) or is_group_type):
        return ""
    is_on_the_web = any(record_type.get(name) for name in WEB_PROPERTIES)
    is_for_everybody = any(row.role in EVERYBODY for row in record_type.permissions)
    return _(record_type.name) if is_on_the_web or is_for_everybody else ""


def of_report(report: Document) -> str:
    """A report anybody may open."""
    return of_report_type(report) if has_everybody(report.roles) else ""


def of_report_role(role: Document) -> str:
    return of_report_named(role.report) if role.report and has_everybody(role.roles) else ""


def of_sent_report(sender: Document) -> str:
    return of_report_named(sender.report)


def of_report_named(name: str | None) -> str:
    return of_report_type(frappe.get_doc("Report", name)) if frappe.db.exists("Report", name) else ""


def of_report_type(report: Document) -> str:
    """The record type of ours a report is about, or reads in its query."""
    query = report.query or ""
    return shown(report.ref_doctype, *(name for name in rights.records() if f"tab{name}`" in query))


def has_everybody(roles: Iterable[Document]) -> bool:
    return any(row.role in EVERYBODY for row in roles)


def of_newsletter(newsletter: Document) -> str:
    """A letter with a file of one of our records."""
    files = [row.attachment for row in newsletter.attachments if row.attachment]
    attached = frappe.get_all("File", {"file_url": ("in", files)}, pluck="attached_to_doctype")
    return shown(*attached)


def of_webhook(webhook: Document) -> str:
    """Others are told that something changed, and of some records not even that."""
    told = guards_webhooks.is_told(webhook.webhook_doctype)
    return "" if told else shown(webhook.webhook_doctype)


def of_notification(notification: Document) -> str:
    return shown(notification.document_type) if notification.channel in OUTSIDE_CHANNELS else ""


def of_print_format(print_format: Document) -> str:
    """A copy leaves the council as its own paper prints it; any other format could print the words taken out."""
    is_another = print_format.standard != "Yes" and print_format.doc_type == COPY
    return _(COPY) if is_another else ""


@dataclass(frozen=True)
class Way:
    """A record type of the framework that could show records of ours, and what it would do with them."""

    finds: Callable[[Document], str]
    wording: str


WAYS = {
    "Web Form": Way(of_web_form, "A web form would show {0} to people who are not logged in."),
    "Web Page": Way(of_page, "A web page with code in it would show {0} to people who are not logged in."),
    "Web Template": Way(of_web_template, "This template would put {0} on pages anybody can read."),
    "Portal Settings": Way(of_portal, "A portal menu would list {0} on the web site."),
    "Discussion Topic": Way(of_field("reference_doctype"), "A discussion would put {0} on the web site."),
    "DocType": Way(of_type, "This setting would give {0} a page on the web site, or open it to everybody."),
    "DocPerm": Way(of_permission, "This right would open {0} to everybody."),
    "Custom DocPerm": Way(of_permission, "This right would open {0} to everybody."),
    "Report": Way(of_report, "This would open a report on {0} to everybody."),
    "Custom Role": Way(of_report_role, "This would open a report on {0} to everybody."),
    "Server Script": Way(of_server_script, "This script would hand {0} to people who are not logged in."),
    "Webhook": Way(of_webhook, "A webhook would tell another system of {0}."),
    "Notification": Way(of_notification, "This notification would send {0} to a service outside."),
    "Print Format": Way(of_print_format, "Another format of a {0} could print what is taken out of it."),
    "Auto Email Report": Way(of_sent_report, "This would mail {0} to addresses outside the system."),
    "Newsletter": Way(of_newsletter, "This newsletter would mail a file of {0} to addresses outside."),
}
HOOKS = {name: {"before_validate": "papg.permissions.publicity.check"} for name in WAYS}


def check(doc: Document, method: str | None = None) -> None:
    """Hook, before anything is stored that could show our records outside.

    Raises:
        frappe.PermissionError: It would; what and why is said, and what to do instead.
    """
    way = WAYS[doc.doctype]
    if found := way.finds(doc):
        frappe.throw(f"{_(way.wording).format(found)} {instead()}", frappe.PermissionError)


def instead() -> str:
    """Why it is refused, and the two ways there are."""
    return _(
        "Records of groups are never public. Give whoever works with them a position in the group; answer a request "
        "for information with a disclosure copy of the agreed minutes."
    )
