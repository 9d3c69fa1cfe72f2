"""When the meetings of a series take place: by a cadence, and never on a bank holiday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from dateutil.rrule import FR, MO, MONTHLY, TH, TU, WE, WEEKLY, rrule

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _, unless
from papg.rules.working_days import SATURDAY, holidays_of

MOVE_ON = "Move to the next working day"
WEEK_LATER = "Move to the same weekday a week later"
LEAVE_OUT = "Leave the date out"
ON_HOLIDAY = (MOVE_ON, WEEK_LATER, LEAVE_OUT)

WEEKDAYS = {"Monday": MO, "Tuesday": TU, "Wednesday": WE, "Thursday": TH, "Friday": FR}
PLACES = {"First": 1, "Second": 2, "Third": 3, "Fourth": 4, "Last": -1}

MOST = 60
"""More dates than this are no series but a slip of the pen."""
YEARS_AHEAD = 5
YEARS_LONG = 10
_LOOKED_AT = 4 * MOST


@dataclass(frozen=True)
class Step:
    """How far it is from one meeting to the next."""

    weeks: int = 0
    months: int = 0


CADENCES = {
    "Weekly": Step(weeks=1),
    "Fortnightly": Step(weeks=2),
    "Every four weeks": Step(weeks=4),
    "Every six weeks": Step(weeks=6),
    "Monthly": Step(months=1),
    "Every two months": Step(months=2),
    "Quarterly": Step(months=3),
    "Every six months": Step(months=6),
    "Yearly": Step(months=12),
}
"""Those of the terms of reference by the same names, and shorter ones for project groups."""


@dataclass(frozen=True)
class Series:
    """What a series says of its dates: it ends on a day, or after a number of meetings."""

    cadence: str
    first_on: date
    weekday: str
    place_in_month: str
    on_holiday: str
    nation: str
    until: date | None = None
    number: int | None = None


@dataclass(frozen=True)
class Slot:
    """A date of a series; `falls_on` is the day the cadence gives, from which a bank holiday may have moved it."""

    day: date
    falls_on: date
    reason: Sentence | None = None


@dataclass(frozen=True)
class Gap:
    """A day of the cadence on which no meeting takes place, and why."""

    falls_on: date
    reason: Sentence


@dataclass(frozen=True)
class Dates:
    """All dates of a series in their order, and the days left out."""

    slots: tuple[Slot, ...]
    gaps: tuple[Gap, ...]


def dates(series: Series) -> Dates:
    """Return the dates of a series, each that was moved with the reason, and the days that were left out.

    Decides: no meeting is on a bank holiday of the authority's nation or at a weekend, no two are on one day, and
    none is after the last day. A series of so many meetings has that many: a day left out is made up for at its
    end. From the guidance, Meeting Schedules, which asks for regular meetings and leaves the days to the group.
    """
    natural = _natural_days(series)
    wanted = len(natural) if series.number is None else series.number
    slots: list[Slot] = []
    gaps: list[Gap] = []
    for falls_on in natural:
        if len(slots) == wanted:
            break
        found = _placed(series, falls_on, {*natural, *(slot.day for slot in slots)})
        (slots if isinstance(found, Slot) else gaps).append(found)  # type: ignore[arg-type]
    return Dates(tuple(slots), tuple(gaps))


def _placed(series: Series, falls_on: date, others: set[date]) -> Slot | Gap:
    if not _is_holiday(falls_on, series.nation):
        return Slot(falls_on, falls_on)
    holiday = _("{0} is a bank holiday in {1}").format(govuk_date(falls_on), series.nation)
    if series.on_holiday == LEAVE_OUT:
        return Gap(falls_on, _("{0}.").format(holiday))
    day = moved(falls_on, series.on_holiday, series.nation)
    if series.until and day > series.until:
        return Gap(
            falls_on, _("{0}; {1} is after the last day of the series.").format(holiday, govuk_date(day))
        )
    if day in others:
        return Gap(falls_on, _("{0}; the series meets on {1} already.").format(holiday, govuk_date(day)))
    reason = _("Moved from {0}, a bank holiday in {1}.").format(govuk_date(falls_on), series.nation)
    return Slot(day, falls_on, reason)


def moved(falls_on: date, on_holiday: str, nation: str) -> date:
    """Return the day a meeting moves to from a bank holiday: the next working day, or a week on, or another week on.

    An own rule under the guidance, Meeting Schedules; the bank holidays are those of the nation of the authority.
    """
    step = timedelta(weeks=1) if on_holiday == WEEK_LATER else timedelta(days=1)
    day = falls_on + step
    while day.weekday() >= SATURDAY or _is_holiday(day, nation):
        day += step
    return day


def _is_holiday(day: date, nation: str) -> bool:
    return bool(holidays_of(day, (nation,)))


def _natural_days(series: Series) -> list[date]:
    """Days the cadence gives from the first that fits, bank holidays included, as far as the series goes."""
    step = CADENCES[series.cadence]
    weekday = WEEKDAYS[series.weekday]
    if step.months:
        weekday = weekday(PLACES[series.place_in_month])
    every = MONTHLY if step.months else WEEKLY
    # The first day that fits may be in the month after; the cadence is counted from it.
    first = rrule(every, datetime.combine(series.first_on, time()), byweekday=weekday)[0]
    days = (at.date() for at in rrule(every, first, step.months or step.weeks, byweekday=weekday))
    last = series.until or date(series.first_on.year + YEARS_LONG, 12, 31)
    return list(islice(takewhile(lambda day: day <= last, days), _LOOKED_AT))


def may_be_planned(series: Series, today: date) -> Verdict:
    """Say whether the dates of a series can be worked out, and what to put right where they cannot.

    An own rule under the guidance, Meeting Schedules: one end, a few years ahead at most, and at most sixty meetings.
    """
    end = _end_refusal(series, today)
    return Verdict.of(end) if end else Verdict.of(_count_refusal(series))


def _end_refusal(series: Series, today: date) -> Sentence | None:
    if series.until and series.number:
        return _("Enter the last day or the number of meetings, not both.")
    for day in (series.first_on, series.until):
        if day and day.year > today.year + YEARS_AHEAD:
            return _("{0} is too far ahead. Plan until the end of {1}, and the next series later.").format(
                govuk_date(day), today.year + YEARS_AHEAD
            )
    if series.until and series.until < series.first_on:
        return _("The last day, {0}, is before the first, {1}. Enter a later one.").format(
            govuk_date(series.until), govuk_date(series.first_on)
        )
    if series.number is not None and not 1 <= series.number <= MOST:
        return _("{0} meetings: a series has 1 to {1}. Enter a number between them.").format(
            series.number, MOST
        )
    return None


def _count_refusal(series: Series) -> Sentence | None:
    found = len(dates(series).slots)
    if series.number and found < series.number:
        short = _(
            "Only {0} of {1} meetings find a day in {2} years that is no bank holiday. Ask for fewer, choose another "
            "weekday or let them move."
        )
        return short.format(found, series.number, YEARS_LONG)
    if not found:
        return _("No day fits between the first and the last day of the series. Enter a later last day.")
    return unless(
        found <= MOST,
        _("The series would have {0} meetings; {1} are the most. Enter an earlier last day.").format(
            found, MOST
        ),
    )


def cadence_in_words(series: Series) -> Sentence:
    """Return how often a series meets, as one says it: "Quarterly on the second Tuesday".

    From the guidance, Meeting Schedules.
    """
    if CADENCES[series.cadence].months:
        return _("{0} on the {1} {2}").format(
            series.cadence, _(series.place_in_month.lower()), _(series.weekday)
        )
    return _("{0} on a {1}").format(series.cadence, _(series.weekday))


def days_place(day: date) -> tuple[str, str]:
    """Return the place in the month and the weekday of a day: 12 January 2027 is the second Tuesday.

    Decides: a fifth one counts as the last, and a day at a weekend as the Monday after. From the guidance, Meeting
    Schedules.
    """
    if day.weekday() >= SATURDAY:
        day += timedelta(days=7 - day.weekday())
    places = list(PLACES)
    return places[min((day.day - 1) // 7, len(places) - 1)], list(WEEKDAYS)[day.weekday()]
