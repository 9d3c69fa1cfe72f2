"""The steps of terms of reference from stage to stage. Whichever door a step is taken through, it is the same step."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate

from papg.meetings import stages
from papg.meetings.fields import content, table_content
from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless
from papg.membership import terms as versions
from papg.rules import adoption as rules
from papg.rules.terms import DRAFT, IN_FORCE, WITH_MEMBERS

if TYPE_CHECKING:
    from papg.membership.doctype.papg_terms_of_reference.papg_terms_of_reference import PAPGTermsofReference

# What members read and agree. Days and where it was agreed are noted afterwards.
TEXT = (
    "marking",
    "quorum_kind",
    "share_numerator",
    "share_denominator",
    "minimum_number",
    "quorum_organisation",
    "is_deputy_counted",
    "is_vacancy_counted",
    "is_organisation_one_vote",
    "cadence",
    "recording",
    "minute_audience",
    "is_board_audience",
)
TABLES = {"sections": ("heading", "body"), "standing_items": ("title", "seat", "item_order")}


@frappe.whitelist(methods=["POST"])
def give_reason(terms: str, reason: str) -> None:
    """Note why terms of reference are about to be sent back.

    Args:
        terms: Name of the terms, which are with the members.
        reason: What is to be put right.

    Raises:
        frappe.PermissionError: The caller may not write these terms.
        frappe.ValidationError: The terms are not with the members, or the reason is empty.
    """
    doc = frappe.get_doc(versions.TERMS, terms)
    doc.check_permission("write")
    refuse_unless(rules.may_send_back(reason, doc.stage))
    doc.sent_back_reason = reason
    doc.save()


def guard_text(terms: "PAPGTermsofReference") -> None:
    """Keep the text as members read it until it comes back to its writer.

    Raises:
        frappe.ValidationError: The text differs and the terms are no draft.
    """
    before = terms.get_doc_before_save()
    if before and text_of(before) != text_of(terms):
        refuse_unless(rules.may_edit_text(before.stage))


def text_of(terms: "PAPGTermsofReference") -> list[tuple[str, ...]]:
    """All that members agree."""
    tables = (table_content(terms, table, fields) for table, fields in TABLES.items())
    return [content(terms, TEXT), *(row for rows in tables for row in rows)]


def take_step(terms: "PAPGTermsofReference") -> None:
    """Do what belongs to entering another stage, or refuse it.

    Raises:
        frappe.ValidationError: The rules do not allow the step.
    """
    stage = stages.entered(terms, DRAFT)
    if stage == DRAFT:
        refuse_unless(rules.may_send_back(terms.sent_back_reason, stages.stored_stage(terms, DRAFT)))
    elif stage == WITH_MEMBERS:
        terms.sent_back_reason = None


def check_route(terms: "PAPGTermsofReference") -> None:
    """Keep what is noted of how the members agreed one story.

    Raises:
        frappe.ValidationError: It was a meeting and correspondence, a meeting of another group, or no day.
    """
    at = frappe.db.get_value("PAPG Meeting", terms.agreed_at, "papg_group") if terms.agreed_at else None
    agreed_on = getdate(terms.agreed_on) if terms.agreed_on else None
    refuse_unless(rules.check_route(bool(terms.is_agreed_by_correspondence), agreed_on, terms.papg_group, at))


def come_into_force(terms: "PAPGTermsofReference") -> None:
    """Put a version in force: the one rule, whatever the door.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    facts = rules.AdoptionFacts(
        stage_before=stages.stored_stage(terms, DRAFT),
        approver=frappe.session.user,
        approver_position_today=position_today(terms.papg_group),
        empty_needed=needed_and_empty(terms),
    )
    refuse_unless(rules.may_come_into_force(facts))
    versions.require_first_day(terms)
    versions.make_room(terms)
    stages.set_locked_stage(terms, IN_FORCE)


def needed_and_empty(terms: "PAPGTermsofReference") -> list[str]:
    """Empty headings the council does not let pass."""
    needed = {row.heading for row in versions.headings() if row.is_needed}
    return [heading for heading in versions.empty(terms) if heading in needed] if needed else []


def point_out_empty(terms: "PAPGTermsofReference") -> None:
    """Tell who brings terms into force what they leave unsaid; nothing is refused."""
    if empty := versions.empty(terms):
        message = _("{0} is in force. {1} of its headings say nothing yet: {2}. A new version can add them.")
        said = message.format(terms.title, len(empty), ", ".join(map(_, empty)))
        frappe.msgprint(said, indicator="orange", alert=True)


def keep_stage(terms: "PAPGTermsofReference") -> None:
    """Terms in force leave that stage by themselves; a state that sets another stage does not move them.

    Raises:
        frappe.ValidationError: The state sent sets another stage.
    """
    row = stages.row_of(terms)
    if row and row.update_value != terms.stage:
        message = _(
            "{0}: terms in force are superseded by themselves, when a later version comes into force."
        )
        frappe.throw(message.format(row.state))
