"""What the table of rights says, read from the file itself and from nothing else of the product."""

import csv
from dataclasses import dataclass
from functools import cache

from provision.paths import APPS
from tests.walk.people import Person
from tests.walk.rows import Row

TABLE = APPS / "papg" / "papg" / "permissions" / "rights.csv"
LETTERS = {"read": "r", "write": "w", "create": "c", "submit": "s", "delete": "d", "score": "l"}
ALWAYS = "always"
COUNCIL_WIDE = "council-wide"


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    record: str
    when: str
    letters: dict[str, str]


# What would be said of record types made on the site, were they in the file.
MADE: list[Line] = []


def made() -> set[str]:
    """Record types made on the site."""
    return {line.record for line in MADE}


def lines() -> tuple[Line, ...]:
    """The table, line by line, with what is said of record types made on the site."""
    return (*written(), *MADE)


@cache
def written() -> tuple[Line, ...]:
    """The table in the file, line by line."""
    with TABLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Line(row.pop("record"), row.pop("when"), dict(row)) for row in rows)


def records() -> tuple[str, ...]:
    """Record types the table speaks of."""
    return tuple(dict.fromkeys(line.record for line in lines()))


def is_council_wide(record: str) -> bool:
    """Does this record type belong to no group?"""
    return any(line.when == COUNCIL_WIDE for line in lines() if line.record == record)


def may(person: Person, row: Row, right: str) -> bool:
    """Does the table give a person a right on a row? A right it has no letter for is given to nobody."""
    letter = LETTERS.get(right)
    return bool(letter) and any(letter in letters for letters in granted(person, row))


def granted(person: Person, row: Row) -> list[str]:
    """Letters of every cell of the table that speaks of this person and this row."""
    return [
        line.letters[column]
        for line in lines()
        if line.record == row.record and holds(line.when, person, row)
        for column in columns_for(person, row, line.when)
    ]


def holds(when: str, person: Person, row: Row) -> bool:
    """Does the condition of a line hold for this row and this person?"""
    return when in (ALWAYS, COUNCIL_WIDE) or when in row.when or person.user in row.whom.get(when, ())


def columns_for(person: Person, row: Row, when: str) -> frozenset[str]:
    """Columns of the table a person fills with respect to a row in a condition."""
    if is_council_wide(row.record) or when in ANY_GROUP:
        return person.all_columns()
    return person.columns(row.group) | ({"Deputy"} if person.user in row.deputies else set())


def unsown(rows: list[Row]) -> list[str]:
    """Conditions of the table for which no row was sown in the one group or the other."""
    missing = []
    for line in lines():
        groups = {row.group for row in rows if row.record == line.record and is_of(line.when, row)}
        wanted = {""} if line.when == COUNCIL_WIDE else {"A"} if line.when in ONE_GROUP else {"A", "B"}
        missing += [
            f"{line.record}, {line.when}: no row in {letter or 'the lists'}" for letter in wanted - groups
        ]
    return missing


# Held in another group than the row's.
ANY_GROUP = ("own and carried elsewhere",)
# Only one group of the cast reports to a board.
ONE_GROUP = ("agreed for boards", "open and to it", "issued and to it")


def is_of(when: str, row: Row) -> bool:
    """Is this a row for a condition of the table?"""
    return when in (ALWAYS, COUNCIL_WIDE) or when in row.when or bool(row.whom.get(when))
