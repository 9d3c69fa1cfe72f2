"""Who acknowledges the etiquette of a version of the terms of reference, and who is still to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from papg.rules.due_dates import govuk_date
from papg.rules.people import plain
from papg.rules.terms import IN_FORCE
from papg.rules.wording import Sentence, Verdict, _, unless


@dataclass(frozen=True)
class Standing:
    """One member of a day and when they acknowledged; `is_able` says whether they can log in to do so."""

    full_name: str
    position: str
    acknowledged_on: date | None
    is_able: bool


def may_acknowledge(
    stage: str, asks_something: bool, is_member: bool, acknowledged_on: date | None
) -> Verdict:
    """Say whether somebody may acknowledge the etiquette of a version of the terms.

    Decides: members of today, while the version is in force, where it says something to keep to, and once for each
    version. From the Protect & Prepare Groups guidance, Terms of Reference, Consideration 6 (membership etiquette).
    """
    once = _("You acknowledged this version on {0}. Once is enough.")
    return Verdict.of(
        unless(
            is_member, _("You are not a member of this group today. Tell its secretary if you should be.")
        ),
        unless(
            stage == IN_FORCE,
            _("The terms are at stage {0}. Acknowledge the version in force.").format(stage),
        ),
        unless(
            asks_something,
            _("These terms say nothing on etiquette. The secretary writes it into the next version."),
        ),
        once.format(govuk_date(acknowledged_on)) if acknowledged_on else None,
    )


def standing(
    members: Iterable[tuple[str, str, str | None]], acknowledged: Mapping[str, date]
) -> list[Standing]:
    """Return each member of a day with when they acknowledged, those still to do so first.

    Decides: it is the person who acknowledges and not the seat, so a new holder of a post does so anew and somebody
    with two seats once; who has no account cannot and is named all the same. From the Protect & Prepare Groups
    guidance, Terms of Reference, Consideration 6 (membership etiquette).

    Args:
        members: name, position and account of each.
        acknowledged: day by account.
    """
    days = {plain(account): day for account, day in acknowledged.items()}
    found = [
        Standing(name, position, days.get(plain(account)) if account else None, bool(account))
        for name, position, account in members
    ]
    return sorted(found, key=lambda row: row.acknowledged_on is not None)


def summary(rows: Iterable[Standing]) -> Sentence:
    """Return how many have acknowledged, as a sentence.

    From the Protect & Prepare Groups guidance, Terms of Reference, Consideration 6 (membership etiquette).
    """
    found = list(rows)
    done = sum(row.acknowledged_on is not None for row in found)
    return _("{0} of {1} members have acknowledged the etiquette of this version.").format(done, len(found))
