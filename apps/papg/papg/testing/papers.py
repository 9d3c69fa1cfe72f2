"""A meeting of the cast's first group that was held, with its minutes: what the tests of prints need."""

import frappe
from frappe.model.document import Document

from papg.meetings.text import fingerprint
from papg.testing import cast
from papg.testing.factories import make

HELD_AT = "2026-10-14 10:00:00"
ENDED_AT = "2026-10-14 11:30:00"
APPROVED_AT = "2026-10-20 12:00:00"


def a_held_meeting(items: int = 3, **fields: object) -> Document:
    """A meeting with so many items, its agenda issued a week before and every member in the attendance."""
    agenda = [
        {"item_number": number, "title": f"Item {number} of the agenda", "presenter": "Licensing Manager"}
        for number in range(1, items + 1)
    ]
    usual = {"starts_at": HELD_AT, "ends_at": ENDED_AT, "place": "Committee Room 2", "agenda": agenda}
    meeting = make(
        "PAPG Meeting", papg_group=cast.group("A"), agenda_issued_on="2026-10-07", **usual | fields
    )
    for row in meeting.attendance:
        row.presence = "Present"
    meeting.status = "Held"
    return meeting.save()


def minutes_of(meeting: Document, **fields: object) -> Document:
    """Minutes with an entry for each item, still a draft."""
    entries = [
        {
            "item_number": row.item_number,
            "title": row.title,
            "discussion": f"<p>Said under item {row.item_number}.</p>",
        }
        for row in meeting.agenda
    ]
    return make("PAPG Minutes", meeting=meeting.name, **{"entries": entries} | fields)


def circulated(minutes: Document) -> Document:
    """The minutes as they are once the chair has approved them; the way there is tested where it is written."""
    values = {
        "stage": "Circulated",
        "approved_by": cast.CHAIR,
        "approved_on": APPROVED_AT,
        "approved_hash": fingerprint(minutes),
    }
    frappe.db.set_value("PAPG Minutes", minutes.name, values)
    return frappe.get_doc("PAPG Minutes", minutes.name)


def agreed(minutes: Document, at: Document) -> Document:
    """The minutes as they are once a later meeting has agreed them."""
    values = {"stage": "Agreed", "docstatus": 1, "agreed_at": at.name}
    frappe.db.set_value("PAPG Minutes", circulated(minutes).name, values)
    return frappe.get_doc("PAPG Minutes", minutes.name)
