"""What becomes of a gap: its actions stand on the next agenda, and when they are closed they show in the next round."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from papg.rules.actions import CLOSED
from papg.rules.due_dates import govuk_date
from papg.rules.people import plain
from papg.rules.wording import Sentence, _

STANDING = "Standing"
BEGINNING = "Open from the matrix: "
"""How the lines about open actions begin, by which they are known when they are brought up to date."""


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """An action that is to close a gap: the criterion it was raised from and the day it is due."""

    code: str
    statement: str
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ClosedAction:
    """An action raised from an earlier round, as far as it matters for a later one."""

    code: str
    framework: str
    stage: str
    completed_on: date | None


def is_maturity_item(title: str, kind: str) -> bool:
    """Say whether an item of an agenda is the standing one on maturity.

    From the Protect & Prepare Groups guidance, Terms of Reference, consideration 7 (standing agenda items), and
    The Maturity Matrix.
    """
    return kind == STANDING and "maturity" in plain(title).split()


def open_in_words(actions: Iterable[OpenAction]) -> list[str]:
    """Return a line for each criterion with open actions.

    Decides: a line names the criterion, how many actions there are and when the first is due, and no action: whoever
    is sent the agenda need not be able to read them. From the Protect & Prepare Groups guidance, The Maturity Matrix
    (areas for future focus) and Action Plans (take stock of ongoing actions).
    """
    found: dict[tuple[str, str], list[OpenAction]] = {}
    for action in actions:
        found.setdefault((action.code, action.statement), []).append(action)
    return [_line(code, statement, same) for (code, statement), same in found.items()]


def followed_notes(notes: str, lines: Sequence[str]) -> str:
    """Return the notes of an item with its lines about open actions brought up to date; all else stays.

    From the Protect & Prepare Groups guidance, Action Plans (take stock of ongoing actions).
    """
    kept = [line for line in notes.splitlines() if not line.startswith(BEGINNING)]
    return "\n".join([*kept, *lines])


def is_offered(
    action: ClosedAction, framework: str, codes: Mapping[str, Collection[str]], last_round: date | None
) -> bool:
    """Say whether an action is offered as evidence in a round.

    Args:
        action: the action, raised from an earlier round of the group.
        framework: that of this round.
        codes: for each earlier framework that this one names, the codes there with a criterion in their place.
        last_round: day of the round before this one, if there was one.

    Decides: it is closed, since the round before or on its day, and its criterion is in this framework or has one
    in its place. From the Protect & Prepare Groups guidance, The Maturity Matrix (discuss progress) and Action Plans.
    """
    is_known = action.framework == framework or action.code in codes.get(action.framework, ())
    since = last_round is None or (action.completed_on or date.min) >= last_round
    return action.stage == CLOSED and is_known and since


def as_evidence(title: str, completed_on: date | None, evidence: str) -> Sentence:
    """Return how a closed action is written down as evidence.

    From the Protect & Prepare Groups guidance, The Maturity Matrix (discuss progress) and Action Plans.
    """
    if completed_on is None:
        return _("Action closed: {0}. {1}").format(title.rstrip("."), evidence)
    return _("Action closed on {0}: {1}. {2}").format(govuk_date(completed_on), title.rstrip("."), evidence)


def _line(code: str, statement: str, actions: Sequence[OpenAction]) -> Sentence:
    days = [action.due_on for action in actions if action.due_on]
    named = f"{code}, {statement.rstrip('.')}"
    if not days:
        return _(BEGINNING + "{0}. Actions: {1}.").format(named, len(actions))
    return _(BEGINNING + "{0}. Actions: {1}, due from {2}.").format(
        named, len(actions), govuk_date(min(days))
    )
