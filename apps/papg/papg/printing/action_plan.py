"""What is on the action plan of a group."""

import frappe
from frappe import _
from frappe.utils import today

from papg.actions import plan, ratings
from papg.actions.lateness import overdue_words
from papg.actions.plan import PlanRow
from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper
from papg.printing.text import slug


def action_plan(name: str) -> Paper:
    """Actions of a group that are not closed or dropped; those from restricted items stay off a paper that is
    handed round, whoever prints it."""
    group = frappe.get_doc("PAPG Group", name)
    found = plan.rows({"papg_group": name}, plan.open_source(), plan.unsettled())
    marking = marking_of(group)
    return Paper(
        title=f"{_('Action plan')}, {group.group_name}",
        file_name=f"{slug(group.group_name)}-action-plan-{today()}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="action-plan.html",
        content={
            "heading": _("Action plan"),
            "group_name": group.group_name,
            "actions": [{"row": row, "overdue": overdue_words(row.stage, row.due_on)} for row in found],
            "summary": summary(found),
            "meanings": ratings.key({row.rating for row in found}),
            "as_at": today(),
        },
        is_landscape=True,
    )


def summary(found: list[PlanRow]) -> str:
    """How many actions there are and how many of them are late, in a sentence."""
    late = sum(1 for row in found if row.overdue_days)
    if not found:
        return _("The group has no open actions.")
    if len(found) == 1:
        return _("1 action, overdue.") if late else _("1 action, not overdue.")
    return _("{0} actions, {1} of them overdue.").format(len(found), late or _("none"))
