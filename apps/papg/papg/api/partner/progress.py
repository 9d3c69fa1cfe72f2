"""Reporting progress on an action: what was typed, what is wrong with it, and storing it."""

import html
import re
from collections.abc import Mapping

import frappe
from frappe import _
from frappe.utils import today

from papg.actions import moves, steps
from papg.permissions import policy
from papg.rules.actions import DONE, IN_PROGRESS, UNFINISHED_STAGES

FIELDS = ("note", "progress", "evidence")
PROGRESS = ("", IN_PROGRESS, DONE)
LONGEST = 5000
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def read(sent: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form as sent, without spaces around them."""
    return {field: (sent.get(field) or "").replace("\r\n", "\n").strip() for field in FIELDS}


def mistakes(form: Mapping[str, str]) -> dict[str, str]:
    """What has to be put right before anything is stored, by field, in the order of the form."""
    found = {
        field: _("{0} is {1} characters long. Shorten it to {2} or fewer.").format(
            label(field), len(form[field]), LONGEST
        )
        for field in ("note", "evidence")
        if len(form[field]) > LONGEST
    }
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


def label(field: str) -> str:
    return {"note": _("Progress note"), "evidence": _("Evidence")}[field]


def save(name: str, form: Mapping[str, str]) -> dict[str, str]:
    """Store a report of progress; return what has to be put right if the action's own rules refuse it.

    Args:
        name: Name of an action the person may write to.
        form: What was typed, already without mistakes of form.
    """
    if not policy.is_allowed("PAPG Action", name, "write"):
        return {"update": _("You cannot update this action. Ask the secretary of the group.")}
    frappe.db.savepoint("progress")
    try:
        store(name, form)
    except (frappe.ValidationError, frappe.PermissionError) as refusal:
        frappe.db.rollback(save_point="progress")
        return {"update": plain(str(refusal))}
    return {}


def plain(message: str) -> str:
    """A message of the framework, which may have come as markup, as plain text."""
    return html.unescape(TAG.sub("", message))


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
