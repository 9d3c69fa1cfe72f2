"""The text of minutes: its fingerprint, who may change it, and who did."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from papg.meetings import stages
from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless, shown_day
from papg.rules import minutes as rules
from papg.rules.membership import CHAIRING_POSITIONS


def fingerprint(minutes: Document) -> str:
    """SHA-256 of the text as the chair approves it."""
    entries = ((cint(row.item_number), row.title or "", row.discussion) for row in minutes.entries)
    return rules.text_hash(entries, minutes.marking)


def editors(minutes: Document) -> list[str]:
    """Accounts of everyone who changed the text of this version."""
    return (minutes.edited_by or "").split()


def guard(minutes: Document) -> None:
    """Let the text change only where it may, and note who changed it.

    Raises:
        frappe.ValidationError: The minutes went round, or are agreed.
        frappe.PermissionError: In this state somebody else changes the text.
    """
    before = minutes.get_doc_before_save()
    if not before or fingerprint(before) == fingerprint(minutes):
        return
    is_settled = bool(minutes.flags.settled_correction)
    refuse_unless(rules.may_edit_text(lock_of(before), is_settled))
    if is_settled:
        return
    refuse_wrong_role(before)
    if frappe.session.user not in editors(minutes):
        minutes.edited_by = "\n".join([*editors(minutes), frappe.session.user])


def lock_of(before: Document) -> str:
    """Stage that decides whether the text may change: what went round once stays so when it is returned."""
    return rules.CIRCULATED if before.approved_on and not before.docstatus else before.stage


def refuse_wrong_role(before: Document) -> None:
    """In each state the text belongs to one role; the framework says so on the form and never checks."""
    if before.stage == rules.WITH_CHAIR and position_today(before.papg_group) in CHAIRING_POSITIONS:
        frappe.throw(
            _(
                "The chair does not change the text of minutes. Send them back and say what is to be put right."
            ),
            frappe.PermissionError,
        )
    message = _("In the state {0} only {1} changes the text. Send the minutes back with a reason instead.")
    stages.refuse_others(before, message)


def stale_sentence(minutes: Document) -> str | None:
    """Says that the approval no longer fits, or nothing."""
    if not rules.is_approval_stale(minutes.approved_hash, fingerprint(minutes)):
        return None
    return _("The text no longer matches what was approved on {0}.").format(shown_day(minutes.approved_on))
