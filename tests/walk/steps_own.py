"""Our own methods: each is tried with every kind of record it takes, with arguments worked out from what it takes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from papg.permissions.wiring import child_parents
from papg.security import allowlist
from papg.security.binding import arguments_of
from tests.walk import arguments, letters, table
from tests.walk.answers import Answer
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_write import report_changes, turned_away

USE = "use"
# So many of one's own rows are tried until one is in the state the method is for.
TRIES = 12
# Beyond what the table lets the caller change: who disposes need not be able to read what goes.
# Whoever is in the attendance of a meeting says on their own line whether they will come, and every member that they
# keep to the etiquette; a member scores the lines of an assessment that were given to them.
LINES = ("PAPG Maturity Assessment", "PAPG Maturity Score", "PAPG Maturity Profile Row")
WORKS_OFF = {
    "papg.maturity.evidence.take": LINES,
    "papg.maturity.sharing.score_line": LINES,
    "papg.maturity.sharing.return_lines": LINES,
    "papg.oversight.disposing.dispose": ("PAPG Activity",),
    "papg.meetings.intending.tell": ("PAPG Attendance",),
    "papg.membership.etiquette.acknowledge": ("PAPG Etiquette Acknowledgement",),
}


@dataclass(frozen=True)
class OwnMethod:
    """A method of ours that takes a record.

    Attributes:
        entry: The method on the list.
        record: Record type its first record argument takes.
    """

    entry: allowlist.Entry
    record: str

    @property
    def name(self) -> str:
        return self.entry.endpoint

    @property
    def verb(self) -> str:
        return "POST" if "POST" in self.entry.verbs else "GET"

    @property
    def is_reading(self) -> bool:
        return "GET" in self.entry.verbs

    def ask(self, tour: Round, row: Row, name: str) -> Answer:
        """Call it for a row, under a name that may be another's or nobody's."""
        sent = {one.name: arguments.listed(row, one) for one in arguments_of(self.entry)}
        return tour.visitor.call(
            self.name, self.verb, **{key: name if value == row.name else value for key, value in sent.items()}
        )


def own_methods() -> Iterator[OwnMethod]:
    """Methods of ours that take a record, as their signatures say."""
    for entries in allowlist.entries(allowlist.OWN).values():
        for entry in entries:
            taken = [one.what for one in arguments_of(entry) if one.shape == "record" and one.is_required]
            if taken:
                yield OwnMethod(entry, taken[0])


def call_own(tour: Round) -> None:
    """Call each for rows that are not the person's, and for their own until it does its work."""
    tour.ground.put_back(tour.ground.changed())
    for method in own_methods():
        rows = tour.field.asked_for(method.record)
        mine = [row for row in rows if tour.may(row, "read")]
        for row in tour.some([row for row in rows if row not in mine], method.name):
            call_for_another(tour, method, row)
        for row in mine[: TRIES if may_change_anything(tour) or method.is_reading else 1]:
            if tour.is_closed(method.name, method.record) or call_for_own(tour, method, row):
                break


def may_change_anything(tour: Round) -> bool:
    """Is there a group in which the person writes?"""
    return any({"Secretary", "Chair", "Member", "Administrator"} & columns for columns in columns_of(tour))


def columns_of(tour: Round) -> list[frozenset[str]]:
    return [tour.person.columns(letter) for letter in (*tour.person.positions, "")]


def call_for_another(tour: Round, method: OwnMethod, row: Row) -> None:
    """A row out of reach: nothing happens, nothing is told, and it is as if it were not there."""
    if tour.is_closed(method.name, row.record):
        tour.close(USE, method.name)
        return
    answer = method.ask(tour, row, row.name)
    tour.note_closed(method.name, row.record, answer)
    is_safe = not report_changes(tour, row, USE, method.name, answer)
    is_safe &= tour.check_leaks(row, USE, method.name, answer, row.name, *parts_sent(row))
    if is_safe and tour.compare_with_nothing(
        row, USE, method.name, answer, lambda other, name: method.ask(tour, other, name)
    ):
        turned_away(tour, row, USE, method.name, answer)


def parts_sent(row: Row) -> list[str]:
    """What the question itself named."""
    return [str(value) for value in arguments.known_by_name(row).values()]


def call_for_own(tour: Round, method: OwnMethod, row: Row) -> bool:
    """A row within reach: what changes is what the table lets the person change. True if it did its work."""
    answer = method.ask(tour, row, row.name)
    tour.note_closed(method.name, row.record, answer)
    changed = tour.ground.changed()
    if changed:
        letters.note_readers(tour, row)
    tour.ground.put_back(changed)
    records = [name.removeprefix("tab") for name in changed]
    worked_off = WORKS_OFF.get(method.name, ())
    beyond = [name for name in records if name not in worked_off and not may_store(tour, name, row)]
    if beyond:
        why = f"changes {', '.join(beyond)}"
        tour.ledger.leak(tour.person, row, USE, method.name, answer, why)
    if not tour.check_leaks(row, USE, method.name, answer, row.name, *parts_sent(row)) or beyond:
        return False
    if changed or (method.is_reading and answer.is_ok and gives_something(answer)):
        tour.allow(row, USE, method.name, answer)
        return True
    turned_away(tour, row, USE, method.name, answer)
    return False


def gives_something(answer: Answer) -> bool:
    """Is there more in it than its frame? A file is."""
    is_json = "json" in answer.headers.get("Content-Type", "")
    return bool(json.loads(answer.text).get("message") if is_json else answer.content)


def may_store(tour: Round, record: str, row: Row) -> bool:
    """Does any line of the table let the person make or change such a record in the group of the row?"""
    wanted = child_parents().get(record, (record,))
    if not set(wanted) & set(table.records()):
        return True
    columns = tour.person.columns(row.group) | tour.person.all_columns()
    granted = "".join(
        line.letters[column] for line in table.lines() if line.record in wanted for column in columns
    )
    return bool(set(granted) & set("wcs"))
