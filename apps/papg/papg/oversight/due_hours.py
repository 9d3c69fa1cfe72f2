"""The hours of the trail that have been kept long enough: they go together, up to one bound."""

from datetime import date, datetime, time, timedelta
from typing import Any

import frappe
from frappe import _

from papg.oversight.triggers import LOG, SEAL
from papg.rules.retention import Circumstances, due_on, held_back_by, latest_event
from papg.rules.trail import hour_of


def bound_of(rule: Any, day: date) -> datetime:
    """The moment before which hours are due under a rule."""
    latest = latest_event(rule.period_years, rule.period_months, day)
    return datetime.combine(latest + timedelta(days=1), time())


def due_hours(rule: Any, day: date) -> dict[str, Any] | None:
    """What the list says of the hours that are due, or nothing; rows that are not sealed hold all of them back."""
    bound = bound_of(rule, day)
    rows, unsealed = frappe.db.sql(
        f"""select count(*), sum(seal.hour is null) from `tab{LOG}` log
        left join (select distinct hour from `tab{SEAL}`) seal on seal.hour = log.hour where log.hour < %s""",
        hour_of(bound),
    )[0]
    if not rows:
        return None
    last_day = bound.date() - timedelta(days=1)
    return {
        "name": bound.isoformat(),
        "groups": ("",),
        "group_title": "",
        "title": _("Rows: {0}").format(rows),
        "happened_on": last_day,
        "due_on": due_on(last_day, rule.period_years, rule.period_months),
        "held_back": held_back_by(Circumstances(unsealed=int(unsealed or 0))),
    }
