"""The steps of an assessment from stage to stage. Whichever door a step is taken through, it is the same step."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from papg.maturity import frameworks, scores
from papg.meetings import stages
from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless
from papg.rules import maturity as rules


@frappe.whitelist(methods=["POST"])
def give_reason(maturity_assessment: str, reason: str) -> None:
    """Note why an assessment is about to be sent back.

    Args:
        maturity_assessment: Name of the assessment, which is with the moderator.
        reason: What is to be put right.

    Raises:
        frappe.PermissionError: The caller may not write this assessment.
        frappe.ValidationError: The assessment is not with the moderator, or the reason is empty.
    """
    doc = frappe.get_doc(frameworks.ASSESSMENT, maturity_assessment)
    doc.check_permission("write")
    refuse_unless(rules.may_send_back(reason, doc.stage))
    doc.sent_back_reason = reason
    doc.save()


def take_step(assessment: Document) -> None:
    """Do what belongs to entering another stage, or refuse it.

    Raises:
        frappe.ValidationError: The rules do not allow the step.
    """
    stage = stages.entered(assessment, rules.IN_PROGRESS)
    if stage == rules.IN_PROGRESS:
        before = stages.stored_stage(assessment, rules.IN_PROGRESS)
        refuse_unless(rules.may_send_back(assessment.sent_back_reason, before))
    elif stage == rules.WITH_MODERATOR:
        assessment.sent_back_reason = None
    elif stage:
        frappe.throw(_("An assessment is signed off only by being locked. Use the button that leads there."))


def sign_off(assessment: Document) -> None:
    """Lock an assessment as it is: the one rule, whatever the door.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    refuse_unless(rules.may_sign_off(facts_of(assessment)))
    assessment.moderator = frappe.session.user
    assessment.signed_off_on = now_datetime()
    assessment.sent_back_reason = None
    stages.set_locked_stage(assessment, rules.SIGNED_OFF)


def facts_of(assessment: Document) -> rules.SigningFacts:
    """What the rule asks about an assessment that is to be signed off."""
    scored = {row.criterion for row in assessment.scores}
    criteria = scores.criteria_for(assessment)
    return rules.SigningFacts(
        stage_before=stages.stored_stage(assessment, rules.IN_PROGRESS),
        moderator=frappe.session.user,
        moderator_position_today=position_today(assessment.papg_group),
        assessor=assessment.assessor or "",
        scorers=frozenset(scores.scorers(assessment)),
        lines=tuple(scores.lines(assessment)),
        without_line=tuple(row.code for name, row in criteria.items() if name not in scored),
    )
