"""Saving one's own record with something in it that belongs to another's: a row of a table, or a file."""

from typing import Any

import frappe

from tests.walk.answers import Answer
from tests.walk.doors_write import client_save, form_save, put
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_write import report_changes

MEETING = "PAPG Meeting"
AGENDA = "PAPG Agenda Item"
TAKING = (("REST PUT", put), ("form save", form_save), ("client.save", client_save))


def steal(tour: Round) -> None:
    """Try it from a meeting the person may write, on one the person may not read."""
    meetings = [row for row in tour.field.asked_for(MEETING) if row.files]
    own = next((row for row in meetings if tour.may(row, "write")), None)
    foreign = next((row for row in meetings if not tour.may(row, "read")), None)
    if own and foreign:
        for door, ask in TAKING:
            if not tour.is_closed(door, MEETING):
                take_row(tour, door, foreign, ask(tour.visitor, own, own.name, with_row_of(own, foreign)))
                take_file(tour, door, foreign, ask(tour.visitor, own, own.name, with_file_of(own, foreign)))


def with_row_of(own: Row, foreign: Row) -> dict[str, Any]:
    """The agenda of one's own meeting with an item of the other, under its name."""
    return {"agenda": [*own.values["agenda"], foreign.values["agenda"][0]]}


def with_file_of(own: Row, foreign: Row) -> dict[str, Any]:
    """The papers of one's own meeting with the file of the other."""
    paper = {"title": "A paper", "file": foreign.files[0].url}
    return {"papers": [*own.values["papers"], paper]}


def take_row(tour: Round, door: str, foreign: Row, answer: Answer) -> None:
    """Is the row still the other's, as it was?"""
    item = foreign.values["agenda"][0]
    frappe.db.commit()  # the answer's changes are seen only by a new transaction
    stored = frappe.db.get_value(AGENDA, item["name"], ["parent", "title"])
    if stored != (foreign.name, item["title"]):
        tour.ledger.leak(tour.person, foreign, "write", f"row taken by {door}", answer, f"is now {stored}")
    elif tour.check_leaks(foreign, "write", f"row taken by {door}", answer, *foreign.contents):
        tour.refuse(foreign, "write", f"row taken by {door}", answer)
    tour.ground.put_back(tour.ground.changed())


def take_file(tour: Round, door: str, foreign: Row, answer: Answer) -> None:
    """A file out of reach is not to be had by naming its address."""
    if not report_changes(tour, foreign, "read", f"file taken by {door}", answer):
        tour.refuse(foreign, "read", f"file taken by {door}", answer)
