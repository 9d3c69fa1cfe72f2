"""A meeting as an entry of one's own calendar: when and where it is, and never what it is about.

The entry is fetched by who may read the meeting and never sent. The feed of a person's meetings, whose address alone
opens it, is made of the same entries (`feed.py`).
"""

from datetime import date, datetime, timezone
from urllib.parse import quote
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, get_system_timezone
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

from papg import notices
from papg.meetings import markings
from papg.meetings.fields import keep_stored
from papg.meetings.wording import shown_day
from papg.oversight import seen
from papg.permissions import policy
from papg.rules.attendance import CANCELLED, POSTPONED

MEETING = "PAPG Meeting"
SEQUENCE = "calendar_sequence"
# What an entry says; when any of it changes, the entry in people's calendars is to be replaced.
SAID = ("title", "starts_at", "ends_at", "place", "status", "agenda_issued_on")
CALLED_OFF = (CANCELLED, POSTPONED)


@frappe.whitelist(methods=["GET"])
def invitation(meeting: str) -> Response:
    """Answer with a meeting as a file for calendars; fetched again, it replaces the entry it made before.

    Args:
        meeting: Name of the meeting.

    Raises:
        frappe.DoesNotExistError: There is no such meeting for the caller.
    """
    if not policy.is_allowed(MEETING, meeting, "read"):
        frappe.throw(_("There is no such meeting for you."), frappe.DoesNotExistError)
    doc = frappe.get_doc(MEETING, meeting)
    marking = markings.of_record(doc)
    seen.tell(MEETING, meeting, "calendar")
    file_name = f"{marking} {_('Meeting')} {shown_day(doc.starts_at)}.ics"
    return as_file(entry(doc, marking), file_name)


def as_file(content: bytes, file_name: str) -> Response:
    """An answer that calendars take as theirs and nothing keeps on the way."""
    response = Response(content, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(file_name)}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def entry(meeting: Document, marking: str) -> bytes:
    """The file: title, group, place, times, marking and where to log in."""
    calendar = new("CANCEL" if meeting.status in CALLED_OFF else "PUBLISH")
    group = frappe.get_cached_value("PAPG Group", meeting.papg_group, "group_name")
    kind = frappe.get_cached_value("User", frappe.session.user, "user_type")
    calendar.add_component(event_of(meeting, marking, group, kind))
    return written(calendar, get_datetime(meeting.starts_at).year, get_datetime(meeting.starts_at).year)


def new(method: str) -> Calendar:
    """A calendar without entries."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//papg//Protect & Prepare//EN")
    calendar.add("method", method)
    return calendar


def written(calendar: Calendar, first_year: int, last_year: int) -> bytes:
    """The calendar as a file, with what its time zone was in the years of its entries."""
    calendar.add_missing_timezones(first_date=date(first_year - 1, 1, 1), last_date=date(last_year + 2, 1, 1))
    return calendar.to_ical()


def event_of(meeting: Document | frappe._dict, marking: str, group: str, kind: str) -> Event:
    """The entry itself, by one name for good and with a number that rises with each change.

    Args:
        meeting: The meeting, or a row with what an entry says of it.
        marking: Its marking.
        group: Name of its group.
        kind: Kind of user who reads the entry, which decides where they log in.
    """
    event = Event()
    event.add("uid", f"{meeting.name}@{frappe.local.site}")
    event.add("sequence", cint(meeting.get(SEQUENCE)))
    event.add("dtstamp", datetime.now(timezone.utc))
    event.add("summary", meeting.title)
    event.add("dtstart", at_site(meeting.starts_at))
    if meeting.ends_at:
        event.add("dtend", at_site(meeting.ends_at))
    if meeting.place:
        event.add("location", meeting.place)
    address = notices.address(meeting, kind)
    told = _("Log in to read the agenda: {0}").format(address)
    event.add("description", "\n".join((marking, group, told)))
    event.add("url", address)
    event.add("status", status_of(meeting))
    event.add("class", "PRIVATE")
    return event


def at_site(moment: datetime | str) -> datetime:
    """A moment as the site means it, in its time zone, so that clock changes do not shift it."""
    return get_datetime(moment).replace(tzinfo=ZoneInfo(get_system_timezone()))


def status_of(meeting: Document) -> str:
    """How firm the entry is: a day without an agenda may still move."""
    if meeting.status in CALLED_OFF:
        return "CANCELLED"
    return "CONFIRMED" if meeting.agenda_issued_on else "TENTATIVE"


def raise_sequence(meeting: Document) -> None:
    """Count the changes of what the entry says; calendars keep the one with the highest number."""
    keep_stored(meeting, (SEQUENCE,))
    before = meeting.get_doc_before_save()
    if before and meeting.has_changed(*SAID):
        meeting.set(SEQUENCE, cint(before.get(SEQUENCE)) + 1)
