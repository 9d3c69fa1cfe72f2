"""The page on which somebody answers what they have been asked to contribute before a meeting."""

from collections.abc import Mapping
from urllib.parse import quote

import frappe
from frappe import _

from papg.api.partner import contributions, forms, views, wording
from papg.api.partner.rendering import Page
from papg.meetings.contributions import RECORD
from papg.permissions import policy
from papg.rules.contributions import TENSIONS, answer_refusal, may_answer

FIELDS = ("answer", "nothing")


def page(name: str, form: dict[str, str] | None = None, errors: dict[str, str] | None = None) -> Page:
    """A request and, until the meeting is held, the form to answer it.

    Args:
        name: Name of the request.
        form: What was typed, when something in it has to be put right.
        errors: What has to be put right, by field.
    """
    views.require(RECORD, name)
    found = contributions.one(name)
    stored = {"answer": found.answer or "", "nothing": "1" if found.has_nothing_to_report else ""}
    context = {
        "request": found,
        "is_about_tensions": found.kind == TENSIONS,
        "has_meeting": policy.is_allowed("PAPG Meeting", found.meeting, "read"),
        "may_answer": bool(may_answer(found.meeting_status)) and policy.is_allowed(RECORD, name, "write"),
        "form": form or stored,
        "is_saved": forms.is_saved(errors),
    }
    title = _("Contribution for the meeting of {0}").format(wording.day(found.starts_at))
    return Page("contribution.html", title, context, "front_page", errors or {}, 400 if errors else 200)


def send(name: str) -> Page | str:
    """Store an answer; returns the address to go on to, or the form again with what was typed."""
    views.require(RECORD, name)
    form = forms.read(frappe.request.form, FIELDS)
    errors = mistakes(form)
    if not errors and (refused := forms.refusal_of(lambda: store(name, form))):
        errors = {"update": refused}
    return page(name, form, errors) if errors else f"/partner/contribution/{quote(name)}?saved=1"


def mistakes(form: Mapping[str, str]) -> dict[str, str]:
    """What has to be put right before anything is stored, by field."""
    found = forms.too_long(form, {"answer": _("Your answer")})
    if reason := answer_refusal(form["answer"], bool(form["nothing"])):
        found["answer"] = reason.translated(_)
    elif not (form["answer"] or form["nothing"]):
        found["answer"] = _("Write your answer, or say that there is nothing to report.")
    return found


def store(name: str, form: Mapping[str, str]) -> None:
    """Put the answer into the request and save it, so that its own rules apply.

    Raises:
        frappe.PermissionError: It was not the person who was asked.
        frappe.ValidationError: The meeting was held meanwhile.
    """
    if not policy.is_allowed(RECORD, name, "write"):
        message = _("You cannot answer for {0}. Ask the secretary of the group.")
        frappe.throw(message.format(contributions.one(name).member_name), frappe.PermissionError)
    request = frappe.get_doc(RECORD, name, for_update=True)
    request.update({"answer": form["answer"], "has_nothing_to_report": int(bool(form["nothing"]))})
    request.flags.ignore_permissions = True  # partners hold no role; the policy said yes above
    request.save()
