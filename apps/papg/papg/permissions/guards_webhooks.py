"""Webhooks of our records: what they may be about, where they go, and that they carry no text.

The administrator makes them with the framework's own record type. The framework's sender would put the whole record
into a queue and whatever a template makes of it into the call, so its condition says never; `papg.oversight.webhooks`
sends.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import guards, rights
from papg.permissions.guards_kinds import is_maintenance
from papg.rules import webhooks as rules
from papg.rules.wording import listed

# That there is one says something already, and to no reader.
NEVER_TOLD = ("PAPG Restricted Item", "PAPG Restricted Document")
EVENTS = ("after_insert", "on_update", "on_submit", "on_update_after_submit", "on_cancel", "on_trash")
NEVER = "0"
# What the framework would send if it sent.
NOTHING_ELSE = '{"doctype": "{{ doc.doctype }}", "name": "{{ doc.name }}"}'
HELD = {
    **{"condition": NEVER, "request_structure": "JSON", "webhook_json": NOTHING_ELSE, "enable_security": 1},
    **{"is_dynamic_url": 0, "request_method": "POST", "timeout": 5, "preview_document": None},
    **{"webhook_headers": [], "webhook_data": []},
}
# Site configuration of a site for tests or demonstration: calls may stay on its own machine.
INSIDE = "webhooks_inside_for_demonstration"


def is_told(record_type: str | None) -> bool:
    """May another system be told of records of this type?"""
    return record_type in rights.records() and record_type not in NEVER_TOLD


def is_inside_allowed() -> bool:
    """Does the site say that calls may stay on its own machine?"""
    return bool(frappe.conf.get(INSIDE))


def name(webhook: Document, method: str | None = None) -> None:
    """Hook, before a webhook gets its name: who made it need not think of one."""
    if not webhook.name or webhook.name.startswith("new-"):
        webhook.name = frappe.generate_hash(length=10)


def check(webhook: Document, method: str | None = None) -> None:
    """Hook, before a webhook is stored.

    Raises:
        frappe.PermissionError: It is about records that are not theirs.
        frappe.ValidationError: The address, the secret or the event cannot be as it was sent; the message says why.
    """
    if is_maintenance():
        return
    before = webhook.get_doc_before_save()
    for version in (before, webhook):
        if version:
            guards.refuse_target(version.webhook_doctype)
    if not is_told(webhook.webhook_doctype):
        return  # of records that are never public `publicity` has refused it
    webhook.update(HELD)
    if webhook.webhook_docevent not in EVENTS:
        message = _("{0} is nothing other systems are told of. Choose one of: {1}.")
        frappe.throw(message.format(webhook.webhook_docevent or _("Nothing"), listed(EVENTS)))
    verdict = rules.check((webhook.request_url or "").strip(), secret_of(webhook), is_inside_allowed())
    if not verdict:
        frappe.throw("<br>".join(reason.translated(_) for reason in verdict.refusals))


def secret_of(webhook: Document) -> str:
    """What calls are signed with: as it was sent, else as it is stored."""
    sent = webhook.webhook_secret or ""
    if webhook.is_new() or not webhook.is_dummy_password(sent):
        return sent
    return webhook.get_password("webhook_secret", raise_exception=False) or ""


HOOKS = {
    "Webhook": {
        "before_naming": f"{__name__}.name",
        "before_validate": f"{__name__}.check",
    }
}
