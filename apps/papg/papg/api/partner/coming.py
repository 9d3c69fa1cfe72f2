"""The form on the page of a meeting by which a partner says whether they will come."""

from urllib.parse import quote

import frappe
from frappe import _

from papg.api.partner import forms, views
from papg.api.partner.rendering import Page
from papg.meetings import intending
from papg.permissions import policy
from papg.rules.intentions import APOLOGIES, COMING, DEPUTY_COMING

FIELDS = ("intention",)
# What stands before the name of the deputy who is to come.
BY_DEPUTY = "deputy:"


def send(name: str) -> Page | str:
    """Store what was said; returns the address to go on to, or the page again with what is wrong."""
    views.require("PAPG Meeting", name)
    chosen = forms.read(frappe.request.form, FIELDS)["intention"]
    errors = {} if chosen else {"intention": _("Choose whether you will come.")}
    if not errors and (refused := forms.refusal_of(lambda: store(name, chosen))):
        errors = {"intention": refused}
    return views.meeting(name, chosen, errors) if errors else f"/partner/meeting/{quote(name)}?saved=1"


def store(name: str, chosen: str) -> None:
    """Tell the meeting."""
    deputy = chosen.removeprefix(BY_DEPUTY) if chosen.startswith(BY_DEPUTY) else ""
    intending.tell(name, DEPUTY_COMING if deputy else chosen, deputy)


def of(meeting: frappe._dict, chosen: str = "") -> dict[str, object] | None:
    """What the person said of a meeting they may read, with the choices there are.

    Args:
        meeting: The meeting.
        chosen: What was chosen, when something about it has to be put right.
    """
    if not policy.is_allowed("PAPG Meeting", meeting.name, "read"):
        return None
    mine = intending.mine(meeting.name, meeting.status, meeting.starts_at)
    if mine is None:
        return None
    by_deputy = [
        (f"{BY_DEPUTY}{name}", _("My deputy will come: {0}").format(name)) for name in mine["deputies"]
    ]
    choices = [(COMING, _("I will come")), (APOLOGIES, _("I send my apologies")), *by_deputy]
    told = f"{BY_DEPUTY}{mine['deputy']}" if mine["intention"] == DEPUTY_COMING else mine["intention"]
    return {
        "choices": choices,
        "chosen": chosen or told or "",
        "said": dict(choices).get(told or "", ""),
        "may_tell": mine["may_tell"],
        "has_deputies": bool(by_deputy),
    }
