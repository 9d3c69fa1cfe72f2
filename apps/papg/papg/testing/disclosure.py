"""Disclosure copies for tests, brought as far along as a test needs, each step by the person who takes it."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import today

from papg.meetings.disclosing import COPY, make_copy
from papg.testing import cast, meetings
from papg.testing.acting import acting_as
from papg.testing.upwards import take

NATIONAL_SECURITY = "Freedom of Information Act 2000, section 24(1)"
PERSONAL = "Freedom of Information Act 2000, section 40(2)"
SCOTTISH = "Freedom of Information (Scotland) Act 2002, section 31(1)"
REASON = "It would help somebody who plans harm."
TEXT = "The north gate has no barrier. The group noted the report."


def agreed_minutes(text: str = TEXT, letter: str = "A", **meeting: Any) -> Document:
    """Agreed minutes of two items, the first with this text."""
    agenda = [{"title": "Access to the quay"}, {"title": "Any other business"}]
    held = meetings.held_meeting(letter, **{"agenda": agenda, **meeting})
    with acting_as(meetings.SECRETARIES[letter]):
        minutes = meetings.drafted(held)
        minutes.reload()
        minutes.entries[0].discussion = f"<p>{text}</p>"
        minutes.save()
    return meetings.agreed(meetings.circulated(meetings.with_chair(minutes)))


def passage(text: str, exemption: str = NATIONAL_SECURITY, reason: str = REASON) -> dict[str, Any]:
    """A removal of these words."""
    return {"removed": "Passage", "passage": text, "exemption": exemption, "reason": reason}


def whole_item(number: int, exemption: str = NATIONAL_SECURITY, reason: str = REASON) -> dict[str, Any]:
    """A removal of an item."""
    return {"removed": "Whole item", "item_number": number, "exemption": exemption, "reason": reason}


def drafted_copy(minutes: Document | None = None, *removals: dict[str, Any], **fields: Any) -> Document:
    """A copy the secretary has prepared."""
    with acting_as(cast.SECRETARY):
        name = make_copy((minutes or agreed_minutes()).name, today(), request_reference="FOI 2026/014")
        copy = frappe.get_doc(COPY, name)
        for row in removals or (passage("north gate"),):
            copy.append("removals", row)
        copy.update(fields)
        return copy.save()


def copy_with_chair(copy: Document | None = None) -> Document:
    return take(copy or drafted_copy(), cast.SECRETARY, "Send to chair")


def approved_copy(copy: Document | None = None, chair: str = cast.CHAIR) -> Document:
    return take(copy_with_chair(copy), chair, "Approve for release")


def released_copy(copy: Document | None = None) -> Document:
    """An approved copy whose release the chair has recorded today."""
    approved = approved_copy(copy)
    with acting_as(cast.CHAIR):
        fresh = frappe.get_doc(COPY, approved.name)
        fresh.released_on = today()
        return fresh.save()
