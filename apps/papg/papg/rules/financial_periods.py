"""The periods a council accounts for: financial years from April to March, and their quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.due_dates import FINANCIAL_YEAR_BEGINS, parse_partial
from papg.rules.wording import Verdict, _

QUARTER = "Financial quarter"
YEAR = "Financial year"
KINDS = (QUARTER, YEAR)
QUARTERS = (1, 2, 3, 4)
WHOLE_YEAR = 0
MONTHS_OF_QUARTER = 3


@dataclass(frozen=True, order=True)
class FinancialPeriod:
    """A financial year, or one quarter of it.

    Attributes:
        begins_in: Calendar year in whose April the financial year begins.
        quarter: 1 for April to June and so on; 0 for the whole year.
    """

    begins_in: int
    quarter: int = WHOLE_YEAR

    @property
    def kind(self) -> str:
        """Whether it is a quarter or a year."""
        return QUARTER if self.quarter else YEAR

    @property
    def first_day(self) -> date:
        """The day it begins on."""
        return _first_of(self.begins_in, MONTHS_OF_QUARTER * max(self.quarter - 1, 0))

    @property
    def last_day(self) -> date:
        """The day it ends on."""
        months = MONTHS_OF_QUARTER * (self.quarter or len(QUARTERS))
        return _first_of(self.begins_in, months) - timedelta(days=1)

    @property
    def label(self) -> str:
        """Its name as councils write it: Q4 2015/16, or 2015/16."""
        year = f"{self.begins_in}/{(self.begins_in + 1) % 100:02}"
        return f"Q{self.quarter} {year}" if self.quarter else year


def holding(day: date, kind: str) -> FinancialPeriod:
    """Return the financial quarter or year a day is in.

    Decides: the year begins on 1 April, so that January to March are the fourth quarter of the year before. From the
    public example of Barnet Council's progress report on the Prevent duty, whose meeting in March 2016 is timed for the
    data of the fourth quarter.

    Args:
        day: the day.
        kind: QUARTER or YEAR.
    """
    years, months = divmod(day.month - FINANCIAL_YEAR_BEGINS, 12)
    quarter = months // MONTHS_OF_QUARTER + 1 if kind == QUARTER else WHOLE_YEAR
    return FinancialPeriod(day.year + years, quarter)


def before(period: FinancialPeriod) -> FinancialPeriod:
    """Return the period just before: of a first quarter, the fourth of the year before.

    From the same public example as `holding`.
    """
    return holding(period.first_day - timedelta(days=1), period.kind)


def period_meant(text: str | None, kind: str) -> FinancialPeriod | None:
    """Return the one financial quarter or year a text means, or None where it means no such period.

    Decides: whatever the words, the days they mean are exactly those of the period, so "January to March 2016" is
    Q4 2015/16 and "2016", a calendar year, is none. From the same public example as `holding`.

    Args:
        text: the period as typed.
        kind: QUARTER or YEAR.
    """
    days = parse_partial(text)
    if days is None:
        return None
    found = holding(days.starts_on, kind)
    return found if (found.first_day, found.last_day) == (days.starts_on, days.ends_on) else None


def check_period(text: str | None, kind: str) -> Verdict:
    """Say whether a text means one financial quarter, or one financial year, as a measure is counted by.

    From the same public example as `holding`.
    """
    if period_meant(text, kind):
        return Verdict()
    if kind == QUARTER:
        no_quarter = _(
            "Period “{0}” is no financial quarter. Write it as Q4 2015/16, which is January to March 2016."
        )
        return Verdict.of(no_quarter.format(text or ""))
    no_year = _("Period “{0}” is no financial year. Write it as 2015/16, which is April 2015 to March 2016.")
    return Verdict.of(no_year.format(text or ""))


def shown(begins_in: int | None, kind: str, known: list[FinancialPeriod], day: date) -> list[FinancialPeriod]:
    """Return the periods a table has a line for, those nothing is known of included, in their order.

    Decides: of a chosen year, every period that has begun by the day; without one, every period from the first to the
    last that is known, so that a gap is a line that says so. From the same public example as `holding`.

    Args:
        begins_in: calendar year in whose April the chosen year begins, or None for all years.
        kind: QUARTER or YEAR.
        known: periods of that kind something is known of.
        day: the day the table speaks of.
    """
    if begins_in is not None:
        quarters = QUARTERS if kind == QUARTER else (WHOLE_YEAR,)
        of_year = [FinancialPeriod(begins_in, quarter) for quarter in quarters]
        return [period for period in of_year if period.first_day <= day]
    if not known:
        return []
    found = [max(known)]
    while found[-1] > min(known):
        found.append(before(found[-1]))
    return found[::-1]


def _first_of(begins_in: int, months_after_april: int) -> date:
    years, month = divmod(FINANCIAL_YEAR_BEGINS - 1 + months_after_april, 12)
    return date(begins_in + years, month + 1, 1)
