"""Restricted documents: who holds or was shown what, and the review a new edition of a yearly profile opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _, unless

HOLDS = "Holds a copy"
SHOWN = "Was shown it"
BRIEFED = "Was briefed on it"

TIME_TO_REVIEW = timedelta(weeks=8)


@dataclass(frozen=True, kw_only=True)
class Holder:
    """One row of who had a document: by post, never the text of what they saw.

    Attributes:
        row: Number of the row.
        holder: The post.
        how: Holds a copy, was shown it, or was briefed on it.
        shown_on: The day on which they got, saw or heard it.
        returned_on: The day on which a copy came back.
    """

    row: int
    holder: str
    how: str = SHOWN
    shown_on: date | None = None
    returned_on: date | None = None


def last_shown(holders: Sequence[Holder]) -> date | None:
    """Return the last day on which a document was given, shown or briefed on, or None.

    Own rule, under the Protect & Prepare Groups guidance, Minutes (who was told what can be followed afterwards).
    """
    return max((row.shown_on for row in holders if row.shown_on), default=None)


def still_out(holders: Sequence[Holder]) -> list[str]:
    """Return the posts that hold a copy and have not returned it.

    From the public example of North Yorkshire's update of June 2013: copies are handed to named recipients.
    """
    return [row.holder for row in holders if row.how == HOLDS and row.returned_on is None]


def check(received_on: date, returned_on: date | None, holders: Sequence[Holder]) -> Verdict:
    """Say whether the register can be true: shown once it was received, returned after that and by everybody.

    Decides: only a copy is returned; a document goes back on the day of the last showing at the earliest and once
    every copy is back. Own rule, under the Protect & Prepare Groups guidance, Minutes (the record is fit for audit).
    """
    findings: list[Sentence | None] = []
    for row in holders:
        findings += [
            _refuse_day(row, row.shown_on, received_on, _("received")),
            _refuse_day(row, row.returned_on, row.shown_on or received_on, _("given to them")),
            unless(
                row.returned_on is None or row.how == HOLDS,
                _("Row {0}: {1} held no copy that could be returned. Clear the day.").format(
                    row.row, row.holder
                ),
            ),
        ]
    return Verdict.of(*findings, *_refuse_return(received_on, returned_on, holders))


def _refuse_day(row: Holder, day: date | None, since: date, what: Sentence) -> Sentence | None:
    if day is None or day >= since:
        return None
    return _("Row {0}, {1}: {2} is before the document was {3}, {4}. Correct one of the two.").format(
        row.row, row.holder, govuk_date(day), what, govuk_date(since)
    )


def _refuse_return(
    received_on: date, returned_on: date | None, holders: Sequence[Holder]
) -> list[Sentence | None]:
    if returned_on is None:
        return []
    days = [received_on, *(day for row in holders for day in (row.shown_on, row.returned_on) if day)]
    early = _("It went back on {0}, but was still here on {1}. Correct one of the two.")
    out = still_out(holders)
    missing = _("It went back on {0}, but {1} still holds a copy. Record the return first.")
    return [
        unless(returned_on >= max(days), early.format(govuk_date(returned_on), govuk_date(max(days)))),
        unless(not out, missing.format(govuk_date(returned_on), out[0] if out else "")),
    ]


def opens_review(is_profile: bool, edition: str, editions_reviewed: Sequence[str]) -> bool:
    """Say whether an entry opens a review: a yearly profile in an edition no review was opened for.

    Decides: a second copy of the same edition opens none. From the public example of Barnet's progress report of
    January 2016: the action plan answers the profile.
    """
    known = {_plain(each) for each in editions_reviewed}
    return is_profile and bool(_plain(edition)) and _plain(edition) not in known


def review_due(received_on: date) -> date:
    """Return the day by which priorities, plan and duty entries are looked at anew: eight weeks after the receipt.

    Own rule, under the Protect & Prepare Groups guidance, Action Plans: the plan follows the local picture of threat
    by the next quarterly meeting.
    """
    return received_on + TIME_TO_REVIEW


def check_profile(edition: str, has_owner: bool, received_on: date, due_on: date | None) -> Verdict:
    """Say whether a yearly profile says what its review needs: an edition, an owner, and a day after the receipt.

    Own rule, under the Protect & Prepare Groups guidance, Action Plans (an owner and a date for each action).
    """
    late = _("Review due on {0} is before the profile was received, {1}. Give a later day.")
    return Verdict.of(
        unless(bool(_plain(edition)), _("A yearly profile has an edition. Enter its year.")),
        unless(has_owner, _("A new edition opens a review. Choose the member who owns it.")),
        unless(
            due_on is None or due_on >= received_on,
            late.format(govuk_date(due_on) if due_on else "", govuk_date(received_on)),
        ),
    )


def _plain(edition: str) -> str:
    return " ".join((edition or "").split()).casefold()
