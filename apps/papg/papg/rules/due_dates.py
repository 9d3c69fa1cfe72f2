"""Dates as councils write them: whole days, and the parts of a year people give as a deadline.

What was typed is kept as typed; these rules say which days it means. Dates are written as the GOV.UK style
asks.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The first of the three months of each season; winter runs into the next year."""

FINANCIAL_YEAR_BEGINS = 4

_MONTH_NUMBERS = {
    spelling: number
    for number, month in enumerate(MONTHS, 1)
    for spelling in (month.lower(), month[:3].lower())
} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})"
_YEAR = r"(?P<year>(?:19|20|21)\d{2})"
_NEXT_YEAR = r"[/-](?P<next>\d{2}(?:\d{2})?)"
_SEPARATOR = re.compile(r" to | ?[/-] ?")
_EDGE = re.compile(r"(?:by )?(?:the )?(?P<edge>start|beginning|end) (?:of )?(?:the )?(?P<rest>.+)")


@dataclass(frozen=True)
class DateRange:
    """The days a date as typed can mean, first and last included. A deadline is its last day."""

    starts_on: date
    ends_on: date


_Match = re.Match[str]
_Reader = Callable[[_Match, int | None], DateRange | None]


def parse_partial(text: str | None, reference_year: int | None = None) -> DateRange | None:
    """Return the days a date as typed means, or None where that cannot be told.

    Decides: a month, quarter, season or year means all its days; quarters and years such as 2015/16 are
    financial (April to March, so Q4 is January to March); "end of" a time means its last day, "start of" its
    first; where only the last of two parts gives a year, the earlier part takes the same year, or the one
    before if it would come later. A quarter with a single year is ambiguous and not guessed at. From the
    Protect & Prepare Groups guidance, Action Plans (track and monitor the group's work); the forms are those
    of published council progress reports.

    Args:
        text: the date as typed, such as "March 2016", "Q4 2015/16", "Jan/Feb 2016" or "end of January 2016".
        reference_year: the year meant where the text gives none; for a quarter, the year in which the
            financial year begins.
    """
    cleaned = _clean(text)
    return _read_point(cleaned, reference_year) or _read_span(cleaned, reference_year)


def govuk_date(day: date) -> str:
    """Return a day as GOV.UK style has it: 14 June 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def govuk_date_range(starts_on: date, ends_on: date) -> str:
    """Return a range as GOV.UK style has it: 10 November to 21 December 2026, saying nothing twice."""
    if starts_on == ends_on:
        return govuk_date(ends_on)
    if starts_on.year != ends_on.year:
        start = govuk_date(starts_on)
    elif starts_on.month != ends_on.month:
        start = f"{starts_on.day} {MONTHS[starts_on.month - 1]}"
    else:
        start = str(starts_on.day)
    return f"{start} to {govuk_date(ends_on)}"


def govuk_time(at: time) -> str:
    """Return a time of day as GOV.UK style has it: 5:30pm, 9am, midday, midnight."""
    if at.minute == 0 and at.hour % 12 == 0:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def _clean(text: str | None) -> str:
    plain_dashes = re.sub("[\u2010-\u2015]", "-", text or "")
    return " ".join(re.sub(r"[.,]", " ", plain_dashes).lower().split())


def _read_point(text: str, year: int | None) -> DateRange | None:
    """Read one time, or the edge of one."""
    edge = _EDGE.fullmatch(text)
    if edge is None:
        return _read_whole(text, year)
    whole = _read_whole(edge["rest"], year)
    if whole is None:
        return None
    day = whole.ends_on if edge["edge"] == "end" else whole.starts_on
    return DateRange(day, day)


def _read_whole(text: str, year: int | None) -> DateRange | None:
    for pattern, reader in _READERS:
        match = pattern.fullmatch(text)
        if match:
            return reader(match, year)
    return None


def _read_span(text: str, year: int | None) -> DateRange | None:
    """Read two times and everything between, such as jan/feb 2016."""
    for separator in _SEPARATOR.finditer(text):
        first, last = text[: separator.start()], text[separator.end() :]
        has_words = re.search("[a-z]", first) and re.search("[a-z]", last)
        # Figures with a slash between them are a financial year or nothing; 2016/18 is not guessed at.
        if has_words or separator[0] == " to ":
            span = _join(first, last, year)
            if span:
                return span
    return None


def _join(first: str, last: str, year: int | None) -> DateRange | None:
    end = _read_point(last, year)
    if end is None:
        return None
    for candidate in (end.ends_on.year, end.ends_on.year - 1):
        start = _read_point(first, candidate)
        if start and start.starts_on <= end.starts_on:
            return DateRange(start.starts_on, max(start.ends_on, end.ends_on))
    return None


def _year(match: _Match, reference_year: int | None) -> int | None:
    return int(match["year"]) if match["year"] else reference_year


def _financial_year(match: _Match, reference_year: int | None) -> int | None:
    """Return the year a financial year begins in, or None if its two halves do not follow each other."""
    if not match["year"]:
        return reference_year
    begins, following = int(match["year"]), int(match["next"])
    expected = begins + 1 if len(match["next"]) == 4 else (begins + 1) % 100
    return begins if following == expected else None


def _months(year: int, first_month: int, count: int) -> DateRange:
    start_year, months_before = divmod(12 * year + first_month - 1, 12)
    end_year, months_before_last = divmod(12 * year + first_month + count - 2, 12)
    end_month = months_before_last + 1
    last_day = monthrange(end_year, end_month)[1]
    return DateRange(date(start_year, months_before + 1, 1), date(end_year, end_month, last_day))


def _read_day(match: _Match, reference_year: int | None) -> DateRange | None:
    return _days(match["day"], match["day"], match["month"], _year(match, reference_year))


def _read_days(match: _Match, reference_year: int | None) -> DateRange | None:
    return _days(match["day"], match["last"], match["month"], _year(match, reference_year))


def _days(first: str, last: str, month_name: str, year: int | None) -> DateRange | None:
    month = _MONTH_NUMBERS[month_name]
    if year is None or not 1 <= int(first) <= int(last) <= monthrange(year, month)[1]:
        return None
    return DateRange(date(year, month, int(first)), date(year, month, int(last)))


def _read_month(match: _Match, reference_year: int | None) -> DateRange | None:
    year = _year(match, reference_year)
    return None if year is None else _months(year, _MONTH_NUMBERS[match["month"]], 1)


def _read_year(match: _Match, reference_year: int | None) -> DateRange | None:
    return _months(int(match["year"]), 1, 12)


def _read_financial_year(match: _Match, reference_year: int | None) -> DateRange | None:
    year = _financial_year(match, reference_year)
    return None if year is None else _months(year, FINANCIAL_YEAR_BEGINS, 12)


def _read_quarter(match: _Match, reference_year: int | None) -> DateRange | None:
    year = _financial_year(match, reference_year)
    quarter = int(match["quarter"])
    return None if year is None else _months(year, FINANCIAL_YEAR_BEGINS + 3 * (quarter - 1), 3)


def _read_season(match: _Match, reference_year: int | None) -> DateRange | None:
    year = _year(match, reference_year)
    return None if year is None else _months(year, SEASONS[match["season"]], 3)


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?: {_YEAR})?"), _read_day),
    (re.compile(rf"(?P<day>\d{{1,2}})(?: to | ?- ?)(?P<last>\d{{1,2}}) {_MONTH}(?: {_YEAR})?"), _read_days),
    (re.compile(rf"{_MONTH}(?: {_YEAR})?"), _read_month),
    (re.compile(_YEAR), _read_year),
    (re.compile(rf"(?:fy ?|financial year )?{_YEAR}{_NEXT_YEAR}"), _read_financial_year),
    (re.compile(rf"q(?P<quarter>[1-4])(?: (?:of )?(?:fy ?)?{_YEAR}{_NEXT_YEAR})?"), _read_quarter),
    (re.compile(rf"(?P<season>{'|'.join(SEASONS)})(?: {_YEAR})?"), _read_season),
)
