"""Series of meetings for tests: planned by the secretary of a group, with or without their meetings."""

from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document

from papg.meetings.series_meetings import make_meetings
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make

SERIES = "PAPG Meeting Series"
TODAY = "2026-11-28"
"""The day the tests of series take place."""
YEAR = {"cadence": "Quarterly", "first_on": "2027-01-12", "number_of_meetings": 4}


def planned(letter: str = "A", **fields: Any) -> Document:
    """A series of a year of a group, saved by its secretary."""
    with acting_as(cast.SECRETARY if letter == "A" else cast.THREE):
        return make(SERIES, papg_group=cast.group(letter), **{**YEAR, **fields})


def made(**fields: Any) -> Document:
    """The same with its meetings."""
    doc = planned(**fields)
    with acting_as(cast.SECRETARY):
        make_meetings(doc.name)
    return doc


def meetings(doc: Document) -> list[frappe._dict]:
    return frappe.get_all(
        "PAPG Meeting",
        {"series": doc.name},
        ["name", "title", "starts_at", "ends_at", "place", "status", "agenda_issued_on"],
        order_by="starts_at",
    )


def days(doc: Document) -> list[date]:
    return [row.starts_at.date() for row in meetings(doc)]


def changed(doc: Document, **fields: Any) -> dict[str, Any]:
    """What making the meetings does once some fields were changed."""
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc(SERIES, doc.name)
        doc.update(fields)
        doc.save()
        return make_meetings(doc.name)


def shown(doc: Document, user: str = cast.SECRETARY) -> dict[str, Any]:
    with acting_as(user):
        loaded = frappe.get_doc(SERIES, doc.name)
        loaded.run_method("onload")
        return loaded.get_onload("dates")
