"""How a group agreed its minutes: at a later meeting, or by correspondence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from papg.rules.attendance import HELD
from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, _


@dataclass(frozen=True, kw_only=True)
class AgreementFacts:
    """What the rules ask about minutes before they are approved or agreed.

    `approver` is who acts now, in the position held in this group today. `editors` are all who wrote any of
    the text of this version; settling a correction somebody else proposed does not make an editor. What
    follows `meeting_held_on` is needed for agreement only: the approval, and either the later meeting that
    agreed the minutes or the day on which agreement by correspondence was complete.
    """

    stage_before: str
    approver: str
    approver_position_today: str | None
    prepared_by: str
    editors: frozenset[str]
    today: date
    meeting: str
    papg_group: str
    meeting_held_on: date | None
    approved_by: str | None = None
    approved_hash: str | None = None
    current_hash: str = ""
    open_corrections: int = 0
    agreed_by_correspondence: bool = False
    agreed_on: date | None = None
    agreed_at: str | None = None
    agreed_at_group: str | None = None
    agreed_at_status: str | None = None
    agreed_at_held_on: date | None = None


def route_refusal(facts: AgreementFacts) -> Sentence | None:
    """Return what is wrong with how the group agreed the minutes, or None.

    Decides: a later meeting of the same group that was held agreed them, or the members did by
    correspondence, complete on a day between the meeting and today. A meeting later on the same day is later.
    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit, it should be agreed how
    meetings are recorded).
    """
    if facts.meeting_held_on is None:
        return _("The meeting these minutes record is not recorded as held. Record when it was held.")
    if facts.agreed_by_correspondence and facts.agreed_at:
        return _("Minutes are agreed at a meeting or by correspondence, not both. Take one of the two away.")
    if facts.agreed_by_correspondence:
        return _correspondence_refusal(facts, facts.meeting_held_on)
    if not facts.agreed_at:
        return _(
            "Say at which later meeting the minutes were agreed, or that it was by correspondence and when."
        )
    return _later_meeting_refusal(facts, facts.meeting_held_on)


def _correspondence_refusal(facts: AgreementFacts, held_on: date) -> Sentence | None:
    if facts.agreed_on is None:
        return _("Agreement by correspondence needs a date. Enter the day on which it was complete.")
    if held_on <= facts.agreed_on <= facts.today:
        return None
    refused = _("The minutes cannot be agreed on {0}. Enter a day from the meeting on {1} to today, {2}.")
    return refused.format(govuk_date(facts.agreed_on), govuk_date(held_on), govuk_date(facts.today))


def _later_meeting_refusal(facts: AgreementFacts, held_on: date) -> Sentence | None:
    later_on = facts.agreed_at_held_on
    if facts.agreed_at == facts.meeting:
        return _("A meeting cannot agree its own minutes. Choose a later meeting of the group.")
    if facts.agreed_at_group != facts.papg_group:
        return _("The meeting chosen is of another group. Choose a later meeting of this group.")
    if facts.agreed_at_status != HELD or later_on is None:
        return _("The meeting chosen has not been held. Choose one that was, or record that it was held.")
    if later_on < held_on:
        refused = _("The meeting chosen was on {0}, before the meeting of {1}. Choose a later one.")
        return refused.format(govuk_date(later_on), govuk_date(held_on))
    if facts.agreed_on not in (None, later_on):
        refused = _(
            "The minutes say they were agreed on {0}, but the meeting chosen was on {1}. Correct one of them."
        )
        return refused.format(govuk_date(facts.agreed_on), govuk_date(later_on))
    return None
