"""Keeps the count of cells: what was given, what was refused, and what went wrong."""

from collections import defaultdict
from dataclasses import dataclass

from tests.walk.answers import CLOSED, Answer
from tests.walk.people import Person
from tests.walk.rows import Row

LONGEST = 120


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


class Ledger:
    """All cells of a walk."""

    def __init__(self) -> None:
        self.allowed = 0
        self.refused = 0
        self.leaking: list[Finding] = []
        self.wrongly_refused: list[Finding] = []
        self.given: set[tuple[str, str, str]] = set()
        self.withheld: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)

    @property
    def cells(self) -> int:
        return self.allowed + self.refused + len(self.leaking) + len(self.wrongly_refused)

    def allow(self, person: Person, row: Row, right: str) -> None:
        """What the table grants was given."""
        self.allowed += 1
        self.given.add((person.label, str(row), right))

    def refuse(self, count: int = 1) -> None:
        """What the table does not grant was not given."""
        self.refused += count

    def withhold(self, person: Person, row: Row, right: str, door: str, answer: Answer) -> None:
        """A door did not give what the table grants; whether another does is settled at the end."""
        key = (person.label, str(row), right)
        self.withheld[key].append(finding(person, row, right, door, answer.status, answer.text))

    def leak(
        self, person: Person, row: Row | str, right: str, door: str, answer: Answer | None, why: str
    ) -> None:
        """A door gave what the table does not grant."""
        status = answer.status if answer else 0
        self.leaking.append(finding(person, row, right, door, status, why))

    def deny(self, person: Person, row: Row, right: str, door: str, answer: Answer) -> None:
        """A door that is open for this person withheld what the table grants."""
        self.wrongly_refused.append(finding(person, row, right, door, answer.status, answer.text))

    def settle(self, person: Person) -> None:
        """What no door gave was wrongly refused; what another gave was rightly refused at a closed door."""
        for key in [key for key in self.withheld if key[0] == person.label]:
            found = self.withheld.pop(key)
            if key in self.given:
                self.refuse(len(found))
            else:
                open_doors = [one for one in found if CLOSED not in one.said]
                self.wrongly_refused += (open_doors or found)[:1]
                self.refuse(len(found) - 1)

    def last_line(self) -> str:
        return (
            f"cells={self.cells} allowed={self.allowed} refused={self.refused} "
            f"leaking={len(self.leaking)} wrongly_refused={len(self.wrongly_refused)}"
        )


def finding(person: Person, row: Row | str, right: str, door: str, status: int, said: str) -> Finding:
    words = " ".join(said.split())
    return Finding(person.label, str(row), right, door, status, words[:LONGEST])
