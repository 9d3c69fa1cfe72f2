"""How late an action is, in words; worked out from today, never stored."""

from datetime import date

from frappe import _
from frappe.utils import getdate, today

from papg.rules.actions import days_overdue, due_date_moved
from papg.rules.due_dates import govuk_date


def overdue_days(stage: str, due_on: date | str | None) -> int:
    """Days an action is late today; 0 when it is not."""
    return days_overdue(stage, day(due_on), getdate(today()))


def overdue_words(stage: str, due_on: date | str | None) -> str:
    """“Overdue by 3 days”, or nothing."""
    days = overdue_days(stage, due_on)
    if not days:
        return ""
    return _("Overdue by 1 day") if days == 1 else _("Overdue by {0} days").format(days)


def sentence(stage: str, due_on: date | str | None, first_due_on: date | str | None) -> str:
    """What the form says about the date: how late the action is, and how its date has moved."""
    parts = []
    if words := overdue_words(stage, due_on):
        parts.append(_("{0}: due on {1}.").format(words, govuk_date(day(due_on))))
    if moved := due_date_moved(day(first_due_on), day(due_on)):
        parts.append(moved.translated(_))
    return " ".join(parts)


def day(value: date | str | None) -> date | None:
    return getdate(value) if value else None
