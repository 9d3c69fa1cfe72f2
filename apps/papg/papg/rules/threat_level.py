"""The threat level: whom which one concerns, which one held on a day, what it meant then, and when people were told.

A level has no last day: it holds until another takes effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _, unless
from papg.rules.working_days import NORTHERN_IRELAND

LOW, MODERATE, SUBSTANTIAL, SEVERE, CRITICAL = "LOW", "MODERATE", "SUBSTANTIAL", "SEVERE", "CRITICAL"
LEVELS = (LOW, MODERATE, SUBSTANTIAL, SEVERE, CRITICAL)

INTERNATIONAL = "International terrorism"
NATIONAL = "National"
IN_NORTHERN_IRELAND = "Northern Ireland-related terrorism in Northern Ireland"
IN_GREAT_BRITAIN = "Northern Ireland-related terrorism in Great Britain"
SERIES = (NATIONAL, INTERNATIONAL, IN_NORTHERN_IRELAND, IN_GREAT_BRITAIN)

REWORDED_ON = date(2019, 7, 23)
"""From here one national level covers terrorism of every ideology, and the words of three levels are others."""

_MEANINGS = {
    LOW: _("an attack is very unlikely"),
    MODERATE: _("an attack is possible, but not likely"),
    SUBSTANTIAL: _("an attack is likely"),
    SEVERE: _("an attack is highly likely"),
    CRITICAL: _("an attack is highly likely in the near future"),
}
_EARLIER_MEANINGS = {
    **_MEANINGS,
    LOW: _("an attack is unlikely"),
    SUBSTANTIAL: _("an attack is a strong possibility"),
    CRITICAL: _("an attack is expected at any moment"),
}

_SAID = {
    NATIONAL: (
        _("Threat level as at {0}: not known."),
        _("Threat level as at {0}: {1} ({2}), since {3}."),
    ),
    IN_NORTHERN_IRELAND: (
        _("Northern Ireland-related threat level as at {0}: not known."),
        _("Northern Ireland-related threat level as at {0}: {1} ({2}), since {3}."),
    ),
}


@dataclass(frozen=True)
class Entry:
    """One line of the history.

    Attributes:
        series: What the level speaks of.
        level: The level.
        effective_on: First day on which it held.
        announced_on: Day on which it was made public; None where it is not known.
        means: What it means, in the council's words; empty where it has none of its own.
    """

    series: str
    level: str
    effective_on: date
    announced_on: date | None = None
    means: str = ""


def meaning(level: str, day: date) -> Sentence:
    """Return what a level of that name meant on a day.

    Decides: the words of LOW, SUBSTANTIAL and CRITICAL changed with the national level of 23 July 2019. From GOV.UK,
    Terrorism and national emergencies, and the BBC's history of the levels to 2010.
    """
    return (_MEANINGS if day >= REWORDED_ON else _EARLIER_MEANINGS)[level]


def shown_in(nation: str | None) -> tuple[str, ...]:
    """Return the series whose levels a council of a nation is told, each as at the day in question.

    Decides: in Northern Ireland that for Northern Ireland-related terrorism there stands beside the national one; Great
    Britain's own is part of the national one since July 2019. From GOV.UK, Terrorism and national emergencies.

    Args:
        nation: nation of the council; None where it is not known.
    """
    return (NATIONAL, IN_NORTHERN_IRELAND) if nation == NORTHERN_IRELAND else (NATIONAL,)


def follows(series: str) -> str:
    """Return the series whose history a level continues.

    Decides: the national level took over from that for international terrorism, so the two are one history with one
    level on any day; the others stand alone. From GOV.UK, Terrorism and national emergencies (own rule under the
    change of July 2019).
    """
    return NATIONAL if series == INTERNATIONAL else series


def as_at(entries: Iterable[Entry], day: date, series: str = NATIONAL) -> Entry | None:
    """Return the entry that held on a day, or None before the first: that is unknown and not LOW.

    Decides: a level holds from the day it takes effect, that day included, whenever it was announced, until the next
    takes effect. From GOV.UK, Terrorism and national emergencies (no expiry date is set).
    """
    by_then = [
        entry for entry in entries if follows(entry.series) == follows(series) and entry.effective_on <= day
    ]
    return max(by_then, key=lambda entry: entry.effective_on, default=None)


def last_day(entries: Iterable[Entry], day: date, series: str = NATIONAL) -> date | None:
    """Return the last day on which what held on a day goes on holding, or None where nothing took over yet.

    From GOV.UK, Terrorism and national emergencies: a level holds until it is changed.
    """
    later = [
        entry.effective_on
        for entry in entries
        if follows(entry.series) == follows(series) and entry.effective_on > day
    ]
    return min(later) - timedelta(days=1) if later else None


def check(entry: Entry, others: Iterable[Entry]) -> Verdict:
    """Say whether an entry can stand in the history beside the others: one level on one day.

    Own rule, under GOV.UK, Terrorism and national emergencies: there is one level at a time.
    """
    same = [
        other
        for other in others
        if follows(other.series) == follows(entry.series) and other.effective_on == entry.effective_on
    ]
    taken = _("{0} has an entry for {1} already: {2}. Change that one, or give the right day.")
    return Verdict.of(
        *(taken.format(_(other.series), govuk_date(other.effective_on), _(other.level)) for other in same),
        unless(
            entry.level in LEVELS, _("{0} is no threat level. Choose one of the five.").format(entry.level)
        ),
    )


def note(entry: Entry) -> Sentence | None:
    """Return what is to be said of an announcement after the level took effect, or None.

    Own rule, under GOV.UK, Terrorism and national emergencies: a level lowered on 4 February 2021 was made public on
    8 February, and who looked at the level in between was told the old one.
    """
    if entry.announced_on is None or entry.announced_on <= entry.effective_on:
        return None
    return _("It was announced on {0}.").format(govuk_date(entry.announced_on))


def statement(entry: Entry | None, day: date, series: str = NATIONAL) -> Sentence:
    """Return the level as at a day in a sentence, with what it meant and since when it held.

    Decides: what is not known is said to be unknown. From the public example of Westminster's briefing note of
    January 2015, which gives the level of its day.

    Args:
        entry: what held on the day, or None.
        day: the day in question.
        series: one of those `shown_in` gives.
    """
    unknown, known = _SAID[series]
    if entry is None:
        return unknown.format(govuk_date(day))
    means = entry.means or meaning(entry.level, entry.effective_on)
    plain = known.format(govuk_date(day), _(entry.level), means, govuk_date(entry.effective_on))
    late = note(entry)
    return _("{0} {1}").format(plain, late) if late else plain
