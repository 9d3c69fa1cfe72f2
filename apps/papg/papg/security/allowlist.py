"""The allow-lists: which endpoint each kind of user may call, with which HTTP method and arguments.

Each file of `allowed/` is one list, written by hand, one endpoint a line: its exact name (or path), its HTTP
methods, its arguments and why it is there. An argument is written `name=shape`, or `name=shape:what`; with `!`
at the end it must be given. The shapes are those of `shapes.SHAPES`.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from papg.rules.membership import PARTNER, STAFF
from papg.security import kinds

FOLDER = Path(__file__).with_name("allowed")
# The lists that hold for each kind of user. `token` is added for callers who hold a key.
LISTS = {
    kinds.GUEST: ("guest",),
    kinds.NOBODY: ("account",),
    PARTNER: ("account", "partner"),
    kinds.AUDITOR: ("account", "desk"),
    STAFF: ("account", "desk", "staff"),
    kinds.ADMINISTRATOR: ("account", "desk", "staff", "administrator"),
    kinds.INTEGRATION: ("integration",),
}
TOKEN = "token"  # noqa: S105 the name of a list
OWN = "own"
BENEATH = "/**"


@dataclass(frozen=True)
class Argument:
    """One argument an endpoint takes."""

    name: str
    shape: str
    what: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Entry:
    """One endpoint on a list."""

    endpoint: str
    verbs: frozenset[str]
    arguments: tuple[Argument, ...] | None
    why: str
    kinds: frozenset[str] = frozenset()


def find(of_kinds: Iterable[str], endpoint: str, has_token: bool = False) -> tuple[Entry, ...]:
    """Entries for an endpoint on the lists of some kinds of user.

    Args:
        of_kinds: Kinds of user the caller is of.
        endpoint: Exact name of a method, or a path.
        has_token: Does the caller hold a key?
    """
    of_kinds = frozenset(of_kinds)
    names = [name for kind in sorted(of_kinds) for name in LISTS.get(kind, ())]
    if has_token:
        names.append(TOKEN)
    found = [entry for name in dict.fromkeys(names) for entry in matching(name, endpoint)]
    return (*found, *(entry for entry in matching(OWN, endpoint) if entry.kinds & of_kinds))


def matching(name: str, endpoint: str) -> Iterator[Entry]:
    """Entries of one list for an endpoint; a path may stand for everything beneath it."""
    listed = entries(name)
    yield from listed.get(endpoint, ())
    if endpoint.startswith("/"):
        for parent in parents(endpoint):
            yield from listed.get(parent + BENEATH, ())


def parents(path: str) -> Iterator[str]:
    """The path itself and all that lie above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


@cache
def entries(name: str) -> dict[str, tuple[Entry, ...]]:
    """One list, by endpoint, in its own order."""
    with (FOLDER / f"{name}.csv").open(newline="") as file:
        rows = [read(row) for row in csv.DictReader(file)]
    return {
        endpoint: tuple(e for e in rows if e.endpoint == endpoint)
        for endpoint in dict.fromkeys(e.endpoint for e in rows)
    }


def read(row: dict[str, str]) -> Entry:
    """A line of a list; a method of ours without arguments takes them from its signature."""
    written = (row.get("arguments") or "").strip()
    arguments = tuple(argument(part) for part in written.split(";") if part.strip())
    is_derived = not written and row["endpoint"].startswith("papg.")
    return Entry(
        row["endpoint"],
        frozenset(row["verbs"].split()),
        None if is_derived else arguments,
        row["why"],
        frozenset((row.get("kinds") or "").split()),
    )


def argument(text: str) -> Argument:
    """An argument as it is written: `name=shape:what!`."""
    name, _equals, shape = text.strip().partition("=")
    shape, _colon, what = shape.rstrip("!").partition(":")
    return Argument(name, shape, what, is_required=text.strip().endswith("!"))


def with_arguments(entry: Entry, arguments: tuple[Argument, ...]) -> Entry:
    """The entry with arguments worked out elsewhere."""
    return replace(entry, arguments=arguments)
