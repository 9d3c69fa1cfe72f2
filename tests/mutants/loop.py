"""Opens one guard after the other and runs the tests that are to notice, until one of them does.

The guard is open in the served site and in the process of the tests, while a test is called and not while it is set
up. A test counts only if it passes again with the guard closed: what an open guard let happen to the site must not
be laid to the next one.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import frappe
import pytest
from _pytest import runner

from tests.mutants import killers, mutants, opening
from tests.mutants.mutants import Mutant
from tests.walk import ground


@dataclass
class Tally:
    """What became of each mutant."""

    killed: dict[str, str] = field(default_factory=dict)
    survived: list[str] = field(default_factory=list)

    def last_line(self) -> str:
        return f"mutants={len(self.killed) + len(self.survived)} survived={len(self.survived)}"


class Loop:
    """In place of pytest's own loop.

    Args:
        file: Tells the served site which guard is open.
        say: Takes a line of progress.
        only: Parts of the names of the mutants to try; all if empty.
    """

    def __init__(self, file: Path, say: Callable[[str], None], only: Sequence[str] = ()) -> None:
        self.file = file
        self.say = say
        self.wanted = [
            mutant for mutant in mutants.everyone() if not only or any(part in str(mutant) for part in only)
        ]
        self.tally = Tally()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant."""
        if session.testsfailed:
            raise session.Failed("some tests cannot be read")
        self.session = session
        self.connect()
        started = time.monotonic()
        for mutant in self.wanted:
            self.note(mutant, *self.tried(mutant))
        session._setupstate.teardown_exact(None)
        self.say(f"{time.monotonic() - started:.0f} s")
        return True

    def connect(self) -> None:
        """Set up what all tests share, and remember the site as it is then."""
        first = next(item for item in self.session.items if "server" in item.fixturenames)
        self.fails(first)
        self.session._setupstate.teardown_exact(self.session)
        frappe.set_user("Administrator")
        self.site = ground.Site()

    def tried(self, mutant: Mutant) -> tuple[str, float]:
        """Name of the first test that notices, empty if none does; and how long that took."""
        before = time.monotonic()
        items = killers.of(mutant, self.session.items)
        name = next((item.nodeid for item in items if self.notices(mutant, item)), "")
        return name, time.monotonic() - before

    def note(self, mutant: Mutant, killer: str, seconds: float) -> None:
        """Write down what became of it."""
        if killer:
            self.tally.killed[str(mutant)] = killer
        else:
            self.tally.survived.append(str(mutant))
        self.say(f"{mutant} | {killer or 'SURVIVED'} | {seconds:.1f} s")

    def notices(self, mutant: Mutant, item: pytest.Item) -> bool:
        """Does a test fail with this guard open, and pass with it closed?"""
        self.stay_connected()
        if not self.fails(item, mutant):
            return False
        if not self.fails(item):
            return True
        self.begin_anew()
        if not self.fails(item):
            return True
        self.say(f"{item.nodeid} fails with every guard closed")
        return False

    def stay_connected(self) -> None:
        """Connect again when a test has lost the connection all of them share."""
        if not frappe.db._conn.open:
            frappe.connect()

    def fails(self, item: pytest.Item, mutant: Mutant | None = None) -> bool:
        """Run one test; what it shares with others of its module stays set up."""
        self.leave_for(item)
        item._initrequest()
        if runner.call_and_report(item, "setup", log=False).failed:
            self.begin_anew()
            item._initrequest()
            if runner.call_and_report(item, "setup", log=False).failed:
                self.say(f"{item.nodeid} cannot be set up")
                self.begin_anew()
                return False
        try:
            return self.is_failing(item, mutant)
        finally:
            runner.call_and_report(item, "teardown", log=False, nextitem=item.parent)

    def is_failing(self, item: pytest.Item, mutant: Mutant | None) -> bool:
        """Call the test itself, with the guard open if there is one."""
        if mutant is None:
            return runner.call_and_report(item, "call", log=False).failed
        self.file.write_text(str(mutant))
        try:
            with opening.open_guard(mutant):
                return runner.call_and_report(item, "call", log=False).failed
        finally:
            self.file.write_text("")

    def leave_for(self, next_one: pytest.Item | pytest.Session) -> None:
        """Take away what the next one does not share; a fault in that is said, and the site put back all the same."""
        try:
            self.session._setupstate.teardown_exact(next_one)
        except LookupError as fault:
            self.say(f"taking away what tests shared before {next_one.nodeid}: {fault!r}")
            self.site.put_back()

    def begin_anew(self) -> None:
        """Take away what tests share, and what they left."""
        self.leave_for(self.session)
        if hasattr(self, "site"):
            self.site.put_back()
