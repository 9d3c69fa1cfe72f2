"""Reading: one record at a time, lists, child tables, and what lies around them."""

import re
from collections.abc import Callable

from tests.walk import table
from tests.walk.answers import Answer
from tests.walk.doors_around import AROUND
from tests.walk.doors_list import LISTING, ROWS, ListDoor, tables
from tests.walk.doors_read import READING, Door
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.visitors import Visitor

READ = "read"
LIST = "list"


def read(tour: Round) -> None:
    """Ask for records by name."""
    for door in READING:
        for record in door.records or table.records():
            if door.is_every_row or tour.is_turn(door.name, record):
                read_records(tour, door, record)


def read_records(tour: Round, door: Door, record: str) -> None:
    """Ask one door for rows of a record type."""
    rows = tour.field.asked_for(record)
    mine = [row for row in rows if tour.may(row, READ)]
    others = [row for row in rows if not tour.may(row, READ)]
    for row in chosen(tour, door, mine, others):
        if tour.is_closed(door.name, record):
            tour.ledger.refuse()
        else:
            read_one(tour, door, row)


def chosen(tour: Round, door: Door, mine: list[Row], others: list[Row]) -> list[Row]:
    """Rows to ask a door for."""
    if door.is_every_row or tour.is_thorough:
        return others + mine
    return tour.some(others, door.name) + tour.some(mine, door.name)[:1]


def read_one(tour: Round, door: Door, row: Row) -> None:
    """Ask for one row and judge the answer."""
    answer = door.ask(tour.visitor, row, row.name)
    tour.note_closed(door.name, row.record, answer)
    said = tour.said_of_meeting(row) if door.is_paper and row.record == "PAPG Minutes" else ()
    if not tour.check_leaks(row, READ, door.name, answer, row.name, *said):
        return
    if not tour.may(row, READ):
        if tour.compare_with_nothing(
            row, READ, door.name, answer, lambda r, name: door.ask(tour.visitor, r, name)
        ):
            tour.ledger.refuse()
        return
    judge_own(tour, door, row, answer)


def judge_own(tour: Round, door: Door, row: Row, answer: Answer) -> None:
    """A row the person may read: a door that is theirs gives its words."""
    if answer.found & row.own:
        tour.ledger.allow(tour.person, row, READ)
    elif door.is_own:
        tour.ledger.withhold(tour.person, row, READ, door.name, answer)
    else:
        tour.ledger.refuse()


def list_all(tour: Round) -> None:
    """Ask for lists of every record type."""
    for record in table.records():
        for door in LISTING:
            if door.is_own or tour.is_turn(door.name, record):
                list_one(tour, door, record)


def list_one(tour: Round, door: ListDoor, record: str) -> None:
    """Ask one door for rows of a record type and judge what it shows."""
    rows = tour.field.of(record)
    others = [row for row in rows if not tour.may(row, READ)]
    if tour.is_closed(door.name, record):
        tour.ledger.refuse(len(rows))
        return
    answer = door.ask(tour.visitor, record, others)
    tour.note_closed(door.name, record, answer)
    if door.is_count:
        judge_count(tour, door, record, others, answer)
        return
    leaked = tour.given_away(answer)
    for row, what in leaked.items():
        tour.ledger.leak(tour.person, row, LIST, door.name, answer, f"gives {what} in a list of {record}")
    tour.ledger.refuse(len([row for row in others if row not in leaked]))
    judge_shown(tour, door, [row for row in rows if tour.may(row, READ)], answer)


def judge_count(tour: Round, door: ListDoor, record: str, others: list[Row], answer: Answer) -> None:
    """A number tells of rows out of reach when it counts any."""
    number = re.search(r'"message":\s*(\d+)', answer.text)
    if others and number and int(number[1]) > 0:
        why = f"counts {number[1]} of {len(others)} rows out of reach"
        tour.ledger.leak(tour.person, record, LIST, door.name, answer, why)
    else:
        tour.ledger.refuse(len(others))


def judge_shown(tour: Round, door: ListDoor, mine: list[Row], answer: Answer) -> None:
    """A list that shows anything shows everything the person may read."""
    shown = [row for row in mine if row.name in answer.text]
    for row in shown:
        tour.ledger.allow(tour.person, row, LIST)
    for row in mine:
        if row in shown or not door.is_own:
            continue
        if shown:
            tour.ledger.deny(tour.person, row, LIST, door.name, answer)
        else:
            tour.ledger.withhold(tour.person, row, LIST, door.name, answer)


def list_tables(tour: Round) -> None:
    """Ask for rows of child tables, at one of the doors after the other."""
    for number, (child, parent) in enumerate(tables()):
        for place, (door, ask) in enumerate(ROWS):
            if tour.is_thorough or (number + tour.number) % len(ROWS) == place:
                list_table(tour, door, ask, child, parent)


def list_table(
    tour: Round, door: str, ask: Callable[[Visitor, str, str], Answer], child: str, parent: str
) -> None:
    """Ask one door for rows of a child table."""
    rows = tour.field.of(parent)
    if tour.is_closed(door, child):
        tour.ledger.refuse(len(rows))
        return
    answer = ask(tour.visitor, child, parent)
    tour.note_closed(door, child, answer)
    if tour.check_leaks("", LIST, f"{door} of {child}", answer):
        tour.ledger.refuse(len(rows))


def look_around(tour: Round) -> None:
    """Ask where records are mentioned."""
    for name, ask in AROUND:
        answer = ask(tour.visitor)
        if tour.check_leaks("", LIST, name, answer):
            tour.ledger.refuse()
