"""The steps of a proposal from stage to stage: recorded, carried out from its day on, undone while nothing rests on it.

Here and nowhere else a record changes its group.
"""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, today
from frappe.utils.nestedset import update_nsm

from papg.meetings.quorum import terms_on
from papg.meetings.wording import refuse_unless
from papg.membership import structure, structure_facts, structure_undoing
from papg.permissions import membership_roles, scope
from papg.rules import structure as rules
from papg.rules.structure_facts import GROUP, LINE, MEMBERSHIP, TERMS, Change, New
from papg.rules.structure_plan import undoing

OF_PERSON = ("full_name", "email", "user", "organisation", "job_title", "grade", "contribution")
PARENT = "parent_papg_group"
# A draft begins as the version before it, but for when and where that one was agreed.
AGREED = ("agreed_at", "is_agreed_by_correspondence", "agreed_on")
OF_VERSION = ("in_force_from", "in_force_to", "review_due_on", *AGREED, "workflow_state")


def take_step(change: Document) -> None:
    """Do what belongs to another stage, or refuse it. Whichever door the stage came through, it is the same step.

    Raises:
        frappe.ValidationError: A rule refuses; every reason is given.
    """
    before = change.get_doc_before_save()
    if before is None or before.stage == change.stage:
        return
    if change.stage not in rules.NEXT:
        message = _("There is no stage {0}. Choose one of: {1}.")
        frappe.throw(message.format(change.stage, ", ".join(_(stage) for stage in rules.NEXT)))
    refuse_unless(structure.may_go_on(change, before.stage, change.stage))
    STEPS[change.stage](change)


def record(change: Document) -> None:
    """Put on record what the body decided; whether the steps can be carried out is asked before they are adopted."""
    decision = rules.Decision(
        decided_on=getdate(change.decided_on) if change.decided_on else None,
        decision=change.decision or "",
        takes_effect_on=getdate(change.takes_effect_on) if change.takes_effect_on else None,
    )
    refuse_unless(rules.may_be_decided(change.stage, decision, getdate(today())))
    if change.stage == rules.ADOPTED:
        refuse_unless(structure.refusals(change))
        refuse_unless(reach_of(change))
    change.recorded_by = frappe.session.user


def reach_of(change: Document) -> rules.Verdict:
    """Whether every group named is the proposing group's to reorganise; the administrator is asked nothing."""
    if structure.is_by_administrator():
        return rules.Verdict()
    steps, reach = structure.steps_of(change), structure.within_reach(change.papg_group)
    return rules.Verdict.of(rules.out_of_reach(steps, structure_facts.groups(), reach))


def withdraw(change: Document) -> None:
    """Nothing else: what was proposed stays on record."""


def carry_out(change: Document) -> None:
    """Let an adopted proposal act, once, and keep what it changed from what to what."""
    day = getdate(change.takes_effect_on) if change.takes_effect_on else None
    refuse_unless(rules.may_take_effect(rules.ADOPTED, day, getdate(today())))
    refuse_unless(structure.refusals(change))
    found = structure.plan_of(change)
    named = {new: make(new, day) for new in found.made}
    done = [
        Change(
            each.record,
            each.name,
            each.field,
            each.old,
            named[each.new] if isinstance(each.new, New) else each.new,
        )
        for each in found.changes
    ]
    for each in done:
        write(each)
    change.what_was_done = "\n".join(sentence.translated(_) for sentence in found.said)
    change.in_effect_at = now_datetime()
    made = [(new.record, name) for new, name in named.items()]
    change.done = structure_undoing.as_text(done, made, concerned(change))
    follow_roles(change)


def undo(change: Document) -> None:
    """Put back what was changed and take away what was made, while nothing rests on it."""
    refuse_unless(rules.may_be_undone(rules.IN_EFFECT, structure_undoing.dependent(change)))
    done, made = structure_undoing.from_text(change.done)
    for each in undoing(done):
        write(each)
    for record_type, name in made:
        structure_undoing.take_away(record_type, name)
    change.undone_at = now_datetime()
    follow_roles(change)


STEPS = {
    rules.ADOPTED: record,
    rules.REJECTED: record,
    rules.WITHDRAWN: withdraw,
    rules.IN_EFFECT: carry_out,
    rules.UNDONE: undo,
}


def concerned(change: Document) -> set[str]:
    """The groups a proposal names."""
    return {name for step in structure.steps_of(change) for name in (step.group, step.other) if name}


def write(each: Change) -> None:
    """Give a record another value, be it its group: the decision stands above the rights of who records it."""
    if each.record == MEMBERSHIP:
        row = by_decision(frappe.get_doc(MEMBERSHIP, each.name))
        row.set(each.field, each.new)
        row.save(ignore_permissions=True)  # decided by the body, which stands above its recorder's rights
        return
    frappe.db.set_value(each.record, each.name, each.field, each.new)
    if (each.record, each.field) == (GROUP, PARENT):
        update_nsm(frappe.get_doc(GROUP, each.name))
    if each.record == LINE:
        frappe.clear_document_cache(GROUP, frappe.db.get_value(LINE, each.name, "parent"))


def make(new: New, day: date) -> str:
    """Make a reporting line, a row of membership or a draft of terms."""
    if new.record == LINE:
        return make_line(new)
    doc = by_decision(make_member(new, day) if new.record == MEMBERSHIP else make_draft(new, day))
    return doc.insert(ignore_permissions=True).name  # decided, as above


def by_decision(doc: Document) -> Document:
    """Say on a record that a decided change of structure writes it, so that links and accounts are not asked about."""
    doc.flags.is_structure_change = True
    doc.flags.is_access_change = True
    return doc


def make_line(new: New) -> str:
    rows = {"parent": new.group, "parenttype": GROUP, "parentfield": "reports_to"}
    row = frappe.get_doc(
        {"doctype": LINE, **rows, "body": new.source, "idx": frappe.db.count(LINE, rows) + 1}
    )
    row.db_insert()
    frappe.clear_document_cache(GROUP, new.group)
    return row.name


def make_member(new: New, day: date) -> Document:
    """A row for a person who is carried over, or one that follows a post."""
    row = frappe.new_doc(MEMBERSHIP)
    row.update({"papg_group": new.group, "position": new.position, "joined_on": day})
    if new.source:
        source = frappe.get_doc(MEMBERSHIP, new.source)
        row.update({field: source.get(field) for field in OF_PERSON})
        row.extend(
            "seats",
            [{"business_area": seat.business_area, "portfolio": seat.portfolio} for seat in source.seats],
        )
    if new.post:
        row.ex_officio_group, row.ex_officio_position = new.post
        row.organisation = row.organisation or frappe.db.get_value(GROUP, new.post[0], "authority")
    return row


def make_draft(new: New, day: date) -> Document:
    """The next version of the terms of a group with standing items of another, for its chair to bring into force."""
    source = frappe.get_doc(TERMS, terms_on(new.source, day).name)
    last = terms_on(new.group, day)
    if last:
        draft = frappe.copy_doc(frappe.get_doc(TERMS, last.name))
        draft.update(dict.fromkeys(OF_VERSION))
    else:
        draft = frappe.new_doc(TERMS, papg_group=new.group, marking=source.marking)
    number = len(draft.standing_items)
    for item in source.standing_items:
        if item.title in new.items:
            number += 1
            draft.append("standing_items", {"title": item.title, "seat": item.seat, "item_order": number})
    return draft


def follow_roles(change: Document) -> None:
    """Who sits on a body that groups now report to, or no longer do, gets the roles that go with it."""
    done, _made = structure_undoing.from_text(change.done)
    bodies = {value for each in done if each.record == LINE for value in (each.old, each.new)}
    scope.forget()
    for user in membership_roles.accounts_in(bodies | concerned(change)):
        membership_roles.sync(user)


def take_effect_due() -> None:
    """Daily: let every adopted proposal act whose day has come; one that cannot says so on its form."""
    due = [
        ["stage", "=", rules.ADOPTED],
        ["takes_effect_on", "is", "set"],
        ["takes_effect_on", "<=", today()],
    ]
    for name in frappe.get_all(structure.RECORD, due, pluck="name", order_by="takes_effect_on, creation"):
        try_to_take_effect(name)


def try_to_take_effect(name: str) -> None:
    frappe.db.savepoint("structure_change")
    try:
        change: Any = frappe.get_doc(structure.RECORD, name)
        change.stage = rules.IN_EFFECT
        change.save()
    except frappe.ValidationError:
        frappe.db.rollback(save_point="structure_change")
        frappe.clear_messages()
        frappe.log_error(_("A change of structure could not be carried out"))
