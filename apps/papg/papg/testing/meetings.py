"""Meetings and minutes for tests, brought as far along as a test needs, each step by the person who takes it."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, now_datetime, today

from papg.meetings import approval
from papg.meetings import minutes as writing
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make


def held_meeting(letter: str = "A", days_ago: int = 14, presence: str = "Present", **fields: Any) -> Document:
    """A meeting that took place some days ago, written down by the secretary; everybody was there.

    Args:
        letter: Group of the cast.
        days_ago: How long ago it started.
        presence: What to record for everybody; empty for attendance that was not taken.
        fields: Values of the meeting.
    """
    with acting_as(SECRETARIES[letter]):
        starts_at = add_to_date(now_datetime().replace(microsecond=0), days=-days_ago)
        meeting = make("PAPG Meeting", **{"papg_group": cast.group(letter), "starts_at": starts_at, **fields})
        meeting.status = "Held"
        for row in meeting.attendance:
            row.presence = presence
        return meeting.save()


def drafted(meeting: Document | None = None) -> Document:
    """Minutes the secretary has written, in draft."""
    meeting = meeting or held_meeting()
    with acting_as(secretary_of(meeting)):
        name = writing.write_minutes(meeting.name)
        minutes = frappe.get_doc("PAPG Minutes", name)
        for entry in minutes.entries:
            entry.discussion = "<p>The group noted the report.</p>"
        return minutes.save()


def with_chair(minutes: Document | None = None) -> Document:
    """Minutes the secretary has sent to the chair."""
    minutes = minutes or drafted()
    return act(secretary_of(minutes), minutes, "Send to chair")


def circulated(minutes: Document | None = None, chair: str = cast.CHAIR) -> Document:
    """Minutes the chair has approved."""
    return act(chair, minutes or with_chair(), "Circulate")


def ready_to_agree(minutes: Document | None = None, chair: str = cast.CHAIR) -> Document:
    """Circulated minutes that lack nothing but the act: the group agreed them today, by correspondence."""
    minutes = minutes or circulated()
    with acting_as(chair):
        approval.note_agreement(minutes.name, agreed_on=today())
    return frappe.get_doc("PAPG Minutes", minutes.name)


def agreed(minutes: Document | None = None, chair: str = cast.CHAIR) -> Document:
    """Minutes the group has agreed by correspondence."""
    return act(chair, ready_to_agree(minutes, chair), "Agree as a correct record")


def act(user: str, minutes: Document, action: str) -> Document:
    """Take a step through the workflow, as the button on the form does."""
    with acting_as(user):
        return apply_workflow(frappe.as_json({"doctype": minutes.doctype, "name": minutes.name}), action)


def secretary_of(record: Document) -> str:
    """Who writes for the group of a record."""
    return next(user for letter, user in SECRETARIES.items() if cast.group(letter) == record.papg_group)


SECRETARIES = {"A": cast.SECRETARY, "B": cast.THREE}
