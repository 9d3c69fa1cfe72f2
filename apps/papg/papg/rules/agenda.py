"""What an agenda takes over from the last meeting, and what it may still become once it was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from papg.rules.attendance import HELD
from papg.rules.due_dates import govuk_date
from papg.rules.people import plain
from papg.rules.wording import Sentence, Verdict, _

LATE = "Late item"
CHANGED = "Changed"
WITHDRAWN = "Withdrawn"
LATENESS = (LATE, CHANGED, WITHDRAWN)


@dataclass(frozen=True)
class Item:
    """One item of an agenda; `key` tells it from the others and is empty for one that is new."""

    key: str
    number: int
    title: str
    content: tuple[str, ...] = ()
    is_withdrawn: bool = False
    reason: str = ""
    lateness: str = ""

    def reads_like(self, other: Item) -> bool:
        """Say whether two readings of an item say the same."""
        mine = (self.title, self.content, self.is_withdrawn)
        return mine == (other.title, other.content, other.is_withdrawn)


def may_change_issued(issued: Sequence[Item], now: Sequence[Item]) -> Verdict:
    """Say whether an agenda that was issued may become another.

    Decides: what was issued is neither taken out nor put in another order; what is added, changed or withdrawn
    afterwards carries the reason for it. From the Protect & Prepare Groups guidance, Meeting Schedules (members are
    busy people), and the Local Government Act 1972, section 100B(4), under which a council's committee takes an item
    that was not on its agenda for reasons of urgency only, which are minuted.
    """
    return Verdict.of(
        *_taken_out(issued, now), *_out_of_order(issued, now), *_without_reason(_by_key(issued), now)
    )


def lateness(item: Item, issued: Item | None) -> str:
    """Return how an item departs from the agenda that was issued; empty for one that does not.

    Decides: what was not on it is late and stays so; of what was, a withdrawal weighs more than a change. From the
    Protect & Prepare Groups guidance, Meeting Schedules.

    Args:
        item: the item as it is to be.
        issued: the same item as it stands; None for one that is added.
    """
    if item.is_withdrawn:
        return WITHDRAWN
    if issued is None:
        return LATE
    if issued.lateness == LATE or item.reads_like(issued):
        return issued.lateness
    return CHANGED


def remark(said: str, reason: str) -> Sentence | None:
    """Return what an agenda says of an item that departs from what was issued, with the reason; None of any other.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    by_lateness = {
        LATE: _("Late item: {0}"),
        CHANGED: _("Changed after the agenda was issued: {0}"),
        WITHDRAWN: _("Withdrawn: {0}"),
    }
    return by_lateness[said].format(reason) if said in by_lateness else None


def may_be_unfinished(status: str, unfinished: Sequence[Item]) -> Verdict:
    """Say whether items may be called unfinished: those of a meeting that was held.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit); an own rule.
    """
    early = _(
        "Item {0}, {1}, is unfinished, but the meeting is not held. Set the meeting to Held, or untick the item."
    )
    return Verdict.of(*(early.format(item.number, item.title) for item in unfinished if status != HELD))


def to_carry(titles: Sequence[str], unfinished: Sequence[str]) -> list[int]:
    """Return which unfinished items of the last meeting an agenda lacks, by their places among these.

    Decides: an item of the same title is the item itself, as standing items are. From the Protect & Prepare Groups
    guidance, Meeting Schedules and Terms of Reference, Consideration 7 (standing agenda items); an own rule.

    Args:
        titles: the items of the agenda.
        unfinished: the items the last meeting left.
    """
    there = {plain(title) for title in titles}
    names = [plain(title) for title in unfinished]
    return [place for place, name in enumerate(names) if name not in there and name not in names[:place]]


def carried_notes(last_on: date, notes: str) -> Sentence:
    """Return the notes of an item that was carried over: from which meeting it comes, then what was noted there.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit); an own rule.
    """
    if not notes.strip():
        return _("Carried over from the meeting of {0}.").format(govuk_date(last_on))
    return _("Carried over from the meeting of {0}. {1}").format(govuk_date(last_on), notes.strip())


def _by_key(items: Sequence[Item]) -> dict[str, Item]:
    return {item.key: item for item in items if item.key}


def _taken_out(issued: Sequence[Item], now: Sequence[Item]) -> Iterator[Sentence]:
    sentence = _(
        "Item {0}, {1}, is on the agenda that was issued. Mark it as withdrawn and give the reason instead of "
        "taking it out."
    )
    kept = _by_key(now)
    for item in issued:
        if item.key not in kept:
            yield sentence.format(item.number, item.title)


def _out_of_order(issued: Sequence[Item], now: Sequence[Item]) -> Iterator[Sentence]:
    sentence = _("Item {0}, {1}, was issued under this number. Put the items back into their order.")
    kept = _by_key(now)
    places = {item.key: place for place, item in enumerate(now)}
    order = [item for item in issued if item.key in kept]
    for before, after in pairwise(order):
        if places[before.key] > places[after.key]:
            yield sentence.format(after.number, after.title)


def _without_reason(issued: dict[str, Item], now: Sequence[Item]) -> Iterator[Sentence]:
    late = _("{0} comes after the agenda was issued. Give the reason why it is urgent.")
    changed = _("Item {0}, {1}, is on the agenda that was issued. Give the reason for the change.")
    for item in now:
        before = issued.get(item.key)
        if item.reason.strip() or (before and item.reads_like(before)):
            continue
        yield changed.format(before.number, before.title) if before else late.format(item.title)
