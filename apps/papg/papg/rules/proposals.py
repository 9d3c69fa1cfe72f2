"""Items members propose for the agenda: who settles them, with what reason, and where they come to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papg.rules.attendance import PLANNED
from papg.rules.wording import Sentence, Verdict, _, unless

PROPOSED = "Proposed"
ACCEPTED = "Accepted"
DECLINED = "Declined"
STATES = (PROPOSED, ACCEPTED, DECLINED)
LAST_KIND = "Any other business"


@dataclass(frozen=True)
class Meeting:
    """The meeting an item is accepted for."""

    papg_group: str
    status: str
    is_issued: bool


def may_settle(
    state: str, settled_as: str, reason: str | None, group: str, meeting: Meeting | None
) -> Verdict:
    """Say whether a proposed item may be accepted or declined.

    Decides: once; declined with a reason, which whoever proposed it reads; accepted for a meeting of the group that is
    to come and, where its agenda was issued, with the reason why the item is urgent. From the Protect & Prepare
    Groups guidance, Meeting Schedules, and Membership (what each member contributes).

    Args:
        state: as it stands.
        settled_as: "Accepted" or "Declined".
        reason: the reason given.
        group: the group it was proposed to.
        meeting: the meeting it is accepted for; None where none is named.
    """
    settled = _("The item is settled already: {0}. Propose it anew.")
    back = _("An item is accepted or declined. Choose one of the two.")
    no_reason = _("Give the reason why the item is declined; whoever proposed it reads it.")
    return Verdict.of(
        unless(state == PROPOSED, settled.format(_(state))),
        unless(settled_as in (ACCEPTED, DECLINED), back),
        unless(settled_as != DECLINED or bool((reason or "").strip()), no_reason),
        _meeting_refusal(reason, group, meeting) if settled_as == ACCEPTED else None,
    )


def place_of(kinds: Sequence[str], is_issued: bool) -> int:
    """Return where in an agenda an accepted item comes to stand, counted from 0, by the kinds of its items.

    Decides: before any other business; on an agenda that was issued, after everything. From the Protect & Prepare
    Groups guidance, Meeting Schedules.
    """
    return kinds.index(LAST_KIND) if LAST_KIND in kinds and not is_issued else len(kinds)


def _meeting_refusal(reason: str | None, group: str, meeting: Meeting | None) -> Sentence | None:
    if meeting is None:
        return _("Say for which meeting the item is accepted.")
    if meeting.papg_group != group:
        return _("The meeting chosen is of another group. Choose a meeting of this group.")
    if meeting.status != PLANNED:
        return _("The meeting chosen is {0}. Choose one that is planned.").format(meeting.status.lower())
    if meeting.is_issued and not (reason or "").strip():
        return _("The agenda of this meeting was issued. Give the reason why the item is urgent.")
    return None
