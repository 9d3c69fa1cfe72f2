"""The year the clients live through: who is in it, what day it is, and how its steps are told and counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from papg.testing import cast
from tests.clients.client import Client, Refused
from tests.journeys.year_story import YEAR, day

ADMINISTRATOR, AUDITOR, BOARD, CHAIR, MEMBER, NEIGHBOUR, SECRETARY = PEOPLE = (
    *(cast.ADMINISTRATOR, cast.AUDITOR, cast.BOARD, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR),
    cast.INTEGRATION,
)
__all__ = ["PEOPLE", "YEAR", "Account", "Step", "Year", "day", "lived"]


@dataclass
class Year:
    """A client for each account, the calendar of the site, and what earlier steps left for later ones."""

    people: dict[str, Client]
    turn_to: Callable[[date], None]
    left: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, user: str) -> Client:
        return self.people[user]

    def name(self, record_type: str, *filters: list[Any], user: str = SECRETARY) -> str:
        """The one record that fits."""
        (row,) = self[user].rows(record_type, ["name"], list(filters))
        return row["name"]

    def step(self, user: str, record_type: str, name: str, action: str) -> dict[str, Any]:
        """A step of a workflow."""
        doc = {"doctype": record_type, "name": name}
        return self[user].call("frappe.model.workflow.apply_workflow", {"doc": doc, "action": action})


Step = Callable[[Year], None]
# What a step runs into when an answer is not what it should be, or when a step before it left nothing.
MISTAKES = (AssertionError, Refused, LookupError, TypeError, ValueError, OSError)


@dataclass
class Account:
    """How many steps there were and how many went as they should."""

    steps: int = 0
    passed: int = 0

    @property
    def is_clean(self) -> bool:
        return bool(self.steps) and self.passed == self.steps

    def last_line(self) -> str:
        return f"steps={self.steps} passed={self.passed}"


def lived(year: Year, steps: Iterable[Step], account: Account, say: Callable[[str], None]) -> None:
    """Take every step, also after one that failed: what rests on it then fails as well and is counted."""
    for step in steps:
        account.steps += 1
        told = (step.__doc__ or "").partition("\n")[0]
        try:
            step(year)
        except MISTAKES as error:
            say(f"  FAILED  {told} {type(error).__name__}: {str(error)[:500]}")
        else:
            account.passed += 1
            say(f"  passed  {told}")
