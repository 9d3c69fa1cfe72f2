"""A disclosure copy from the request to its release: whose text it is, who approves it, and what stays."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime, today

from papg.meetings import redacting, stages
from papg.meetings.fields import keep_stored, table_content
from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless, shown_day
from papg.rules import disclosure as rules
from papg.rules import working_days
from papg.rules.wording import Verdict

COPY = "PAPG Disclosure Copy"
SET_BY_US = (
    *("title", "stage", "prepared_by", "edited_by", "due_on", "due_reason"),
    *("approved_by", "approved_on", "approved_hash", "redacted_text", "review_on"),
)
# What the copy says, and what is noted on it; whoever may write the copy chooses its marking.
TEXT = ("request_reference", "requested_on", "regime")
REMOVAL = ("removed", "item_number", "passage", "exemption", "reason")


@frappe.whitelist(methods=["POST"])
def make_copy(
    minutes: str,
    requested_on: str,
    regime: str = working_days.FREEDOM,
    request_reference: str | None = None,
) -> str:
    """Begin a disclosure copy of agreed minutes.

    Args:
        minutes: Name of the minutes.
        requested_on: Day on which the request was received.
        regime: Freedom of information, or Environmental information.
        request_reference: Number of the request in the council's log; never who asked.

    Returns:
        Name of the copy.

    Raises:
        frappe.PermissionError: The caller may not make copies for this group.
        frappe.ValidationError: The minutes are not agreed, or the day is to come.
    """
    frappe.get_doc("PAPG Minutes", minutes).check_permission("read")
    asked = {"requested_on": requested_on, "regime": regime, "request_reference": request_reference}
    return frappe.get_doc({"doctype": COPY, "minutes": minutes, **asked}).insert().name


def begin(copy: Document) -> None:
    """Fill what nobody enters in a new copy.

    Raises:
        frappe.ValidationError: The minutes are not agreed, or the copy amends another.
    """
    if copy.amended_from:
        frappe.throw(_("Disclosure copies are not amended. Make another one of the same minutes."))
    of_minutes = frappe.db.get_value("PAPG Minutes", copy.minutes, ["title", "stage"], as_dict=True)
    refuse_unless(rules.may_make(of_minutes and of_minutes.stage))
    copy.title = _("Disclosure copy: {0}").format(of_minutes.title)[:140]
    copy.prepared_by = frappe.session.user


def nation(papg_group: str) -> str | None:
    """Nation of the authority that owns a group."""
    authority = frappe.db.get_value("PAPG Group", papg_group, "authority")
    return frappe.db.get_value("PAPG Organisation", authority, "nation") if authority else None


def jurisdiction(papg_group: str) -> str:
    return working_days.jurisdiction_of(nation(papg_group))


def guard_text(copy: Document) -> None:
    """Let the copy be changed only by whose it is in this state, and note who changed it.

    Raises:
        frappe.PermissionError: In this state somebody else changes it.
    """
    before = copy.get_doc_before_save()
    if not before or said(before) == said(copy):
        return
    stages.refuse_others(before, _("In the state {0} only {1} changes the copy. Ask for it to be sent back."))
    editors = (copy.edited_by or "").split()
    if frappe.session.user not in editors:
        copy.edited_by = "\n".join([*editors, frappe.session.user])


def said(copy: Document) -> list[object]:
    """Everything people enter in a copy, to be compared."""
    single: list[object] = [str(copy.get(field) or "") for field in TEXT]
    return [*single, table_content(copy, "removals", REMOVAL)]


def work_out(copy: Document) -> None:
    """Set by when the answer is due and how that was counted, and look at every removal.

    Raises:
        frappe.ValidationError: The request has no day, or a removal does not hold.
    """
    received_on = getdate(copy.requested_on) if copy.requested_on else None
    refuse_unless(Verdict.of(rules.receipt_refusal(received_on, getdate(today()))))
    if copy.regime not in working_days.REGIMES:
        message = _("Answered under: “{0}” is none of the laws on information. Choose {1}.")
        frappe.throw(message.format(copy.regime, _(" or ").join(working_days.REGIMES)))
    of_nation = nation(copy.papg_group)
    due = working_days.deadline(received_on, of_nation, copy.regime)
    copy.due_on, copy.due_reason = due.due_on, due.reason.translated(_)
    if copy.removals:
        content = redacting.gathered(copy)
        removals, numbers = redacting.removals_of(copy), redacting.item_numbers(content)
        refuse_unless(rules.check_removals(removals, of_nation, numbers, redacting.all_text(content)))


def take_step(copy: Document) -> None:
    """Let a copy that is not being locked enter another stage, or refuse it.

    Raises:
        frappe.ValidationError: The rules do not allow the step.
    """
    stage = stages.entered(copy, rules.DRAFT)
    if stage == rules.APPROVED:
        frappe.throw(_("A copy is approved only by being locked. Use the button that leads there."))
    if stage == rules.DRAFT:
        refuse_unless(rules.may_send_back(position_today(copy.papg_group)))


def approve(copy: Document) -> None:
    """Lock a copy with the text as it will be released: the one rule, whatever the door.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    refuse_unless(rules.may_approve(facts_of(copy)))
    copy.approved_by = frappe.session.user
    copy.approved_on = now_datetime()
    copy.redacted_text = redacting.frozen(copy)
    copy.approved_hash = rules.fingerprint(copy.redacted_text)
    copy.review_on = rules.review_on(getdate(copy.approved_on)) if copy.removals else None
    stages.set_locked_stage(copy, rules.APPROVED)


def facts_of(copy: Document) -> rules.ApprovalFacts:
    """What the rule asks about a copy that is to be approved."""
    return rules.ApprovalFacts(
        stage_before=stages.stored_stage(copy, rules.DRAFT),
        position_today=position_today(copy.papg_group),
        approver=frappe.session.user,
        prepared_by=copy.prepared_by or "",
        editors=frozenset((copy.edited_by or "").split()),
        minutes_stage=frappe.db.get_value("PAPG Minutes", copy.minutes, "stage") or "",
    )


def release(copy: Document) -> None:
    """Note the day an approved copy went out, once; nothing else of it changes any more.

    Raises:
        frappe.PermissionError: Something else was changed.
        frappe.ValidationError: The day is before the approval or to come.
    """
    before = copy.get_doc_before_save()
    keep_stored(copy, SET_BY_US)
    if said(before) != said(copy):
        message = _("“{0}” is approved and stays as it is. Make another copy of the minutes.")
        frappe.throw(message.format(copy.title), frappe.PermissionError)
    if str(before.released_on or "") == str(copy.released_on or ""):
        return
    if before.released_on:
        message = _("The copy was released on {0}. That day stays as it was recorded.")
        frappe.throw(message.format(shown_day(before.released_on)), frappe.PermissionError)
    released_on, approved_on = getdate(copy.released_on), getdate(copy.approved_on)
    refuse_unless(rules.may_release(copy.stage, approved_on, released_on, getdate(today())))


def lateness_of(copy: Document) -> str | None:
    """A warning for the form once the day for the answer has passed."""
    if not copy.due_on:
        return None
    released_on = getdate(copy.released_on) if copy.released_on else None
    late = working_days.lateness(getdate(copy.due_on), getdate(today()), released_on)
    return late.translated(_) if late else None


def is_changed_since_approval(copy: Document) -> bool:
    """Is the stored text of an approved copy another than the one that was approved?"""
    return cint(copy.docstatus) == 1 and rules.fingerprint(copy.redacted_text or "") != copy.approved_hash
