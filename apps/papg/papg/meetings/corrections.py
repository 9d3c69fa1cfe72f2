"""Corrections to minutes that went round, and dated additions to agreed ones."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, now_datetime

from papg.meetings.fields import keep_stored
from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless
from papg.rules import minutes as rules

PROPOSAL = ("item_number", "proposed_text", "reason")
OF_SETTLING = ("settled_reason",)


@frappe.whitelist(methods=["POST"])
def propose_correction(minutes: str, item_number: int, proposed_text: str, reason: str) -> str:
    """Propose a correction to circulated minutes, or a dated addition to agreed ones.

    Args:
        minutes: Name of the minutes.
        item_number: Number of the entry.
        proposed_text: The entry as it should be.
        reason: Why.

    Returns:
        Name of the correction.

    Raises:
        frappe.PermissionError: The caller may not propose corrections in this group.
        frappe.ValidationError: The minutes are not circulated, or have no such entry.
    """
    frappe.get_doc("PAPG Minutes", minutes).check_permission("read")
    correction = frappe.new_doc("PAPG Minutes Correction")
    correction.update({"minutes": minutes, "item_number": item_number})
    correction.update({"proposed_text": proposed_text, "reason": reason})
    return correction.insert().name


def propose(correction: Document) -> None:
    """Take in a new correction.

    Raises:
        frappe.ValidationError: The minutes did not go round yet, or have no such entry.
    """
    # Locked, so that the minutes are not agreed while a correction to them comes in.
    stage = frappe.db.get_value("PAPG Minutes", correction.minutes, "stage", for_update=True)
    if stage not in (rules.CIRCULATED, rules.AGREED):
        frappe.throw(
            _("These minutes are not circulated. Corrections are proposed once they are with the members.")
        )
    number = cint(correction.item_number)
    entry = {"parent": correction.minutes, "parenttype": "PAPG Minutes", "item_number": number}
    if not frappe.db.exists("PAPG Minutes Entry", entry):
        frappe.throw(
            _("The minutes have no entry {0}. Name the item your correction is about.").format(number)
        )
    correction.state = rules.PROPOSED
    correction.proposed_by = frappe.session.user
    correction.is_after_agreement = int(stage == rules.AGREED)


def keep_proposal(correction: Document) -> None:
    """What was proposed stays as it was; whoever wants something else proposes it anew."""
    if correction.has_changed(*PROPOSAL):
        frappe.throw(
            _(
                "A correction is not changed once it is proposed. Propose another one and have this one rejected."
            )
        )


def settle(correction: Document) -> None:
    """Accept or reject a correction, once.

    Raises:
        frappe.ValidationError: The rules do not let this person settle it, or it is settled.
    """
    before = correction.get_doc_before_save()
    if before.state == correction.state:
        keep_stored(correction, OF_SETTLING)
        return
    facts = rules.Correction(correction.name, before.state, correction.proposed_by)
    position = position_today(correction.papg_group)
    refuse_unless(rules.may_settle_correction(facts, frappe.session.user, position))
    refuse_unless(rules.may_reject_correction(correction.state, correction.settled_reason))
    correction.settled_by = frappe.session.user
    correction.settled_on = now_datetime()


def apply(correction: Document) -> None:
    """Put an accepted text into the minutes; agreed minutes keep theirs and show the correction beside it."""
    before = correction.get_doc_before_save()
    is_accepted_now = before and before.state != correction.state == rules.ACCEPTED
    if not is_accepted_now or correction.is_after_agreement:
        return
    minutes = frappe.get_doc("PAPG Minutes", correction.minutes)
    for entry in minutes.entries:
        if entry.item_number == correction.item_number:
            entry.discussion = correction.proposed_text
    minutes.flags.settled_correction = correction.name
    minutes.save()
