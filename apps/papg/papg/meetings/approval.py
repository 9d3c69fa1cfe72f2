"""The steps of minutes from stage to stage. Whichever door a step is taken through, it is the same step."""

from dataclasses import replace
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime, today

from papg.meetings import decisions, planning, stages
from papg.meetings.positions import position_today, post_of
from papg.meetings.text import editors, fingerprint
from papg.meetings.wording import refuse_unless, shown_day
from papg.rules import minutes as rules
from papg.rules.agreement import AgreementFacts
from papg.rules.attendance import HELD


@frappe.whitelist(methods=["POST"])
def give_reason(minutes: str, reason: str) -> None:
    """Note why minutes are about to be sent back.

    Args:
        minutes: Name of the minutes, which are with the chair.
        reason: What is to be put right.

    Raises:
        frappe.PermissionError: The caller may not write these minutes.
        frappe.ValidationError: The minutes are not with the chair, or the reason is empty.
    """
    doc = frappe.get_doc("PAPG Minutes", minutes)
    doc.check_permission("write")
    refuse_unless(rules.may_send_back(reason, doc.stage))
    doc.sent_back_reason = reason
    doc.save()


@frappe.whitelist(methods=["POST"])
def note_agreement(minutes: str, agreed_at: str | None = None, agreed_on: str | None = None) -> None:
    """Note how the group agreed circulated minutes, before they are locked as a correct record.

    Args:
        minutes: Name of the minutes.
        agreed_at: Name of the later meeting that agreed them; left out if it was by correspondence.
        agreed_on: Day on which agreement by correspondence was complete.

    Raises:
        frappe.PermissionError: The caller may not write these minutes.
    """
    doc = frappe.get_doc("PAPG Minutes", minutes)
    doc.check_permission("write")
    doc.agreed_at = agreed_at
    doc.is_agreed_by_correspondence = int(not agreed_at)
    doc.agreed_on = None if agreed_at else agreed_on
    doc.save()


def take_step(minutes: Document) -> None:
    """Do what belongs to entering another stage, or refuse it.

    Raises:
        frappe.ValidationError: The rules do not allow the step.
    """
    if step := STEPS.get(stages.entered(minutes, rules.DRAFT)):
        step(minutes, stages.stored_stage(minutes, rules.DRAFT))


def send_to_chair(minutes: Document, before: str) -> None:
    """Hand minutes to the chair, for the first time or again."""
    minutes.sent_back_reason = None


def send_back(minutes: Document, before: str) -> None:
    """Return minutes to whoever prepares them, unless they went round already."""
    refuse_unless(rules.may_send_back(minutes.sent_back_reason, before))
    if minutes.approved_on:
        message = _(
            "These minutes went round on {0}, so their text changes only by corrections. Settle those and circulate "
            "the minutes again."
        )
        frappe.throw(message.format(shown_day(minutes.approved_on)))


def circulate(minutes: Document, before: str) -> None:
    """Approve the text as it is and send it round."""
    facts = facts_of(minutes, before)
    refuse_unless(rules.may_approve(facts))
    if facts.meeting_held_on is None:
        frappe.throw(_("The meeting these minutes record is not recorded as held. Record that it was."))
    minutes.version = cint(minutes.version) + 1 if minutes.approved_on else 1
    minutes.approved_by = facts.approver
    minutes.approved_as = post_of(facts.approver, minutes.papg_group, today())[:140]
    minutes.approved_on = now_datetime()
    minutes.approved_hash = facts.current_hash
    minutes.sent_back_reason = None
    refuse_unless(
        rules.may_circulate(
            rules.CirculationFacts(
                stage_before=before,
                approved_by=minutes.approved_by,
                approved_hash=minutes.approved_hash,
                current_hash=facts.current_hash,
                marking=minutes.marking,
                entry_count=len(minutes.entries),
            )
        )
    )
    planning.issue_with_minutes(minutes.meeting)
    decisions.number_all(minutes.meeting)


def refuse_unlocked_agreement(minutes: Document, before: str) -> None:
    """Agreed minutes are locked; a state alone does not lock them."""
    frappe.throw(_("Minutes become agreed only by being locked. Use the button that leads there."))


STEPS = {
    rules.DRAFT: send_back,
    rules.WITH_CHAIR: send_to_chair,
    rules.CIRCULATED: circulate,
    rules.AGREED: refuse_unlocked_agreement,
}


def agree(minutes: Document) -> None:
    """Lock minutes as a correct record: the one rule, whatever the door.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    facts = facts_of(minutes, stages.stored_stage(minutes, rules.DRAFT))
    refuse_unless(rules.may_agree(facts))
    minutes.agreed_on = facts.agreed_on or facts.agreed_at_held_on
    stages.set_locked_stage(minutes, rules.AGREED)


def facts_of(minutes: Document, stage_before: str) -> AgreementFacts:
    """What the rules ask about minutes that are to be approved or agreed."""
    return replace(
        facts_of_agreeing(minutes, stage_before),
        approved_by=minutes.approved_by,
        approved_hash=minutes.approved_hash,
        current_hash=fingerprint(minutes),
        open_corrections=frappe.db.count(
            "PAPG Minutes Correction", {"minutes": minutes.name, "state": rules.PROPOSED}
        ),
    )


def facts_of_agreeing(record: Document, stage_before: str = "") -> AgreementFacts:
    """What the rules ask of who agrees minutes or an item of Part 2, and of the way it was agreed."""
    meetings = meetings_named(record.meeting, record.agreed_at)
    at = meetings.get(record.agreed_at, frappe._dict())
    return AgreementFacts(
        stage_before=stage_before,
        approver=frappe.session.user,
        approver_position_today=position_today(record.papg_group),
        prepared_by=record.prepared_by or "",
        editors=frozenset(editors(record)),
        today=getdate(today()),
        meeting=record.meeting,
        papg_group=record.papg_group,
        meeting_held_on=held_on(meetings.get(record.meeting, frappe._dict())),
        agreed_by_correspondence=bool(record.is_agreed_by_correspondence),
        agreed_on=getdate(record.agreed_on) if record.agreed_on else None,
        agreed_at=record.agreed_at or None,
        agreed_at_group=at.papg_group,
        agreed_at_status=at.status,
        agreed_at_held_on=held_on(at),
    )


def meetings_named(*names: str | None) -> dict[str, frappe._dict]:
    """The meetings minutes name, in one query."""
    wanted = [name for name in names if name]
    rows = frappe.get_all(
        "PAPG Meeting", {"name": ("in", wanted)}, ["name", "papg_group", "status", "starts_at"]
    )
    return {row.name: row for row in rows}


def held_on(meeting: frappe._dict) -> date | None:
    """Day of a meeting that was held."""
    return getdate(meeting.starts_at) if meeting.status == HELD else None
