"""Which answers leave a row in the trail: the list `allowed/trail.csv`, read like the allow-lists.

One endpoint a line, with the kind of row, when it leaves one, and which arguments name the record. A line without a
kind says why there is none. `leaves` is one of:

- `always`
- `watched`: the record is one whose opening is noted;
- `text`: such records are listed, and an argument names a field with their text or all fields;
- `report`: the report is about such records;
- `shown`: a row for each record the answer was said to show;
- `login`, `logout`.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import frappe

from papg.rules.trail import WATCHED
from papg.security.allowlist import BENEATH, FOLDER, parents
from papg.security.calls import RESOURCE, Call

WORD = re.compile(r"[a-z_][a-z0-9_]*|\*")
TEXTS = ("Code", "HTML Editor", "Long Text", "Markdown Editor", "Small Text", "Text", "Text Editor")
ALL_FIELDS = "*"


@dataclass(frozen=True)
class Line:
    """What an endpoint leaves in the trail."""

    endpoint: str
    verbs: frozenset[str]
    kind: str
    leaves: str
    record_type: str
    record: str
    why: str

    def is_for(self, verb: str) -> bool:
        return not self.verbs or verb in self.verbs


@cache
def lines() -> dict[str, tuple[Line, ...]]:
    """The list, by endpoint, in its own order."""
    with (FOLDER / "trail.csv").open(newline="") as file:
        rows = [read(row) for row in csv.DictReader(file)]
    return {
        name: tuple(one for one in rows if one.endpoint == name)
        for name in dict.fromkeys(one.endpoint for one in rows)
    }


def read(row: dict[str, str]) -> Line:
    return Line(
        row["endpoint"],
        frozenset(row["verbs"].split()),
        row["kind"],
        row["leaves"],
        row["record type"],
        row["record"],
        row["why"],
    )


def line_for(endpoint: str, verb: str) -> Line | None:
    """The line of an endpoint: its own, else that of the nearest path above it."""
    listed = lines()
    places = (endpoint, *(parent + BENEATH for parent in parents(endpoint) if endpoint.startswith("/")))
    found = (one for place in places for one in listed.get(place, ()) if one.is_for(verb))
    return next(found, None)


def record_of(line: Line, call: Call, arguments: dict[str, Any]) -> tuple[str, str]:
    """Record type and name the arguments name; the name is empty where there is none yet."""
    if call.kind == RESOURCE:
        return call.record_type, call.name
    if line.record_type == "doc":
        doc = frappe.parse_json(arguments.get("doc")) or {}
        return str(doc.get("doctype") or ""), str(doc.get("name") or "")
    return tuple(str(arguments.get(name) or "") for name in (line.record_type, line.record))  # type: ignore[return-value]


def names_text(record_type: str, arguments: dict[str, Any]) -> bool:
    """Does any argument name a field with the text of such a record, or all fields?"""
    if record_type not in WATCHED:
        return False
    named = {word for value in arguments.values() for word in WORD.findall(str(value))}
    return bool(named & {ALL_FIELDS, *text_fields(record_type)})


def text_fields(record_type: str) -> Iterator[str]:
    """Fields of a record and of its tables that hold text."""
    meta = frappe.get_meta(record_type)
    for one in (meta, *(frappe.get_meta(table.options) for table in meta.get_table_fields())):
        yield from (field.fieldname for field in one.fields if field.fieldtype in TEXTS)
