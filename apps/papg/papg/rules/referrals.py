"""Events, planning matters and licences put before an adviser: how far each is, and when an answer is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _, unless

TO_ASK = "To ask"
ASKED = "Asked"
ADVISED = "Advised"
SETTLED = "Settled"
STATES = (TO_ASK, ASKED, ADVISED, SETTLED)

TIME_TO_ANSWER = timedelta(weeks=3)


@dataclass(frozen=True, kw_only=True)
class Referral:
    """What the rules ask about a referral.

    Attributes:
        asked_of: Who was asked, by post or organisation.
        asked_on: The day on which they were.
        answer_by: The last day for the answer.
        advice: What they advised.
        advised_on: The day on which they did.
        outcome: What became of the matter.
        happens_on: The day of the event, or of the decision on a plan or licence.
    """

    asked_of: str = ""
    asked_on: date | None = None
    answer_by: date | None = None
    advice: str = ""
    advised_on: date | None = None
    outcome: str = ""
    happens_on: date | None = None


def state(referral: Referral) -> str:
    """Return how far a referral is: to be asked, asked, advised on, or settled by its outcome.

    Decides: the outcome settles it, whether or not somebody advised. From the Protect & Prepare Groups guidance,
    Membership (events, planning and licensing, with the adviser's part in each).
    """
    if referral.outcome.strip():
        return SETTLED
    if referral.advice.strip():
        return ADVISED
    return ASKED if referral.asked_on else TO_ASK


def answer_due(asked_on: date, happens_on: date | None) -> date:
    """Return the day by which an answer is due where none was agreed: three weeks, and the day before at the latest.

    Decides: never before the day of asking, however late somebody asks. Own rule, under the Protect & Prepare Groups
    guidance, Membership (licensing and events are considered in time).
    """
    in_three_weeks = asked_on + TIME_TO_ANSWER
    if happens_on is None:
        return in_three_weeks
    return max(asked_on, min(in_three_weeks, happens_on - timedelta(days=1)))


def days_late(referral: Referral, today: date) -> int:
    """Return by how many days the answer is late; 0 on its last day, once it came, and where nobody was asked.

    Own rule, under the Protect & Prepare Groups guidance, Action Plans (track and monitor the group's work).
    """
    if state(referral) != ASKED or referral.answer_by is None:
        return 0
    return max(0, (today - referral.answer_by).days)


def lateness(referral: Referral, today: date) -> Sentence | None:
    """Return that an answer is late, with whose and by how much, or None.

    Own rule, under the Protect & Prepare Groups guidance, Action Plans (track and monitor the group's work).
    """
    days = days_late(referral, today)
    if not days or referral.answer_by is None:
        return None
    by = govuk_date(referral.answer_by)
    if days == 1:
        return _("{0} was to answer by {1}, 1 day ago. Ask again, or record the outcome.").format(
            referral.asked_of, by
        )
    return _("{0} was to answer by {1}, {2} days ago. Ask again, or record the outcome.").format(
        referral.asked_of, by, days
    )


def check(referral: Referral) -> Verdict:
    """Say whether what is recorded of a referral can be true together.

    Decides: somebody was asked on a day before they answer, and an answer is due on the day of asking at the
    earliest. Own rule, under the Protect & Prepare Groups guidance, Minutes (the record is fit for audit).
    """
    has_advice = bool(referral.advice.strip())
    return Verdict.of(
        unless(
            bool(referral.asked_of) or not (referral.asked_on or has_advice),
            _("Say who was asked: a post or an organisation."),
        ),
        unless(
            not has_advice or bool(referral.advised_on),
            _("There is advice without a day. Say when it was given."),
        ),
        _refuse_before(referral.answer_by, referral.asked_on, _("Answer by")),
        _refuse_before(referral.advised_on, referral.asked_on, _("Advised on")),
    )


def _refuse_before(day: date | None, asked_on: date | None, label: Sentence) -> Sentence | None:
    if day is None or asked_on is None or day >= asked_on:
        return None
    return _("{0}: {1} is before the day of asking, {2}. Correct one of the two.").format(
        label, govuk_date(day), govuk_date(asked_on)
    )
