"""The life of minutes: draft, with the chair, circulated, agreed; and who may move them on.

The guidance asks that it be agreed, for the purposes of audit, how meetings are recorded and who reads the
minutes. How they are approved is this product's own rule under that paragraph: nobody approves words of their
own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from papg.rules.agreement import AgreementFacts, route_refusal
from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.people import is_same_person, plain
from papg.rules.wording import Sentence, Verdict, _, unless

DRAFT = "Draft"
WITH_CHAIR = "With chair"
CIRCULATED = "Circulated"
AGREED = "Agreed"
NOT_WRITTEN = ""
STAGES = (DRAFT, WITH_CHAIR, CIRCULATED, AGREED)

PROPOSED = "Proposed"
ACCEPTED = "Accepted"
REJECTED = "Rejected"
CORRECTION_STATES = (PROPOSED, ACCEPTED, REJECTED)


class Entry(NamedTuple):
    """One item as minuted."""

    item_number: str | int
    title: str
    discussion: str | None


@dataclass(frozen=True, kw_only=True)
class CirculationFacts:
    """What the rules ask about minutes before they go to the group."""

    stage_before: str
    approved_by: str | None
    approved_hash: str | None
    current_hash: str
    marking: str | None
    entry_count: int


@dataclass(frozen=True)
class Correction:
    """A change to circulated minutes that somebody asks for."""

    name: str
    state: str
    proposed_by: str


def text_hash(entries: Iterable[Entry | tuple[str | int, str, str | None]], marking: str | None) -> str:
    """Return the SHA-256 of the text a chair approves, as 64 hexadecimal digits.

    Decides: number, title and discussion of every entry, their order and the marking are the text; spaces at
    the end of a line and the way a line ends are not. From the Protect & Prepare Groups guidance, Minutes
    (for the purposes of audit).
    """
    rows = [[_canonical(str(number)), _canonical(title), _canonical(said)] for number, title, said in entries]
    serialised = json.dumps({"entries": rows, "marking": _canonical(marking)}, sort_keys=True)
    return hashlib.sha256(serialised.encode()).hexdigest()


def may_approve(facts: AgreementFacts) -> Verdict:
    """Say whether somebody may approve minutes for circulation.

    Decides: the minutes are with the chair, or circulated and changed since by a settled correction; the
    approver is Chair or Deputy Chair of this group today, did not prepare them and edited nothing in this
    version. From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit) and Membership (a
    chair who can ensure accountability).
    """
    wrong_stage = _("The minutes are at stage {0}. Send them to the chair before they are approved.")
    return Verdict.of(
        unless(facts.stage_before in (WITH_CHAIR, CIRCULATED), wrong_stage.format(facts.stage_before)),
        *_approver_refusals(facts),
    )


def may_agree(facts: AgreementFacts) -> Verdict:
    """Say whether minutes may be locked as a correct record, however the attempt is made.

    Decides: they were with the chair and are circulated; their approval still fits the text and was given by
    nobody who wrote it; whoever agrees them is Chair or Deputy Chair of this group today and wrote none of it
    either; no correction is open; and a later meeting of the same group agreed them, or the group did by
    correspondence. From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit) and
    Membership (accountability).
    """
    wrong_stage = _("The minutes are at stage {0}. Only circulated minutes can be agreed: get them approved.")
    return Verdict.of(
        unless(facts.stage_before == CIRCULATED, wrong_stage.format(facts.stage_before)),
        *_approver_refusals(facts),
        _approval_refusal(facts.approved_by, facts.approved_hash, facts.current_hash),
        _approved_own_words_refusal(facts),
        _open_corrections_refusal(facts.open_corrections),
        route_refusal(facts),
    )


def may_agree_part_two(facts: AgreementFacts, has_text: bool) -> Verdict:
    """Say whether an item of Part 2 may be agreed as a correct record, apart from Part 1 and from other items.

    Decides: something is written; whoever agrees it is Chair or Deputy Chair of this group today and wrote none of
    it; and a later meeting of the same group agreed it, or its readers did by correspondence. From the Protect &
    Prepare Groups guidance, Minutes (the audience for any minutes); Local Government Act 1972, section 100C(1)(a)
    and (2), under which minutes of what was exempt are kept apart.
    """
    empty = _("Nothing is written under this item. Write its discussion before it is agreed.")
    return Verdict.of(unless(has_text, empty), *_approver_refusals(facts), route_refusal(facts))


def may_circulate(facts: CirculationFacts) -> Verdict:
    """Say whether minutes may go to the members of the group.

    Decides: they were with the chair, the approval fits the text, they carry a marking, and they say
    something. From the Protect & Prepare Groups guidance, Minutes (the audience for any minutes; because of
    the sensitive nature of the work, they are not publicly disclosed).
    """
    wrong_stage = _("The minutes are at stage {0}. Send them to the chair before they are circulated.")
    no_marking = _("The minutes carry no marking. Choose one before circulation.")
    no_entry = _("The minutes have no entry. Write up the meeting before circulation.")
    return Verdict.of(
        unless(facts.stage_before in (WITH_CHAIR, CIRCULATED), wrong_stage.format(facts.stage_before)),
        _approval_refusal(facts.approved_by, facts.approved_hash, facts.current_hash),
        unless(bool((facts.marking or "").strip()), no_marking),
        unless(facts.entry_count > 0, no_entry),
    )


def may_send_back(reason: str | None, stage: str = WITH_CHAIR) -> Verdict:
    """Say whether the chair may send minutes back to whoever prepared them.

    Decides: before they are circulated, and with a reason. From the Protect & Prepare Groups guidance,
    Minutes (for the purposes of audit).
    """
    wrong_stage = _("The minutes are at stage {0}. Only minutes that are with the chair can be sent back.")
    return Verdict.of(
        unless(stage == WITH_CHAIR, wrong_stage.format(stage)),
        unless(bool((reason or "").strip()), _("Give the reason why the minutes are sent back.")),
    )


def is_approval_stale(approved_hash: str | None, current_hash: str) -> bool:
    """Say whether the text has changed since it was approved; what nobody approved is not stale.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    return bool(approved_hash) and approved_hash != current_hash


def may_edit_text(stage: str, is_settled_correction: bool) -> Verdict:
    """Say whether the text of minutes may change.

    Decides: freely until they are circulated; then only by a correction that has been settled; once agreed,
    never. From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    if stage in (DRAFT, WITH_CHAIR) or (stage == CIRCULATED and is_settled_correction):
        return Verdict()
    if stage == CIRCULATED:
        return Verdict.of(_("The minutes are circulated. Propose a correction and let the chair settle it."))
    if stage == AGREED:
        return Verdict.of(_("The minutes are agreed and locked. Add a dated correction beside the text."))
    unknown = _("The minutes are at the stage {0}, which is not known. Choose a workflow state.")
    return Verdict.of(unknown.format(stage))


def may_extract(stage: str, reader: str) -> Verdict:
    """Say whether one item of minutes may be given to a reader as an extract.

    Decides: once the minutes went round, so that nobody is given words the chair has not approved; and for a reader
    who is named. From the Protect & Prepare Groups guidance, Minutes (the audience for any minutes).
    """
    too_early = _("The minutes are at stage {0}. Extracts are made of circulated or agreed minutes.")
    if stage == NOT_WRITTEN:
        too_early = _(
            "No minutes of this meeting are written. Extracts are made of circulated or agreed minutes."
        )
    return Verdict.of(
        unless(stage in (CIRCULATED, AGREED), too_early.format(stage)),
        unless(bool(reader.strip()), _("Name the reader the extract is for, by post.")),
    )


def corrections_left_open(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the corrections nobody has settled: all that are neither accepted nor rejected.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    return [correction for correction in corrections if correction.state not in (ACCEPTED, REJECTED)]


def may_reject_correction(state: str, reason: str | None) -> Verdict:
    """Say whether a correction may be settled this way.

    Decides: whoever proposed it is owed the reason when it is rejected. From the Protect & Prepare Groups
    guidance, Minutes (for the purposes of audit).
    """
    no_reason = _("Give the reason why the correction is rejected; whoever proposed it reads it.")
    return Verdict.of(unless(state != REJECTED or bool((reason or "").strip()), no_reason))


def may_settle_correction(
    correction: Correction, settler: str, settler_position_today: str | None
) -> Verdict:
    """Say whether somebody may accept or reject a correction.

    Decides: the Chair or a Deputy Chair of this group today settles it, once, and nobody settles their own:
    settling changes the text without making an editor, so it must not be a way to approve words of one's own.
    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit) and Membership
    (accountability).
    """
    settled = _("The correction is settled already: {0}. Propose a new one.").format(correction.state)
    own = _("{0} proposed this correction. Ask another Chair or Deputy Chair to settle it.").format(settler)
    return Verdict.of(
        unless(correction.state == PROPOSED, settled),
        _position_refusal(settler, settler_position_today),
        unless(not is_same_person(settler, correction.proposed_by), own),
    )


def _canonical(text: str | None) -> str:
    return "\n".join(line.rstrip() for line in (text or "").split("\n"))


def _approver_refusals(facts: AgreementFacts) -> tuple[Sentence | None, ...]:
    unrecorded = _("It is not recorded who prepared these minutes. Enter who did.")
    prepared = _("{0} prepared these minutes. Ask a Chair or Deputy Chair who did not prepare them.")
    edited = _("{0} edited this version of the minutes. Ask a Chair or Deputy Chair who did not edit it.")
    return (
        _position_refusal(facts.approver, facts.approver_position_today),
        unless(bool(plain(facts.prepared_by)), unrecorded),
        unless(not is_same_person(facts.approver, facts.prepared_by), prepared.format(facts.approver)),
        unless(not _is_editor(facts.approver, facts), edited.format(facts.approver)),
    )


def _position_refusal(person: str, position_today: str | None) -> Sentence | None:
    if position_today in CHAIRING_POSITIONS:
        return None
    refused = _("{0} is not Chair or Deputy Chair of this group today (position: {1}). Ask one who is.")
    return refused.format(person, position_today or _("none"))


def _is_editor(person: str | None, facts: AgreementFacts) -> bool:
    return any(is_same_person(person, editor) for editor in facts.editors)


def _approval_refusal(
    approved_by: str | None, approved_hash: str | None, current_hash: str
) -> Sentence | None:
    if not (approved_by or "").strip() or not approved_hash:
        return _("Nobody has approved the minutes. Ask the Chair or a Deputy Chair to approve them.")
    stale = _("The text has changed since {0} approved it. Ask for the new text to be approved.")
    return unless(not is_approval_stale(approved_hash, current_hash), stale.format(approved_by))


def _approved_own_words_refusal(facts: AgreementFacts) -> Sentence | None:
    if is_same_person(facts.approved_by, facts.prepared_by) or _is_editor(facts.approved_by, facts):
        refused = _("{0} approved the minutes but wrote some of them. Ask another Chair or Deputy Chair.")
        return refused.format(facts.approved_by)
    return None


def _open_corrections_refusal(count: int) -> Sentence | None:
    refused = _("Corrections not settled yet: {0}. Accept or reject each before the minutes are agreed.")
    return unless(count <= 0, refused.format(count))
