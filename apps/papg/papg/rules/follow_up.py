"""What a council does about an action by itself: whom it reminds and when, and when it suggests to go higher.

Which days, ratings and obstacles those are is the council's own list. Nothing here escalates anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.actions import UNFINISHED_STAGES, days_overdue
from papg.rules.wording import Sentence, Verdict, _, unless

REMIND = "Remind the owner"
SUGGEST = "Suggest an escalation"
BEFORE = "Days before it is due"
AFTER = "Days after it was due"
SINCE_RAISED = "Days since it was raised"
BY_RATING = "Rating"
BY_OBSTACLE = "Kind of obstacle"
OF_REMINDERS = (BEFORE, AFTER)
OF_SUGGESTIONS = (AFTER, SINCE_RAISED, BY_RATING, BY_OBSTACLE)
MOST_DAYS = 365
MADE_UP_WITHIN = timedelta(days=7)
"""A reminder nobody sent on its day, because nothing ran, is made up for within this time and then left out."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """One line of the council's list.

    Attributes:
        does: `REMIND` or `SUGGEST`.
        measure: what it goes by.
        days: how many days, where it goes by days.
        rating: which rating, where it goes by that.
        obstacle: which kind of obstacle, where it goes by that.
    """

    does: str
    measure: str
    days: int = 0
    rating: str | None = None
    obstacle: str | None = None


@dataclass(frozen=True, kw_only=True)
class ActionFacts:
    """What these rules ask about an action."""

    stage: str
    raised_on: date
    due_on: date | None = None
    rating: str | None = None
    obstacle: str | None = None
    reminded_on: date | None = None


def check_follow_up(line: FollowUp) -> Verdict:
    """Say whether a line of the council's list can be kept.

    Decides: reminders go by days before or after the due date, suggestions by days after it, by age, rating or
    obstacle; days are between 0 and 365; a line by rating or obstacle names one. Own rule under the Protect &
    Prepare Groups guidance, Action Plans (ensure that actions are progressing).
    """
    fitting = OF_REMINDERS if line.does == REMIND else OF_SUGGESTIONS
    wrong_measure = _("“{0}” does not go by “{1}”. Choose one of: {2}.")
    wrong_days = _("{0} days is outside 0 to {1}. Enter a number in between.")
    goes_by_days = line.measure not in (BY_RATING, BY_OBSTACLE)
    return Verdict.of(
        unless(line.measure in fitting, wrong_measure.format(line.does, line.measure, "; ".join(fitting))),
        unless(not goes_by_days or 0 <= line.days <= MOST_DAYS, wrong_days.format(line.days, MOST_DAYS)),
        unless(line.measure != BY_RATING or bool(line.rating), _("Choose the rating it goes by.")),
        unless(line.measure != BY_OBSTACLE or bool(line.obstacle), _("Choose the obstacle it goes by.")),
    )


def reminder_due(lines: Iterable[FollowUp], action: ActionFacts, day: date) -> date | None:
    """Return the day of the reminder that is to go out on a day, or None.

    Decides: only while the owner has something left to do; each reminder once; none for a day before the action
    was raised; one that was missed is made up for within a week; of several that wait only the last goes out. A
    date that moves brings its reminders with it. From the Protect & Prepare Groups guidance, Action Plans
    (ensure that actions are progressing; take stock of ongoing actions).
    """
    if action.stage not in UNFINISHED_STAGES or action.due_on is None:
        return None
    earliest = max(action.raised_on, action.reminded_on or date.min, day - MADE_UP_WITHIN)
    waiting = [due for due in reminder_days(lines, action.due_on) if earliest < due <= day]
    return max(waiting, default=None)


def reminder_days(lines: Iterable[FollowUp], due_on: date) -> set[date]:
    """Return the days on which the owner of an action with this date is reminded.

    From the Protect & Prepare Groups guidance, Action Plans (take stock of ongoing actions).
    """
    return {
        due_on + timedelta(days=-line.days if line.measure == BEFORE else line.days)
        for line in lines
        if line.does == REMIND
    }


def reasons_to_escalate(lines: Iterable[FollowUp], action: ActionFacts, day: date) -> list[Sentence]:
    """Return why taking an action higher is suggested on a day; nothing is escalated by itself.

    Decides: only while something is still to be done; a line by days holds from that day on. From the Protect &
    Prepare Groups guidance, Action Plans (see where challenges are being encountered) and Governance (the
    opportunity to escalate matters to appropriate levels of command and leadership).
    """
    if action.stage not in UNFINISHED_STAGES:
        return []
    suggesting = sorted(
        (line for line in lines if line.does == SUGGEST), key=lambda line: OF_SUGGESTIONS.index(line.measure)
    )
    found = (reason for line in suggesting for reason in _reason(line, action, day))
    return list(dict.fromkeys(found))


def _reason(line: FollowUp, action: ActionFacts, day: date) -> Iterator[Sentence]:
    late = days_overdue(action.stage, action.due_on, day)
    age = (day - action.raised_on).days
    if line.measure == AFTER and late and late >= line.days:
        yield _("Overdue by {0} days.").format(late) if late > 1 else _("Overdue by 1 day.")
    elif line.measure == SINCE_RAISED and age >= line.days:
        yield _("Raised {0} days ago and not done.").format(age)
    elif line.measure == BY_RATING and line.rating and action.rating == line.rating:
        yield _("Rated {0}.").format(_(line.rating))
    elif line.measure == BY_OBSTACLE and line.obstacle and action.obstacle == line.obstacle:
        yield _("In the way: {0}.").format(line.obstacle)
