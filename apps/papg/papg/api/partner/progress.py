"""Reporting progress on an action: what was typed, what is wrong with it, and storing it."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import today

from papg.actions import moves, steps
from papg.api.partner import forms
from papg.permissions import policy
from papg.rules.actions import DONE, IN_PROGRESS, UNFINISHED_STAGES

FIELDS = ("note", "progress", "evidence")
PROGRESS = ("", IN_PROGRESS, DONE)


def read(sent: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form as sent, without spaces around them."""
    return forms.read(sent, FIELDS)


def mistakes(form: Mapping[str, str]) -> dict[str, str]:
    """What has to be put right before anything is stored, by field, in the order of the form."""
    found = forms.too_long(form, {"note": _("Progress note"), "evidence": _("Evidence")})
    if form["progress"] not in PROGRESS:
        found["progress"] = _("Choose how far the action is: no change, in progress or done.")
    elif form["progress"] == DONE and not form["evidence"]:
        found["evidence"] = _("Say what shows that the action is done.")
    elif not form["progress"] and not form["note"]:
        found["note"] = _("Write a progress note, or choose how far the action is.")
    return {field: found[field] for field in FIELDS if field in found}


def choices(name: str) -> list[tuple[str, str]]:
    """How far the person may say the action is, each with the council's name for it; no change comes first."""
    action = frappe.get_doc("PAPG Action", name)
    open_to = [stage for stage in moves.open_to(action) if stage in PROGRESS]
    unchanged = _("No change: {0}").format(_(action.workflow_state))
    return [("", unchanged), *((stage, steps.said(stage)) for stage in open_to)]


def save(name: str, form: Mapping[str, str]) -> dict[str, str]:
    """Store a report of progress; return what has to be put right if the action's own rules refuse it.

    Args:
        name: Name of an action the person may write to.
        form: What was typed, already without mistakes of form.
    """
    if not policy.is_allowed("PAPG Action", name, "write"):
        return {"update": _("You cannot update this action. Ask the secretary of the group.")}
    refused = forms.refusal_of(lambda: store(name, form))
    return {"update": refused} if refused else {}


def store(name: str, form: Mapping[str, str]) -> None:
    """Put the report into the action and save it, so that the action's own rules apply."""
    action = frappe.get_doc("PAPG Action", name, for_update=True)
    if action.stage not in UNFINISHED_STAGES:
        frappe.throw(_("The action is {0} and cannot be updated.").format(_(action.workflow_state)))
    if form["note"]:
        action.append("updates", {"noted_on": today(), "note": form["note"]})
    if form["progress"]:
        action.status = form["progress"]
    action.evidence = form["evidence"]
    action.flags.ignore_permissions = True  # partners hold no role on record types; the policy said yes above
    action.save()
