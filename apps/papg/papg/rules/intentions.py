"""What members say beforehand: whether they will come to a meeting, and what it would mean for the quorum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from papg.rules import attendance, quorum
from papg.rules.due_dates import govuk_date
from papg.rules.wording import Verdict, _, unless

COMING = "Will come"
APOLOGIES = "Apologies"
DEPUTY_COMING = "Deputy will come"
INTENTIONS = (COMING, APOLOGIES, DEPUTY_COMING)
WOULD_BE = {
    COMING: attendance.PRESENT,
    APOLOGIES: attendance.APOLOGIES,
    DEPUTY_COMING: attendance.DEPUTISED,
}


@dataclass(frozen=True)
class Told:
    """How many said what."""

    coming: int
    apologies: int
    deputies: int
    silent: int


def may_tell(meeting_status: str, starts_at: datetime, now: datetime, presence: str) -> Verdict:
    """Say whether somebody may still say whether they will come.

    Decides: before the meeting starts, as long as it is planned and the secretary has not recorded them yet. From
    the Protect & Prepare Groups guidance, Meeting Schedules (members are busy people).
    """
    not_planned = _("The meeting is {0}. Say whether you will come once it is planned.")
    begun = _("The meeting of {0} has started. Tell the secretary who is there.")
    recorded = _("The secretary has recorded you as {0} already. Tell the secretary if that changes.")
    return Verdict.of(
        unless(meeting_status == attendance.PLANNED, not_planned.format(meeting_status.lower())),
        unless(now < starts_at, begun.format(govuk_date(starts_at.date()))),
        unless(not presence, recorded.format(presence.lower())),
    )


def expected_presence(presence: str, intention: str) -> str:
    """Return how somebody will have attended: as recorded, else as they said, else nothing.

    From the Protect & Prepare Groups guidance, Membership (deputies for resilience and continuity).
    """
    return presence or WOULD_BE.get(intention, "")


def told(intentions: Iterable[str]) -> Told:
    """Count what the members of a meeting said.

    From the Protect & Prepare Groups guidance, Meeting Schedules (members are busy people).
    """
    found = list(intentions)
    coming, apologies, deputies = (found.count(one) for one in INTENTIONS)
    return Told(coming, apologies, deputies, len(found) - coming - apologies - deputies)


def expected_quorum(
    terms: quorum.QuorumTerms,
    lines: Sequence[quorum.Attendance],
    intentions: Sequence[str],
    vacant_seats: int = 0,
) -> quorum.QuorumVerdict:
    """Say whether a meeting will be quorate if everybody does as they said; who said nothing is not counted.

    Decides: as `quorum.assess`, under the same terms. From the Protect & Prepare Groups guidance, Terms of
    Reference (to ensure proper functioning of the group).
    """
    expected = [
        replace(line, presence=expected_presence(line.presence, intention))
        for line, intention in zip(lines, intentions, strict=True)
    ]
    return quorum.assess(terms, expected, vacant_seats)
