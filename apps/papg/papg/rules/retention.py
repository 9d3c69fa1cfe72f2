"""How long records are kept: when one is due, what holds it back, and which rule may be stored."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.wording import Sentence, Verdict, _, unless

DELETE = "Delete"
REMOVE_PERSONAL_DATA = "Remove personal data"
REVIEW = "Review"
ACTIONS = (DELETE, REMOVE_PERSONAL_DATA, REVIEW)
LONGEST_YEARS = 100


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """A rule of the schedule, with what its class of records offers."""

    record_class: str
    trigger_event: str
    years: int
    months: int
    action: str
    why: str
    events_offered: Sequence[str]
    actions_offered: Sequence[str]
    least_years: int = 0


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What stands between a record and its disposal on a day."""

    holds: Sequence[str] = ()
    dependants: Sequence[tuple[str, int]] = ()
    keeps_number: bool = False
    is_still_needed: bool = False
    unsealed: int = 0


def kept_until(event: date, years: int, months: int) -> date:
    """Return the last day a record is kept.

    Decides: the day of the event itself does not count, so the period ends on the day of the same number; a
    month that has no such day ends it with its own last day, as 28 February does for 29 February. Follows the
    retention schedules councils publish (public example: Lewes and Eastbourne Councils, six years from the
    meeting), counted by calendar and never in days.
    """
    months += event.month - 1
    year, month = event.year + years + months // 12, months % 12 + 1
    return date(year, month, min(event.day, monthrange(year, month)[1]))


def due_on(event: date, years: int, months: int) -> date:
    """Return the first day on which a record may go: the day after the last it is kept.

    Follows the retention schedules councils publish (public example: Wyre Forest District Council): a record kept
    six years has been kept for all of its last day.
    """
    return kept_until(event, years, months) + timedelta(days=1)


def is_due(event: date | None, years: int, months: int, today: date) -> bool:
    """Say whether a record is due on a day. On the day itself it is; without an event it never is.

    Follows the retention schedules councils publish (public example: Derbyshire County Council): every period
    begins with an event, so minutes that were never agreed or an action still open have no end yet.
    """
    return event is not None and due_on(event, years, months) <= today


def latest_event(years: int, months: int, today: date) -> date:
    """Return the latest day of an event whose records are due on a day; a database asks with it.

    Follows the same published schedules (public example: Lewes and Eastbourne Councils) as `due_on`, turned round.
    """
    back = today.year * 12 + today.month - 1 - years * 12 - months
    # Months differ by at most three days, so the day looked for lies just before this one.
    day = date(back // 12, back % 12 + 1, 1) + timedelta(days=today.day)
    while not is_due(day, years, months, today):
        day -= timedelta(days=1)
    return day


def held_back_by(found: Circumstances) -> tuple[Sentence, ...]:
    """Return every reason that keeps a due record where it is; none of them is overruled.

    Decides: a hold on the group or the record, whatever for (an inquiry, a request for information that is open);
    another record that is kept longer and rests on this one; a number that would be given again; a person who still
    has something to do here; hours of the trail that are not sealed. Follows the model of published retention
    schedules (public example: Derbyshire County Council): disposal stops while there is a reason to keep.
    """
    held = [_("On hold: {0}").format(reason) for reason in found.holds]
    held += [_("Needed by {0}: {1}").format(what, count) for what, count in found.dependants if count]
    if found.keeps_number:
        held.append(_("It carries the last number given; the next one would get it again"))
    if found.is_still_needed:
        held.append(_("The person still holds a position or a role"))
    if found.unsealed:
        held.append(_("Not sealed yet: {0}").format(found.unsealed))
    return tuple(held)


def check_rule(facts: RuleFacts) -> Verdict:
    """Say whether a rule of the schedule may be stored.

    Decides: the event and the action are ones its class of records has; the period is at least a month and at
    most a hundred years, and no shorter than the class allows; it says where it comes from. Follows the schedules
    councils publish (public example: Wyre Forest District Council), which name class, event, period, action and
    the reason.
    """
    length = facts.years * 12 + facts.months
    in_bounds = facts.years >= 0 and facts.months >= 0 and 1 <= length <= LONGEST_YEARS * 12
    wrong_event = _("“{0}” is no event of {1}. Choose one of: {2}.")
    wrong_action = _("“{0}” cannot be done with {1}. Choose one of: {2}.")
    wrong_period = _("{0} years and {1} months: give at least 1 month and at most {2} years.")
    too_short = _("{0}: kept {1} years at least. Give a longer period.")
    no_reason = _("Say where the period comes from: the line of the council's schedule, or who decided it.")
    offered, possible = ", ".join(facts.events_offered), ", ".join(facts.actions_offered)
    subject = facts.record_class
    return Verdict.of(
        unless(
            facts.trigger_event in facts.events_offered,
            wrong_event.format(facts.trigger_event, subject, offered),
        ),
        unless(facts.action in facts.actions_offered, wrong_action.format(facts.action, subject, possible)),
        unless(in_bounds, wrong_period.format(facts.years, facts.months, LONGEST_YEARS)),
        unless(length >= facts.least_years * 12, too_short.format(subject, facts.least_years)),
        unless(bool((facts.why or "").strip()), no_reason),
    )


def may_dispose(is_active: bool, action: str, shown: str, found: str) -> Verdict:
    """Say whether a run may begin: the rule is switched on, disposes, and the list is the one that was shown.

    Decides: nothing is disposed of that nobody has looked at. Follows the guidance on records councils work by
    (public example: Derbyshire County Council): disposal is a decision about a list, kept with it.
    """
    off = _("The rule is not switched on. Tick Active once the council has adopted it.")
    only_review = _("The rule asks for a review and disposes of nothing. Change its action first.")
    changed = _("The list has changed since it was shown. Look at it again, then dispose of what it shows.")
    return Verdict.of(
        unless(is_active, off),
        unless(action in (DELETE, REMOVE_PERSONAL_DATA), only_review),
        unless(shown == found, changed),
    )


def fingerprint(rule: str, lines: Iterable[Sequence[object]]) -> str:
    """Return a fingerprint of a list, so that the list acted on is the list that was shown.

    Follows the same guidance on records (public example: Derbyshire County Council) as `may_dispose`.
    """
    text = "\n".join("\t".join(str(part) for part in line) for line in [(rule,), *lines])
    return hashlib.sha256(text.encode()).hexdigest()


def post_of(job_title: str | None, position: str, organisation: str) -> str:
    """Return what stands in the place of a leaver's name: the post and the organisation, never the person.

    Follows the Protect & Prepare Groups guidance, Membership (seats belong to posts and organisations).
    """
    return f"{(job_title or '').strip() or position}, {organisation}"[:140]
