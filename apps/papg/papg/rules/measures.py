"""Measures: what a figure may be, which was known on a day, which way it goes, and whether parts make their total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from papg.rules.due_dates import govuk_date
from papg.rules.financial_periods import FinancialPeriod
from papg.rules.wording import Sentence, Verdict, _

UP, DOWN, NO_CHANGE, UNKNOWN = "Up", "Down", "No change", ""
ADDS_UP, DOES_NOT_ADD_UP, NOT_KNOWN = "Adds up", "Does not add up", "Not known"

_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,4})?")


class Recorded(Protocol):
    """A figure as it was recorded, or as it was before it was corrected."""

    as_at: date


AnyRecording = TypeVar("AnyRecording", bound=Recorded)


@dataclass(frozen=True)
class Entry:
    """What is recorded of a measure for a period.

    Attributes:
        figure: The figure as typed; empty where none is known.
        as_at: The day it was correct.
        source: Where it comes from.
        is_verbal: It was told in a meeting and stands in no paper.
        remark: What was said.
    """

    figure: str | None
    as_at: date
    source: str | None = None
    is_verbal: bool = False
    remark: str | None = None


@dataclass(frozen=True)
class Sum:
    """Whether the parts of a total make it, with the reason."""

    state: str
    reason: Sentence


def read_figure(text: str | None) -> Decimal | None:
    """Return a figure as typed, such as 1,234 or 12.5, or None where there is none.

    Decides: nothing typed is not known, which is not nought. From the public example of Barnet Council's progress
    report on the Prevent duty, which counts what it can count and says of the rest that it is told.
    """
    cleaned = (text or "").strip()
    return Decimal(cleaned.replace(",", "")) if _FIGURE.fullmatch(cleaned) else None


def written(figure: Decimal) -> str:
    """Return a figure as it is read: 1,234, and 12.5 rather than 12.50.

    From the GOV.UK style guide, numbers.
    """
    return f"{figure.normalize():,f}"


def check_entry(entry: Entry, period: FinancialPeriod, today: date) -> Verdict:
    """Say whether what is recorded for a period can be kept.

    Decides: a figure is a number; without one it is a verbal update that says something; a source is named; and it is
    correct as at a day from the first of the period to today. From the public example of Barnet Council's progress
    report on the Prevent duty (figures and verbal updates each quarter, correct as of a day).

    Args:
        entry: what is recorded.
        period: the period it is for.
        today: the day it is.
    """
    return Verdict.of(
        _refuse_no_number(entry),
        _refuse_nothing_said(entry),
        None if (entry.source or "").strip() else _("Source: say where the figure or the update comes from."),
        _refuse_day(entry.as_at, period, today),
    )


def check_correction(before: Entry, after: Entry, reason: str | None) -> Verdict:
    """Say whether what is recorded may be replaced.

    Decides: only with a reason, and as at the same day or a later one, so that what was known on any day can still be
    told. From the same public example as `check_entry`, whose figures are correct as of a day.
    """
    day = govuk_date(before.as_at)
    without_reason = _(
        "What was recorded as at {0} is kept. Give the reason for the correction, and it stands beside it."
    )
    dated_back = _("As at {0} is before {1}, the day of what it corrects. Give that day or a later one.")
    return Verdict.of(
        None if (reason or "").strip() else without_reason.format(day),
        None if after.as_at >= before.as_at else dated_back.format(govuk_date(after.as_at), day),
    )


def known_on(recordings: Iterable[AnyRecording], day: date) -> AnyRecording | None:
    """Return what was known on a day: the latest recording as at that day or before; of several, the last given.

    From the same public example as `check_entry`: a report speaks of what was correct on its day.

    Args:
        recordings: a figure and what it was before each correction, the first one first.
        day: the day.
    """
    found: AnyRecording | None = None
    for recording in recordings:
        if recording.as_at <= day and (found is None or recording.as_at >= found.as_at):
            found = recording
    return found


def direction(now: Decimal | None, earlier: Decimal | None) -> str:
    """Return which way a measure goes since the period just before, or UNKNOWN where one of the two is not known.

    Decides: it follows from two figures or not at all; whether up is good is for the reader. From published reports of
    councils that show the previous period, this period and the direction of travel; the public example here is Barnet
    Council's progress report on the Prevent duty, monitored each quarter.
    """
    if now is None or earlier is None:
        return UNKNOWN
    if now == earlier:
        return NO_CHANGE
    return UP if now > earlier else DOWN


def sum_of(total: Decimal | None, parts: Sequence[Decimal | None]) -> Sum:
    """Say whether the parts of a total make it.

    Decides: they are compared only where all are known, and a total that differs is shown as such and never put right.
    From the public example of Barnet Council's progress report on the Prevent duty, which gives the people trained by
    kind and no total.

    Args:
        total: the total as it was reported, None where it was not.
        parts: its parts, None for each that is not known.
    """
    unknown = sum(part is None for part in parts)
    if unknown:
        return Sum(NOT_KNOWN, _("{0} of {1} parts have no figure.").format(unknown, len(parts)))
    made = sum((part for part in parts if part is not None), Decimal(0))
    if total is None:
        return Sum(NOT_KNOWN, _("The parts make {0}; no total was reported.").format(written(made)))
    if made == total:
        return Sum(ADDS_UP, _("The parts make {0}.").format(written(made)))
    gap = _("The parts make {0}, {1} more than the total of {2}.")
    if made < total:
        gap = _("The parts make {0}, {1} fewer than the total of {2}.")
    return Sum(DOES_NOT_ADD_UP, gap.format(written(made), written(abs(made - total)), written(total)))


def _refuse_no_number(entry: Entry) -> Sentence | None:
    typed = (entry.figure or "").strip()
    if not typed or read_figure(typed) is not None:
        return None
    return _("Figure “{0}” is no number. Write it as 1,234 or 12.5, and the unit in the measure.").format(
        typed
    )


def _refuse_nothing_said(entry: Entry) -> Sentence | None:
    if (entry.figure or "").strip() or (entry.is_verbal and (entry.remark or "").strip()):
        return None
    return _("Figure: enter one, or tick “Verbal update” and write what was said.")


def _refuse_day(as_at: date, period: FinancialPeriod, today: date) -> Sentence | None:
    if as_at > today:
        return _("As at {0} is still to come. Give today or an earlier day.").format(govuk_date(as_at))
    if as_at < period.first_day:
        early = _("As at {0} is before {1} began, on {2}. Give a later day or another period.")
        return early.format(govuk_date(as_at), period.label, govuk_date(period.first_day))
    return None
