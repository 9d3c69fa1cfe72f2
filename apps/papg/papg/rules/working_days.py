"""Working days as the four information laws count them, and the day by which a request is to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, _, listed

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = "England", "Wales", "Scotland", "Northern Ireland"
REST_OF_UK = "England, Wales and Northern Ireland"
JURISDICTIONS = (REST_OF_UK, SCOTLAND)
FREEDOM = "Freedom of information"
ENVIRONMENT = "Environmental information"
REGIMES = (FREEDOM, ENVIRONMENT)

DAYS_TO_ANSWER = 20
SATURDAY = 5
_PARTS = {ENGLAND: "ENG", WALES: "WLS", SCOTLAND: "SCT", NORTHERN_IRELAND: "NIR"}


@dataclass(frozen=True)
class Law:
    """One of the four laws a request for information is answered under."""

    name: str
    paragraph: str
    parts: tuple[str, ...]


LAWS: Mapping[tuple[str, str], Law] = {
    (REST_OF_UK, FREEDOM): Law("Freedom of Information Act 2000", "section 10(1) and (6)", tuple(_PARTS)),
    (REST_OF_UK, ENVIRONMENT): Law(
        "Environmental Information Regulations 2004", "regulations 2(1) and 5(2)", tuple(_PARTS)
    ),
    (SCOTLAND, FREEDOM): Law(
        "Freedom of Information (Scotland) Act 2002", "sections 10(1) and 73", (SCOTLAND,)
    ),
    (SCOTLAND, ENVIRONMENT): Law(
        "Environmental Information (Scotland) Regulations 2004", "regulations 2(1) and 5(2)", (SCOTLAND,)
    ),
}
"""By jurisdiction and regime: the law, where it sets the time, and the parts of the UK whose bank holidays count."""


@dataclass(frozen=True)
class Deadline:
    """The last day on which an answer is in time, and how it was worked out."""

    due_on: date
    reason: Sentence


def jurisdiction_of(nation: str | None) -> str:
    """Return whose information law an authority answers under: Scotland's own, or that of the rest of the UK.

    From the Freedom of Information Act 2000, section 3 and schedule 1 (councils in England, Wales and Northern
    Ireland), and the Freedom of Information (Scotland) Act 2002, section 3 and schedule 1 (councils in Scotland).
    """
    return SCOTLAND if nation == SCOTLAND else REST_OF_UK


def law_of(nation: str | None, regime: str) -> Law:
    """Return the law a request of this regime to an authority of this nation is answered under.

    Each law is named with the paragraph that sets the time.
    """
    return LAWS[jurisdiction_of(nation), regime]


def holidays_of(day: date, parts: tuple[str, ...]) -> list[str]:
    """Return the parts of the UK in which a day is a bank holiday, Christmas Day or Good Friday.

    From the Freedom of Information Act 2000, section 10(6), and the Freedom of Information (Scotland) Act 2002,
    section 73. The substitute days and the days proclaimed once are those of the `holidays` library.
    """
    return [part for part in parts if day in _calendar(part)]


@cache
def _calendar(part: str) -> Mapping[date, str]:
    # The library works a year out when it is first asked for a day of it.
    return country_holidays("GB", subdiv=_PARTS[part])


def is_working_day(day: date, nation: str | None, regime: str) -> bool:
    """Say whether a day counts towards the time for an answer.

    Decides: Saturdays, Sundays and bank holidays do not count. In England, Wales and Northern Ireland a bank
    holiday in any part of the UK does not count, Scotland's included (Freedom of Information Act 2000, section
    10(6), which the Environmental Information Regulations 2004, regulation 2(1), take over). In Scotland only
    those of Scotland do not count (Freedom of Information (Scotland) Act 2002, section 73; Environmental
    Information (Scotland) Regulations 2004, regulation 2(1)).
    """
    return day.weekday() < SATURDAY and not holidays_of(day, law_of(nation, regime).parts)


def deadline(received_on: date, nation: str | None, regime: str) -> Deadline:
    """Return the twentieth working day after the day a request was received, and how it was counted.

    Decides: the day of receipt itself is not counted, whatever day it is. From the Freedom of Information Act
    2000, section 10(1); the Freedom of Information (Scotland) Act 2002, section 10(1); and regulation 5(2) of
    the Environmental Information Regulations 2004 and of the Environmental Information (Scotland) Regulations
    2004. Longer times the laws allow for some requests are not worked out here.
    """
    day, left, skipped = received_on, DAYS_TO_ANSWER, []
    parts = law_of(nation, regime).parts
    while left:
        day += timedelta(days=1)
        if is_working_day(day, nation, regime):
            left -= 1
        elif day.weekday() < SATURDAY:
            skipped.append(_skipped(day, holidays_of(day, parts), parts))
    return Deadline(day, _reason(received_on, law_of(nation, regime), skipped))


def _skipped(day: date, where: list[str], parts: tuple[str, ...]) -> Sentence:
    if where == list(parts):
        return Sentence(govuk_date(day))
    return _("{0} (bank holiday in {1})").format(govuk_date(day), listed(where))


def _reason(received_on: date, law: Law, skipped: list[Sentence]) -> Sentence:
    counted = _("The twentieth working day after {0}, {1}, {2}. Weekends are not counted.")
    if not skipped:
        return counted.format(govuk_date(received_on), law.name, law.paragraph)
    besides = _(
        "The twentieth working day after {0}, {1}, {2}. Weekends are not counted, nor bank holidays: {3}."
    )
    return besides.format(govuk_date(received_on), law.name, law.paragraph, ", ".join(skipped))


def lateness(due_on: date, today: date, released_on: date | None) -> Sentence | None:
    """Return a warning once the day for the answer has passed, or None.

    Decides: the last day itself is in time. A copy released late says by when it was due. From the Freedom of
    Information Act 2000, section 10(1), and the paragraphs named at `deadline` beside it.
    """
    answered = released_on or today
    if answered <= due_on:
        return None
    if released_on:
        late = _("Released on {0}. The answer was due by {1}.")
        return late.format(govuk_date(released_on), govuk_date(due_on))
    overdue = _(
        "The answer was due by {0}. Release the copy, or write to whoever asked and say why it is late."
    )
    return overdue.format(govuk_date(due_on))
