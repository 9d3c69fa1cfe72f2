"""What cannot be true at the same time in the attendance of one meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from papg.rules.attendance import ABSENT, APOLOGIES, DEPUTISED, IN_ATTENDANCE, PRESENT
from papg.rules.people import plain
from papg.rules.wording import Sentence, _

THERE = (PRESENT, IN_ATTENDANCE)
AWAY = (APOLOGIES, ABSENT)


@dataclass(frozen=True)
class Line:
    """One line of the attendance as it was recorded; rows count from 1."""

    row: int
    name: str
    presence: str
    deputy: str = ""
    arrived_at_item: int | None = None
    left_at_item: int | None = None
    declared_interest: str = ""
    interests_at_items: tuple[int, ...] = ()


def contradictions(lines: Iterable[Line]) -> list[Sentence]:
    """Return what contradicts itself in an attendance, each with the rows and what to do about it.

    Decides: nobody was there and sent apologies; nobody stood in for somebody at a meeting they were away from; and
    who was away neither came nor left at an item nor declared an interest there, and nobody declared one at an item
    before they came or after they left. It warns and refuses nothing: the
    secretary may know better. From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    recorded = [line for line in lines if line.presence]
    away = [line for line in recorded if line.presence in AWAY]
    return [
        *_there_and_away(recorded, away),
        *_standing_in_and_away(recorded, away),
        *_doing_and_away(away),
        *_declaring_outside(line for line in recorded if line.presence not in AWAY),
    ]


def _there_and_away(lines: Sequence[Line], away: Sequence[Line]) -> Iterator[Sentence]:
    sentence = _("{0} is recorded as {1} in row {2} and as {3} in row {4}. Correct one of the two.")
    for line in lines:
        if line.presence in THERE:
            for other in away:
                if plain(other.name) == plain(line.name):
                    values = (_(line.presence), line.row, _(other.presence), other.row)
                    yield sentence.format(line.name, *values)


def _standing_in_and_away(lines: Sequence[Line], away: Sequence[Line]) -> Iterator[Sentence]:
    sentence = _(
        "{0} stands in for {1} in row {2} and is recorded as {3} in row {4}. Correct one of the two."
    )
    for line in lines:
        if line.presence == DEPUTISED and plain(line.deputy):
            for other in away:
                if plain(other.name) == plain(line.deputy):
                    yield sentence.format(line.deputy, line.name, line.row, _(other.presence), other.row)


def _doing_and_away(away: Sequence[Line]) -> Iterator[Sentence]:
    sentence = _("Row {0}: {1} is recorded as {2}, and {3}. Correct one of the two.")
    for line in away:
        for what in _done(line):
            yield sentence.format(line.row, line.name, _(line.presence), what)


def _done(line: Line) -> Iterator[Sentence]:
    if line.arrived_at_item:
        yield _("came at item {0}").format(line.arrived_at_item)
    if line.left_at_item:
        yield _("left at item {0}").format(line.left_at_item)
    if line.declared_interest.strip() or line.interests_at_items:
        yield _("declared an interest").format()


def _declaring_outside(lines: Iterable[Line]) -> Iterator[Sentence]:
    came = _("Row {0}: {1} declared an interest at item {2}, but came at item {3}. Correct one of the two.")
    left = _("Row {0}: {1} declared an interest at item {2}, but left at item {3}. Correct one of the two.")
    for line in lines:
        for item in line.interests_at_items:
            if line.arrived_at_item and item < line.arrived_at_item:
                yield came.format(line.row, line.name, item, line.arrived_at_item)
            if line.left_at_item and item > line.left_at_item:
                yield left.format(line.row, line.name, item, line.left_at_item)
