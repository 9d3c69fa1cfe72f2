"""When a meeting takes place, what became of it, and what stops changing once its minutes went round."""

from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, getdate, now_datetime

from papg.meetings import interests
from papg.meetings.fields import table_content
from papg.meetings.series import refuse_issue_of_draft
from papg.meetings.wording import shown_day, shown_moment
from papg.rules.attendance import CANCELLED, HELD, POSTPONED

TABLES = {
    "agenda": ("item_number", "title", "kind", "presenter", "minutes_allotted", "notes", "is_withdrawn"),
    "attendance": (
        "member",
        "attendee_name",
        "job_title",
        "position",
        "organisation",
        "presence",
        "deputy",
        "arrived_at_item",
        "left_at_item",
        "declared_interest",
    ),
    "interests": interests.FIELDS,
}


def check_times(meeting: Document) -> None:
    """Refuse times that cannot be read and a meeting that ends before it starts."""
    starts_at = read_moment(meeting, "starts_at")
    ends_at = read_moment(meeting, "ends_at")
    if starts_at and ends_at and ends_at <= starts_at:
        message = _("The meeting ends on {0}, but starts on {1}. Enter an end after the start.")
        frappe.throw(message.format(shown_moment(ends_at), shown_moment(starts_at)))


def read_moment(meeting: Document, field: str) -> datetime | None:
    """A date and time of the meeting, to the minute as forms show it."""
    typed: Any = meeting.get(field)
    if not typed:
        return None
    try:
        meeting.set(field, get_datetime(typed).replace(second=0, microsecond=0))
    except (ValueError, OverflowError, TypeError):
        label = _(meeting.meta.get_label(field))
        frappe.throw(_("{0}: “{1}” is not a date and time. Write 2026-06-14 10:00.").format(label, typed))
    return meeting.get(field)


def check_status(meeting: Document) -> None:
    """Refuse what a meeting cannot have become."""
    if meeting.status in (CANCELLED, POSTPONED) and not (meeting.status_reason or "").strip():
        frappe.throw(_("Give the reason why the meeting is {0}.").format(_(meeting.status).lower()))
    before = meeting.get_doc_before_save()
    if before and before.status == HELD and meeting.status != HELD:
        message = _("The meeting of {0} was held and stays so; it cannot become {1}.")
        frappe.throw(message.format(shown_day(before.starts_at), _(meeting.status).lower()))
    if meeting.status == HELD and get_datetime(meeting.starts_at) > now_datetime():
        message = _("The meeting starts on {0}. Record it as held once it has started, or correct the start.")
        frappe.throw(message.format(shown_moment(meeting.starts_at)))


def check_issue(meeting: Document) -> None:
    """Refuse an agenda that is issued empty, on a day to come, for a meeting called off or of a draft
    series, or taken back."""
    before = meeting.get_doc_before_save()
    was = before.agenda_issued_on if before else None
    now = meeting.agenda_issued_on
    if was and (not now or getdate(now) != getdate(was)):
        message = _("The agenda was issued on {0}, which stays so. Cancel or postpone the meeting instead.")
        frappe.throw(message.format(shown_day(was)))
    if was or not now:
        return
    if getdate(now) > getdate():
        frappe.throw(_("The agenda cannot be issued on {0}, a day to come.").format(shown_day(now)))
    if meeting.status == CANCELLED:
        frappe.throw(_("The meeting is cancelled. Plan another one and issue its agenda."))
    if not meeting.agenda:
        frappe.throw(_("The agenda has no item. Add what the meeting is about, then issue it."))
    refuse_issue_of_draft(meeting)


def is_minuted(meeting: Document) -> bool:
    """Were minutes of this meeting circulated?"""
    if meeting.is_new():
        return False
    return bool(frappe.db.get_value("PAPG Minutes", {"meeting": meeting.name}, "approved_on"))


def refuse_changes_to_a_minuted_meeting(meeting: Document) -> None:
    """Once the minutes went round, the agenda, the attendance and the time are what they say."""
    before = meeting.get_doc_before_save()
    changed = [
        field
        for field in ("starts_at", "ends_at", "status")
        if str(before.get(field)) != str(meeting.get(field))
    ]
    changed += [
        table
        for table, fields in TABLES.items()
        if table_content(before, table, fields) != table_content(meeting, table, fields)
    ]
    if changed:
        message = _(
            "{0} can no longer be changed: the minutes of this meeting are circulated. Propose a correction to the "
            "minutes instead."
        )
        frappe.throw(message.format(_(meeting.meta.get_label(changed[0]))))


def refuse_to_delete(meeting: Document) -> None:
    """A meeting that was issued or held stays; a number must not vanish."""
    if meeting.agenda_issued_on or meeting.status == HELD:
        frappe.throw(
            _(
                "The meeting {0} was issued or held and stays on record. Cancel it with a reason instead."
            ).format(meeting.title)
        )
