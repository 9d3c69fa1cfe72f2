"""Whether a meeting is quorate under its terms of reference, and what it may do if it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from papg.rules.attendance import ABSENT, DEPUTISED, PRESENT
from papg.rules.membership import CHAIR, CHAIRING_POSITIONS, DEPUTY_CHAIR, MEMBER
from papg.rules.people import plain
from papg.rules.quorum_terms import (
    CHAIR_AND_SHARE,
    KINDS,
    NONE_STATED,
    ORGANISATION_PRESENT,
    QuorumTerms,
    check_terms,
    number_needed,
    rule_phrase,
)
from papg.rules.wording import Sentence, Verdict, _, unless

__all__ = [
    "COUNTED_POSITIONS",
    "DECISION",
    "DECISION_KINDS",
    "KINDS",
    "RECOMMENDATION",
    "Attendance",
    "QuorumTerms",
    "QuorumVerdict",
    "assess",
    "assess_at_item",
    "can_be_ratified",
    "check_terms",
    "decision_kind",
    "is_in_room",
    "items_without_quorum",
    "number_needed",
    "represented",
]

COUNTED_POSITIONS = (CHAIR, DEPUTY_CHAIR, MEMBER)
"""Who can make a quorum. Secretaries serve the group, Observers watch, Advisers advise: none counts."""

DECISION = "Decision"
RECOMMENDATION = "Recommendation"
DECISION_KINDS = (DECISION, RECOMMENDATION)


@dataclass(frozen=True)
class Attendance:
    """One person's line in the attendance of one meeting; every member has a line, whether there or not.

    `is_counted` is false for people the terms leave out of the core membership, such as co-opted members.
    Somebody who arrived at item 3 is there from item 3 on; somebody who left at item 5 is there up to and
    including item 5. At the items in `out_at_items` they left the room, having declared an interest.
    """

    name: str
    organisation: str
    position: str
    presence: str
    is_counted: bool = True
    arrived_at_item: int | None = None
    left_at_item: int | None = None
    out_at_items: frozenset[int] = frozenset()


@dataclass(frozen=True)
class QuorumVerdict:
    """The answer, its reason as a sentence, and the numbers behind it."""

    is_quorate: bool
    reason: Sentence
    counted: int
    needed: int
    base: int


@dataclass(frozen=True)
class _Tally:
    present: list[Attendance]
    counted: int
    base: int
    unit: Sentence


def assess(terms: QuorumTerms, attendances: Iterable[Attendance], vacant_seats: int = 0) -> QuorumVerdict:
    """Say whether a meeting was quorate, counting everybody who was there for any of it.

    Decides: the Chair, Deputy Chairs and Members who were present, and deputies where the terms count them,
    against the number the terms ask for. The base is the core membership, with vacant seats if the terms
    count those; where one organisation has one vote, people of one organisation count once on both sides.
    Terms that do not give their numbers never make a meeting quorate. From the Protect & Prepare Groups
    guidance, Terms of Reference (to ensure proper functioning of the group); `number_needed` names the
    example behind each kind.

    Args:
        terms: the terms of reference in force when the meeting started.
        attendances: one line for each person, those who sent apologies or did not come included.
        vacant_seats: seats of the core membership nobody holds.
    """
    rows = list(attendances)
    tally = _tally(terms, rows, vacant_seats)
    complete = check_terms(terms)
    if not complete:
        return QuorumVerdict(False, complete.refusals[0], tally.counted, 0, tally.base)
    needed = number_needed(terms, tally.base)
    shortfall = _shortfall(terms, rows, tally, needed)
    reason = shortfall or _quorate_reason(terms, tally, needed)
    return QuorumVerdict(shortfall is None, reason, tally.counted, needed, tally.base)


def assess_at_item(
    terms: QuorumTerms, attendances: Iterable[Attendance], item_number: int, vacant_seats: int = 0
) -> QuorumVerdict:
    """Say whether the meeting was quorate while it dealt with one item of the agenda.

    Decides: as `assess`, with those who had not arrived yet or had left already counted as absent. They stay
    in the base. From the committee page of Wyre Forest District Council: where only one item lacks a quorum,
    only that item is put off.
    """
    rows = (row if is_in_room(row, item_number) else replace(row, presence=ABSENT) for row in attendances)
    return assess(terms, rows, vacant_seats)


def items_without_quorum(
    terms: QuorumTerms, attendances: Iterable[Attendance], item_numbers: Iterable[int], vacant_seats: int = 0
) -> list[int]:
    """Return the items for which the meeting was not quorate, in the order given.

    Decides: as `assess_at_item`, from the same committee page of Wyre Forest District Council.
    """
    rows = list(attendances)
    return [
        number for number in item_numbers if not assess_at_item(terms, rows, number, vacant_seats).is_quorate
    ]


def is_in_room(row: Attendance, item_number: int) -> bool:
    """Say whether somebody who came was there for an item.

    Decides: both the item at which they arrived and the item at which they left are included; an item they left the
    room for, having declared an interest in it, is not. From the Protect & Prepare Groups guidance, Minutes (for the
    purposes of audit, how meetings are recorded), and the Localism Act 2011, section 31(4): whoever has such an
    interest takes no part in the discussion or the vote.
    """
    has_arrived = row.arrived_at_item is None or row.arrived_at_item <= item_number
    has_not_left = row.left_at_item is None or row.left_at_item >= item_number
    return has_arrived and has_not_left and item_number not in row.out_at_items


def represented(terms: QuorumTerms, attendances: Iterable[Attendance], item_number: int | None = None) -> int:
    """Return how many in the room count, on one item if one is named: people, or organisations with one vote each.

    Decides: as `assess` counts them. From the Protect & Prepare Groups guidance, Terms of Reference (to ensure
    proper functioning of the group).
    """
    there = (row for row in attendances if item_number is None or is_in_room(row, item_number))
    return _tally(terms, list(there), 0).counted


def decision_kind(is_quorate: bool) -> str:
    """Return what a meeting's conclusions are: "Decision", or "Recommendation" of an inquorate meeting.

    Decides: an inquorate meeting may discuss and recommend; it decides nothing. From the committee page of
    Wyre Forest District Council (without a quorum the business is put off) and the Protect & Prepare Groups
    guidance, Governance (suitable oversight of the work).
    """
    return DECISION if is_quorate else RECOMMENDATION


def can_be_ratified(kind: str, ratifying_meeting_is_quorate: bool, later: bool) -> Verdict:
    """Say whether a meeting may turn a recommendation into a decision.

    Decides: only a recommendation is ratified, only by a quorate meeting, only by a later one. From the
    Protect & Prepare Groups guidance, Governance (suitable oversight) and Minutes (for the purposes of
    audit).

    Args:
        kind: "Decision" or "Recommendation", as recorded.
        ratifying_meeting_is_quorate: whether the meeting that is to ratify it was quorate.
        later: whether that meeting took place after the one that recommended it.
    """
    wrong_kind = _("A {0} needs no ratification. Only recommendations of an inquorate meeting are ratified.")
    inquorate = _("The ratifying meeting was not quorate. Ratify the recommendation at a quorate meeting.")
    too_early = _(
        "The ratifying meeting is not later than the one that recommended it. Choose a later meeting."
    )
    return Verdict.of(
        unless(kind == RECOMMENDATION, wrong_kind.format(kind)),
        unless(ratifying_meeting_is_quorate, inquorate),
        unless(later, too_early),
    )


def _tally(terms: QuorumTerms, rows: Sequence[Attendance], vacant_seats: int) -> _Tally:
    core = [row for row in rows if row.is_counted and row.position in COUNTED_POSITIONS]
    present = [row for row in core if _is_represented(terms, row)]
    vacancies = max(0, vacant_seats) if terms.is_vacancy_counted else 0
    base = _votes(terms, core) + vacancies
    return _Tally(present, _votes(terms, present), base, _unit(terms, vacancies))


def _is_represented(terms: QuorumTerms, row: Attendance) -> bool:
    return row.presence == PRESENT or (row.presence == DEPUTISED and terms.is_deputy_counted)


def _votes(terms: QuorumTerms, rows: Sequence[Attendance]) -> int:
    if not terms.is_organisation_one_vote:
        return len(rows)
    organisations = [plain(row.organisation) for row in rows]
    # Somebody without an organisation speaks for themselves; two of them are not one organisation.
    return len(set(organisations) - {""}) + organisations.count("")


def _unit(terms: QuorumTerms, vacancies: int) -> Sentence:
    if terms.is_organisation_one_vote:
        return _("organisations and vacant seats") if vacancies else _("organisations")
    return _("members and vacant seats") if vacancies else _("members")


def _shortfall(terms: QuorumTerms, rows: Sequence[Attendance], tally: _Tally, needed: int) -> Sentence | None:
    if terms.kind == CHAIR_AND_SHARE and not any(_is_chairing(row) for row in rows):
        return _("Not quorate: no Chair or Deputy Chair was present.")
    if terms.kind == ORGANISATION_PRESENT and not _is_organisation_present(terms, tally):
        return _("Not quorate: nobody who counts was present for {0}.").format(terms.organisation)
    if tally.counted >= needed:
        return None
    if not tally.base:
        return _("Not quorate: the attendance lists no member who counts towards the quorum.")
    shortfall = _("Not quorate: {0} of {1} {2} counted, {3} needed ({4}).")
    return shortfall.format(tally.counted, tally.base, tally.unit, needed, rule_phrase(terms))


def _is_chairing(row: Attendance) -> bool:
    # A deputy takes a member's place at the table, not the chair: that passes to the Deputy Chair alone.
    return row.position in CHAIRING_POSITIONS and row.presence == PRESENT


def _is_organisation_present(terms: QuorumTerms, tally: _Tally) -> bool:
    return any(plain(row.organisation) == plain(terms.organisation) for row in tally.present)


def _quorate_reason(terms: QuorumTerms, tally: _Tally, needed: int) -> Sentence:
    if terms.kind == NONE_STATED:
        return _("Quorate: the terms of reference state no quorum.")
    if terms.kind == ORGANISATION_PRESENT:
        return _("Quorate: {0} was represented.").format(terms.organisation)
    reason = _("Quorate: {0} of {1} {2} counted, {3} needed ({4}).")
    return reason.format(tally.counted, tally.base, tally.unit, needed, rule_phrase(terms))
