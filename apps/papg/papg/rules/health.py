"""How a group fares over a year of the council: six figures, each with its reason, and the worst of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from papg.rules.due_dates import govuk_date
from papg.rules.series import CADENCES
from papg.rules.wording import Sentence, _

GOOD = "Good"
WATCH = "Watch"
WEAK = "Weak"
UNKNOWN = "Not known"
STATES = (WEAK, WATCH, GOOD, UNKNOWN)
"""What a figure can be, the one that weighs most first."""

ATTENDANCE = "Attendance"
CADENCE = "Meetings held"
COVERAGE = "Required seats filled"
OVERDUE = "Actions in time"
MINUTES = "Minutes agreed in time"
QUIET = "Areas heard from"
FIGURES = (ATTENDANCE, CADENCE, COVERAGE, OVERDUE, MINUTES, QUIET)

GOOD_FROM = 75
WEAK_BELOW = 50
"""A share of less than this is weak, of GOOD_FROM and more good; in between it is to be watched."""
YEAR_BEGINS = (4, 1)


@dataclass(frozen=True)
class Year:
    """A year of the council, and the day in it the figures are true of."""

    first: date
    last: date
    as_at: date


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held: how many seats were expected and there, and when its minutes were due and agreed.

    Minutes are due at the meeting after theirs, where there has been one.
    """

    held_on: date
    expected: int = 0
    there: int = 0
    minutes_due_on: date | None = None
    minutes_agreed_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """What is on record about a group in a year; None is not known, which is never the same as nothing.

    `areas` are the business areas with a member expected at a meeting whose attendance was recorded, `quiet` those of
    them nobody came from.
    """

    meetings: Sequence[Meeting] = ()
    cadence: str = ""
    counted_from: date | None = None
    required_seats: int | None = None
    filled_seats: int | None = None
    open_actions: int = 0
    overdue_actions: int = 0
    areas: frozenset[str] = field(default_factory=frozenset)
    quiet: frozenset[str] = field(default_factory=frozenset)
    counted_to: date | None = None


@dataclass(frozen=True)
class Figure:
    """One figure: so many of so many, in a sentence; without a whole it is not known, and the sentence says why."""

    name: str
    reason: Sentence
    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> int | None:
        """The share in a hundred, rounded down so that it is full only when nothing is missing."""
        return 100 * self.part // self.whole if self.whole else None

    @property
    def state(self) -> str:
        """Good, to be watched, weak or not known."""
        if self.percent is None:
            return UNKNOWN
        if self.percent < WEAK_BELOW:
            return WEAK
        return GOOD if self.percent >= GOOD_FROM else WATCH


def council_year(begins_in: int, today: date) -> Year:
    """Give the year of a council that begins in April of a calendar year.

    Decides: it runs from 1 April to 31 March; its figures are true as at its last day, or today while it runs. The year
    councils account for; which year counts is not said in the Protect & Prepare Groups guidance, Meeting Schedules.

    Args:
        begins_in: the calendar year it begins in.
        today: the day it is.
    """
    first = date(begins_in, *YEAR_BEGINS)
    last = date(begins_in + 1, *YEAR_BEGINS) - timedelta(days=1)
    return Year(first, last, max(first, min(last, today)))


def year_of(day: date) -> int:
    """Say in which calendar year the council's year began that a day is in.

    Decides: January to March belong to the year before. The year councils account for; which year counts is not said
    in the Protect & Prepare Groups guidance, Meeting Schedules.
    """
    return day.year if (day.month, day.day) >= YEAR_BEGINS else day.year - 1


def health(facts: Facts, year: Year) -> tuple[Figure, ...]:
    """Work out the six figures of a group.

    Decides: each is a share of what could be expected; where nothing could be, or nothing is on record, it is not
    known and counts neither for nor against. From the Protect & Prepare Groups guidance, Membership, Meeting
    Schedules, Minutes and Action Plans; that attendance and activity tell how a group fares, from the report to the
    chief executives' group of North Yorkshire and York, 20 June 2013.
    """
    return (
        _attendance(facts.meetings),
        _cadence(facts, year),
        _coverage(facts.required_seats, facts.filled_seats),
        _actions_in_time(facts.open_actions, facts.overdue_actions),
        _minutes_in_time(facts.meetings),
        _areas_heard(facts.areas, facts.quiet),
    )


def overall(figures: Iterable[Figure]) -> str:
    """Say how a group fares as a whole.

    Decides: the worst figure that is known stands for the whole; without one it is not known. From the Protect &
    Prepare Groups guidance, Governance (what is escalated is what does not work).
    """
    known = [figure.state for figure in figures if figure.state != UNKNOWN]
    return min(known, key=STATES.index) if known else UNKNOWN


def _attendance(meetings: Iterable[Meeting]) -> Figure:
    """A member or a deputy counts; a meeting without recorded attendance counts neither for nor against."""
    recorded = [meeting for meeting in meetings if meeting.expected]
    if not recorded:
        return Figure(ATTENDANCE, _("No attendance is recorded for a meeting held in this time."))
    there = sum(meeting.there for meeting in recorded)
    expected = sum(meeting.expected for meeting in recorded)
    reason = _("Members or their deputies were there {0} of {1} times they were expected, at {2}.")
    return Figure(ATTENDANCE, reason.format(there, expected, _counted(len(recorded))), there, expected)


def _counted(meetings: int) -> Sentence:
    """One meeting is told from several."""
    return _("1 meeting") if meetings == 1 else _("{0} meetings").format(meetings)


def _cadence(facts: Facts, year: Year) -> Figure:
    """More than were due is not better than all; the group is asked for none before it began or after it ended."""
    held = len(facts.meetings)
    if not facts.cadence:
        return Figure(
            CADENCE, _("Held: {0}. The terms in force do not say how often the group meets.").format(held)
        )
    since = max(year.first, facts.counted_from or year.first)
    due = meetings_due(facts.cadence, since, min(year.as_at, facts.counted_to or year.as_at))
    if not due and facts.counted_to and facts.counted_to < year.as_at:
        ended = _("The group ended on {0}. No meeting was due before that day in this time.")
        return Figure(CADENCE, ended.format(govuk_date(facts.counted_to)))
    if not due:
        return Figure(CADENCE, _("No meeting was due yet by the terms ({0}).").format(_(facts.cadence)))
    reason = _("Held: {0}. Due by the terms ({1}): {2}.").format(held, _(facts.cadence), due)
    return Figure(CADENCE, reason, min(held, due), due)


def meetings_due(cadence_of_terms: str, since: date, until: date) -> int:
    """Count the meetings that were due in a time.

    Decides: one at the end of each whole step of the cadence; what the app does not know is due never. From the
    Protect & Prepare Groups guidance, Meeting Schedules.
    """
    step = CADENCES.get(cadence_of_terms)
    if not step:
        return 0
    due = 0
    # A meeting on the last day of a step is within it.
    while since + relativedelta(weeks=step.weeks, months=step.months) * (due + 1) <= until + timedelta(
        days=1
    ):
        due += 1
    return due


def _coverage(required: int | None, filled: int | None) -> Figure:
    """A group without such seats has no figure."""
    if not required:
        return Figure(COVERAGE, _("The guidance asks for no seats in a group of this kind."))
    reason = _("Filled by a member or a deputy: {0} of {1} seats the guidance requires.")
    return Figure(COVERAGE, reason.format(filled or 0, required), filled or 0, required)


def _actions_in_time(under_way: int, overdue: int) -> Figure:
    """An action without a date is not overdue."""
    if not under_way:
        return Figure(OVERDUE, _("No action was under way."))
    reason = _("Under way: {0}. Overdue: {1}.").format(under_way, overdue)
    return Figure(OVERDUE, reason, under_way - overdue, under_way)


def _minutes_in_time(meetings: Iterable[Meeting]) -> Figure:
    """Minutes are due at the meeting after theirs; those of the last meeting are not due yet."""
    due = [meeting for meeting in meetings if meeting.minutes_due_on]
    if not due:
        return Figure(MINUTES, _("No minutes were due: they are agreed at the meeting after theirs."))
    agreed = sum(_is_in_time(meeting.minutes_agreed_on, meeting.minutes_due_on) for meeting in due)
    reason = _("Agreed by the meeting after theirs: the minutes of {0} of {1}.")
    return Figure(MINUTES, reason.format(agreed, _counted(len(due))), agreed, len(due))


def _is_in_time(agreed_on: date | None, due_on: date | None) -> bool:
    return bool(agreed_on and due_on and agreed_on <= due_on)


def _areas_heard(areas: frozenset[str], quiet: frozenset[str]) -> Figure:
    """An area is quiet when it was expected and nobody came from it all year."""
    if not areas:
        return Figure(QUIET, _("No business area was expected at a meeting with recorded attendance."))
    heard = len(areas - quiet)
    if not quiet:
        return Figure(
            QUIET, _("Somebody came from every area expected: {0} of {0}.").format(heard), heard, len(areas)
        )
    names = ", ".join(sorted(quiet))
    return Figure(QUIET, _("Nobody came all year from {0}.").format(names), heard, len(areas))
