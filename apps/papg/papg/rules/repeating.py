"""Actions that come again: which may, how often and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from papg.rules.actions import DROPPED
from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _, listed, unless

FREQUENCIES = ("Weekly", "Monthly", "Quarterly", "Half-yearly", "Yearly")


@dataclass(frozen=True, kw_only=True)
class RepeatFacts:
    """What the rule asks about an action that is to come again."""

    stage: str
    is_restricted: bool
    is_repeating: bool
    frequency: str
    ends_on: date | None = None


def may_repeat(facts: RepeatFacts, day: date) -> Verdict:
    """Say whether an action may come again by itself.

    Decides: not one that was dropped or comes from a restricted item, not twice at once, at one of five
    intervals, and until a day that is still to come. Own rule under the Protect & Prepare Groups guidance, Action
    Plans (take stock of ongoing actions).
    """
    dropped = _("The action is {0} and is not raised again.")
    restricted = _("The action comes from a restricted item. Raise each turn from an item of its own.")
    twice = _("The action repeats already. Stop that first.")
    wrong = _("{0} is not how often an action comes again. Choose one of: {1}.")
    return Verdict.of(
        unless(facts.stage != DROPPED, dropped.format(facts.stage)),
        unless(not facts.is_restricted, restricted),
        unless(not facts.is_repeating, twice),
        unless(facts.frequency in FREQUENCIES, wrong.format(facts.frequency, listed(list(FREQUENCIES)))),
        _end_refusal(facts.ends_on, day),
    )


def _end_refusal(ends_on: date | None, day: date) -> Sentence | None:
    if ends_on is None or ends_on > day:
        return None
    return _("It would end on {0}, before it comes again. Choose a later day, or none.").format(
        govuk_date(ends_on)
    )
