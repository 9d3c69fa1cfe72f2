"""Which access question of the framework goes where, worked out from the table and the record types' files."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from papg.permissions import own_types, rights

APP = Path(__file__).resolve().parent.parent


@cache
def child_parents() -> dict[str, tuple[str, ...]]:
    """Child tables of ours, each with the record types it sits in."""
    types = [json.loads(file.read_text()) for file in APP.glob("*/doctype/*/*.json")]
    types = [record for record in types if record.get("doctype") == "DocType"]
    found: dict[str, list[str]] = {record["name"]: [] for record in types if record.get("istable")}
    for record in types:
        for field in record["fields"]:
            if field["fieldtype"] in ("Table", "Table MultiSelect"):
                found[field["options"]].append(record["name"])
    return {child: tuple(dict.fromkeys(parents)) for child, parents in found.items()}


def scrub(record: str) -> str:
    return record.lower().replace(" ", "_")


@cache
def by_scrubbed_name() -> dict[str, str]:
    """Record types and child tables that come with the app, by the name their query function carries."""
    return {scrub(name): name for name in (*rights.shipped(), *child_parents())}


def query_conditions() -> dict[str, str]:
    """Hook: the function that filters lists, for every record type and every child table."""
    return {name: query_of(name) for name in by_scrubbed_name().values()}


def query_of(name: str) -> str:
    """Function that filters lists of one record type or child table."""
    return f"papg.permissions.queries.{scrub(name)}"


def record_checks() -> dict[str, str]:
    """Hook: the function that checks single records."""
    return {name: check_of(name) for name in rights.shipped()}


def check_of(name: str) -> str:
    """Function that checks single records of a record type."""
    return "papg.permissions.policy.has_permission"


class WithOwnTypes(dict[str, str]):
    """Hook: a table by record type in which the framework finds the record types made on the site as well.

    It has no hook for record types that come later, and copies this table whenever it reads the hooks.
    """

    def __init__(self, kept: Mapping[str, str], of_own: Callable[[str], str]) -> None:
        super().__init__(kept)
        self.of_own = of_own

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()
        yield from own_types.stored()

    def __missing__(self, name: str) -> str:
        return self.of_own(name)


def merged(*tables: Mapping[str, Mapping[str, str | list[str]]]) -> dict[str, dict[str, list[str]]]:
    """Hook: tables of document events as one. A record type two tables speak of gets the functions of both."""
    found: dict[str, Any] = {}
    for table in tables:
        for record, events in table.items():
            for event, functions in events.items():
                listed = [functions] if isinstance(functions, str) else list(functions)
                found.setdefault(record, {}).setdefault(event, []).extend(listed)
    return found
