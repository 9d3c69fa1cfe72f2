"""Reminding owners and suggesting escalations, by the council's own list of follow-ups."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg import notices
from papg.actions import answer_link, people
from papg.rules import follow_up as rules
from papg.rules.actions import UNFINISHED_STAGES
from papg.rules.due_dates import govuk_date

ACTION = "PAPG Action"


def lines() -> list[rules.FollowUp]:
    """The council's list, as far as it is in use."""
    rows = frappe.get_all(
        "PAPG Follow Up", {"is_active": 1}, ["does", "measure", "days", "rating", "obstacle_kind"]
    )
    return [
        rules.FollowUp(
            does=row.does,
            measure=row.measure,
            days=row.days,
            rating=row.rating,
            obstacle=row.obstacle_kind,
        )
        for row in rows
    ]


def remind_owners() -> None:
    """Daily: write to the owners of actions for which a reminder is due."""
    council = lines()
    for row in with_a_date():
        facts = rules.ActionFacts(
            stage=row.stage,
            raised_on=row.raised_on or getdate(row.creation),
            due_on=row.due_on,
            reminded_on=row.reminded_on,
        )
        if rules.reminder_due(council, facts, getdate(today())):
            remind(frappe.get_doc(ACTION, row.name))


def with_a_date() -> list[frappe._dict]:
    """Unfinished actions with a date, of groups that still stand."""
    return frappe.db.sql(
        """
        select action.name, action.stage, action.raised_on, action.due_on, action.reminded_on, action.creation
        from `tabPAPG Action` action
        join `tabPAPG Group` body on body.name = action.papg_group and body.status != 'Dissolved'
        where action.stage in %(unfinished)s and action.due_on is not null
        order by action.due_on, action.name
        """,
        {"unfinished": UNFINISHED_STAGES},
        as_dict=True,
    )


def remind(action: Document) -> None:
    """Write to the owner, and note the day so that nobody is told twice; without an account they answer by link."""
    reason = reason_of(getdate(action.due_on), getdate(today()))
    told = bool(notices.notify(action, people.accounts(action), reason))
    if told or (answer_link.is_for(action) and answer_link.send(action, reason)):
        frappe.db.set_value(ACTION, action.name, "reminded_on", today(), update_modified=False)


def reason_of(due_on: date, on: date) -> str:
    """Why the owner is written to, with the date and nothing of what is to be done."""
    if due_on == on:
        return _("This action is due today.")
    if due_on > on:
        return _("This action is due on {0}.").format(govuk_date(due_on))
    return _("This action was due on {0} and is not done yet.").format(govuk_date(due_on))
