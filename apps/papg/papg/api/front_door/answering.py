"""The page on which an owner without an account answers about one action: no navigation, no other record."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from papg.actions import answer_link
from papg.api.front_door.rendering import Page
from papg.api.partner import forms
from papg.oversight import seen
from papg.printing.markings import marking_of
from papg.rules.due_dates import govuk_date
from papg.security import limits

FIELDS = ("key", "note", "progress")
PROGRESS = ("", "Done")


def page(is_sent: bool) -> Page:
    """The action, with the form; or that it was stored. Whatever is wrong with a key has one answer.

    Raises:
        limits.TooMany: Too many keys were tried from this address.
    """
    limits.take(limits.ANSWERS, limits.address())
    form = forms.read({name: str(frappe.form_dict.get(name) or "") for name in FIELDS}, FIELDS)
    action = answer_link.opened_by(form["key"], for_update=is_sent) if form["key"] else None
    if action is None:
        return Page("answer_spent.html", _("This link does not work"), status=403)
    seen.tell(answer_link.ACTION, action.name, _("by link, {0}").format(action.link_sent_to))
    if not is_sent:
        return shown(action, form)
    if errors := mistakes(form) or refused(action, form):
        return shown(action, form, errors)
    return Page("answer_stored.html", _("Thank you"))


def mistakes(form: dict[str, str]) -> dict[str, str]:
    """What has to be put right before anything is stored, by field."""
    found = forms.too_long(form, {"note": _("Progress")})
    if form["progress"] not in PROGRESS:
        found["progress"] = _("Choose how far the action is: under way or done.")
    elif not form["note"]:
        found["note"] = _("Write how far the action is.")
    return found


def refused(action: Document, form: dict[str, str]) -> dict[str, str]:
    """Store the answer, or what the action's own rules say against it."""
    refusal = forms.refusal_of(
        lambda: answer_link.answer(action, form["note"], is_done=form["progress"] == "Done")
    )
    return {"note": refusal} if refusal else {}


def shown(action: Document, form: dict[str, str], errors: dict[str, str] | None = None) -> Page:
    """The action as its owner needs it, and nothing of what others wrote."""
    context = {
        "marking": marking_of(action),
        "due_on": govuk_date(getdate(action.due_on)) if action.due_on else "",
        "until": govuk_date(getdate(action.link_until)),
        "description": action.description or "",
        "form": form,
    }
    return Page("answer.html", action.title, context, errors or {}, 400 if errors else 200)
