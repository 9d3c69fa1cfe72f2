"""Sends made-up requests in batches and judges them."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from itertools import islice

import frappe
from hypothesis import HealthCheck, Phase, given, seed, settings

from papg.security import kinds
from provision.served import Served, end
from tests.fuzz import judge
from tests.fuzz.caller import Caller, Reply
from tests.fuzz.ground import Everything
from tests.fuzz.known import Known, known
from tests.fuzz.makes import Makeup
from tests.fuzz.message import Message
from tests.security.endpoints import whitelisted
from tests.walk import ground, people, sowing
from tests.walk.people import KEY, PROBE, Person
from tests.walk.round import Round

CALLERS = ("guest", "partner", "secretary", "member", "integration")
BATCH = 40
MOST_TOLD = 40


@dataclass
class Account:
    """What the calls came to."""

    calls: int = 0
    accepted: int = 0
    server_errors: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.server_errors or self.leaks or self.changes)

    def last_line(self) -> str:
        return (
            f"calls={self.calls} server_errors={len(self.server_errors)} leaks={len(self.leaks)} "
            f"changes_by_refused_calls={len(self.changes)}"
        )

    def findings(self) -> list[str]:
        """Each finding with its whole request."""
        return [*self.server_errors[:MOST_TOLD], *self.leaks[:MOST_TOLD], *self.changes[:MOST_TOLD]]


class Fuzz:
    """Callers at one served site, over the rows of the walk."""

    def __init__(self, served: Served, number: int, total: int) -> None:
        self.account = Account()
        self.field = sowing.sow()
        chosen = [person for person in people.everybody() if person.label in CALLERS]
        self.pool = ThreadPoolExecutor(len(chosen))
        self.callers = [Caller(served.url, person) for person in chosen]
        facts = known(self.field)
        each = -(-total // len(chosen))
        self.messages = {p.label: made_up(facts, p, number + place, each) for place, p in enumerate(chosen)}
        self.ground = Everything()
        self.tours = {c.person.label: self.tour(c) for c in self.callers}

    def tour(self, caller: Caller) -> Round:
        """Knows what a person may see."""
        return Round(caller.visitor, self.field, judge.new_ledger(), self.ground)

    def batches(self) -> Iterator[dict[str, list[Message]]]:
        """Some requests of each person at a time."""
        left = {label: iter(messages) for label, messages in self.messages.items()}
        while batch := {label: found for label, rest in left.items() if (found := list(islice(rest, BATCH)))}:
            yield batch

    def run(self, say: Callable[[str], None]) -> None:
        """Send everything."""
        started = told = time.monotonic()
        for batch in self.batches():
            self.judge(self.send(batch))
            if time.monotonic() - told > 20:
                told = time.monotonic()
                say(f"{self.account.last_line()}, {told - started:.0f} s")

    def send(self, batch: dict[str, list[Message]]) -> list[Reply]:
        """Everybody sends their requests at the same time, each one after the other."""
        sent = [
            self.pool.submit(copy_context().run, send_all, caller, batch.get(caller.person.label, []))
            for caller in self.callers
        ]
        return [reply for future in sent for reply in future.result()]

    def judge(self, replies: list[Reply]) -> None:
        """Look at the answers of a batch, and at what it left behind."""
        self.account.calls += len(replies)
        self.account.accepted += sum(not reply.is_refused for reply in replies)
        for reply in replies:
            if judge.is_server_error(reply):
                self.account.server_errors.append(told(reply, reply.broken or "server error"))
            elif words := judge.inside(reply):
                self.account.leaks.append(told(reply, words))
        doubtful = [reply for reply in replies if judge.foreign(reply, self.tours[reply.person])]
        if changed := self.ground.changed():
            self.ground.put_back(changed)
            self.look_for_changes([reply for reply in replies if reply.is_refused])
            doubtful = [self.again(reply) for reply in doubtful]
        for reply in doubtful:
            if words := judge.foreign(reply, self.tours[reply.person]):
                self.account.leaks.append(told(reply, words))

    def again(self, reply: Reply) -> Reply:
        """The same call on the ground as it was sown: calls before it may have opened a record rightly."""
        answered = self.caller(reply.person).send(reply.message)
        self.ground.put_back(self.ground.changed())
        return answered

    def look_for_changes(self, refused: list[Reply]) -> None:
        """Send refused calls once more, alone; halve them until the one that changes something is found."""
        if not refused:
            return
        batch: dict[str, list[Message]] = defaultdict(list)
        for reply in refused:
            batch[reply.person].append(reply.message)
        answers = self.send(batch)
        changed = self.ground.changed()
        if not changed:
            return
        self.ground.put_back(changed)
        if len(refused) == 1:
            if answers[0].is_refused:
                self.account.changes.append(told(refused[0], f"changed {', '.join(changed)}"))
            return
        middle = len(refused) // 2
        self.look_for_changes(refused[:middle])
        self.look_for_changes(refused[middle:])

    def caller(self, label: str) -> Caller:
        return next(caller for caller in self.callers if caller.person.label == label)


def send_all(caller: Caller, messages: list[Message]) -> list[Reply]:
    """Send one person's requests, one after the other."""
    return [caller.send(message) for message in messages]


def told(reply: Reply, why: str) -> str:
    """A finding with its whole request."""
    return f"{reply.person} | {reply.status} | {why} | {reply.message}"


def made_up(facts: Known, person: Person, number: int, total: int) -> list[Message]:
    """Requests of one person; the same for the same number."""
    of_kinds = kinds.of(person.user or "Guest")
    makeup = Makeup(facts, of_kinds, person.way in (KEY, PROBE), whitelisted())
    found: list[Message] = []

    @seed(number)
    @settings(
        max_examples=total,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(makeup.messages())
    def make(message: Message) -> None:
        found.append(message)

    make()
    return found


def fuzz(served: Served, say: Callable[[str], None], number: int, total: int) -> Account:
    """Sow, send, and leave the site as it was.

    Args:
        served: The site, served; this process is connected to the same one.
        say: Takes a line of progress.
        number: Seed of the requests.
        total: How many requests at least.
    """
    frappe.set_user("Administrator")
    site = ground.Site()
    end(served.processes["worker"])  # what it does later would be laid to other calls
    try:
        started = time.monotonic()
        whole = Fuzz(served, number, total)
        made = sum(map(len, whole.messages.values()))
        say(f"made up {made} calls with SEED={number}, {time.monotonic() - started:.0f} s")
        whole.run(say)
        return whole.account
    finally:
        site.put_back()
        served.restart("worker")
