"""Escalations: what may be taken up, to whom, and who answers and closes it.

The guidance asks for the opportunity to escalate matters to appropriate levels of command and leadership. Which
levels those are is what the group's own reporting lines say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from papg.rules.actions import UNFINISHED_STAGES
from papg.rules.due_dates import govuk_date
from papg.rules.periods import Period
from papg.rules.wording import Sentence, Verdict, _, listed, unless

OPEN = "Open"
ANSWERED = "Answered"
CLOSED = "Closed"
WITHDRAWN = "Withdrawn"
STATUSES = (OPEN, ANSWERED, CLOSED, WITHDRAWN)
SETTLED = (CLOSED, WITHDRAWN)
SETTLED_FROM = {CLOSED: ANSWERED, WITHDRAWN: OPEN}
"""For each way the group ends an escalation, the status it must have by then."""


@dataclass(frozen=True, kw_only=True)
class ReportingLine:
    """One line upwards from a group: to a body, or to a post where there is none.

    Attributes:
        name: the record of the line.
        body: the body it leads to.
        post: the post it leads to.
        shown: what people call the body or post.
        chain: what the line is for.
        period: days on which the body stands.
    """

    name: str
    body: str | None = None
    post: str | None = None
    shown: str = ""
    chain: str = ""
    period: Period = field(default_factory=Period)


@dataclass(frozen=True, kw_only=True)
class EscalationFacts:
    """What the rules ask about an escalation that is about to be raised."""

    action_stage: str
    is_restricted: bool
    line: ReportingLine | None
    lines: tuple[ReportingLine, ...] = ()
    reason: str | None
    raised_on: date
    respond_by: date | None
    today: date


def lines_on(lines: Iterable[ReportingLine], day: date) -> list[ReportingLine]:
    """Return the reporting lines that hold on a day.

    Decides: a line to a body holds on the days the body stands, the first and the last included; a line to a
    post holds as long as the group has it. From the Protect & Prepare Groups guidance, Governance (there is no
    one-size-fits-all solution; groups may report into different chains).
    """
    return [line for line in lines if line.period.includes(day)]


def line_to(
    lines: Iterable[ReportingLine], body: str | None, post: str | None, chain: str | None, day: date
) -> ReportingLine | None:
    """Return the line that leads to a body or post on a day; the chain decides where two lines lead there.

    From the Protect & Prepare Groups guidance, Governance (escalate to appropriate levels of command).
    """
    leading = [
        line
        for line in lines_on(lines, day)
        if (line.body == body if body else bool(post) and not line.body and line.post == post)
    ]
    return next((line for line in leading if chain and line.chain == chain), next(iter(leading), None))


def may_escalate(facts: EscalationFacts) -> Verdict:
    """Say whether an action may be escalated.

    Decides: something is still to be done; the action comes from no restricted item; what it goes to is at the
    end of a reporting line of the group that holds on the day; there is a reason; and the answer is asked for
    by that day or later. From the Protect & Prepare Groups guidance, Governance (the opportunity to escalate
    matters to appropriate levels of command and leadership) and Action Plans (actions are escalated where
    challenges are being encountered).
    """
    finished = _("The action is {0}. Only one that is still to be done is escalated.")
    restricted = _(
        "The action comes from a restricted item, and nobody above the group is in the item's audience. Take it up "
        "with those who are."
    )
    later = _("Raised on {0}: that day is still to come. Enter today or an earlier day.")
    return Verdict.of(
        unless(not facts.is_restricted, restricted),
        unless(facts.action_stage in UNFINISHED_STAGES, finished.format(facts.action_stage)),
        _line_refusal(facts),
        unless(bool((facts.reason or "").strip()), _("Give the reason why the action is escalated.")),
        unless(facts.raised_on <= facts.today, later.format(govuk_date(facts.raised_on))),
        _answer_day_refusal(facts),
    )


def may_answer(status: str, response: str | None) -> Verdict:
    """Say whether an escalation may be answered by whom it went to: while it is open, and in words.

    From the Protect & Prepare Groups guidance, Governance (suitable oversight of the work being undertaken).
    """
    wrong_status = _("The escalation is {0} and takes no answer any more.")
    return Verdict.of(
        unless(status == OPEN, wrong_status.format(status)),
        unless(bool((response or "").strip()), _("Write the answer.")),
    )


def may_settle(before: str, after: str, outcome: str | None) -> Verdict:
    """Say whether the group may end an escalation.

    Decides: it is closed once it was answered, withdrawn while it was not, and what came of it is said either
    way. From the Protect & Prepare Groups guidance, Action Plans (track and monitor the group's work) and
    Governance (oversight).
    """
    if after not in SETTLED_FROM:
        return Verdict.of(_("An escalation becomes {0} by its answer and by nothing else.").format(ANSWERED))
    wrong_status = _("The escalation is {0}. Only one that is {1} can be {2}.")
    no_outcome = _("Say what came of the escalation before it is {0}.")
    return Verdict.of(
        unless(before == SETTLED_FROM[after], wrong_status.format(before, SETTLED_FROM[after], after)),
        unless(bool((outcome or "").strip()), no_outcome.format(after)),
    )


def is_answer_late(status: str, respond_by: date | None, today: date) -> bool:
    """Say whether an answer is overdue: nobody has answered and the day asked for has passed.

    From the Protect & Prepare Groups guidance, Action Plans (ensure that actions are progressing).
    """
    return status == OPEN and respond_by is not None and respond_by < today


def _line_refusal(facts: EscalationFacts) -> Sentence | None:
    if facts.line:
        return None
    day = govuk_date(facts.raised_on)
    held = lines_on(facts.lines, facts.raised_on)
    if not held:
        return _("The group has no reporting line on {0}. Enter in the group what it reports to.").format(day)
    wrong = _("The group has no such reporting line on {0}. It reports to {1}: choose one of these.")
    return wrong.format(day, listed(list(dict.fromkeys(line.shown for line in held))))


def _answer_day_refusal(facts: EscalationFacts) -> Sentence | None:
    if facts.respond_by is None:
        return _("Enter the day by which an answer is needed.")
    early = _("An answer by {0} is asked for before the escalation is raised, on {1}. Choose a later day.")
    return unless(
        facts.respond_by >= facts.raised_on,
        early.format(govuk_date(facts.respond_by), govuk_date(facts.raised_on)),
    )
