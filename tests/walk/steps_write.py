"""Writing: changing, taking away, adding to and making records."""

from collections.abc import Callable

from tests.walk import table
from tests.walk.answers import Answer
from tests.walk.doors_write import CREATING, WRITING, WriteDoor
from tests.walk.people import KEY
from tests.walk.round import Round
from tests.walk.rows import Row, bare

CREATE = "create"
# Where most people make records; programs do it by REST.
OF_THE_DESK = "form save of a new record"


def write(tour: Round) -> None:
    """Try to change what is stored."""
    tour.ground.put_back(tour.ground.changed())  # reading may have left its traces
    for door in WRITING:
        for record in table.records():
            write_records(tour, door, record)


def write_records(tour: Round, door: WriteDoor, record: str) -> None:
    """Try one door on rows of a record type."""
    rows = [row for row in tour.field.asked_for(record) if door.fits(row)]
    others = [row for row in rows if not tour.may(row, door.right)]
    for row in to_attempt(tour, door, record, others):
        attempt(tour, door, row)
    if door.is_own:
        mine = [row for row in rows if tour.may(row, door.right) and not is_left_out(row, door.right)]
        for row in still_to_do(tour, door, mine):
            carry_out(tour, door, row)


def to_attempt(tour: Round, door: WriteDoor, record: str, others: list[Row]) -> list[Row]:
    """Rows to try a door on for which the person has no right."""
    if door.is_every_row:
        return others
    return tour.some(others, door.name) if others and tour.is_turn(door.name, record) else []


def attempt(tour: Round, door: WriteDoor, row: Row) -> None:
    """Try what the table does not grant: nothing may change, and nothing may be told."""
    if tour.is_closed(door.name, row.record):
        tour.close(door.right, door.name)
        return
    stranger = bare(row)
    values = row.attempt or row.change

    def ask(_row: Row, name: str) -> Answer:
        return door.ask(tour.visitor, stranger, name, values)

    answer = ask(row, row.name)
    tour.note_closed(door.name, row.record, answer)
    is_safe = not report_changes(tour, row, door.right, door.name, answer)
    is_safe &= tour.check_leaks(row, door.right, door.name, answer, row.name)
    if is_safe and tour.compare_with_nothing(row, door.right, door.name, answer, ask):
        turned_away(tour, row, door.right, door.name, answer)


def turned_away(tour: Round, row: Row | str, right: str, door: str, answer: Answer) -> None:
    """Note a refusal: of the row, or of the whole door."""
    if answer.is_closed:
        tour.close(right, door)
    else:
        tour.refuse(row, right, door, answer)


def report_changes(tour: Round, row: Row, right: str, door: str, answer: Answer) -> bool:
    """Note and undo what an attempt changed; true if it changed anything."""
    changed = tour.ground.changed()
    if changed:
        why = f"changes {', '.join(name.removeprefix('tab') for name in changed)}"
        tour.ledger.leak(tour.person, row, right, door, answer, why)
        tour.ground.put_back(changed)
    return bool(changed)


def is_left_out(row: Row, right: str) -> bool:
    """Does a rule stand in the way, or could it not be undone? With a record go the contents of its files."""
    return right in row.barred or (right == "delete" and bool(row.files))


def still_to_do(tour: Round, door: WriteDoor, mine: list[Row]) -> list[Row]:
    """Rows no door has given yet, and else one more for this door; what is hung on a record, on one of each kind."""
    left = [row for row in mine if (tour.person.label, str(row), door.right) not in tour.ledger.given]
    one_more = [tour.one_of(mine, door.name)] if mine else []
    return one_more if door.stores or not left else left


def carry_out(tour: Round, door: WriteDoor, row: Row) -> None:
    """Do what the table grants, see that it is stored, and undo it."""
    if tour.is_closed(door.name, row.record):
        tour.close(door.right, door.name)
        return
    answer = door.ask(tour.visitor, row, row.name, row.change)
    tour.note_closed(door.name, row.record, answer)
    judge_done(tour, row, door.right, door.name, answer, door.stores)


def judge_done(tour: Round, row: Row, right: str, door: str, answer: Answer, stores: str = "") -> None:
    """Was it stored?"""
    changed = tour.ground.changed()
    is_safe = tour.check_leaks(row, right, door, answer, row.name)
    tour.ground.put_back(changed)
    if not is_safe:
        return
    if f"tab{stores or row.record}" in changed:
        tour.allow(row, right, door, answer)
    elif stores:
        turned_away(tour, row, right, door, answer)
    else:
        tour.ledger.withhold(tour.person, row, right, door, answer)


def create(tour: Round) -> None:
    """Make records, in one's own groups and in others'."""
    for door, ask in CREATING:
        for row in tour.field.new:
            if door == OF_THE_DESK or tour.person.way == KEY or tour.is_turn(door, str(row), 2):
                create_one(tour, door, ask, row)


def create_one(tour: Round, door: str, ask: Callable[..., Answer], row: Row) -> None:
    """Make one record."""
    if tour.is_closed(door, row.record):
        tour.close(CREATE, door)
        return
    if not tour.may(row, CREATE):
        answer = ask(tour.visitor, row)
        tour.note_closed(door, row.record, answer)
        is_safe = not report_changes(tour, row, CREATE, door, answer)
        if is_safe and tour.check_leaks(row, CREATE, door, answer, *links_of(row)):
            turned_away(tour, row, CREATE, door, answer)
    elif is_to_do(tour, door, row):
        answer = ask(tour.visitor, row)
        tour.note_closed(door, row.record, answer)
        judge_done(tour, row, CREATE, door, answer)


def is_to_do(tour: Round, door: str, row: Row) -> bool:
    """Was it not made at another door yet, or is it this door's turn to make one?"""
    given = (tour.person.label, str(row), CREATE) in tour.ledger.given
    return tour.is_thorough or not given or tour.is_turn(door, row.record, 2)


def links_of(row: Row) -> list[str]:
    """Names the sender wrote into the record."""
    return [value for value in row.values.values() if isinstance(value, str)]
