"""Reading: one record at a time, lists, child tables, and what lies around them."""

import json
import re
from collections.abc import Callable

from tests.walk import table
from tests.walk.answers import CLOSED, Answer
from tests.walk.doors_around import AROUND
from tests.walk.doors_list import LISTING, ROWS, ListDoor, tables
from tests.walk.doors_read import NAMES, READING, WORDS, Door
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.visitors import Visitor

READ = "read"
LIST = "list"
# Each pair of a door and a record type is read by every fourth person.
READ_TURNS = 4
SHUT = Answer(403, {}, CLOSED.encode())


def read(tour: Round) -> None:
    """Ask for records by name."""
    for door in READING:
        for record in door.records or table.records():
            if door.is_every_row or door.is_own or tour.is_turn(door.name, record, READ_TURNS):
                read_records(tour, door, record)


def read_records(tour: Round, door: Door, record: str) -> None:
    """Ask one door for rows of a record type."""
    rows = tour.field.asked_for(record)
    mine = [row for row in rows if tour.may(row, READ)]
    others = [row for row in rows if not tour.may(row, READ)]
    for row in chosen(tour, door, mine, others):
        if tour.is_closed(door.name, record):
            tour.close(READ, door.name)
            return
        read_one(tour, door, row)


def chosen(tour: Round, door: Door, mine: list[Row], others: list[Row]) -> list[Row]:
    """Rows to ask a door for: all that are one's own, and some of the others where not all of them."""
    if door.is_every_row or tour.is_thorough:
        return others + mine
    return tour.some(others, door.name) + (tour.some(mine, door.name) if door.is_paper else mine)


def read_one(tour: Round, door: Door, row: Row) -> None:
    """Ask for one row and judge the answer."""
    answer = door.ask(tour.visitor, row, row.name)
    tour.note_closed(door.name, row.record, answer)
    if answer.is_closed:
        tour.close(READ, door.name)
    if not tour.check_leaks(row, READ, door.name, answer, row.name):
        return
    if not tour.may(row, READ):
        if tour.compare_with_nothing(
            row, READ, door.name, answer, lambda r, name: door.ask(tour.visitor, r, name)
        ):
            refuse_one(tour, door, row, answer)
        return
    judge_own(tour, door, row, answer)


def refuse_one(tour: Round, door: Door, row: Row, answer: Answer) -> None:
    """The row was refused, not the whole door."""
    if not answer.is_closed:
        tour.refuse(row, READ, door.name, answer)


def judge_own(tour: Round, door: Door, row: Row, answer: Answer) -> None:
    """A row the person may read: a door that is theirs gives its words."""
    if is_given(tour, door, row, answer):
        tour.allow(row, READ, door.name, answer)
    elif door.is_own:
        tour.ledger.withhold(tour.person, row, READ, door.name, answer)
    else:
        refuse_one(tour, door, row, answer)


def is_given(tour: Round, door: Door, row: Row, answer: Answer) -> bool:
    """Does the answer give what this door gives of a record one may read?"""
    if door.gives == WORDS:
        return bool(answer.found & row.own)
    if door.gives == NAMES:
        return bool((answer.found & tour.permitted) - {row.name})
    return answer.is_ok and bool(json.loads(answer.text).get("message"))


def list_all(tour: Round) -> None:
    """Ask for lists of every record type."""
    for record in table.records():
        for door in LISTING:
            if door.is_own or not tour.is_closed(door.name, record):
                list_one(tour, door, record)


def list_one(tour: Round, door: ListDoor, record: str) -> None:
    """Ask one door for rows of a record type and judge what it shows."""
    rows = tour.field.of(record)
    others = [row for row in rows if not tour.may(row, READ)]
    mine = [row for row in rows if tour.may(row, READ)]
    if tour.is_closed(door.name, record):
        tour.close(LIST, door.name)
        withhold_all(tour, door, mine)
        return
    answer = door.ask(tour.visitor, record, others)
    tour.note_closed(door.name, record, answer)
    if answer.is_closed:
        tour.close(LIST, door.name)
    if door.is_count:
        judge_count(tour, door, record, others, answer)
        count_own(tour, door, record, mine)
        return
    leaked = tour.given_away(answer)
    for row, what in leaked.items():
        tour.ledger.leak(tour.person, row, LIST, door.name, answer, f"gives {what} in a list of {record}")
    for row in others if answer.is_ok else ():
        if row not in leaked:
            tour.refuse(row, LIST, door.name, answer)
    judge_shown(tour, door, mine, answer)


def withhold_all(tour: Round, door: ListDoor, mine: list[Row]) -> None:
    """A closed door gave none of these; another may."""
    for row in mine if door.is_own else ():
        tour.ledger.withhold(tour.person, row, LIST, door.name, SHUT)


def judge_count(tour: Round, door: ListDoor, record: str, others: list[Row], answer: Answer) -> None:
    """A number tells of rows out of reach when it counts any."""
    if others and number_in(answer) > 0:
        why = f"counts {number_in(answer)} of {len(others)} rows out of reach"
        tour.ledger.leak(tour.person, record, LIST, door.name, answer, why)
    elif others and answer.is_ok:
        tour.refuse(f"{record} out of reach", LIST, door.name, answer)


def count_own(tour: Round, door: ListDoor, record: str, mine: list[Row]) -> None:
    """The number of one's own rows is their number."""
    if not mine or tour.is_closed(door.name, record):
        return
    answer = door.ask(tour.visitor, record, mine)
    counted = number_in(answer)
    if counted == len(mine):
        tour.allow(Row(record, "number of one's own"), LIST, door.name, answer)
    elif answer.is_ok:
        tour.ledger.deny(tour.person, mine[0], LIST, f"{door.name}: {counted} of {len(mine)}", answer)


def number_in(answer: Answer) -> int:
    """The number an answer consists of; none in any other answer."""
    found = re.search(r'"message":\s*(\d+)', answer.text)
    return int(found[1]) if found else 0


def judge_shown(tour: Round, door: ListDoor, mine: list[Row], answer: Answer) -> None:
    """A list that shows anything shows everything the person may read."""
    shown = [row for row in mine if row.name in answer.text]
    for row in shown:
        tour.allow(row, LIST, door.name, answer)
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
    if tour.is_closed(door, child):
        tour.close(LIST, door)
        return
    answer = ask(tour.visitor, child, parent)
    tour.note_closed(door, child, answer)
    if not tour.check_leaks("", LIST, f"{door} of {child}", answer):
        return
    if answer.is_closed:
        tour.close(LIST, door)
        return
    for row in tour.field.of(parent):
        judge_rows(tour, row, f"{door} of {child}", answer)


def judge_rows(tour: Round, row: Row, door: str, answer: Answer) -> None:
    """Rows of a record's table come with the record, and not without it."""
    if not tour.may(row, READ):
        tour.refuse(row, LIST, door, answer)
    elif answer.found & row.own:
        tour.allow(row, LIST, door, answer)


def look_around(tour: Round) -> None:
    """Ask where records are mentioned."""
    for name, ask in AROUND:
        answer = ask(tour.visitor)
        if not tour.check_leaks("", LIST, name, answer):
            continue
        if answer.is_closed:
            tour.close(LIST, name)
            continue
        own = [row for row in tour.field.rows if tour.may(row, READ)]
        given = [row for row in own if answer.found & (row.own | {row.name})]
        for row in given:
            tour.allow(row, LIST, name, answer)
        if not given:
            tour.refuse("what it mentions", LIST, name, answer)
        else:
            tour.ledger.turned_away.add(answer.door)
