"""A series as its form holds it: what is filled in, what is refused, and what it says of its dates."""

from datetime import date, datetime, time, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, add_years, cint, get_first_day, getdate, today

from papg.meetings.quorum import terms_on
from papg.meetings.wording import refuse_unless, shown_day
from papg.rules import series as rules
from papg.rules.working_days import ENGLAND

DRAFT, CONFIRMED, ENDED = "Draft", "Confirmed", "Ended"
CHOICES = {
    "status": (DRAFT, CONFIRMED, ENDED),
    "cadence": tuple(rules.CADENCES),
    "on_week": tuple(rules.PLACES),
    "on_weekday": tuple(rules.WEEKDAYS),
    "on_holiday": rules.ON_HOLIDAY,
}
NEEDED = ("status", "on_holiday")
OF_LAST = ("starts_at", "ends_at", "mode", "place")
USUAL = {"starts_at": "10:00", "minutes_long": 120, "mode": "In person", "cadence": "Quarterly"}
LONGEST = 720


def fill_in(series: Document) -> None:
    """Give a new series what the system knows: the cadence of the terms, time and place of the last meeting."""
    terms = terms_on(series.papg_group, getdate(series.first_on))
    known = {**USUAL, **as_last_time(series.papg_group)}
    if terms and terms.cadence in rules.CADENCES:
        known["cadence"] = terms.cadence
    for field, value in known.items():
        if series.get(field) in (None, ""):
            series.set(field, value)


def as_last_time(papg_group: str) -> dict[str, Any]:
    """Time, length, place and mode of the latest meeting of a group."""
    rows = frappe.get_all(
        "PAPG Meeting", {"papg_group": papg_group}, OF_LAST, order_by="starts_at desc", limit=1
    )
    if not rows:
        return {}
    last = rows[0]
    known = {"starts_at": f"{last.starts_at:%H:%M}", "mode": last.mode, "place": last.place}
    if last.ends_at:
        known["minutes_long"] = (last.ends_at - last.starts_at).seconds // 60
    return {field: value for field, value in known.items() if value}


def check_choices(series: Document) -> None:
    """Refuse a choice that is none; the dates are worked out before the framework looks."""
    for field, options in CHOICES.items():
        chosen = series.get(field)
        if chosen in options or (not chosen and field not in NEEDED):
            continue
        message = _("{0}: “{1}” is no choice here. Choose {2}.")
        label = _(series.meta.get_label(field))
        frappe.throw(message.format(label, chosen or "", _(" or ").join(_(option) for option in options)))


def read_time(series: Document) -> None:
    """Refuse a time or a length that is none."""
    typed = series.starts_at or USUAL["starts_at"]
    try:
        series.starts_at = f"{time_of(str(typed)):%H:%M}"
    except (ValueError, OverflowError):
        label = _(series.meta.get_label("starts_at"))
        frappe.throw(_("{0}: “{1}” is not a time. Write 10:00.").format(label, typed))
    if not 0 <= cint(series.minutes_long) <= LONGEST:
        message = _("{0} minutes: a meeting lasts at most {1}. Enter fewer.")
        frappe.throw(message.format(cint(series.minutes_long), LONGEST))


def time_of(typed: str) -> time:
    """A time of day from its text; the framework would put the time it is now into a field for times."""
    hour, minute = typed.split(":")[:2]
    return time(int(hour), int(minute))


def fill_in_days(series: Document) -> None:
    """Take the weekday from the first day, and let a series nobody gave an end last twelve months of the calendar."""
    place, weekday = rules.days_place(getdate(series.first_on))
    series.cadence = series.cadence or USUAL["cadence"]
    series.on_weekday = series.on_weekday or weekday
    series.on_week = series.on_week or place
    if not series.until and not cint(series.number_of_meetings):
        series.until = add_days(add_years(get_first_day(series.first_on), 1), -1)


def check_dates(series: Document) -> None:
    """Refuse a series whose dates cannot be worked out."""
    refuse_unless(rules.may_be_planned(facts_of(series), getdate(today())))


def facts_of(series: Document) -> rules.Series:
    """A series as the rule takes it."""
    return rules.Series(
        cadence=series.cadence,
        first_on=getdate(series.first_on),
        weekday=series.on_weekday,
        place_in_month=series.on_week,
        on_holiday=series.on_holiday,
        nation=nation(series.papg_group),
        until=getdate(series.until) if series.until else None,
        number=cint(series.number_of_meetings) or None,
    )


def nation(papg_group: str) -> str:
    """Nation whose bank holidays count: that of the authority, England where none is recorded."""
    authority = frappe.get_cached_value("PAPG Group", papg_group, "authority")
    return (authority and frappe.get_cached_value("PAPG Organisation", authority, "nation")) or ENGLAND


def set_title(series: Document) -> None:
    """Name a series after its dates; a title somebody chose stays."""
    before = series.get_doc_before_save()
    if not series.title or (before and series.title == title_of(before)):
        series.title = title_of(series)


def title_of(series: Document) -> str:
    words = rules.cadence_in_words(facts_of(series)).translated(_)
    return _("{0}, from {1}").format(words, shown_day(series.first_on))


def check_status(series: Document) -> None:
    """Refuse to call a series a draft once members have had an agenda of it."""
    before = series.get_doc_before_save()
    if not before or before.status == DRAFT or series.status != DRAFT:
        return
    issued = {"series": series.name, "agenda_issued_on": ("is", "set")}
    if first := frappe.db.get_value("PAPG Meeting", issued, "starts_at", order_by="starts_at"):
        message = _("The agenda of {0} was issued, so the series is no draft any more. Leave it confirmed.")
        frappe.throw(message.format(shown_day(first)))


def refuse_issue_of_draft(meeting: Document) -> None:
    """Nothing of a draft series goes out.

    Raises:
        frappe.ValidationError: The meeting is of a series that is still a draft.
    """
    if not meeting.series:
        return
    title, status = frappe.db.get_value("PAPG Meeting Series", meeting.series, ["title", "status"])
    if status == DRAFT:
        message = _("The series “{0}” is still a draft. Set its status to Confirmed, then issue the agenda.")
        frappe.throw(message.format(title))


def details(series: Document, day: date) -> dict[str, Any]:
    """When and where a meeting of the series takes place on a day."""
    starts_at = datetime.combine(day, time_of(series.starts_at))
    length = timedelta(minutes=cint(series.minutes_long))
    return {
        "starts_at": starts_at,
        "ends_at": starts_at + length if length else None,
        "mode": series.mode,
        "place": series.place,
    }
