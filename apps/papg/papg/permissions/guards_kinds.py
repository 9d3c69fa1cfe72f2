"""What acts on records from beside them (formats, notifications, reports, charts, rules, scripts).

Three questions are asked of each, in this order. Is it about a record of the council? Does it hold code, which is for
who looks after the whole site? Would it go past a guard of ours, which nobody may?
"""

import re
from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import guards

# The record type each acts on, by the field that names it.
TARGETS = {
    "Assignment Rule": "document_type",
    "Client Script": "dt",
    "Custom DocPerm": "parent",
    "Dashboard Chart": "document_type",
    "DocType Action": "parent",
    "DocType Layout": "document_type",
    "Document Naming Rule": "document_type",
    "Kanban Board": "reference_doctype",
    "Notification": "document_type",
    "Number Card": "document_type",
    "Print Format": "doc_type",
    "Report": "ref_doctype",
    "Server Script": "reference_doctype",
}
# Code, or what runs by itself with the rights of the system.
FOR_THE_SITE = (
    *("Assignment Rule", "Auto Email Report", "Client Script", "DocType", "DocType Action", "DocType Layout"),
    *("Document Naming Rule", "Server Script"),
)
# Fields that stay empty, or have to be one of these values, unless who looks after the whole site writes them.
CODE: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "Dashboard Chart": {
        "chart_type": ("Count", "Sum", "Average", "Group By"),
        "dynamic_filters_json": ("[]",),
    },
    "Notification": {
        "condition": (),
        "method": (),
        "is_standard": (),
        "event": ("New", "Save", "Submit", "Days After", "Days Before", "Value Change"),
    },
    "Number Card": {"type": ("Document Type",), "method": (), "dynamic_filters_json": ("[]",)},
    "Print Format": {"standard": ("No",)},
    "Report": {"is_standard": ("No",), "report_type": ("Report Builder",), "javascript": ()},
}
# The same for everybody, where a record of ours is concerned.
PAST_A_GUARD: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "Notification": {
        "channel": ("Email", "System Notification"),
        "message": (),
        "attach_print": (),
        "set_property_after_alert": (),
    },
    "Print Format": {"print_format_type": ("Jinja",), "raw_printing": ()},
    "Report": {"prepared_report": (), "report_type": ("Report Builder", "Custom Report")},
}
# Of our records nobody makes these: what they do knows no reader.
NEVER_OF_OURS = ("Dashboard Chart", "DocType Action", "Document Naming Rule", "Server Script")
WORDS = ("content", "css", "description", "footer", "html", "message", "response", "response_html", "subject")
ACTIVE = re.compile(
    r"<\s*(script|iframe|object|embed|link|meta|base|form)\b|\bon\w+\s*=|javascript:|@import", re.I
)


def check(doc: Document, method: str | None = None) -> None:
    """Hook, before one of these is stored.

    Raises:
        frappe.PermissionError: It is not theirs to make, or not about this record type.
        frappe.ValidationError: It would go past a guard; the message says which and what to do.
    """
    if is_maintenance():
        return
    check_target(doc)
    target = doc.get(TARGETS.get(doc.doctype, ""))
    if not is_of_the_site():
        refuse_values(doc, CODE.get(doc.doctype, {}), _("{0} of {1} is for who looks after the whole site."))
        refuse_active(doc)
    if guards.is_ours(target):
        refuse_kind(doc, target)
        refuse_values(doc, PAST_A_GUARD.get(doc.doctype, {}), _("{0} of {1} would go past a guard."))
    if doc.doctype == "Notification" and guards.is_ours(target):
        refuse_recipients(doc)


def check_trash(doc: Document, method: str | None = None) -> None:
    """Hook, before one of these is deleted."""
    if not is_maintenance():
        check_target(doc)


def check_text(doc: Document, method: str | None = None) -> None:
    """Hook, before a letterhead, a print style or the text of a letter is stored.

    Raises:
        frappe.ValidationError: It would fetch, run or redirect something at its reader's.
    """
    if not is_maintenance() and not is_of_the_site():
        refuse_active(doc)


def check_mailed_report(doc: Document, method: str | None = None) -> None:
    """Hook: a report sent by mail is made by who looks after the whole site; of our records nobody makes one.

    Raises:
        frappe.PermissionError: The writer does not look after the site.
    """
    if not is_maintenance():
        refuse_for_council(doc)


def is_maintenance() -> bool:
    """Is the app itself writing, while it is installed or brought up to date?"""
    return bool(frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_patch)


def is_of_the_site() -> bool:
    """Does the session's user look after the whole site, and act as such?"""
    return guards.is_of_the_site()


def check_target(doc: Document) -> None:
    """It is about a record of theirs, and was before it was changed."""
    if doc.doctype in FOR_THE_SITE:
        refuse_for_council(doc)
    before = doc.get_doc_before_save() or doc
    for version in (before, doc):
        guards.refuse_target(version.get(TARGETS[doc.doctype]))


def refuse_for_council(doc: Document) -> None:
    if not is_of_the_site():
        message = _("{0} is for who looks after the whole site. Ask them for “{1}”.")
        frappe.throw(message.format(_(doc.doctype), doc.name or _("a new one")), frappe.PermissionError)


def refuse_kind(doc: Document, target: str) -> None:
    if doc.doctype in NEVER_OF_OURS:
        message = _("{0} cannot be used with {1}: what it does or shows knows no reader.")
        frappe.throw(message.format(_(doc.doctype), _(target)), frappe.PermissionError)


def refuse_values(doc: Document, allowed: Mapping[str, tuple[Any, ...]], why: str) -> None:
    """Each of these fields is empty or holds one of its values."""
    for field, values in allowed.items():
        value = doc.get(field)
        if not value or value in values or value == doc.meta.get_field(field).default:
            continue
        remedy = _("Choose one of: {0}.").format(", ".join(values)) if values else _("Leave it empty.")
        label = _(doc.meta.get_label(field))
        frappe.throw(f"{why.format(f'“{label}”', _(doc.doctype))} {remedy}")


def refuse_recipients(doc: Document) -> None:
    """People are named by a role or a field of the record, so that each can be asked for what they may read."""
    for row in doc.recipients:
        if row.cc or row.bcc or row.condition:
            message = _("Recipients, row {0}: choose a role or a field of the record. Leave the rest empty.")
            frappe.throw(message.format(row.idx))
    if "{" in (doc.subject or ""):
        frappe.throw(
            _("Subject: leave out “{0}”. The letter begins with the marking and the title.").format("{")
        )


def refuse_active(doc: Document) -> None:
    """A text shown at others' desks fetches, runs and redirects nothing."""
    for field in WORDS:
        value = doc.get(field)
        if isinstance(value, str) and (found := ACTIVE.search(value)):
            message = _("{0}: leave out “{1}”. A text holds words, and nothing that runs or fetches.")
            shown = frappe.utils.escape_html(found[0])
            frappe.throw(message.format(_(doc.meta.get_label(field)), shown))


ASKED = {"before_validate": f"{__name__}.check", "on_trash": f"{__name__}.check_trash"}
HOOKS: dict[str, dict[str, str]] = {
    **{name: ASKED for name in TARGETS if name != "Custom DocPerm"},
    **{
        name: {"before_validate": f"{__name__}.check_text"}
        for name in ("Email Template", "Letter Head", "Print Heading", "Print Style")
    },
    "Auto Email Report": {"before_validate": f"{__name__}.check_mailed_report"},
}
