"""Thresholds of the law on protecting premises: from how many people a tier applies, and from which day.

They are data, because drafts of the law had other numbers and the day itself is set by regulations. A threshold has no
last day: it holds until another takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Verdict, _, unless

ACT = "Terrorism (Protection of Premises) Act 2025"
STANDARD, ENHANCED = "Standard", "Enhanced"
TIERS = (STANDARD, ENHANCED)


@dataclass(frozen=True)
class Threshold:
    """The number of people from which a tier applies.

    Attributes:
        tier: Standard or enhanced.
        number: People reasonably expected at once.
        in_force_on: First day on which it holds; None while nobody has set it.
        not_before: The earliest day it can be, where at least that is known.
        paragraph: Where the law says so.
    """

    tier: str
    number: int
    in_force_on: date | None = None
    not_before: date | None = None
    paragraph: str = ACT


def holding(thresholds: Iterable[Threshold], tier: str, day: date) -> list[Threshold | None]:
    """Return every threshold that may be the one a tier has on a day; None stands for a tier not in force.

    Decides: the one that began last holds; one without a day may hold from the earliest day it can begin. From the
    Terrorism (Protection of Premises) Act 2025, section 37(2): it begins on a day set by regulations.
    """
    own = [line for line in thresholds if line.tier == tier]
    begun = [(line.in_force_on, line) for line in own if line.in_force_on and line.in_force_on <= day]
    last = max(begun, key=lambda each: each[0])[1] if begun else None
    perhaps = [line for line in own if not line.in_force_on and (line.not_before or day) <= day]
    return [last, *perhaps]


def last_known(thresholds: Iterable[Threshold], tier: str) -> Threshold | None:
    """Return the threshold of a tier once all on record hold; one without a day comes after those that have one.

    From the Terrorism (Protection of Premises) Act 2025, section 37(2) (own rule on the order).
    """
    own = [line for line in thresholds if line.tier == tier]
    return max(own, key=lambda line: line.in_force_on or date.max, default=None)


def check_threshold(threshold: Threshold, others: Iterable[Threshold]) -> Verdict:
    """Say whether a threshold can stand beside the others: one for a tier on a day, and one that waits for its day.

    Own rule, under the Terrorism (Protection of Premises) Act 2025, section 37(2).
    """
    begins, earliest = threshold.in_force_on, threshold.not_before
    same = [other for other in others if (other.tier, other.in_force_on) == (threshold.tier, begins)]
    when = govuk_date(begins) if begins else _("a day not known yet")
    taken = _(
        "There is a threshold for the tier {0} from {1} already: {2}. Change that one, or give the right day."
    )
    return Verdict.of(
        unless(
            threshold.number > 0,
            _("A threshold of {0} people is none. Enter the number the law gives.").format(threshold.number),
        ),
        *(taken.format(_(other.tier), when, f"{other.number:,}") for other in same),
        _("In force from {0} is before {1}, the earliest day it can be. Correct one of the two.").format(
            govuk_date(begins), govuk_date(earliest)
        )
        if begins and earliest and begins < earliest
        else None,
    )
