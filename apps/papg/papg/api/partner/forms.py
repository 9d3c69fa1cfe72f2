"""What every form of these pages does with what was typed: read it, measure it, store it or say why not."""

import html
import re
from collections.abc import Callable, Iterable, Mapping

import frappe
from frappe import _

LONGEST = 5000
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def read(sent: Mapping[str, str], fields: Iterable[str]) -> dict[str, str]:
    """The fields of a form as sent, without spaces around them."""
    return {field: (sent.get(field) or "").replace("\r\n", "\n").strip() for field in fields}


def too_long(form: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    """What has to be shortened, by field.

    Args:
        form: What was typed.
        labels: The label of each field that takes running text.
    """
    message = _("{0} is {1} characters long. Shorten it to {2} or fewer.")
    return {
        field: message.format(label, len(form[field]), LONGEST)
        for field, label in labels.items()
        if len(form[field]) > LONGEST
    }


def refusal_of(store: Callable[[], object]) -> str:
    """Store something; the reason in plain text if a rule of the record refuses, with nothing of it stored."""
    frappe.db.savepoint("partner_form")
    try:
        store()
    except (frappe.ValidationError, frappe.PermissionError) as refusal:
        frappe.db.rollback(save_point="partner_form")
        return plain(str(refusal))
    return ""


def is_saved(errors: Mapping[str, str] | None, said: str = "saved") -> bool:
    """Does this page follow a form that was stored, so that it says so once?"""
    return str(frappe.form_dict.get(said)) == "1" and not errors


def plain(message: str) -> str:
    """A message of the framework, which may have come as markup, as plain text."""
    return html.unescape(TAG.sub("", message))
