"""The table of rights: who may do what with which record, read from `rights.csv`.

The table is written by hand. A row says for one kind of record, in one condition, which rights each position
gives in a group: r read, w write, c create, s submit, d delete, l score the lines given to the person. Record types
a council makes on its site add rows of their own. Nothing else is granted anywhere.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from papg.permissions import own_types

TABLE = Path(__file__).with_name("rights.csv")
POSITIONS = ("Secretary", "Chair", "Member", "Partner", "Deputy", "Board", "Auditor", "Administrator")
COUNCIL_WIDE = "council-wide"
LETTERS = {"read": "r", "write": "w", "create": "c", "submit": "s", "delete": "d"}
# Asked by our own pages alone: whoever scores lines of a record need not be able to read the record.
OF_OUR_PAGES = {"score": "l"}
# What the framework asks under other names. What is not here (cancel, amend, share, email) is granted to nobody.
ASKED_AS = {"select": "read", "print": "read", "report": "read", "export": "read", "import": "create"}


@dataclass(frozen=True)
class Grant:
    """One cell of the table: in this condition, this position gives these letters."""

    record: str
    when: str
    position: str
    letters: str


@cache
def written() -> tuple[Grant, ...]:
    """Every cell of the table in the file that grants something."""
    with TABLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Grant(row["record"], row["when"], position, row[position])
        for row in rows
        for position in POSITIONS
        if row[position]
    )


def table() -> tuple[Grant, ...]:
    """Every cell that grants something, those of record types made on the site included."""
    return joined(tuple(own_types.cells()))


@lru_cache(maxsize=8)
def joined(cells: tuple[own_types.Cell, ...]) -> tuple[Grant, ...]:
    """The table in the file with further cells; a process may serve several sites."""
    return (*written(), *(Grant(*cell) for cell in cells))


@cache
def shipped() -> tuple[str, ...]:
    """Kinds of record that come with the app, in the order of the table."""
    return tuple(dict.fromkeys(grant.record for grant in written()))


def records() -> tuple[str, ...]:
    """Kinds of record the table speaks of: those that come with the app, then those made on the site."""
    return (*shipped(), *own_types.names())


def council_wide() -> frozenset[str]:
    """Lists that belong to the whole council and to no group."""
    return lists_in(tuple(own_types.cells()))


@lru_cache(maxsize=8)
def lists_in(cells: tuple[own_types.Cell, ...]) -> frozenset[str]:
    """Lists of the council in the table with further cells."""
    return frozenset(grant.record for grant in joined(cells) if grant.when == COUNCIL_WIDE)


def is_scoped(record: str) -> bool:
    """Does this kind of record belong to a group?"""
    return record in records() and record not in council_wide()


def granting(record: str, right: str) -> Iterator[Grant]:
    """The cells that grant a right on a kind of record.

    Args:
        record: Name of the record type.
        right: Right as the framework names it, such as `read` or `print`, or one of our pages.
    """
    letter = (LETTERS | OF_OUR_PAGES).get(ASKED_AS.get(right, right))
    return (grant for grant in table() if grant.record == record and letter and letter in grant.letters)
