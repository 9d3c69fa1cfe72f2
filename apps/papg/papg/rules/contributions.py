"""What members are asked to contribute before a meeting: who answered, who had nothing, and who stayed silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.attendance import PLANNED, POSTPONED
from papg.rules.due_dates import govuk_date
from papg.rules.wording import Sentence, Verdict, _, unless

REPORT = "Report"
TENSIONS = "Community tensions (general picture)"
OTHER = "Other"
KINDS = (REPORT, TENSIONS, OTHER)

ASKED = "Asked"
ANSWERED = "Answered"
NOTHING = "Nothing to report"
SILENT = "Silent"
STATUSES = (ASKED, ANSWERED, NOTHING, SILENT)
UNANSWERED = (ASKED, SILENT)


@dataclass(frozen=True)
class Tally:
    """How many were asked, and what became of it."""

    asked: int
    answered: int
    nothing: int
    silent: int

    @property
    def waiting(self) -> int:
        """Those whose day has not passed yet."""
        return self.asked - self.answered - self.nothing - self.silent


def status_on(answer: str | None, has_nothing: bool, due_on: date, day: date) -> str:
    """Return where a request stands on a day.

    Decides: saying that there is nothing to report is an answer; who has not answered by the end of the day it is
    due stays silent from the next day on, and an answer that comes late still counts as one. From the Protect &
    Prepare Groups guidance, Membership (what each member contributes) and Meeting Schedules.
    """
    if has_nothing:
        return NOTHING
    if (answer or "").strip():
        return ANSWERED
    return SILENT if day > due_on else ASKED


def may_ask(meeting_status: str, due_on: date, meets_on: date, day: date) -> Verdict:
    """Say whether members may be asked for something before a meeting.

    Decides: only before a meeting that is still to come, with a day from today to the day of the meeting, both
    included. From the Protect & Prepare Groups guidance, Meeting Schedules (members are busy people).
    """
    over = _("The meeting is {0}. Members are asked before a meeting that is planned.")
    outside = _(
        "Due on {0} is not between today, {1}, and the day of the meeting, {2}. Choose a day in between."
    )
    return Verdict.of(
        unless(meeting_status == PLANNED, over.format(meeting_status.lower())),
        unless(
            day <= due_on <= meets_on,
            outside.format(govuk_date(due_on), govuk_date(day), govuk_date(meets_on)),
        ),
    )


def may_answer(meeting_status: str) -> Verdict:
    """Say whether an answer may still be given or changed.

    Decides: as long as the meeting is to come, however late; what the group had before it when it met stays as
    it is. From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    over = _("The meeting is {0}, and what was contributed before it stays as it is. Tell the secretary.")
    is_to_come = meeting_status in (PLANNED, POSTPONED)
    return Verdict.of(unless(is_to_come, over.format(meeting_status.lower())))


def answer_refusal(answer: str | None, has_nothing: bool) -> Sentence | None:
    """Return why something is no answer, or None: it says something, or that there is nothing, and not both.

    From the Protect & Prepare Groups guidance, Membership (what each member contributes).
    """
    if has_nothing and (answer or "").strip():
        return _("There is an answer, and it says that there is nothing to report. Keep one of the two.")
    return None


def tally(statuses: Iterable[str]) -> Tally:
    """Count what became of the requests of one meeting.

    From the Protect & Prepare Groups guidance, Membership (accountability for what each member contributes).
    """
    found = list(statuses)
    return Tally(len(found), found.count(ANSWERED), found.count(NOTHING), found.count(SILENT))


def is_to_be_reminded(status: str, due_on: date, reminded_on: date | None, day: date) -> bool:
    """Say whether somebody is reminded on a day: once, on the day before it is due or on the day itself.

    From the Protect & Prepare Groups guidance, Meeting Schedules (members are busy people).
    """
    return status == ASKED and reminded_on is None and due_on - timedelta(days=1) <= day <= due_on
