"""How the room passes on what a rule refuses, and how it says when."""

from datetime import date, datetime

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate

from papg.rules.due_dates import govuk_date, govuk_time
from papg.rules.wording import Verdict


def refuse_unless(verdict: Verdict) -> None:
    """Stop with every reason a rule gives, in the reader's language.

    Raises:
        frappe.ValidationError: The rule refused.
    """
    if not verdict:
        frappe.throw(verdict.translated(_))


def shown_day(day: date | datetime | str) -> str:
    """A day as 14 June 2026."""
    return govuk_date(getdate(day))


def shown_moment(moment: datetime | str) -> str:
    """A moment as 14 June 2026 at 9:30am."""
    at = get_datetime(moment)
    return _("{0} at {1}").format(govuk_date(at.date()), govuk_time(at.time()))
