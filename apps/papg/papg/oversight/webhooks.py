"""Telling other systems that a record changed: which one, when and where to read it, and never what it says.

Each call is a row of the framework's log, written together with the change: whatever happens afterwards, it is sent at
least once, under one number by which the receiver knows it again. What the receiver may read it asks for with its own
key, by the rights of its own account.
"""

import base64
import contextlib
import hashlib
import hmac
import json
from datetime import datetime
from functools import partial
from urllib.parse import quote

import frappe
import redis
from frappe import _
from frappe.integrations.doctype.webhook.webhook import WEBHOOK_SECRET_HEADER
from frappe.model.document import Document
from frappe.utils import cstr, get_url, now_datetime

from papg.oversight import outside
from papg.permissions import guards_webhooks
from papg.rules import webhooks as rules
from papg.rules.due_dates import govuk_date, govuk_time

WEBHOOK, LOG = "Webhook", "Webhook Request Log"
HEARD = "papg_webhooks"
DELIVERY = "X-Papg-Delivery"
SEND = "papg.oversight.webhooks.send"
MOST_AT_ONCE = 20
# Longer than all tries together; what is older is not looked at.
DAYS_LOOKED_AT = 4
DONE = range(200, 300)


def tell(doc: Document, method: str) -> None:
    """Hook, on every event of a record: put the calls about it on the list."""
    if frappe.flags.in_install or frappe.flags.in_migrate or doc.doctype in (WEBHOOK, LOG):
        return
    for name in heard().get(f"{doc.doctype} {method}", ()):
        put_on_list(name, doc, method)


def heard() -> dict[str, list[str]]:
    """Webhooks of our records that are in use, by record type and event."""

    def stored() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        fields = ["name", "webhook_doctype", "webhook_docevent"]
        for row in frappe.get_all(WEBHOOK, {"enabled": 1}, fields, order_by="name"):
            if guards_webhooks.is_told(row.webhook_doctype):
                found.setdefault(f"{row.webhook_doctype} {row.webhook_docevent}", []).append(row.name)
        return found

    return frappe.cache.get_value(HEARD, stored)


def forget(webhook: Document, method: str | None = None) -> None:
    """Hook, after a webhook was stored or deleted."""
    frappe.cache.delete_value(HEARD)
    frappe.db.after_commit.add(lambda: frappe.cache.delete_value(HEARD))


def put_on_list(webhook: str, doc: Document, event: str) -> None:
    """Write the row of a call, and have it sent as soon as the change is stored."""
    delivery = frappe.generate_hash(length=20)
    said = {
        "delivery": delivery,
        "event": event,
        "doctype": doc.doctype,
        "name": doc.name,
        "modified": cstr(doc.modified),
        "address": get_url(f"/api/resource/{quote(doc.doctype)}/{quote(cstr(doc.name))}"),
    }
    row = {"doctype": LOG, "name": delivery, "webhook": webhook, "reference_document": doc.name}
    frappe.get_doc({**row, "data": json.dumps(said)}).db_insert()
    frappe.db.after_commit.add(partial(send_soon, delivery))


def send_soon(delivery: str) -> None:
    """Have a call made by a job; where jobs cannot be given out now, `send_due` finds it."""
    with contextlib.suppress(redis.exceptions.ConnectionError):
        frappe.enqueue(SEND, queue="short", delivery=delivery)


def send(delivery: str) -> None:
    """Job: make a call that is on the list, unless it was answered, given up or is not due yet."""
    row = frappe.db.get_value(LOG, delivery, "*", as_dict=True, for_update=True)
    if not row or not is_due(row, now_datetime()):
        return
    webhook = frappe.get_doc(WEBHOOK, row.webhook)
    if not webhook.enabled or not guards_webhooks.is_told(webhook.webhook_doctype):
        return
    note(row, webhook.request_url, *answer_to(row, webhook))


def answer_to(row: frappe._dict, webhook: Document) -> tuple[bool, str]:
    """Was a call taken, and what came back, in words."""
    secret, body = webhook.get_password("webhook_secret", raise_exception=False) or "", row.data.encode()
    headers = {
        "Content-Type": "application/json",
        DELIVERY: row.name,
        WEBHOOK_SECRET_HEADER: signature(secret, body),
    }
    is_inside_allowed = guards_webhooks.is_inside_allowed()
    if not rules.check(webhook.request_url, secret, is_inside_allowed):
        return False, _("the address is one that is not called")
    try:
        status = outside.post(webhook.request_url, body, headers, is_inside_allowed)
    except outside.NotReachedError as reason:
        return False, cstr(reason)
    return status in DONE, cstr(status)


def signature(secret: str, body: bytes) -> str:
    """What shows the receiver that a body comes from here, as the framework writes it."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def note(row: frappe._dict, address: str, is_taken: bool, said: str) -> None:
    """Write down what became of a try: the log says how it ended, or each failure in a line."""
    at = now_datetime()
    line = f"{govuk_date(at.date())}, {govuk_time(at.time())}: {said}"
    failures = "\n".join(part for part in (row.error, "" if is_taken else line) if part)
    is_given_up = not is_taken and rules.next_try(failed(failures), at) is None
    end = line if is_taken else _("Given up") if is_given_up else None
    kept = {"url": address, "error": failures or None, "response": end, "modified": at}
    frappe.db.set_value(LOG, row.name, kept, update_modified=False)


def failed(failures: str | None) -> int:
    """How many tries have failed."""
    return len((failures or "").splitlines())


def is_due(row: frappe._dict, now: datetime) -> bool:
    """Is a call on the list to be made now?"""
    if row.response:
        return False
    tries = failed(row.error)
    following = rules.next_try(tries, row.modified)
    return not tries or (following is not None and following <= now)


def send_due() -> None:
    """Every few minutes: make the calls that were not taken, and those whose first try was lost."""
    for delivery in due():
        send_soon(delivery)


def due() -> list[str]:
    """Calls to be made now, the oldest first; a few of each webhook, so that one that is down holds up no other."""
    rows = frappe.db.sql(
        f"""
        select row.name, row.webhook, row.error, row.response, row.modified from `tab{LOG}` row
        join tabWebhook webhook on webhook.name = row.webhook and webhook.enabled = 1
        where ifnull(row.response, '') = '' and row.data like %s
            and row.creation >= timestampadd(day, -{DAYS_LOOKED_AT}, %s)
        order by row.creation, row.name
        """,
        ('{"delivery"%', now_datetime()),
        as_dict=True,
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        of_webhook = found.setdefault(row.webhook, [])
        if len(of_webhook) < MOST_AT_ONCE and is_due(row, now_datetime()):
            of_webhook.append(row.name)
    return [name for names in found.values() for name in names]


EVENTS = dict.fromkeys(guards_webhooks.EVENTS, f"{__name__}.tell")
HOOKS = {WEBHOOK: {"on_update": f"{__name__}.forget", "after_delete": f"{__name__}.forget"}}
