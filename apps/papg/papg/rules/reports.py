"""Reports to the bodies above a group: when one may be issued, by whom, and whose its text is until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from papg.rules.due_dates import govuk_date
from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.report_numbers import Numbered, public_refusals
from papg.rules.wording import Sentence, Verdict, _, unless

DRAFT = "Draft"
REVIEW = "Review"
ISSUED = "Issued"
STAGES = (DRAFT, REVIEW, ISSUED)

COMMITTEE_REPORT = "Committee report"
BRIEFING_NOTE = "Briefing note"
DUTY_PROGRESS_REPORT = "Duty progress report"
KINDS = (COMMITTEE_REPORT, BRIEFING_NOTE, DUTY_PROGRESS_REPORT)
PUBLIC = "Committee (public)"
"""The audience that has a version for everybody."""


class Section(NamedTuple):
    """One section of a report, its number as typed."""

    number: str | None
    heading: str
    is_empty: bool
    is_not_public: bool = False


@dataclass(frozen=True, kw_only=True)
class IssueFacts:
    """What the rules ask about a report that is about to be issued."""

    stage_before: str
    position_today: str | None
    is_to_body_above: bool
    marking: str | None
    as_at: date | None
    today: date
    sections: Sequence[Section]
    workstreams: Sequence[Section] = ()
    kind: str = COMMITTEE_REPORT
    audience: str = ""
    is_marked_above: bool = False
    rows_left_out: int = 0


def is_numbered(kind: str) -> bool:
    """Say whether the sections and paragraphs of a kind of report are numbered where no number was typed.

    From the public examples of a committee paper (Chief Executives' Group, North Yorkshire and York, 20 June
    2013), which numbers both, and of a briefing note (Westminster City Council, 21 January 2015), which does not.
    """
    return kind == COMMITTEE_REPORT


def may_issue(facts: IssueFacts) -> Verdict:
    """Say whether a report may be issued, however the attempt is made.

    Decides: it was sent for review; whoever issues it is Chair or Deputy Chair of this group today; it goes to
    a body the group reports to, carries a marking, says as at which day it is true, today at the latest, and
    has sections that say something. From the Protect & Prepare Groups guidance, Governance (suitable oversight
    of the work being undertaken) and Membership (a chair who can ensure accountability).
    """
    wrong_stage = _("The report is at stage {0}. Send it for review before it is issued.")
    wrong_person = _("Only the Chair or Deputy Chair of the group issues a report. Ask one of them.")
    no_body = _(
        "The group does not report to the body of this report today. Start a report to one it reports to."
    )
    no_marking = _("The report carries no marking. Choose one.")
    return Verdict.of(
        unless(facts.stage_before == REVIEW, wrong_stage.format(facts.stage_before)),
        unless(facts.position_today in CHAIRING_POSITIONS, wrong_person),
        unless(facts.is_to_body_above, no_body),
        unless(bool(facts.marking), no_marking),
        as_at_refusal(facts.as_at, facts.today),
        *_section_refusals(facts.sections),
        *_public_refusals(facts),
    )


def as_at_refusal(as_at: date | None, today: date) -> Sentence | None:
    """Return why a report cannot be true as at this day, or None: the day is given and is not to come.

    From the Protect & Prepare Groups guidance, Action Plans (track and monitor the group's work), as published
    council progress reports do it: every figure is as at a day.
    """
    if as_at is None:
        return _("The report does not say as at which day it is true. Enter the day.")
    to_come = _("As at {0}: that day is still to come. Enter today or an earlier day.")
    return unless(as_at <= today, to_come.format(govuk_date(as_at)))


def may_send_back(position_today: str | None) -> Verdict:
    """Say whether somebody may send a report back to whoever writes it: the Chair or Deputy Chair of its group.

    From the Protect & Prepare Groups guidance, Membership (a chair who can ensure accountability).
    """
    wrong_person = _("Only the Chair or Deputy Chair of the group sends a report back. Ask one of them.")
    return Verdict.of(unless(position_today in CHAIRING_POSITIONS, wrong_person))


def _section_refusals(sections: Sequence[Section]) -> list[Sentence]:
    if not sections:
        return [_("The report has no sections. Write what the body is to know.")]
    empty = _("Section {0}, “{1}”, says nothing. Write it or take it out.")
    return [
        empty.format(section.number or place, section.heading)
        for place, section in enumerate(sections, 1)
        if section.is_empty
    ]


def _public_refusals(facts: IssueFacts) -> list[Sentence]:
    """Return what keeps a report for the public from having a public version without a trace of what it leaves out."""
    if facts.audience != PUBLIC:
        return []
    nothing_left = _(
        "Every section is left out of the public version. Leave one in, or choose another audience."
    )
    marked = _(
        "The report is marked {0}, and nothing of it is left out of the public version. Tick what is not public, or "
        "choose another marking or audience."
    )
    is_whole = not facts.rows_left_out
    return [
        *public_refusals(_numbered(facts.sections), is_numbered(facts.kind)),
        *public_refusals(_numbered(facts.workstreams), is_automatic=False),
        *filter(
            None,
            (
                unless(
                    not facts.sections or not all(row.is_not_public for row in facts.sections), nothing_left
                ),
                unless(not (is_whole and facts.is_marked_above), marked.format(facts.marking)),
            ),
        ),
    ]


def _numbered(rows: Sequence[Section]) -> list[Numbered]:
    return [Numbered(row.heading, row.number or "", row.is_not_public) for row in rows]
