"""What a meeting decided: decision or recommendation, its number, and how a later meeting ratifies it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.meetings import voting
from papg.meetings.quorum import was_quorate
from papg.meetings.wording import refuse_unless, shown_day
from papg.rules.attendance import CANCELLED, HELD, POSTPONED
from papg.rules.quorum import DECISION, RECOMMENDATION, can_be_ratified, decision_kind

TEXT = ("decision", "item_number", *voting.FIELDS)


def set_from_meeting(decision: Document) -> None:
    """Take the day and, where there are any, the minutes from the meeting.

    Raises:
        frappe.ValidationError: The item or the restricted item is not one of this meeting.
    """
    meeting = frappe.get_doc("PAPG Meeting", decision.meeting)
    if meeting.status in (CANCELLED, POSTPONED):
        message = _(
            "The meeting is {0} and decided nothing. Record the decision at the meeting that takes it."
        )
        frappe.throw(message.format(_(meeting.status).lower()))
    decision.decided_on = getdate(meeting.starts_at)
    minutes = frappe.db.get_value(
        "PAPG Minutes", {"meeting": meeting.name}, ["name", "docstatus"], as_dict=True
    )
    decision.minutes = minutes.name if minutes else None
    if minutes and minutes.docstatus:
        frappe.throw(
            _("The minutes of this meeting are agreed. Record the decision at the meeting that takes it.")
        )
    check_item(decision, meeting)
    check_restricted_item(decision)


def check_item(decision: Document, meeting: Document) -> None:
    """The item is on the agenda or in the minutes."""
    number = cint(decision.item_number)
    if not number or decision.restricted_item or number in {row.item_number for row in meeting.agenda}:
        return
    of_minutes = {"parent": decision.minutes, "parenttype": "PAPG Minutes", "item_number": number}
    if not (decision.minutes and frappe.db.exists("PAPG Minutes Entry", of_minutes)):
        frappe.throw(_("Item {0} is not on the agenda of this meeting. Choose one that is.").format(number))


def check_restricted_item(decision: Document) -> None:
    """The restricted item is one of the same meeting; whether its writer may see it is checked as for any link."""
    if not decision.restricted_item:
        return
    if frappe.db.get_value("PAPG Restricted Item", decision.restricted_item, "meeting") != decision.meeting:
        frappe.throw(_("The restricted item is of another meeting. Choose one of this meeting."))


def set_kind(decision: Document) -> None:
    """A quorate meeting decides, another recommends; a recommendation waits until it is ratified."""
    before = decision.get_doc_before_save()
    if before and before.ratified_at:
        return
    meeting = frappe.get_doc("PAPG Meeting", decision.meeting)
    decision.kind = decision_kind(was_quorate(meeting, cint(decision.item_number)))
    decision.needs_ratification = int(decision.kind == RECOMMENDATION)


def follow_quorum(meeting: Document) -> None:
    """Bring the kinds of a meeting's decisions up to date when its quorum was worked out anew."""
    before = meeting.get_doc_before_save()
    if not before or before.quorum_reason == meeting.quorum_reason:
        return
    open_ones = {"meeting": meeting.name, "ratified_at": ("is", "not set")}
    for row in frappe.get_all("PAPG Decision", open_ones, ["name", "item_number"]):
        kind = decision_kind(was_quorate(meeting, row.item_number))
        values = {"kind": kind, "needs_ratification": int(kind == RECOMMENDATION)}
        frappe.db.set_value("PAPG Decision", row.name, values)
    if before.is_quorate and not meeting.is_quorate:
        take_back_ratification(meeting)


def take_back_ratification(meeting: Document) -> None:
    """What a meeting ratified waits again when its attendance, put right, shows that it was not quorate."""
    ratified = frappe.get_all("PAPG Decision", {"ratified_at": meeting.name}, pluck="name")
    values = {"kind": RECOMMENDATION, "needs_ratification": 1, "ratified_at": None}
    for name in ratified:
        frappe.db.set_value("PAPG Decision", name, values)
    if ratified:
        message = _(
            "The meeting was not quorate. Recommendations it had ratified wait again: {0}. Ratify them at a later "
            "quorate meeting."
        )
        frappe.msgprint(message.format(len(ratified)), title=_("Not ratified"))


def ratify(decision: Document) -> None:
    """Turn a recommendation into a decision of the later meeting that ratified it.

    Raises:
        frappe.ValidationError: The meeting is of another group, was not held, or may not ratify this.
    """
    before = decision.get_doc_before_save()
    was = before.ratified_at if before else None
    if was and decision.ratified_at != was:
        frappe.throw(_("The decision was ratified and stays so. Take a new decision at a later meeting."))
    if was or not decision.ratified_at:
        return
    fields = ["papg_group", "status", "starts_at", "is_quorate"]
    later = frappe.db.get_value("PAPG Meeting", decision.ratified_at, fields, as_dict=True)
    if later.papg_group != decision.papg_group:
        frappe.throw(_("The ratifying meeting is of another group. Choose a later meeting of this group."))
    if later.status != HELD:
        frappe.throw(
            _(
                "The ratifying meeting of {0} is not recorded as held. Record that it was, then ratify."
            ).format(shown_day(later.starts_at))
        )
    first = frappe.db.get_value("PAPG Meeting", decision.meeting, "starts_at")
    refuse_unless(can_be_ratified(decision.kind, bool(later.is_quorate), later.starts_at > first))
    decision.kind, decision.needs_ratification = DECISION, 0


def number_if_circulated(decision: Document) -> None:
    """Number a decision recorded after the minutes went round."""
    if not decision.decision_number and frappe.db.get_value(
        "PAPG Minutes", {"meeting": decision.meeting}, "approved_on"
    ):
        decision.decision_number = next_number(decision)


def number_all(meeting: str) -> None:
    """Number the decisions of a meeting when its minutes go round, in the order of the items."""
    waiting = {"meeting": meeting, "decision_number": ("is", "not set")}
    fields = ["name", "papg_group", "decided_on", "restricted_item"]
    for row in frappe.get_all("PAPG Decision", waiting, fields, order_by="item_number, creation"):
        frappe.db.set_value("PAPG Decision", row.name, "decision_number", next_number(row))


def next_number(decision: Document | frappe._dict) -> str:
    """Next number of a group and year, such as 2026/14.

    Decisions from restricted items count in a series of their own, 2026/R3: in one series a decision somebody may
    not see would show as a gap.
    """
    year = getdate(decision.decided_on).year
    prefix = f"{year}/R" if decision.restricted_item else f"{year}/"
    # Two sets of minutes that go round at once would otherwise give one number twice.
    frappe.db.get_value("PAPG Group", decision.papg_group, "name", for_update=True)
    numbers = frappe.get_all(
        "PAPG Decision",
        {"papg_group": decision.papg_group, "decision_number": ("like", f"{prefix}%")},
        pluck="decision_number",
    )
    taken = [int(rest) for number in numbers if (rest := number.removeprefix(prefix)).isdecimal()]
    return f"{prefix}{max(taken, default=0) + 1}"


def keep_circulated_text(decision: Document) -> None:
    """A decision that went round with its minutes is not reworded."""
    before = decision.get_doc_before_save()
    if before and before.decision_number and decision.has_changed(*TEXT):
        message = _(
            "Decision {0} went round with the minutes and cannot be changed. Take a new decision at a later meeting."
        )
        frappe.throw(message.format(before.decision_number))


def refuse_to_delete(decision: Document) -> None:
    """A numbered decision stays."""
    if decision.decision_number:
        frappe.throw(_("Decision {0} was numbered and stays on record.").format(decision.decision_number))
