"""Progress on a statutory duty: which row holds on a day, what a deadline as typed means, what it adds up to.

The public example these rules follow is Barnet Council's progress report on the Prevent duty, correct as of
1 January 2016, called "the progress report" below: a table of what the duty expects, progress and expected
outcome, made anew for each period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from papg.rules.due_dates import DateRange, govuk_date, parse_partial
from papg.rules.wording import Sentence, Verdict, _

NOT_STARTED = "Not started"
IN_PROGRESS = "In progress"
ACHIEVED = "Achieved"
STATUSES = (NOT_STARTED, IN_PROGRESS, ACHIEVED)
DIRECTIONS = ("Ongoing", "Sustained", "Closed")
RATINGS = ("Green", "Amber", "Red")
"""From nothing in the way to a serious risk to delivery."""


class Dated(Protocol):
    """A row of progress on one requirement."""

    requirement: str
    as_at: date


AnyRow = TypeVar("AnyRow", bound=Dated)


def in_force_at(rows: Iterable[AnyRow], day: date) -> dict[str, AnyRow]:
    """Return the row that holds on a day for each requirement that has one.

    Decides: the latest row dated on or before the day holds; a requirement without one is absent, which is not
    the same as "no progress". From the public example of the progress report, its heading (correct as of a day).
    """
    found: dict[str, AnyRow] = {}
    for row in rows:
        held = found.get(row.requirement)
        if row.as_at <= day and (held is None or row.as_at > held.as_at):
            found[row.requirement] = row
    return found


def is_history(as_at: date, others: Iterable[date]) -> bool:
    """Say whether a row was followed by a later one and so stays as it is.

    From the public example of the progress report: what was correct as of one day is answered by a report as of
    another, and not rewritten.

    Args:
        as_at: the day the row speaks of.
        others: the days of the group's other rows for the same requirement.
    """
    return any(other > as_at for other in others)


def may_change(stored: date, wanted: date, others: Sequence[date]) -> Verdict:
    """Say whether a stored row may be changed, and given the day it is to have.

    Decides: history is not changed, and the latest row does not become history by being dated back. From the
    same public example as `is_history`.

    Args:
        stored: the day the row speaks of as it is stored.
        wanted: the day it is to speak of.
        others: the days of the group's other rows for the same requirement.
    """
    if not is_history(wanted, others) and not is_history(stored, others):
        return Verdict()
    followed_by = govuk_date(max(others))
    if is_history(stored, others):
        history = _("The row as at {0} is history: it was followed by the row as at {1}. Continue that one.")
        return Verdict.of(history.format(govuk_date(stored), followed_by))
    dated_back = _("As at {0} is before the row as at {1}, which this row follows. Give a later day.")
    return Verdict.of(dated_back.format(govuk_date(wanted), followed_by))


def days_meant(due: str | None, as_at: date) -> DateRange | None:
    """Return the days a deadline as typed means in a row of a certain day, or None where that cannot be told.

    Decides: a deadline that gives its year means that year; one that gives none, such as "Q4", "Jan/Feb" or
    "end of January", means the first such time that is not over on the day of the row. Anything else, such as
    "next possible quarterly meeting", is not guessed at. From the public example of the progress report, its
    column of expected outcomes, where an audit "during Jan/Feb" and the "close of Q4" are still to come.

    Args:
        due: the deadline as typed.
        as_at: the day the row speaks of.
    """
    told = parse_partial(due)
    if told:
        return told
    # The financial year a day is in may have begun in the year before.
    for year in (as_at.year - 1, as_at.year, as_at.year + 1):
        meant = parse_partial(due, year)
        if meant and meant.ends_on >= as_at:
            return meant
    return None


def overall_rating(ratings: Sequence[str | None]) -> str | None:
    """Return the worst of the ratings, or None while any is unknown or there is none.

    From the public example of the progress report, which gives a verdict on four rows and none on the duty as a
    whole; that red, amber and green speak of risk to delivery is taken from published performance reports.
    """
    if not ratings or not all(rating in RATINGS for rating in ratings):
        return None
    return max((rating for rating in ratings if rating), key=RATINGS.index)


def overall_status(statuses: Sequence[str | None]) -> str | None:
    """Return the status of the whole, or None while any row is unknown or there is none.

    Decides: achieved when every row is, not started when none is begun, else in progress. From the same
    public example as `overall_rating`.
    """
    if not statuses or not all(status in STATUSES for status in statuses):
        return None
    if len(set(statuses)) == 1:
        return statuses[0]
    return IN_PROGRESS


def unknown_rows(values: Sequence[str | None]) -> Sentence | None:
    """Return a sentence on how many rows keep the whole from being told, or None if none does.

    From the same public example as `overall_status`.
    """
    unknown = sum(1 for value in values if not value)
    if not unknown:
        return None
    if len(values) == 1:
        return _("the only requirement has none")
    return _("{0} of {1} requirements have none").format(unknown, len(values))


def verdicts(rows: Sequence[tuple[str | None, str | None]]) -> Sentence:
    """Return a sentence that counts where requirements stand, sustained and closed apart.

    Decides: a requirement without a status counts as not known, and its direction as nothing; achieved and still
    going on is not closed. From the public example of the progress report, four of whose sixteen rows say that
    the objective is achieved, one of them that it is being sustained.

    Args:
        rows: status and direction of each requirement.
    """
    counted = [sum(1 for status, _direction in rows if status == wanted) for wanted in STATUSES]
    achieved = [direction for status, direction in rows if status == ACHIEVED]
    said = _(
        "Requirements: {0}. Achieved: {1} (sustained: {2}, closed: {3}). In progress: {4}. Not started: {5}. "
        "Not known: {6}."
    )
    return said.format(
        len(rows),
        len(achieved),
        achieved.count("Sustained"),
        achieved.count("Closed"),
        counted[STATUSES.index(IN_PROGRESS)],
        counted[STATUSES.index(NOT_STARTED)],
        len(rows) - sum(counted),
    )
