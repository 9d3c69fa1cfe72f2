"""Who is told of what: the chair of minutes to approve, the group of those that went round and of its meetings.

Of a meeting nothing is sent before its agenda is issued: until then only those who prepare it may read it.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from papg import notices
from papg.meetings import agenda
from papg.rules.attendance import CANCELLED, PLANNED, POSTPONED
from papg.rules.membership import CHAIR, DEPUTY_CHAIR
from papg.rules.minutes import CIRCULATED, WITH_CHAIR


def tell(minutes: Document) -> None:
    """Write to those the minutes are with now, if they have just come there."""
    before = minutes.get_doc_before_save()
    if not before or before.stage == minutes.stage:
        return
    if minutes.stage == WITH_CHAIR:
        reason = _("These minutes wait for your approval.")
        notices.notify(minutes, accounts(minutes.papg_group, (CHAIR, DEPUTY_CHAIR)), reason)
    elif minutes.stage == CIRCULATED:
        reason = _("These minutes were circulated. Propose a correction if something in them is not right.")
        people = {*accounts(minutes.papg_group), *deputies(minutes.papg_group)}
        notices.notify(minutes, people, reason)


def tell_of_meeting(meeting: Document) -> None:
    """Write to the group when an agenda is issued, and when a meeting it knows of moves or is called off."""
    if not meeting.agenda_issued_on or get_datetime(meeting.starts_at) < now_datetime():
        return
    if reason := news_of(meeting, meeting.get_doc_before_save()):
        people = {*accounts(meeting.papg_group), *deputies(meeting.papg_group)}
        notices.notify(meeting, people, reason)


def news_of(meeting: Document, before: Document | None) -> str | None:
    """What has become of a meeting, for those who have it in their calendars; nothing of where and why."""
    if not before or not before.agenda_issued_on:
        return _("The agenda of this meeting was issued. Log in to read it and to put it into your calendar.")
    again = _("Put it into your calendar once more: it takes the place of the entry there.")
    by_status = {
        CANCELLED: _("This meeting was cancelled."),
        POSTPONED: _("This meeting was postponed; a new date is still to come."),
        PLANNED: _("This meeting takes place after all."),
    }
    if meeting.status != before.status:
        news = by_status.get(meeting.status)
    elif meeting.has_changed("starts_at", "ends_at"):
        news = _("This meeting was moved.")
    elif meeting.has_changed("place"):
        news = _("The place of this meeting was changed.")
    else:
        # Nothing in anybody's calendar changes with the agenda.
        return (
            _("The agenda of this meeting was changed after it was issued.")
            if agenda.departs(meeting)
            else None
        )
    return f"{news} {again}" if news else None


def accounts(group: str, positions: tuple[str, ...] = ()) -> set[str]:
    """Accounts with a row of membership in a group; whether it is of today is asked when they are written to."""
    rows = {"papg_group": group, "user": ("is", "set")}
    if positions:
        rows["position"] = ("in", positions)
    return set(frappe.get_all("PAPG Member", rows, pluck="user"))


def deputies(group: str) -> set[str]:
    """Accounts of those named as deputies in a group."""
    rows = frappe.get_all("PAPG Member", {"papg_group": group}, pluck="name")
    named = {"parenttype": "PAPG Member", "parent": ("in", rows), "user": ("is", "set")}
    return set(frappe.get_all("PAPG Member Deputy", named, pluck="user"))
