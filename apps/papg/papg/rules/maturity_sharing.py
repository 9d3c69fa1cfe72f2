"""How an assessment is shared out: who is asked for a line, when it is handed back, and how much is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papg.rules.maturity import IN_PROGRESS
from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.wording import Sentence, Verdict, _, listed, unless


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A member of the group who sits for a business area today."""

    member: str
    area: str
    position: str


@dataclass(frozen=True, kw_only=True)
class SharedLine:
    """One criterion as it was shared out."""

    code: str
    is_assessed: bool = False
    is_not_applicable: bool = False
    is_assigned: bool = False
    is_own: bool = False
    is_returned: bool = False


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far an assessment has come. A line nobody has looked at is not assessed, whatever else is known of it."""

    assessed: int
    unassessed: int
    not_applicable: int
    with_members: int
    returned: int


def holder(area: str | None, seats: Iterable[Seat]) -> str | None:
    """Return the member who is asked to score what an area owns, or None where nobody follows from the seats.

    Decides: the one member who sits for the area. Chair and deputy chairs are not asked, because whoever scores
    cannot moderate; where several sit for it the secretary chooses. From the Protect & Prepare Groups guidance,
    The Maturity Matrix and Membership (members bring the knowledge of their area).
    """
    asked = {
        seat.member
        for seat in seats
        if area and seat.area == area and seat.position not in CHAIRING_POSITIONS
    }
    return asked.pop() if len(asked) == 1 else None


def may_score_line(stage: str, line: SharedLine) -> Verdict:
    """Say whether a member may score a line: it was given to them, and they have not handed it back.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    wrong_stage = _("The assessment is at stage {0}. Lines are scored while it is in progress.")
    not_own = _("{0} is not assigned to you. Ask the secretary of the group to give it to you.")
    returned = _("You have returned {0}. Ask the secretary of the group to hand it back to you.")
    return Verdict.of(
        unless(stage == IN_PROGRESS, wrong_stage.format(stage)),
        unless(line.is_own, not_own.format(line.code)),
        unless(not (line.is_own and line.is_returned), returned.format(line.code)),
    )


def may_return(stage: str, lines: Sequence[SharedLine]) -> Verdict:
    """Say whether a member may return their lines: each has a level, or the mark that it does not apply.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    wrong_stage = _("The assessment is at stage {0}. Lines are returned while it is in progress.")
    none = _("No line of this assessment waits for you.")
    open_lines = [line.code for line in waiting_for_me(lines) if not is_assessed(line)]
    missing = _("There is no level yet for {0}. Give one or mark it not applicable.")
    return Verdict.of(
        unless(stage == IN_PROGRESS, wrong_stage.format(stage)),
        unless(bool(waiting_for_me(lines)), none),
        unless(not open_lines, missing.format(listed(open_lines))),
    )


def waiting_for_me(lines: Iterable[SharedLine]) -> list[SharedLine]:
    """Return the lines a member was given and has not handed back.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    return [line for line in lines if line.is_own and not line.is_returned]


def is_assessed(line: SharedLine) -> bool:
    """Say whether somebody has looked at a line: it has a level, or it does not apply.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    return line.is_assessed or line.is_not_applicable


def progress(lines: Sequence[SharedLine]) -> Progress:
    """Return how far an assessment has come.

    Decides: a line without a level is not assessed, also when it was returned; what does not apply is neither.
    From the Protect & Prepare Groups guidance, The Maturity Matrix (discuss progress).
    """
    return Progress(
        assessed=sum(line.is_assessed and not line.is_not_applicable for line in lines),
        unassessed=sum(not is_assessed(line) for line in lines),
        not_applicable=sum(line.is_not_applicable for line in lines),
        with_members=sum(line.is_assigned and not line.is_returned for line in lines),
        returned=sum(line.is_assigned and line.is_returned for line in lines),
    )


def progress_in_words(done: Progress) -> Sentence:
    """Return how far an assessment has come, in words.

    From the Protect & Prepare Groups guidance, The Maturity Matrix (discuss progress).
    """
    return _(
        "Assessed: {0} of {1}. Not assessed yet: {2}. Not applicable: {3}. With members: {4}. Returned: {5}."
    ).format(
        done.assessed,
        done.assessed + done.unassessed,
        done.unassessed,
        done.not_applicable,
        done.with_members,
        done.returned,
    )
