"""What is sown: rows with words nobody else uses, so that wherever one turns up it says whose it is."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import frappe

MARK = re.compile(r"zq[0-9a-f]{12}")
NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{10}(?![0-9a-f])")


@dataclass(frozen=True)
class StoredFile:
    """A private file on a row."""

    name: str
    url: str
    mark: str


@dataclass(eq=False)
class Row:
    """A record, with the labels the table of rights is read by.

    Attributes:
        record: Record type.
        label: What the row is, for the report.
        group: Letter of its group; empty for what belongs to the whole council.
        name: Name of the record; empty for one that is to be made.
        when: Conditions of the table that hold whoever asks.
        whom: Conditions that hold for some accounts only.
        deputies: Accounts that stand in at the meeting the row hangs on.
        change: Values whoever may write may store.
        attempt: Values for who may not; the change if empty.
        barred: Rights the table gives and a rule of the record withholds for now, each with the reason.
        is_aside: Looked for in answers, but not asked for by name.
        page: Page of partners that shows the row.
        lines: What the page shows to who was given lines of the row, by account; the rest of it is kept from them.
        values: A whole record for doors that take one.
        only_for: The one account it is for, whatever the table says.
        hung: Words that hang on the record from outside, such as comments.
    """

    record: str
    label: str
    group: str = ""
    name: str = ""
    when: frozenset[str] = frozenset()
    whom: dict[str, frozenset[str]] = field(default_factory=dict)
    deputies: frozenset[str] = frozenset()
    change: dict[str, Any] = field(default_factory=dict)
    attempt: dict[str, Any] = field(default_factory=dict)
    barred: dict[str, str] = field(default_factory=dict)
    is_aside: bool = False
    page: str = ""
    lines: dict[str, frozenset[str]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    files: tuple[StoredFile, ...] = ()
    only_for: str = ""
    hung: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.record}, {self.label}{f' of {self.group}' if self.group else ''}"


class Field:
    """Everything that is sown."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.new: list[Row] = []
        self.files: dict[str, list[StoredFile]] = {}
        self.marks: dict[str, tuple[str, str]] = {}

    def writer(self, record: str, label: str, group: str = "") -> Callable[[str], str]:
        """Gives words for the fields of one row, each with a mark of its own."""
        key = str(Row(record, label, group))
        return lambda what: f"Canary {self.mark(key, what)}"

    def mark(self, key: str, what: str) -> str:
        """A mark nobody else has."""
        mark = f"zq{secrets.token_hex(6)}"
        self.marks[mark] = (key, what)
        return mark

    def add(self, record: str, name: str, label: str, group: str = "", **facts: Any) -> Row:
        """Note a row that is stored."""
        row = Row(record, label, group, name, **facts)
        row.files = tuple(self.files.get(name, ()))
        self.rows.append(row)
        return row

    def add_new(self, record: str, label: str, group: str, values: dict[str, Any], **facts: Any) -> None:
        """Note a record that is to be made at the doors."""
        plain = {
            field: value
            for field, value in frappe.parse_json(frappe.as_json(values)).items()
            if not field.startswith("__")
        }
        self.new.append(Row(record, label, group, values=plain, **facts))

    def find(self, record: str, label: str, group: str = "") -> Row:
        """The row of a label."""
        return next(row for row in self.rows if (row.record, row.label, row.group) == (record, label, group))

    def of(self, record: str) -> list[Row]:
        """Rows of a record type."""
        return [row for row in self.rows if row.record == record]

    def asked_for(self, record: str) -> list[Row]:
        """Rows of a record type that are asked for by name."""
        return [row for row in self.of(record) if not row.is_aside]


def bare(row: Row) -> Row:
    """The row as a stranger knows it: without the rows of its tables."""
    values = {name: value for name, value in row.values.items() if not isinstance(value, list)}
    return replace(row, values=values)
