"""The page on which an item is proposed for the agenda of the next meeting."""

from collections.abc import Mapping
from urllib.parse import quote

import frappe
from frappe import _
from werkzeug.exceptions import NotFound

from papg.api.partner import forms, groups, meetings
from papg.api.partner.rendering import Page
from papg.meetings.proposals import RECORD
from papg.permissions import policy

FIELDS = ("proposed", "reason")
LONGEST_TITLE = 140


def page(name: str, form: dict[str, str] | None = None, errors: dict[str, str] | None = None) -> Page:
    """The form to propose an item to one of the person's groups, or one they stand in at.

    Args:
        name: Name of the group.
        form: What was typed, when something in it has to be put right.
        errors: What has to be put right, by field.
    """
    group = group_of(name)
    context = {"group": group, "back_to": back_to(group), "form": form or dict.fromkeys(FIELDS, "")}
    title = _("Propose an item for the next meeting")
    return Page("proposal.html", title, context, "front_page", errors or {}, 400 if errors else 200)


def send(name: str) -> Page | str:
    """Store a proposal; returns the address to go on to, or the form again with what was typed."""
    group = group_of(name)
    form = forms.read(frappe.request.form, FIELDS)
    errors = mistakes(form)
    if not errors and (refused := forms.refusal_of(lambda: store(name, form))):
        errors = {"update": refused}
    return page(name, form, errors) if errors else f"{back_to(group)}?proposed=1"


def back_to(group: frappe._dict) -> str:
    """Where the person reads what became of it: the page of the group or, for a deputy, of the meeting."""
    if group.is_own:
        return f"/partner/group/{quote(group.name)}"
    return f"/partner/meeting/{quote(meetings.stood_in_of(group.name))}"


def group_of(name: str) -> frappe._dict:
    """A group the person sits on, or stands in at a meeting of.

    Raises:
        NotFound: There is no such group, or the person may not propose items to it.
    """
    found = groups.where_to_propose(name)
    if found is None:
        raise NotFound
    return found


def mistakes(form: Mapping[str, str]) -> dict[str, str]:
    """What has to be put right before anything is stored, by field, in the order of the form."""
    found = {}
    if not form["proposed"]:
        found["proposed"] = _("Say in a few words what the item is.")
    elif len(form["proposed"]) > LONGEST_TITLE:
        message = _("The item is {0} characters long. Shorten it to {1} or fewer.")
        found["proposed"] = message.format(len(form["proposed"]), LONGEST_TITLE)
    if not form["reason"]:
        found["reason"] = _("Say what the group is to hear or decide.")
    return found | forms.too_long(form, {"reason": _("What the group is to hear or decide")})


def store(name: str, form: Mapping[str, str]) -> None:
    """Make the proposal, so that its own rules apply.

    Raises:
        frappe.PermissionError: The person may not propose items to this group.
    """
    item = frappe.new_doc(RECORD)
    item.update({"papg_group": name, "title": " ".join(form["proposed"].split()), "why": form["reason"]})
    # Partners hold no role on record types; the policy is asked below, of what is stored by then.
    item.insert(ignore_permissions=True)  # the policy is asked below
    if not policy.is_allowed(RECORD, item.name, "create"):
        frappe.throw(
            _("You cannot propose items to this group. Ask its secretary."),
            frappe.PermissionError,
        )
