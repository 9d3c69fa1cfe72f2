"""Who is told when minutes move on: the chair when they wait for approval, the group when they went round."""

import frappe
from frappe import _
from frappe.model.document import Document

from papg import notices
from papg.rules.membership import CHAIR, DEPUTY_CHAIR
from papg.rules.minutes import CIRCULATED, WITH_CHAIR


def tell(minutes: Document) -> None:
    """Write to those the minutes are with now, if they have just come there."""
    before = minutes.get_doc_before_save()
    if not before or before.stage == minutes.stage:
        return
    if minutes.stage == WITH_CHAIR:
        reason = _("These minutes wait for your approval.")
        notices.notify(minutes, accounts(minutes.papg_group, (CHAIR, DEPUTY_CHAIR)), reason)
    elif minutes.stage == CIRCULATED:
        reason = _("These minutes were circulated. Propose a correction if something in them is not right.")
        people = {*accounts(minutes.papg_group), *deputies(minutes.papg_group)}
        notices.notify(minutes, people, reason)


def accounts(group: str, positions: tuple[str, ...] = ()) -> set[str]:
    """Accounts with a row of membership in a group; whether it is of today is asked when they are written to."""
    rows = {"papg_group": group, "user": ("is", "set")}
    if positions:
        rows["position"] = ("in", positions)
    return set(frappe.get_all("PAPG Member", rows, pluck="user"))


def deputies(group: str) -> set[str]:
    """Accounts of those named as deputies in a group."""
    rows = frappe.get_all("PAPG Member", {"papg_group": group}, pluck="name")
    named = {"parenttype": "PAPG Member", "parent": ("in", rows), "user": ("is", "set")}
    return set(frappe.get_all("PAPG Member Deputy", named, pluck="user"))
