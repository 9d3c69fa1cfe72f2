"""How the pages say dates, times and names of records."""

from datetime import datetime
from typing import Any

from frappe import _
from frappe.utils import get_datetime, getdate, today

from papg.rules.actions import days_overdue
from papg.rules.due_dates import govuk_date, govuk_time


def day(value: Any) -> str:
    """A date as 14 June 2026; nothing for none."""
    return govuk_date(getdate(value)) if value else ""


def hours(starts_at: datetime, ends_at: datetime | None) -> str:
    """When a meeting is: 14 June 2026, 2pm to 4:30pm."""
    start = get_datetime(starts_at)
    said = _("{0}, {1}").format(govuk_date(start.date()), govuk_time(start.time()))
    if not ends_at:
        return said
    end = get_datetime(ends_at)
    until = govuk_time(end.time()) if end.date() == start.date() else hours(end, None)
    return _("{0} to {1}").format(said, until)


def title_of_meeting(row: dict[str, Any]) -> str:
    """A meeting's title; without one, its number and group."""
    if row["title"]:
        return row["title"]
    if row["reference"]:
        return _("Meeting {0} of {1}").format(row["reference"], row["group_name"])
    return _("Meeting of {0}").format(row["group_name"])


def title_of_minutes(row: dict[str, Any]) -> str:
    """The title of minutes; without one, their group and the day of the meeting."""
    return row["title"] or _("Minutes of {0}, {1}").format(row["group_name"], day(row["starts_at"]))


def lateness(row: dict[str, Any]) -> str:
    """How late an action is, in words; nothing when it is not."""
    days = days_overdue(row["stage"], row["due_on"], getdate(today()))
    if not days:
        return ""
    return _("1 day overdue") if days == 1 else _("{0} days overdue").format(days)
