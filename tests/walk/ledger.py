"""Keeps the cells: what was given, what was refused, and what went wrong.

A cell is a person at a door with a right on a record; the same one is counted once, however often it was tried.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from tests.walk.answers import CLOSED, Answer
from tests.walk.people import Person
from tests.walk.rows import Row

LONGEST = 120
# A door that does not exist for a person is one cell, whatever was asked of it.
EVERY_RECORD = "every record"
UNCLASSIFIED = "unclassified"
REFUSED, ALLOWED, WRONGLY_REFUSED, LEAKING = range(4)


class Cell(NamedTuple):
    """A person, a record, a right and a door."""

    person: str
    row: str
    right: str
    door: str


@dataclass(frozen=True)
class Finding:
    """A cell that went wrong."""

    person: str
    row: str
    right: str
    door: str
    status: int
    said: str

    def __str__(self) -> str:
        return f"{self.person} | {self.row} | {self.right} | {self.door} | {self.status} | {self.said}"

    @property
    def cell(self) -> Cell:
        return Cell(self.person, self.row, self.right, self.door)


class Ledger:
    """All cells of a walk, and which ways in were taken.

    Attributes:
        opened: Allowed cells that gave or stored a row, by way in.
        turned_away: Ways in at which something was refused.
        tried: Kinds of user who came each way in.
        read_then: What each reader of a letter could read of its record when it was written.
        verdicts: What became of each way in; filled at the end of a whole walk.
    """

    def __init__(self) -> None:
        self.outcomes: dict[Cell, int] = {}
        self.leaking: list[Finding] = []
        self.wrongly_refused: list[Finding] = []
        self.given: set[tuple[str, str, str]] = set()
        self.withheld: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
        self.opened: Counter[str] = Counter()
        self.turned_away: set[str] = set()
        self.tried: dict[str, set[str]] = defaultdict(set)
        self.read_then: dict[tuple[str, str], frozenset[str]] = {}
        self.verdicts: dict[str, tuple[str, str]] = {}

    @property
    def cells(self) -> int:
        return len(self.outcomes)

    @property
    def allowed(self) -> int:
        return self.count(ALLOWED)

    @property
    def refused(self) -> int:
        return self.count(REFUSED)

    def count(self, outcome: int) -> int:
        """Number of cells that came out this way."""
        return sum(one == outcome for one in self.outcomes.values())

    def note(self, cell: Cell, outcome: int) -> None:
        """Write a cell down; of two outcomes of one cell the worse stays."""
        self.outcomes[cell] = max(outcome, self.outcomes.get(cell, outcome))

    def allow(self, person: Person, row: Row, right: str, door: str, answer: Answer | None = None) -> None:
        """What the table grants was given."""
        self.note(Cell(person.label, str(row), right, door), ALLOWED)
        self.given.add((person.label, str(row), right))
        if answer:
            self.opened[answer.door] += 1

    def refuse(
        self, person: Person, row: Row | str, right: str, door: str, answer: Answer | None = None
    ) -> None:
        """What the table does not grant was not given."""
        self.note(Cell(person.label, str(row), right, door), REFUSED)
        if answer:
            self.turned_away.add(answer.door)

    def close(self, person: Person, right: str, door: str) -> None:
        """The door does not exist for the person."""
        self.note(Cell(person.label, EVERY_RECORD, right, door), REFUSED)

    def withhold(self, person: Person, row: Row, right: str, door: str, answer: Answer) -> None:
        """A door did not give what the table grants; whether another does is settled at the end."""
        key = (person.label, str(row), right)
        self.withheld[key].append(finding(person, row, right, door, answer.status, answer.text))

    def leak(
        self, person: Person, row: Row | str, right: str, door: str, answer: Answer | None, why: str
    ) -> None:
        """A door gave what the table does not grant."""
        found = finding(person, row, right, door, answer.status if answer else 0, why)
        self.leaking.append(found)
        self.note(found.cell, LEAKING)

    def deny(self, person: Person, row: Row, right: str, door: str, answer: Answer) -> None:
        """A door that is open for this person withheld what the table grants."""
        self.mistake(finding(person, row, right, door, answer.status, answer.text))

    def mistake(self, found: Finding) -> None:
        """Note a cell that was wrongly refused."""
        self.wrongly_refused.append(found)
        self.note(found.cell, WRONGLY_REFUSED)

    def settle(self, person: Person) -> None:
        """What no door gave was wrongly refused; what another gave was rightly refused at a closed door."""
        for key in [key for key in self.withheld if key[0] == person.label]:
            found = self.withheld.pop(key)
            if key not in self.given:
                open_doors = [one for one in found if CLOSED not in one.said]
                self.mistake((open_doors or found)[0])
            for one in found:
                self.note(self.closed_cell(one), REFUSED)

    def closed_cell(self, found: Finding) -> Cell:
        """The cell of something withheld: that of the whole door where the door is closed."""
        return found.cell._replace(row=EVERY_RECORD) if CLOSED in found.said else found.cell

    def unclassified(self) -> dict[str, str]:
        """Ways in without a class, each with the reason."""
        return {door: why for door, (verdict, why) in self.verdicts.items() if verdict == UNCLASSIFIED}

    def last_line(self) -> str:
        return (
            f"cells={self.cells} allowed={self.allowed} refused={self.refused} "
            f"leaking={len(self.leaking)} wrongly_refused={len(self.wrongly_refused)} "
            f"doors={len(self.verdicts)} unclassified={len(self.unclassified())}"
        )


def finding(person: Person, row: Row | str, right: str, door: str, status: int, said: str) -> Finding:
    words = " ".join(said.split())
    return Finding(person.label, str(row), right, door, status, words[:LONGEST])
