"""What a group says where it departs from good practice, instead of being told again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from papg.rules import governance
from papg.rules.membership import GoodPracticeWarning

CHAIR_FROM_COUNCIL = "The Chair is from a local authority"
DEPUTY_CHAIR_FROM_ELSEWHERE = "The Deputy Chair is from another organisation"
MEMBERS_HAVE_DEPUTIES = "Every member has a deputy"
CHAIR_IS_SENIOR = "The Chair is senior enough"
IS_ADOPTED = "The group is adopted into the council's governance"
REPORTS = "Somebody the group reports to is named"
HAS_OFFICER = "A responsible officer is named"
HAS_SIBLING = "The Prevent group beside it is named"

RULES = {
    CHAIR_FROM_COUNCIL: "chair-not-from-council",
    DEPUTY_CHAIR_FROM_ELSEWHERE: "deputy-chair-from-chairs-organisation",
    MEMBERS_HAVE_DEPUTIES: "no-deputy",
    CHAIR_IS_SENIOR: governance.CHAIR_NOT_SENIOR,
    IS_ADOPTED: governance.NOT_ADOPTED,
    REPORTS: governance.NO_REPORTING_LINE,
    HAS_OFFICER: governance.NO_OFFICER,
    HAS_SIBLING: governance.NO_SIBLING,
}
"""Good practice a group may depart from with a reason, and the code of the warning that says it does.

A group without a Chair is not among them: that is no choice of the group's but a seat to fill.
"""


@dataclass(frozen=True)
class Departure:
    """Why a group departs from one piece of good practice, since when it is on record, and by whom."""

    rule: str
    reason: str
    recorded_on: date
    recorded_by: str


@dataclass(frozen=True)
class Explained:
    """Warnings a recorded reason answers, by whom they are about."""

    departure: Departure
    subjects: tuple[str, ...]


def unexplained(
    warnings: Iterable[GoodPracticeWarning], departures: Iterable[Departure]
) -> list[GoodPracticeWarning]:
    """Return the warnings no recorded reason answers.

    Decides: a reason answers every warning of its rule, whomever it is about; a reason without words answers
    none. From the Protect & Prepare Groups guidance, Membership (each group will be different).
    """
    answered = {RULES.get(one.rule) for one in departures if one.reason.strip()}
    return [warning for warning in warnings if warning.code not in answered]


def explained(warnings: Iterable[GoodPracticeWarning], departures: Iterable[Departure]) -> list[Explained]:
    """Return the recorded reasons that answer a warning of today, with whom each is about.

    Decides: a reason is shown while the group departs, and no longer; of two for one rule, both. From the
    Protect & Prepare Groups guidance, Membership (each group will be different).
    """
    found = list(warnings)
    answers = [
        Explained(one, tuple(warning.subject for warning in found if warning.code == RULES.get(one.rule)))
        for one in departures
        if one.reason.strip()
    ]
    return [answer for answer in answers if answer.subjects]
