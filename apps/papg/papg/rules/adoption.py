"""How terms of reference come to hold: with the members, back to their writer, into force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from papg.rules.due_dates import govuk_date
from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.terms import DRAFT, WITH_MEMBERS
from papg.rules.wording import Sentence, Verdict, _, listed, unless


@dataclass(frozen=True)
class AdoptionFacts:
    """What is known when somebody brings a version into force.

    `stage_before` is the stage before the step, `empty_needed` the empty headings the council does not let pass.
    """

    stage_before: str
    approver: str
    approver_position_today: str | None
    empty_needed: Sequence[str] = ()


def may_come_into_force(facts: AdoptionFacts) -> Verdict:
    """Say whether a version of the terms may come into force.

    Decides: it was with the members; whoever brings it into force is Chair or Deputy Chair of this group today;
    no heading is empty that the council wants written first. From the Protect & Prepare Groups guidance, Terms
    of Reference (established and agreed by group members) and Membership (the chair).
    """
    stage = _("The terms are at stage {0}. Send them to the members first.").format(facts.stage_before)
    chair = _(
        "{0} is not Chair or Deputy Chair of this group today. Let one of them bring the terms into force."
    )
    empty = _(
        "Nothing is written under {0}. The council wants that before terms come into force; send them back to add it."
    )
    return Verdict.of(
        unless(facts.stage_before == WITH_MEMBERS, stage),
        unless(facts.approver_position_today in CHAIRING_POSITIONS, chair.format(facts.approver)),
        unless(not facts.empty_needed, empty.format(listed(facts.empty_needed))),
    )


def check_route(by_correspondence: bool, agreed_on: date | None, group: str, at_group: str | None) -> Verdict:
    """Say whether it can be noted like this how the members agreed a version of the terms.

    Decides: at a meeting of the group or by correspondence, not both; by correspondence on a day. From the Protect &
    Prepare Groups guidance, Terms of Reference (agreed by group members).

    Args:
        by_correspondence: whether they were agreed by correspondence.
        agreed_on: the day noted.
        group: the group of the terms.
        at_group: the group of the meeting that agreed them; None where none is named.
    """
    both = _("The terms are agreed at a meeting or by correspondence, not both. Take one of the two away.")
    other = _("Agreed at the meeting: it is a meeting of another group. Choose one of this group.")
    undated = _("The terms were agreed by correspondence: enter under “Agreed on” when that was complete.")
    return Verdict.of(
        unless(not (by_correspondence and at_group), both),
        unless(at_group in (None, group), other),
        unless(not by_correspondence or agreed_on is not None, undated),
    )


def route_in_words(by_correspondence: bool, agreed_on: date | None, met_on: date | None) -> Sentence | None:
    """Return how and when the members agreed a version of the terms; None where nothing is noted.

    From the Protect & Prepare Groups guidance, Terms of Reference (agreed by group members).
    """
    if by_correspondence and agreed_on:
        return _("By correspondence, complete on {0}").format(govuk_date(agreed_on))
    if met_on:
        return _("At the meeting of {0}").format(govuk_date(met_on))
    return _("On {0}").format(govuk_date(agreed_on)) if agreed_on else None


def may_send_back(reason: str | None, stage: str) -> Verdict:
    """Say whether terms may go back to their writer: from the members, and with a reason.

    From the Protect & Prepare Groups guidance, Terms of Reference (agreed by group members).
    """
    wrong_stage = _("The terms are at stage {0}. Only terms that are with the members can be sent back.")
    return Verdict.of(
        unless(stage == WITH_MEMBERS, wrong_stage.format(stage)),
        unless(bool((reason or "").strip()), _("Give the reason why the terms are sent back.")),
    )


def may_edit_text(stage: str) -> Verdict:
    """Say whether the text of terms may change: in draft only, since members agree what they have read.

    From the Protect & Prepare Groups guidance, Terms of Reference (agreed by group members).
    """
    if stage == DRAFT:
        return Verdict()
    if stage == WITH_MEMBERS:
        return Verdict.of(
            _("The terms are with the members. Send them back with a reason to change the text.")
        )
    return Verdict.of(_("The terms are at stage {0}. Start a new version to change the text.").format(stage))
