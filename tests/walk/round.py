"""One person's round: what they may see, what a door gave, and whether that was theirs."""

import zlib
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from papg.security import kinds
from tests.walk import table
from tests.walk.answers import Answer
from tests.walk.ground import Ground
from tests.walk.ledger import Ledger
from tests.walk.people import Person
from tests.walk.rows import Field, Row
from tests.walk.visitors import Visitor

if TYPE_CHECKING:
    from tests.walk.steps_live import Live
    from tests.walk.ways_in import WayIn

NOBODYS_NAME = "fedcba9876"
TURNS = 5
# What minutes say of their meeting, whoever reads them or an extract: what it was, where, who was there as what, and
# which interests they declared.
OF_THE_MEETING = ("title", "place", "full_name", "job_title", "declared interest", "interest at an item")


class Round:
    """One person at all doors.

    Attributes:
        number: Place of the person among everybody.
        is_thorough: Every door is tried with every row, instead of some doors with some of each kind.
    """

    def __init__(
        self,
        visitor: Visitor,
        field: Field,
        ledger: Ledger,
        ground: Ground,
        number: int = 0,
        is_thorough: bool = False,
    ) -> None:
        self.visitor = visitor
        self.person: Person = visitor.person
        self.field = field
        self.ledger = ledger
        self.ground = ground
        self.number = number
        self.is_thorough = is_thorough
        self.was_at: set[str] = set()
        self.closed: dict[str, set[str]] = {}
        self.nothing: dict[tuple[str, str], tuple[int, str]] = {}
        self.ways: dict[str, WayIn] = {}
        self.live: Live | None = None
        self.visitors: list[Visitor] = []

    def may(self, row: Row, right: str) -> bool:
        """Does the table give this person a right on a row? What is for one account only, it alone may read."""
        if row.only_for:
            return right == "read" and row.only_for == self.person.user
        return table.may(self.person, row, right)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of user the person is of, whose lists of ways in hold."""
        return kinds.of(self.person.user or "Guest")

    def note_tried(self) -> None:
        """Write down which ways in the person came."""
        for door in self.visitor.asked:
            self.ledger.tried[door] |= self.kinds

    @cached_property
    def permitted(self) -> frozenset[str]:
        """Everything stored in the rows this person may read, and in lines of others that are theirs to score."""
        read = [row.contents for row in self.field.rows if self.may(row, "read")]
        given = [row.lines[self.person.user] for row in self.field.rows if self.may(row, "score")]
        return frozenset().union(*read, *given)

    @cached_property
    def owners(self) -> dict[str, Row]:
        """Row of each mark and name that may be given away."""
        found = {part: row for row in self.field.rows for part in (row.contents - row.own)}
        found |= {part: row for row in self.field.rows for part in (*row.own, row.name)}
        return found

    def given_away(self, answer: Answer, *known: str) -> dict[Row, str]:
        """Rows of which an answer gave something this person may not see, with one such thing each.

        Args:
            answer: What came back.
            known: What was in the question, or is shown with what was asked for.
        """
        foreign = (answer.found & self.owners.keys()) - self.permitted - set(known)
        return {self.owners[part]: self.told(part) for part in sorted(foreign)}

    def said_of_meeting(self, minutes: Row | str) -> list[str]:
        """What minutes say of their meeting, to whoever may read them."""
        if isinstance(minutes, str) or minutes.record != "PAPG Minutes":
            return []
        name = minutes.values.get("meeting") if self.may(minutes, "read") else None
        meeting = next((row for row in self.field.of("PAPG Meeting") if row.name == name), None)
        parts = meeting.contents & self.field.marks.keys() if meeting else ()
        return [part for part in parts if self.field.marks[part][1] in OF_THE_MEETING]

    def said_of_proposal(self, change: Row | str) -> list[str]:
        """Who writes a proposal chooses among the groups below; in the walk one has such a group."""
        if isinstance(change, str) or change.record != "PAPG Structure Change":
            return []
        is_writer = self.may(change, "create" if not change.name else "write")
        below = {"A": "S"}.get(change.group) if is_writer else None
        return [row.name for row in self.field.of("PAPG Group") if row.group == below]

    def told(self, part: str) -> str:
        """What a mark was put into, for the report."""
        return self.field.marks[part][1] if part in self.field.marks else f"the name {part}"

    def check_leaks(self, row: Row | str, right: str, door: str, answer: Answer, *known: str) -> bool:
        """Note what an answer gave away; true if it gave nothing."""
        found = self.given_away(answer, *known, *self.said_of_meeting(row), *self.said_of_proposal(row))
        for owner, what in found.items():
            self.ledger.leak(self.person, row or owner, right, door, answer, f"gives {what} of {owner}")
        return not found

    def is_closed(self, door: str, record: str) -> bool:
        """Was this door closed to this person for record types of both ends of the table?"""
        known = self.closed.get(door, set())
        return not self.is_thorough and (record in known or len(known) > 1)

    def note_closed(self, door: str, record: str, answer: Answer) -> None:
        """Remember that the door does not exist for this person."""
        if answer.is_closed:
            self.closed.setdefault(door, set()).add(record)

    def allow(self, row: Row, right: str, door: str, answer: Answer | None = None) -> None:
        """The person got what the table grants, by way of this answer."""
        self.ledger.allow(self.person, row, right, door, answer)

    def refuse(self, row: Row | str, right: str, door: str, answer: Answer | None = None) -> None:
        """The person did not get what the table does not grant."""
        self.ledger.refuse(self.person, row, right, door, answer)

    def close(self, right: str, door: str) -> None:
        """The door does not exist for the person."""
        self.ledger.close(self.person, right, door)

    def is_turn(self, door: str, record: str, turns: int = TURNS) -> bool:
        """Is it this person's turn to try a door on a record type?

        Each pair is tried by every fifth person, and each door at least once by everybody.
        """
        is_first = door not in self.was_at
        self.was_at.add(door)
        turn = zlib.crc32(f"{door} {record}".encode()) + self.number
        return self.is_thorough or is_first or turn % turns == 0

    def some(self, rows: list[Row], door: str) -> list[Row]:
        """Some of these rows: one of the person's own groups and one of another, others at each door."""
        if self.is_thorough:
            return rows
        near = [row for row in rows if self.person.columns(row.group)]
        far = [row for row in rows if not self.person.columns(row.group)]
        return [self.one_of(kind, door) for kind in (near, far) if kind]

    def one_of(self, rows: list[Row], door: str) -> Row:
        """One of these rows, another at each door and for each person."""
        return rows[zlib.crc32(f"{self.person.label} {door}".encode()) % len(rows)]

    def compare_with_nothing(
        self, row: Row, right: str, door: str, answer: Answer, ask: Callable[[Row, str], Answer]
    ) -> bool:
        """A row that is not the person's and one that does not exist get the same answer."""
        if self.may(row, "read"):
            return True
        key = (door, row.record)
        if key not in self.nothing:
            self.nothing[key] = ask(row, NOBODYS_NAME).shape(NOBODYS_NAME)
            self.ground.put_back(self.ground.changed())
        shape = answer.shape(row.name)
        if shape == self.nothing[key]:
            return True
        why = difference(shape, self.nothing[key])
        self.ledger.leak(self.person, row, f"existence by {right}", door, answer, why)
        return False


def difference(here: tuple[int, str], there: tuple[int, str]) -> str:
    """How the answer for a row differs from that for no row, shortened."""
    if here[0] != there[0]:
        return f"tells that it exists: {here[0]} and not {there[0]}"
    first = next((i for i, (a, b) in enumerate(zip(here[1], there[1], strict=False)) if a != b), 0)
    parts = [text[max(0, first - 10) : first + 35] for _status, text in (here, there)]
    return f"tells that it exists: “{parts[0]}” and not “{parts[1]}”"
