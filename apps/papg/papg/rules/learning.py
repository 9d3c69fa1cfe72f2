"""What a group learns from and what it does with it: where guidance is found, and what an activity may say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _

ACCREDITATION = "Accreditation"
NO_END, VALID, SOON, RAN_OUT, NOT_SAID = (
    "Does not run out",
    "Valid",
    "Runs out soon",
    "Ran out",
    "End not known",
)
STILL_VALID = (NO_END, VALID, SOON)
SOON_DAYS = 60


@dataclass(frozen=True)
class Activity:
    """Dates and figures of training, a briefing, a campaign or an accreditation.

    Attributes:
        held_on: The day, or the first of several.
        valid_until: Last day on which it still counts; None when it does not run out.
        headcount: People reached.
        trainers: Those among them who may now train others.
    """

    held_on: date
    valid_until: date | None = None
    headcount: int = 0
    trainers: int = 0


def check_place(title: str, address: str | None, who_to_ask: str | None) -> Verdict:
    """Say whether somebody who reads of this guidance can get it.

    Decides: an address or somebody to ask; no address is made up where a source gives none. From the guidance
    ACT for Local Authorities, Community Safety (guidance and resources; the campaign that is not publicly
    available).
    """
    if (address or "").strip() or (who_to_ask or "").strip():
        return Verdict()
    return Verdict.of(_("{0}: give an address, or who to ask for it.").format(title))


def check_activity(activity: Activity) -> Verdict:
    """Say whether the dates and figures of an activity can be true together.

    Decides: it runs out on its own day at the earliest, and trainers are counted among the people reached. From the
    guidance ACT for Local Authorities, Community Safety (training packages; accreditation), and the progress report of
    Barnet as at 1 January 2016 (trainers among the people trained).
    """
    return Verdict.of(_refuse_early_end(activity), _refuse_more_trainers(activity))


def validity(kind: str, valid_until: date | None, day: date) -> str:
    """Return how it stands with something that may run out: NO_END, VALID, SOON, RAN_OUT or NOT_SAID.

    Decides: the last day still counts; within sixty days of it the end is near; an accreditation without a last day is
    not known to be valid, while a briefing or a course without one does not run out. From the guidance ACT for Local
    Authorities, Community Safety (the scheme of accreditation); the sixty days are ours.

    Args:
        kind: kind of activity.
        valid_until: the last day on which it counts.
        day: the day asked about.
    """
    if valid_until is None:
        return NOT_SAID if kind == ACCREDITATION else NO_END
    if valid_until < day:
        return RAN_OUT
    return SOON if valid_until - day <= timedelta(days=SOON_DAYS) else VALID


def heads(counts: Iterable[int]) -> int | None:
    """Return the people reached by several activities, or None while nobody counted at one of them.

    Decides: a sum with a gap in it is not known. From the public example of Barnet Council's progress report on the
    Prevent duty, whose figures of people trained are counts, and whose briefings have none.
    """
    found = list(counts)
    return sum(found) if found and all(found) else None


def is_review_due(review_on: date | None, is_retired: bool, day: date) -> bool:
    """Say whether guidance is to be looked at again: from its day on, and never once it is retired.

    From the guidance ACT for Local Authorities, Community Safety, whose campaigns change with the season.
    """
    return not is_retired and review_on is not None and review_on <= day


def next_review(looked_at_on: date) -> date:
    """Return when guidance is to be looked at again: a year on, 28 February for the 29th.

    From the same guidance as `is_review_due`; the year is ours.
    """
    is_leap_day = (looked_at_on.month, looked_at_on.day) == (2, 29)
    return looked_at_on.replace(year=looked_at_on.year + 1, day=28 if is_leap_day else looked_at_on.day)


def _refuse_early_end(activity: Activity) -> Sentence | None:
    if activity.valid_until is None or activity.valid_until >= activity.held_on:
        return None
    return _("Valid until {0} is before it was held, {1}. Enter a later day, or leave it empty.").format(
        govuk_date(activity.valid_until), govuk_date(activity.held_on)
    )


def _refuse_more_trainers(activity: Activity) -> Sentence | None:
    if activity.trainers <= activity.headcount:
        return None
    return _("{0} trainers of {1} people reached. Count the trainers among the people reached.").format(
        activity.trainers, activity.headcount
    )
