"""Disclosure copies of agreed minutes: what may be withheld and why, who approves one, and when it may go out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from papg.rules import minutes
from papg.rules.due_dates import govuk_date
from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.redaction import holds, is_long_enough
from papg.rules.wording import Sentence, Verdict, _, listed, unless
from papg.rules.working_days import jurisdiction_of

DRAFT = "Draft"
WITH_CHAIR = "With chair"
APPROVED = "Approved"
STAGES = (DRAFT, WITH_CHAIR, APPROVED)

WHOLE_ITEM = "Whole item"
PASSAGE = "Passage"


@dataclass(frozen=True, kw_only=True)
class Removal:
    """One row of what is taken out of a copy: an item by its number, or words wherever they stand."""

    row: int
    where: str
    item_number: int = 0
    passage: str = ""
    exemption: str = ""
    exemption_nation: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ApprovalFacts:
    """What the rules ask about a copy that is about to be approved."""

    stage_before: str
    position_today: str | None
    approver: str
    prepared_by: str
    editors: frozenset[str]
    minutes_stage: str


def may_make(minutes_stage: str | None) -> Verdict:
    """Say whether a copy may be made of minutes at this stage: of agreed ones only.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit; strongly advised against
    disclosing them). Own rule: what is not yet a correct record is not what a request asks for.
    """
    refused = _("The minutes are at stage {0}. A disclosure copy is made of agreed minutes only.")
    return Verdict.of(unless(minutes_stage == minutes.AGREED, refused.format(minutes_stage or _("Draft"))))


def check_removals(
    removals: Sequence[Removal], nation: str | None, item_numbers: Sequence[int], text: str
) -> Verdict:
    """Say whether every removal names something that is there, under a law that holds here, with a reason.

    Decides: an exemption belongs to the nation of the group's authority; a whole item is one of the minutes; a
    passage occurs in the copy and is long enough to be told from other words; no reason repeats what another row
    takes out, because the reasons are printed. From the Freedom of Information Act 2000, section 17(1), and the
    Freedom of Information (Scotland) Act 2002, section 16(1): an authority that withholds says under which
    exemption, and why it applies where that is not obvious.

    Args:
        removals: The rows, in their order.
        nation: Nation of the authority that owns the group.
        item_numbers: Numbers of the items that can be taken out.
        text: Everything the copy would say if nothing were taken out.
    """
    findings: list[Sentence | None] = []
    for removal in removals:
        findings += [
            nation_refusal(removal, nation),
            place_refusal(removal, item_numbers, text),
            unless(bool(removal.reason.strip()), _no_reason(removal)),
            repeated_refusal(removal, removals),
        ]
    return Verdict.of(*findings)


def nation_refusal(removal: Removal, nation: str | None) -> Sentence | None:
    """Return why an exemption cannot be used by an authority of this nation, or None.

    From the Freedom of Information (Scotland) Act 2002, section 3 and schedule 1, and the Freedom of Information
    Act 2000, section 3 and schedule 1: each lists the authorities that answer under it.
    """
    ours = jurisdiction_of(nation)
    if removal.exemption_nation == ours:
        return None
    refused = _(
        "Removals, row {0}: {1} is law in {2}, and the authority of this group is in {3}. Choose an exemption of {4}."
    )
    where = removal.exemption_nation or _("no nation")
    return refused.format(removal.row, removal.exemption or _("Nothing"), where, nation or ours, ours)


def place_refusal(removal: Removal, item_numbers: Sequence[int], text: str) -> Sentence | None:
    """Return why there is nothing to take out, or None. Own rule, under the paragraphs of `check_removals`."""
    if removal.where == WHOLE_ITEM:
        if removal.item_number in item_numbers:
            return None
        refused = _("Removals, row {0}: the minutes have no item {1}. Choose one of {2}.")
        return refused.format(removal.row, removal.item_number, listed([str(each) for each in item_numbers]))
    if not is_long_enough(removal.passage):
        short = _("Removals, row {0}: “{1}” is too short to be told from other words. Copy more of the text.")
        return short.format(removal.row, removal.passage)
    absent = _("Removals, row {0}: “{1}” is not in the minutes. Copy the passage from the print of the copy.")
    return unless(holds(text, removal.passage), absent.format(removal.row, removal.passage))


def repeated_refusal(removal: Removal, removals: Sequence[Removal]) -> Sentence | None:
    """Return why a reason cannot be printed, or None: it repeats words a row takes out.

    Own rule, under the Freedom of Information Act 2000, section 17(1)."""
    for other in removals:
        if other.where != WHOLE_ITEM and holds(removal.reason, other.passage):
            refused = _(
                "Removals, row {0}: the reason repeats what row {1} takes out, and reasons are printed. Word it "
                "without those words."
            )
            return refused.format(removal.row, other.row)
    return None


def _no_reason(removal: Removal) -> Sentence:
    return _("Removals, row {0}: give the reason. It is printed at the end of the copy.").format(removal.row)


def may_approve(facts: ApprovalFacts) -> Verdict:
    """Say whether a copy may be approved for release, however the attempt is made.

    Decides: it was sent to the chair; whoever approves is Chair or Deputy Chair of this group today and neither
    prepared nor edited it; the minutes are agreed. From the Protect & Prepare Groups guidance, Membership (a chair
    who can ensure accountability) and Minutes. Own rule: nobody releases what they redacted alone.
    """
    wrong_stage = _("The copy is at stage {0}. Send it to the chair before it is approved.")
    wrong_person = _(
        "Only the Chair or Deputy Chair of the group approves a disclosure copy. Ask one of them."
    )
    prepared = _("You prepared or changed this copy. Ask the other of Chair and Deputy Chair to approve it.")
    wrote = facts.approver == facts.prepared_by or facts.approver in facts.editors
    return Verdict.of(
        unless(facts.stage_before == WITH_CHAIR, wrong_stage.format(facts.stage_before)),
        unless(facts.position_today in CHAIRING_POSITIONS, wrong_person),
        unless(not wrote, prepared),
        *may_make(facts.minutes_stage).refusals,
    )


def may_send_back(position_today: str | None) -> Verdict:
    """Say whether somebody may send a copy back to whoever prepares it: the Chair or Deputy Chair of its group.

    From the Protect & Prepare Groups guidance, Membership (a chair who can ensure accountability).
    """
    wrong_person = _("Only the Chair or Deputy Chair of the group sends a copy back. Ask one of them.")
    return Verdict.of(unless(position_today in CHAIRING_POSITIONS, wrong_person))


def may_release(stage: str, approved_on: date | None, released_on: date, today: date) -> Verdict:
    """Say whether a copy may be recorded as released on a day: approved by then, and the day is not to come.

    Own rule, under the Protect & Prepare Groups guidance, Minutes: what went out, and when, is kept for audit.
    """
    if stage != APPROVED or approved_on is None:
        return Verdict.of(_("Only an approved copy is released. Send it to the chair first."))
    refused = _(
        "The copy cannot have been released on {0}. Enter a day from its approval on {1} to today, {2}."
    )
    said = refused.format(govuk_date(released_on), govuk_date(approved_on), govuk_date(today))
    return Verdict.of(unless(approved_on <= released_on <= today, said))


def fingerprint(text: str) -> str:
    """Return the SHA-256 of the redacted text as it was approved. Own rule, under the guidance, Minutes."""
    return hashlib.sha256(text.encode()).hexdigest()


def receipt_refusal(received_on: date | None, today: date) -> Sentence | None:
    """Return why a request cannot have been received on a day, or None: it is given and is not to come.

    From the Freedom of Information Act 2000, section 10(1): the time runs from the day of receipt.
    """
    if received_on is None:
        return _("Enter the day on which the request was received: the time for an answer runs from it.")
    to_come = _("Received on {0}: that day is still to come. Enter today or an earlier day.")
    return unless(received_on <= today, to_come.format(govuk_date(received_on)))


def review_on(approved_on: date) -> date:
    """Return the day on which what is withheld comes up for review: a year after the approval.

    Decides: a copy approved on 29 February comes up on 28 February. From the Protect & Prepare Groups guidance,
    Minutes. Own rule: reasons to withhold fade, so what is withheld is looked at again every year.
    """
    try:
        return approved_on.replace(year=approved_on.year + 1)
    except ValueError:
        return approved_on.replace(year=approved_on.year + 1, day=28)


def is_review_due(due_on: date | None, today: date, is_latest: bool) -> bool:
    """Say whether a removal is due for review: its day has come and no later copy of the minutes was approved.

    A new copy is the review: its removals are decided anew and come up a year later. Own rule, under the
    Protect & Prepare Groups guidance, Minutes.
    """
    return is_latest and due_on is not None and due_on <= today
