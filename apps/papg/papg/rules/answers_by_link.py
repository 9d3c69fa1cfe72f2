"""Answers by link: how the owner of an action who has no account says how far it is, without seeing anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.actions import UNFINISHED_STAGES
from papg.rules.due_dates import govuk_date
from papg.rules.people import plain
from papg.rules.wording import Sentence, Verdict, _, unless

LASTS = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class LinkFacts:
    """What the rules ask about an action whose owner is to answer by link.

    Attributes:
        stage: the stage the action is at.
        is_restricted: it comes from a restricted item.
        address: where its owner is written to.
        has_account: the owner can log in.
        sent_to: whom the last link went to.
        until: the last day on which that link works.
    """

    stage: str
    is_restricted: bool
    address: str | None
    has_account: bool
    sent_to: str | None = None
    until: date | None = None


def may_ask(facts: LinkFacts, day: date) -> Verdict:
    """Say whether the owner of an action may be sent a link to answer by.

    Decides: only about something still to be done and from no restricted item; only an owner who cannot log in
    and has an address; one link a day. Own rule under the Protect & Prepare Groups guidance, Action Plans (ensure
    that actions are progressing) and Membership Etiquette (what is shared with whom).
    """
    finished = _("The action is {0}. Only of one that is still to be done an answer is asked for.")
    restricted = _("The action comes from a restricted item. Ask the owner in person.")
    account = _("The owner has an account. They report progress after logging in.")
    return Verdict.of(
        unless(facts.stage in UNFINISHED_STAGES, finished.format(facts.stage)),
        unless(not facts.is_restricted, restricted),
        unless(not facts.has_account, account),
        unless(bool(plain(facts.address)), _("The owner has no e-mail address. Enter one.")),
        _already_asked(facts, day),
    )


def is_link_good(facts: LinkFacts, day: date) -> bool:
    """Say whether a link that was not used yet still opens the action.

    Decides: until its last day, that day included; as long as something is to be done; and only while the action
    is owned by whom it was sent to and they have no account. Own rule under the same paragraphs of the guidance
    as `may_ask`.
    """
    is_theirs = bool(plain(facts.address)) and plain(facts.address) == plain(facts.sent_to)
    in_time = facts.until is not None and day <= facts.until
    is_open = facts.stage in UNFINISHED_STAGES and not facts.is_restricted
    return is_theirs and in_time and is_open and not facts.has_account


def last_day(sent_on: date) -> date:
    """Return the last day on which a link works (*own rule* under the guidance on Action Plans)."""
    return sent_on + LASTS


def _already_asked(facts: LinkFacts, day: date) -> Sentence | None:
    is_same = bool(plain(facts.sent_to)) and plain(facts.sent_to) == plain(facts.address)
    asked = _("{0} was asked today already. The link in that letter works until {1}.")
    if is_same and facts.until == last_day(day):
        return asked.format(facts.address or "", govuk_date(last_day(day)))
    return None
