"""Terms of reference: which version is in force, when review is due, which headings say nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from itertools import combinations

from papg.rules.people import plain
from papg.rules.periods import Period

DRAFT = "Draft"
WITH_MEMBERS = "With members"
IN_FORCE = "In force"
SUPERSEDED = "Superseded"
STAGES = (DRAFT, WITH_MEMBERS, IN_FORCE, SUPERSEDED)

HEADINGS = (
    "Membership",
    "Governance",
    "Mission statement",
    "Meeting schedule",
    "Subgroups",
    "Action plan",
    "Minutes",
    "Membership etiquette",
    "Standing agenda items",
    "Maturity matrix",
)
"""The two headings the guidance treats first and the eight it lists for consideration."""


@dataclass(frozen=True)
class TermsVersion:
    """One version of one group's terms of reference and the days it is in force.

    `in_force_to` is the last day in force; None means until further notice. A version without `in_force_from`
    has never been in force.
    """

    name: str
    version: int
    in_force_from: date | None
    in_force_to: date | None = None

    @property
    def period(self) -> Period:
        """The days in force, of a version that has been or will be."""
        return Period(self.in_force_from, self.in_force_to)

    @property
    def has_period(self) -> bool:
        """Whether there is at least one day on which this version is in force."""
        return self.in_force_from is not None and not self.period.is_backwards


def in_force_on(versions: Iterable[TermsVersion], day: date) -> TermsVersion | None:
    """Return the version in force on a day, or None.

    Decides: the first and the last day are in force; should two versions overlap, the one that came into
    force last holds, then the higher version. From the Protect & Prepare Groups guidance, Terms of Reference
    (established and agreed by group members).
    """
    holding = [version for version in _adopted(versions) if version.period.includes(day)]
    return max(holding, key=_order, default=None)


def overlaps(versions: Iterable[TermsVersion]) -> list[tuple[TermsVersion, TermsVersion]]:
    """Return every two versions that are in force on the same day, the earlier one first.

    Decides: members can follow one text only. From the Protect & Prepare Groups guidance, Terms of Reference
    (to ensure proper functioning of the group).
    """
    return [
        (one, other)
        for one, other in combinations(_adopted(versions), 2)
        if one.period.overlaps(other.period)
    ]


def gaps(versions: Iterable[TermsVersion]) -> list[Period]:
    """Return the times between the first and the last version on which no terms were in force.

    Decides: as `in_force_on`; a day on which one version ends and the next begins the day after is no gap.
    From the Protect & Prepare Groups guidance, Terms of Reference (to ensure proper functioning of the
    group).
    """
    found: list[Period] = []
    covered_to: date | None = None
    for version in _adopted(versions):
        starts_on = _starts_on(version)
        if covered_to is not None and (starts_on - covered_to).days > 1:
            found.append(Period(covered_to + timedelta(days=1), starts_on - timedelta(days=1)))
        covered_to = max(covered_to or date.min, version.in_force_to or date.max)
    return found


def is_review_due(review_due_on: date | None, today: date) -> bool:
    """Say whether the terms are due for review: from the day itself; never without a date.

    From the Protect & Prepare Groups guidance, Terms of Reference; a yearly review is what councils practise,
    for example the City of London's reviews of terms of reference.
    """
    return review_due_on is not None and review_due_on <= today


def is_review_reminder_due(
    review_due_on: date | None, days_before: int, reminded_on: date | None, today: date
) -> bool:
    """Say whether who answers for the terms is reminded of their review today.

    Decides: once so many days before the review is due, and once from the day itself; a day on which nothing could
    be sent is made up for, and a review put off is reminded of anew. From the Protect & Prepare Groups guidance,
    Terms of Reference; a yearly review is what councils practise, for example the City of London's reviews of terms
    of reference.

    Args:
        review_due_on: day on which the review is due.
        days_before: how long before the first reminder goes out; 0 leaves the one on the day.
        reminded_on: day of the last reminder about this version.
        today: the day.
    """
    if review_due_on is None:
        return False
    starts = {review_due_on - timedelta(days=max(0, days_before)), review_due_on}
    reached = [day for day in starts if day <= today]
    return bool(reached) and (reminded_on is None or reminded_on < max(reached))


def empty_headings(
    sections: Iterable[tuple[str, str | None]], headings: Iterable[str] = HEADINGS
) -> list[str]:
    """Return the headings the terms say nothing under yet, in the order of the headings.

    Decides: a heading counts as written when one section of that name holds visible text or a picture;
    capitals and outer spaces do not matter, other headings are the group's own affair. From the Protect &
    Prepare Groups guidance, Membership, Governance and Terms of Reference, Considerations 1 to 8.

    Args:
        sections: heading and text of each section; the text may be HTML.
        headings: those the council asks for; the ten of the guidance when left out.
    """
    written = {plain(heading) for heading, text in sections if _says_something(text)}
    return [heading for heading in headings if plain(heading) not in written]


def _adopted(versions: Iterable[TermsVersion]) -> list[TermsVersion]:
    return sorted((version for version in versions if version.has_period), key=_order)


def _order(version: TermsVersion) -> tuple[date, int]:
    return (_starts_on(version), version.version)


def _starts_on(version: TermsVersion) -> date:
    return version.in_force_from or date.min


def _says_something(text: str | None) -> bool:
    content = text or ""
    return "<img" in content.lower() or bool(unescape(re.sub(r"<[^>]*>", "", content)).strip())
