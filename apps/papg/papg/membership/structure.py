"""A proposal as its form holds it: what is filled in and kept, where it may go, and what it would do."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.meetings.fields import content, keep_stored, table_content
from papg.meetings.positions import position_today
from papg.membership import structure_facts
from papg.permissions import scope
from papg.rules import structure as rules
from papg.rules.structure_facts import Plan
from papg.rules.structure_plan import plan

RECORD = "PAPG Structure Change"
SET_BY_US = ("what_was_done", "in_effect_at", "undone_at", "recorded_by", "done")
AS_PROPOSED = ("title", "reasons", "benefits", "deciding_body", "decides_on")
OF_DECISION = ("decided_on", "takes_effect_on", "decision")
OF_STEP = (
    *("kind", "concerned_group", "other_group", "business_area"),
    *("has_members", "has_actions", "has_escalations", "has_items"),
)
CARRIED = {
    "has_members": rules.MEMBERS,
    "has_actions": rules.ACTIONS,
    "has_escalations": rules.ESCALATIONS,
    "has_items": rules.ITEMS,
}


def keep_set_by_us(change: Document) -> None:
    """What the acting leaves behind nobody writes; a new proposal is a proposal, whatever was sent."""
    keep_stored(change, SET_BY_US)
    if change.is_new():
        change.stage = rules.PROPOSED


def guard_proposal(change: Document) -> None:
    """Keep a proposal as it was decided.

    Raises:
        frappe.ValidationError: Something of it differs and it is decided or withdrawn; the field is named.
    """
    before = change.get_doc_before_save()
    if before is None or before.stage == rules.PROPOSED:
        return
    fields = [
        field
        for field in (*AS_PROPOSED, *OF_DECISION)
        if content(before, [field]) != content(change, [field])
    ]
    if table_content(before, "steps", OF_STEP) != table_content(change, "steps", OF_STEP):
        fields.append("steps")
    for field in fields:
        message = _("{0}: the proposal is {1}, so it stays as it was. Make another proposal.")
        frappe.throw(message.format(_(change.meta.get_label(field)), _(before.stage)))


def name_groups(change: Document) -> None:
    """Say in each row the names of its groups: who reads the proposal need not be able to look into them."""
    before = change.get_doc_before_save()
    if before and before.stage != rules.PROPOSED:
        # The rows say what they said, or it would have been refused; the groups keep the names they had then.
        for row, old in zip(change.steps, before.steps, strict=True):
            row.group_title, row.other_title = old.group_title, old.other_title
        return
    titles = structure_facts.titles(
        {name for row in change.steps for name in (row.concerned_group, row.other_group)}
    )
    for row in change.steps:
        row.group_title, row.other_title = titles.get(row.concerned_group), titles.get(row.other_group)


def steps_of(change: Document) -> list[rules.Step]:
    """The rows as the rule takes them."""
    return [
        rules.Step(
            row=row.idx,
            kind=row.kind,
            group=row.concerned_group or "",
            other=(row.other_group or "") if row.kind != rules.CLOSES else "",
            area=row.business_area or "",
            carried=frozenset(carried for field, carried in CARRIED.items() if row.get(field)),
        )
        for row in change.steps
    ]


def day_of(change: Document) -> Any:
    """The day it takes effect; while none is entered, the day it is to be decided, or today."""
    return getdate(change.takes_effect_on or change.decides_on or today())


def plan_of(change: Document) -> Plan:
    """What the steps do, from the records as they stand; the one plan for preview and acting."""
    steps, day = steps_of(change), day_of(change)
    return plan(steps, structure_facts.gather(steps, day), day, change.decision or "")


def refusals(change: Document) -> rules.Verdict:
    """Whether the steps make sense together, as the groups stand now."""
    return rules.may_be_carried_out(steps_of(change), structure_facts.groups(), day_of(change))


def preview(change: Document) -> dict[str, Any]:
    """What a proposal would do, for its form: sentences, or to who writes it what stands in the way."""
    if change.is_new() or change.stage not in (rules.PROPOSED, rules.ADOPTED):
        return {"said": [], "refused": []}
    verdict = refusals(change)
    if not verdict:
        told = verdict.refusals if change.has_permission("write") else ()
        return {"said": [], "refused": [refusal.translated(_) for refusal in told]}
    return {"said": [sentence.translated(_) for sentence in plan_of(change).said], "refused": []}


def to_choose_from(change: Document) -> dict[str, str]:
    """Titles of the groups a form needs: all that are within reach to who writes the proposal, else those it names."""
    if change.has_permission("write"):
        return within_reach(change.papg_group)
    named = {row.concerned_group: row.group_title for row in change.steps}
    named |= {row.other_group: row.other_title for row in change.steps}
    return {name: title or "" for name, title in named.items() if name}


def within_reach(papg_group: str | None) -> dict[str, str]:
    """Titles of the group, of those below it and of those that report to it; one query."""
    rows = frappe.db.sql(
        """
        select name, group_name from `tabPAPG Group` g
        where name = %(group)s
            or exists (select 1 from `tabPAPG Group` top
                where top.name = %(group)s and g.lft > top.lft and g.rgt < top.rgt)
            or exists (select 1 from `tabPAPG Reporting Line` line
                where line.parent = g.name and line.parenttype = 'PAPG Group' and line.body = %(group)s)
        order by group_name, name
        """,
        {"group": papg_group or ""},
    )
    return dict(rows)


def is_by_administrator() -> bool:
    """Does the council's administrator act, or the built-in account in a job?"""
    return frappe.session.user == "Administrator" or "Administrator" in scope.of().positions()


def may_go_on(change: Document, before: str, after: str) -> rules.Verdict:
    return rules.may_go_on(before, after, position_today(change.papg_group), is_by_administrator())


def offered(change: Document) -> list[str]:
    """Stages the session's user can bring the stored proposal to now."""
    if change.is_new():
        return []
    found = [stage for stage in rules.NEXT[change.stage] if may_go_on(change, change.stage, stage)]
    day = getdate(change.takes_effect_on) if change.takes_effect_on else None
    is_due = rules.may_take_effect(change.stage, day, getdate(today())).allowed
    return [stage for stage in found if stage != rules.IN_EFFECT or is_due]
