"""What a group learns from and what it does with it: where guidance is found, and what an activity may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _


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
