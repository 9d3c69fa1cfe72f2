"""Actions of the group's plan: when they are late, and who may close or drop them."""

from __future__ import annotations

from datetime import date, timedelta

from papg.rules.due_dates import govuk_date
from papg.rules.people import Person, is_same_person
from papg.rules.wording import Sentence, Verdict, _, unless

OPEN = "Open"
IN_PROGRESS = "In progress"
DONE = "Done"
CLOSED = "Closed"
DROPPED = "Dropped"
STAGES = (OPEN, IN_PROGRESS, DONE, CLOSED, DROPPED)
UNFINISHED_STAGES = (OPEN, IN_PROGRESS)
"""Stages in which the owner still has something to do; a done action waits for somebody else."""
GREEN = "Green"
AMBER = "Amber"
RED = "Red"
COMPLETE = "Complete"
RATINGS = (RED, AMBER, GREEN, COMPLETE)
"""From what needs looking at first to what needs no more; what each means is the council's own wording."""


def is_overdue(stage: str, due_on: date | None, today: date) -> bool:
    """Say whether an action is late.

    Decides: unfinished and its date has passed; an action due today is not overdue. From the Protect &
    Prepare Groups guidance, Action Plans (ensure that actions are progressing).
    """
    return stage in UNFINISHED_STAGES and due_on is not None and due_on < today


def days_overdue(stage: str, due_on: date | None, today: date) -> int:
    """Return how many days late an action is; 0 when it is not. From the same paragraph as `is_overdue`."""
    return (today - due_on).days if due_on is not None and is_overdue(stage, due_on, today) else 0


def due_soon(stage: str, due_on: date | None, today: date, within_days: int = 14) -> bool:
    """Say whether an unfinished action is due between today and so many days from now, both included.

    From the Protect & Prepare Groups guidance, Action Plans (take stock of ongoing actions).
    """
    if stage not in UNFINISHED_STAGES or due_on is None:
        return False
    return today <= due_on <= today + timedelta(days=within_days)


def doubts_about_rating(
    stage: str, rating: str | None, reason: str | None, due_on: date | None, today: date
) -> list[Sentence]:
    """Return what does not go together with the rating of an action; nothing is refused.

    Decides: Red and Amber say why; what is overdue is not Green; only what is done is Complete. Own rule under
    the Protect & Prepare Groups guidance, Action Plans (see where challenges are being encountered).
    """
    late = days_overdue(stage, due_on, today)
    no_reason = _("Rated {0} without a reason. Say why.")
    green = _("Rated {0}, and overdue since {1}. Look at the rating or at the date.")
    complete = _("Rated {0}, and still {1}. Look at the rating or mark the action as done.")
    found = [
        unless(rating not in (RED, AMBER) or bool((reason or "").strip()), no_reason.format(_(rating or ""))),
        green.format(_(GREEN), govuk_date(due_on)) if rating == GREEN and late and due_on else None,
        complete.format(_(COMPLETE), _(stage)) if rating == COMPLETE and stage in UNFINISHED_STAGES else None,
    ]
    return [doubt for doubt in found if doubt]


def next_due_on(raised_on: date | None, due_on: date | None, starts_on: date) -> date | None:
    """Return when the next turn of a repeating action is due.

    Decides: it has as many days as the first had from being raised to being due; without a date, none. Own rule
    under the Protect & Prepare Groups guidance, Action Plans (take stock of ongoing actions).
    """
    if raised_on is None or due_on is None:
        return None
    return starts_on + max(due_on - raised_on, timedelta(0))


def may_close(
    stage: str, owner: Person | str | None, closer: Person | str | None, evidence: str | None
) -> Verdict:
    """Say whether somebody may close an action.

    Decides: the owner has reported it done, somebody else than the owner closes it, and there is evidence to
    look at. From the Protect & Prepare Groups guidance, Action Plans (meetings take stock of ongoing actions)
    and Membership (a chair who can ensure accountability).

    Args:
        stage: the stage the action is at before it is closed.
        owner: who owns the action, by account or e-mail address.
        closer: who closes it, likewise.
        evidence: what shows that the action was carried out.
    """
    no_evidence = _("There is no evidence. Say what shows that the action was done.")
    not_done = _("The action is at stage {0}. Its owner marks it {1} before somebody closes it.")
    return Verdict.of(
        unless(stage == DONE, not_done.format(stage, DONE)),
        _closer_refusal(owner, closer),
        unless(bool((evidence or "").strip()), no_evidence),
    )


def may_drop(reason: str | None) -> Verdict:
    """Say whether an action may be dropped: only with a reason.

    From the Protect & Prepare Groups guidance, Action Plans (track and monitor the group's work) and Minutes
    (for the purposes of audit).
    """
    return Verdict.of(unless(bool((reason or "").strip()), _("Give the reason why the action is dropped.")))


def due_date_moved(original_due_on: date | None, due_on: date | None) -> Sentence | None:
    """Return a sentence on how the date moved since the action was raised, or None if it did not.

    From the Protect & Prepare Groups guidance, Action Plans (see where challenges are being encountered).
    """
    if original_due_on is None or original_due_on == due_on:
        return None
    if due_on is None:
        return _("First due on {0}, now without a date.").format(govuk_date(original_due_on))
    moved = _days_moved((due_on - original_due_on).days)
    return _("First due on {0}, now on {1}: {2}.").format(
        govuk_date(original_due_on), govuk_date(due_on), moved
    )


def _closer_refusal(owner: Person | str | None, closer: Person | str | None) -> Sentence | None:
    if not is_same_person(owner, owner):
        return _("The action has no owner. Name one, then let somebody else close it.")
    if not is_same_person(closer, closer):
        return _("Nobody is named as closing the action. Log in to close it.")
    if is_same_person(owner, closer):
        return _("The owner may not close the action. Ask somebody else in the group to check and close it.")
    return None


def _days_moved(days: int) -> Sentence:
    if abs(days) == 1:
        return _("1 day later") if days > 0 else _("1 day earlier")
    return _("{0} days later").format(days) if days > 0 else _("{0} days earlier").format(-days)
