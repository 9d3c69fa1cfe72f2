"""Which actions the council would rather see higher up, and why; nothing is escalated by itself."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.actions import follow_up, plan
from papg.actions.lateness import day
from papg.actions.plan import PlanRow
from papg.rules import follow_up as rules

Lines = list[rules.FollowUp]


def of_action(action: Document) -> list[str]:
    """Why escalating an action is suggested; nothing once it is with somebody above.

    Args:
        action: An action that comes from no restricted item.
    """
    facts = rules.ActionFacts(
        stage=action.stage,
        raised_on=day(action.raised_on) or getdate(action.creation),
        due_on=day(action.due_on),
        rating=action.rag,
        obstacle=action.obstacle_kind,
    )
    reasons = in_words(follow_up.lines(), facts)
    return [] if reasons and is_with_somebody(action.name) else reasons


def is_with_somebody(action: str) -> bool:
    """Has the action been taken up, and is that not settled yet?"""
    unsettled = {"action": action, "status": ("in", ("Open", "Answered"))}
    return bool(frappe.db.exists("PAPG Escalation", unsettled))


def of_groups(papg_group: str | None = None) -> list[tuple[PlanRow, list[str]]]:
    """Actions within the reader's reach for which escalating is suggested, each with the reasons.

    Args:
        papg_group: Only those of this group.
    """
    lines = follow_up.lines()
    where = {"papg_group": papg_group} if papg_group else {}
    found = plan.rows(where, plan.unfinished(), plan.open_source(), plan.not_taken_up())
    told = ((row, in_words(lines, facts_of(row))) for row in found)
    return [(row, reasons) for row, reasons in told if reasons]


def facts_of(row: PlanRow) -> rules.ActionFacts:
    return rules.ActionFacts(
        stage=row.stage,
        raised_on=row.raised_on or getdate(today()),
        due_on=row.due_on,
        rating=row.rating,
        obstacle=row.obstacle_kind,
    )


def in_words(lines: Lines, facts: rules.ActionFacts) -> list[str]:
    """The reasons in the reader's language."""
    return [reason.translated(_) for reason in rules.reasons_to_escalate(lines, facts, getdate(today()))]
