"""The page on which a correction to circulated minutes is proposed."""

import hashlib
from collections.abc import Mapping
from urllib.parse import quote

import frappe
from frappe import _
from werkzeug.exceptions import NotFound

from papg.api.partner import corrections, forms, minutes, views, wording
from papg.api.partner.rendering import Page
from papg.api.partner.rich_text import as_paragraphs, as_text
from papg.permissions import policy
from papg.rules.minutes import CIRCULATED, PROPOSED

FIELDS = ("proposed", "reason", "seen")
RECORD = "PAPG Minutes Correction"


def page(
    name: str, item_number: int, form: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> Page:
    """An entry as it stands and, while the minutes are not agreed, the form to propose a correction to it.

    Args:
        name: Name of the minutes.
        item_number: Number of the entry.
        form: What was typed, when something in it has to be put right.
        errors: What has to be put right, by field.
    """
    views.require("PAPG Minutes", name)
    found, entry = minutes.one(name), entry_of(name, item_number)
    if not found:
        raise NotFound
    typed = form or {"proposed": as_text(entry.discussion), "reason": ""}
    context = {
        "minutes": found,
        "entry": entry,
        "may_correct": found.stage == CIRCULATED,
        "form": {**typed, "seen": fingerprint(entry)},
        "minutes_title": wording.title_of_minutes(found),
    }
    title = _("Propose a correction to item {0}").format(item_number)
    return Page("correction.html", title, context, "minutes", errors or {}, 400 if errors else 200)


def send(name: str, item_number: int) -> Page | str:
    """Store a proposal; returns the address to go on to, or the form again with what was typed."""
    views.require("PAPG Minutes", name)
    entry = entry_of(name, item_number)
    form = forms.read(frappe.request.form, FIELDS)
    errors = mistakes(form, entry, corrections.own(name))
    if not errors and (refused := forms.refusal_of(lambda: store(name, item_number, form))):
        errors = {"update": refused}
    if errors:
        return page(name, item_number, form, errors)
    return f"/partner/minutes/{quote(name)}?saved=1"


def entry_of(name: str, item_number: int) -> frappe._dict:
    """The entry of a number.

    Raises:
        NotFound: The minutes have none.
    """
    found = next((row for row in minutes.entries(name) if row.item_number == item_number), None)
    if found is None:
        raise NotFound
    return found


def fingerprint(entry: frappe._dict) -> str:
    """What tells whether an entry is still the one that was read."""
    return hashlib.sha256((entry.discussion or "").encode()).hexdigest()


def mistakes(form: Mapping[str, str], entry: frappe._dict, own: list[frappe._dict]) -> dict[str, str]:
    """What has to be put right before anything is stored, by field, in the order of the form."""
    found = forms.too_long(form, {"proposed": _("Text as it should be"), "reason": _("Why")})
    if form["seen"] != fingerprint(entry):
        found["proposed"] = _(
            "Item {0} has been changed since you opened this page. Compare your text with the entry above, "
            "then send it again."
        ).format(entry.item_number)
    elif not form["proposed"]:
        found["proposed"] = _("Write item {0} as it should be.").format(entry.item_number)
    elif form["proposed"] == as_text(entry.discussion):
        found["proposed"] = _("This is item {0} as it stands. Change what is wrong in it.").format(
            entry.item_number
        )
    elif is_proposed(form["proposed"], entry, own):
        found["proposed"] = _("You have proposed this for item {0} already.").format(entry.item_number)
    if not form["reason"]:
        found["reason"] = _("Say why item {0} should be changed.").format(entry.item_number)
    return found


def is_proposed(text: str, entry: frappe._dict, own: list[frappe._dict]) -> bool:
    """Does the same proposal wait to be settled?"""
    return any(
        (row.item_number, row.state, as_text(row.proposed_text)) == (entry.item_number, PROPOSED, text)
        for row in own
    )


def store(name: str, item_number: int, form: Mapping[str, str]) -> None:
    """Make the correction, so that its own rules apply.

    Raises:
        frappe.PermissionError: The person may not propose corrections to these minutes.
        frappe.ValidationError: The minutes were agreed meanwhile.
    """
    correction = frappe.new_doc(RECORD)
    correction.update({"minutes": name, "item_number": item_number, "reason": form["reason"]})
    correction.proposed_text = as_paragraphs(form["proposed"])
    # Partners hold no role on record types; the policy is asked below, of what is stored by then.
    correction.insert(ignore_permissions=True)  # the policy is asked below
    if not policy.is_allowed(RECORD, correction.name, "create"):
        frappe.throw(
            _("You cannot propose corrections to these minutes. Ask the secretary of the group."),
            frappe.PermissionError,
        )
    if correction.is_after_agreement:
        frappe.throw(
            _("The minutes have been agreed meanwhile. Tell the secretary of the group what is wrong.")
        )
