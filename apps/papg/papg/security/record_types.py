"""Which record types each kind of user may name in an argument, by what the argument is for.

`allowed/record_types.csv` is written by hand. `*ours` stands for the record types of the table of rights, `*shipped`
for those of them that come with the app, and `*tables` for child tables.
"""

import csv
from functools import cache

from papg.permissions import rights
from papg.permissions.wiring import child_parents
from papg.security.allowlist import FOLDER

OURS = "*ours"
SHIPPED = "*shipped"
TABLES = "*tables"


def allowed(purpose: str, kinds: frozenset[str]) -> frozenset[str]:
    """Record types for one purpose.

    Args:
        purpose: First column of the list, such as `list` or `save`.
        kinds: Kinds of user the caller is of.
    """
    listed = frozenset().union(*(of_kind(purpose, kind) for kind in kinds))
    return frozenset().union(*(expanded(name) for name in listed))


@cache
def of_kind(purpose: str, kind: str) -> frozenset[str]:
    """What the lines of one purpose say for one kind of user."""
    return frozenset(
        row["record type"] for row in rows() if row["purpose"] == purpose and kind in row["kinds"].split()
    )


def expanded(name: str) -> tuple[str, ...]:
    """The record types a line stands for."""
    if name == OURS:
        return rights.records()
    if name == SHIPPED:
        return rights.shipped()
    return tuple(child_parents()) if name == TABLES else (name,)


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Lines of the list."""
    with (FOLDER / "record_types.csv").open(newline="") as file:
        return tuple(csv.DictReader(file))
