"""What becomes of the meetings of a series when its dates are made, or made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.attendance import PLANNED
from papg.rules.due_dates import govuk_date
from papg.rules.series import CADENCES, Dates, Gap, Slot
from papg.rules.wording import Sentence, _


@dataclass(frozen=True)
class Made:
    """A meeting a series has made: its day, and what people have done with it since.

    Attributes:
        falls_on: The day of the cadence it was made for.
        is_as_series_says: Are time, place and the rest those of the series?
        has_more: Do other records hang on it, such as a restricted item?
    """

    name: str
    day: date
    falls_on: date
    status: str = PLANNED
    is_issued: bool = False
    has_papers: bool = False
    is_changed_by_hand: bool = False
    has_more: bool = False
    is_as_series_says: bool = True


@dataclass(frozen=True)
class Move:
    """A meeting that gets the day, the time and the place the series says now."""

    meeting: Made
    slot: Slot


@dataclass(frozen=True)
class Left:
    """A meeting the series leaves alone, and why."""

    meeting: Made
    reason: Sentence


@dataclass(frozen=True)
class Changes:
    """Everything that making the dates of a series does, and what it does not."""

    make: tuple[Slot, ...]
    move: tuple[Move, ...]
    drop: tuple[Made, ...]
    keep: tuple[Move, ...]
    left: tuple[Left, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_nothing(self) -> bool:
        """Is everything as the series says already?"""
        return not (self.make or self.move or self.drop)


def why_left_alone(meeting: Made, today: date) -> Sentence | None:
    """Return why a series does not change a meeting any more, or None where it may.

    Decides: only meetings to come that nobody has touched follow the series; what people have seen, prepared or
    changed is theirs. An own rule under the guidance, Meeting Schedules.
    """
    if meeting.status != PLANNED:
        return _("It is recorded as {0}.").format(_(meeting.status.lower()))
    if meeting.day <= today:
        return _("Its day has come.")
    for is_so, reason in (
        (meeting.is_issued, _("Its agenda was issued.")),
        (meeting.has_papers, _("It has papers.")),
        (meeting.has_more, _("Other records belong to it.")),
        (meeting.is_changed_by_hand, _("It was changed by hand.")),
    ):
        if is_so:
            return reason
    return None


def changes(
    found: Dates, cadence: str, meetings: Iterable[Made], others: Mapping[date, str], today: date
) -> Changes:
    """Return what making the dates of a series does to its meetings, so that nothing is made twice.

    Decides: a meeting keeps its place in the series. One that is left alone takes up the date of its month (of its
    week, where the series goes by weeks), also when it was called off; a date on which the group meets anyway gets
    no second meeting. An own rule under the guidance, Meeting Schedules.

    Args:
        found: The dates as the series says them now.
        cadence: How often it meets.
        meetings: What the series has made so far.
        others: Days on which the group has other meetings, each with what that one is called.
        today: The day it is.
    """
    ordered = sorted(meetings, key=lambda meeting: (meeting.day, meeting.name))
    left = [Left(made, reason) for made in ordered if (reason := why_left_alone(made, today))]
    free = [made for made in ordered if not why_left_alone(made, today)]
    open_slots, gaps = _open_slots(found, cadence, left, {made.day for made in free}, others, today)
    pairs = _pairs(open_slots, free, cadence)
    paired = {move.meeting.name for move in pairs}
    used = {move.slot for move in pairs}
    return Changes(
        make=tuple(slot for slot in open_slots if slot not in used),
        move=tuple(move for move in pairs if not _is_in_place(move)),
        drop=tuple(made for made in free if made.name not in paired),
        keep=tuple(move for move in pairs if _is_in_place(move)),
        left=tuple(left),
        gaps=(*found.gaps, *gaps),
    )


def _open_slots(
    found: Dates, cadence: str, left: list[Left], own: set[date], others: Mapping[date, str], today: date
) -> tuple[list[Slot], list[Gap]]:
    taken = {period_of(one.meeting.falls_on, cadence) for one in left}
    days = {one.meeting.day for one in left}
    slots, gaps = [], []
    for slot in found.slots:
        if period_of(slot.falls_on, cadence) in taken or slot.day in days:
            continue
        if slot.day <= today:
            gaps.append(Gap(slot.falls_on, _("{0} has come or passed.").format(govuk_date(slot.day))))
        elif slot.day in others and slot.day not in own:
            met = _("The group meets on {0} already: {1}.").format(govuk_date(slot.day), others[slot.day])
            gaps.append(Gap(slot.falls_on, met))
        else:
            slots.append(slot)
    return slots, gaps


def _pairs(slots: list[Slot], free: list[Made], cadence: str) -> list[Move]:
    """Meetings with the dates they get: that of their own day or period first, then the next one left over."""
    waiting, pairs = list(free), []
    for fits in (
        lambda slot, made: slot.falls_on == made.falls_on,
        lambda slot, made: period_of(slot.falls_on, cadence) == period_of(made.falls_on, cadence),
        lambda slot, made: True,
    ):
        for slot in [slot for slot in slots if slot not in {move.slot for move in pairs}]:
            if made := next((made for made in waiting if fits(slot, made)), None):
                waiting.remove(made)
                pairs.append(Move(made, slot))
    return sorted(pairs, key=lambda move: move.slot.day)


def _is_in_place(move: Move) -> bool:
    made, slot = move.meeting, move.slot
    return (made.day, made.falls_on) == (slot.day, slot.falls_on) and made.is_as_series_says


def period_of(day: date, cadence: str) -> tuple[int, int, int]:
    """Return the part of the year in which one meeting of a cadence takes place: the month, or the week.

    From the guidance, Meeting Schedules; the week begins on Monday.
    """
    if CADENCES[cadence].months:
        return day.year, day.month, 1
    monday = day - timedelta(days=day.weekday())
    return monday.year, monday.month, monday.day
