"""Interests declared at items of a meeting, and who came and left at an item, as they stand beside it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from papg.rules.people import plain

TABLE = "PAPG Declared Interest"
FIELDS = ("item_number", "attendee_name", "interest", "left_room")
OF_MOVING = ("attendee_name", "arrived_at_item", "left_at_item")

Row = Document | frappe._dict


def check(meeting: Document) -> None:
    """Refuse an interest of somebody who is not in the attendance, or at an item that is not there.

    Raises:
        frappe.ValidationError: One is; the row is named.
    """
    known = {plain(name) for row in meeting.attendance for name in (row.attendee_name, row.deputy) if name}
    for idx, row in enumerate(meeting.interests, 1):
        if plain(row.attendee_name) not in known:
            message = _("Row {0} of the interests: {1} is not in the attendance. Choose somebody who is.")
            frappe.throw(message.format(idx, row.attendee_name))
        refuse_item(meeting, row, idx, row.item_number)


def refuse_item(meeting: Document, row: Document, idx: int, number: Any) -> None:
    """Refuse the number of an item that is not on the agenda.

    Raises:
        frappe.ValidationError: It is not.
    """
    if cint(number) and not 0 < cint(number) <= len(meeting.agenda):
        message = _("Row {0}: {1} has item {2}, but the agenda has {3} items. Choose one of them.")
        frappe.throw(message.format(idx, row.attendee_name, number, len(meeting.agenda)))


def out_at_items(meeting: Document) -> dict[int, frozenset[int]]:
    """Items each line of the attendance left the room for, by its row; a deputy leaves for whom they stand in."""
    left = [row for row in meeting.interests if cint(row.left_room)]
    return {row.idx: frozenset(items_of(row, left)) for row in meeting.attendance}


def items_of(line: Row, declared: Iterable[Row]) -> tuple[int, ...]:
    """Items at which the person of a line of attendance, or who stands in for them, declared something."""
    names = {plain(name) for name in (line.attendee_name, line.deputy) if name}
    return tuple(cint(row.item_number) for row in declared if plain(row.attendee_name) in names)


def declared_at(where: dict[str, str]) -> list[frappe._dict]:
    """Interests declared at a stored meeting."""
    return frappe.get_all(TABLE, where, list(FIELDS), order_by="idx")


def of_meeting(meeting: str) -> dict[str, list[str]]:
    """What stands beside each item of a stored meeting; whoever calls has asked whether its minutes may be read."""
    rows = {"parent": meeting, "parenttype": "PAPG Meeting"}
    attendance = frappe.get_all("PAPG Attendance", rows, list(OF_MOVING), order_by="idx")
    return at_items(attendance, declared_at(rows))


def at_items(attendance: Iterable[Row], declared: Iterable[Row]) -> dict[str, list[str]]:
    """Sentences on who came, declared an interest and left, by the number of the item."""
    found: dict[str, list[str]] = defaultdict(list)
    lines = list(attendance)
    for line in lines:
        if cint(line.arrived_at_item):
            found[str(cint(line.arrived_at_item))].append(_("{0} came in.").format(line.attendee_name))
    for row in declared:
        message = _("{0} declared an interest: {1}")
        if cint(row.left_room):
            message = _("{0} declared an interest and left the room for this item: {1}")
        found[str(cint(row.item_number))].append(message.format(row.attendee_name, row.interest))
    for line in lines:
        if cint(line.left_at_item):
            found[str(cint(line.left_at_item))].append(
                _("{0} left after this item.").format(line.attendee_name)
            )
    return found
