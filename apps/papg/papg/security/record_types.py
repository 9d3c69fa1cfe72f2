"""Which record types each kind of user may name in an argument, by what the argument is for.

`allowed/record_types.csv` is written by hand. `*ours` stands for the record types of the table of rights and
`*tables` for their child tables.
"""

import csv
from functools import cache

from papg.permissions import rights
from papg.permissions.wiring import child_parents
from papg.security.allowlist import FOLDER

OURS = "*ours"
TABLES = "*tables"


def allowed(purpose: str, kinds: frozenset[str]) -> frozenset[str]:
    """Record types for one purpose.

    Args:
        purpose: First column of the list, such as `list` or `save`.
        kinds: Kinds of user the caller is of.
    """
    return frozenset().union(*(of_kind(purpose, kind) for kind in kinds))


@cache
def of_kind(purpose: str, kind: str) -> frozenset[str]:
    """Record types for one purpose and one kind of user."""
    found: set[str] = set()
    for row in rows():
        if row["purpose"] == purpose and kind in row["kinds"].split():
            found.update(expanded(row["record type"]))
    return frozenset(found)


def expanded(name: str) -> tuple[str, ...]:
    """The record types a line stands for."""
    if name == OURS:
        return rights.records()
    return tuple(child_parents()) if name == TABLES else (name,)


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Lines of the list."""
    with (FOLDER / "record_types.csv").open(newline="") as file:
        return tuple(csv.DictReader(file))
