"""Who was expected at a meeting, who came, and who sent word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from papg.rules.periods import Period

PRESENT = "Present"
APOLOGIES = "Apologies"
ABSENT = "Absent"
DEPUTISED = "Deputised"
IN_ATTENDANCE = "In attendance"
PRESENCES = (PRESENT, APOLOGIES, ABSENT, DEPUTISED, IN_ATTENDANCE)

PLANNED = "Planned"
HELD = "Held"
CANCELLED = "Cancelled"
POSTPONED = "Postponed"
MEETING_STATUSES = (PLANNED, HELD, CANCELLED, POSTPONED)


@dataclass(frozen=True)
class MeetingRow:
    """One person's line in one meeting's attendance, with the person's time on the group.

    A line without a member is of a guest: no row of membership stands behind it.
    """

    meeting_status: str
    held_on: date
    presence: str
    joined_on: date | None = None
    left_on: date | None = None
    is_member: bool = True


@dataclass(frozen=True)
class AttendanceRate:
    """How often a person, or a group, was there when expected."""

    attended: int
    deputised: int
    apologies: int
    absent: int
    unrecorded: int

    @property
    def represented(self) -> int:
        """Meetings at which the seat had somebody, in person or by deputy."""
        return self.attended + self.deputised

    @property
    def expected(self) -> int:
        """Meetings the rate is worked out over; those nobody has recorded yet are left out."""
        return self.represented + self.apologies + self.absent

    @property
    def percent(self) -> int | None:
        """Meetings represented in a hundred expected, to the nearest whole; None when none was expected."""
        if not self.expected:
            return None
        return (200 * self.represented + self.expected) // (2 * self.expected)


def rate(attendances: Iterable[MeetingRow]) -> AttendanceRate:
    """Work out how often a seat, or the seats of a group, were represented.

    Decides: only those expected are counted; a deputy standing in counts as represented; apologies are told
    apart from absence; a held meeting without a recorded presence counts neither for nor against. From the
    Protect & Prepare Groups guidance, Meeting Schedules (members are busy people, scheduling well in advance
    helps their availability) and Membership (deputies for resilience and continuity).
    """
    counts = Counter(row.presence for row in attendances if is_expected(row))
    known = sum(counts[presence] for presence in PRESENCES)
    return AttendanceRate(
        attended=counts[PRESENT],
        deputised=counts[DEPUTISED],
        apologies=counts[APOLOGIES],
        absent=counts[ABSENT],
        unrecorded=sum(counts.values()) - known,
    )


def is_expected(row: MeetingRow) -> bool:
    """Say whether a line of attendance is of somebody who was expected at that meeting.

    Decides: a member of the day, in person or by deputy, at a meeting that was held. Whoever was in attendance,
    a guest or a member who came as one, was not expected and counts neither for nor against. From the Protect &
    Prepare Groups guidance, Membership (others attend as the business needs them).
    """
    return (
        row.meeting_status == HELD
        and row.is_member
        and row.presence != IN_ATTENDANCE
        and expected_on(row.joined_on, row.left_on, row.held_on)
    )


def expected_on(joined_on: date | None, left_on: date | None, day: date) -> bool:
    """Say whether a member is expected at a meeting on that day.

    Decides: from the day of joining to the day of leaving, both included. From the Protect & Prepare Groups
    guidance, Membership.
    """
    return Period(joined_on, left_on).includes(day)


def is_deputy_current(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Say whether a deputy may stand in on that day.

    Decides: a deputy is named for a time, first and last day included. From the Protect & Prepare Groups
    guidance, Membership (it is recommended that deputies for each member are also identified).
    """
    return Period(valid_from, valid_to).includes(day)
