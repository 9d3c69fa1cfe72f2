"""A change of structure: proposed, decided, in effect, undone. What it does is in `structure_plan.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from papg.rules.due_dates import govuk_date
from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.wording import Sentence, Verdict, _, listed, unless

PROPOSED, ADOPTED, REJECTED = "Proposed", "Adopted", "Rejected"
WITHDRAWN, IN_EFFECT, UNDONE = "Withdrawn", "In effect", "Undone"
NEXT: dict[str, tuple[str, ...]] = {
    PROPOSED: (ADOPTED, REJECTED, WITHDRAWN),
    ADOPTED: (IN_EFFECT, WITHDRAWN),
    REJECTED: (),
    WITHDRAWN: (),
    IN_EFFECT: (UNDONE,),
    UNDONE: (),
}
OF_CHAIRS = (ADOPTED, REJECTED, IN_EFFECT, UNDONE)

CLOSES = "Closes"
MERGES = "Closes and goes into another"
MOVES = "Moves under another"
SPLITS = "A part splits off into another"
CHAIR_JOINS = "Its chair joins another ex officio"
KINDS = (CLOSES, MERGES, MOVES, SPLITS, CHAIR_JOINS)
CLOSING = (CLOSES, MERGES)
CARRYING = (MERGES, SPLITS)

MEMBERS, ACTIONS, ESCALATIONS, ITEMS = "Members", "Open actions", "Open escalations", "Standing items"
OVER = "Dissolved"


@dataclass(frozen=True)
class Step:
    """One row of a proposal: what happens to one group.

    `area` narrows what splits off to members with a seat, and actions, of one business area.
    """

    row: int
    kind: str
    group: str
    other: str = ""
    area: str = ""
    carried: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """A group as it stands."""

    name: str
    title: str
    status: str = "Active"
    parent: str = ""
    established_on: date | None = None


@dataclass(frozen=True)
class Decision:
    """What is on record of what the deciding body decided, and who records it."""

    decided_on: date | None
    decision: str
    takes_effect_on: date | None
    recorder_position_today: str | None = None
    is_by_administrator: bool = False


def may_go_on(before: str, after: str, position: str | None, is_by_administrator: bool) -> Verdict:
    """Say whether a proposal may go from one stage to the next, for somebody with this position in its group.

    Decides: what was decided, and what follows from it, a chair or the administrator puts on record; a proposal is
    withdrawn by whoever may change it. From the guidance, Governance (*own rule*).
    """
    ways = listed([_(stage) for stage in NEXT[before]])
    no_way = _("A proposal that is {0} cannot become {1}. It can become: {2}.").format(before, after, ways)
    stays = _("The proposal is {0} and stays so. Make another proposal.").format(before)
    chair = _("Only a chair of the group or the administrator makes a proposal {0}. Ask one of them.")
    return Verdict.of(
        unless(after in NEXT[before], no_way if ways else stays),
        unless(
            after not in OF_CHAIRS or position in CHAIRING_POSITIONS or is_by_administrator,
            chair.format(after),
        ),
    )


def may_be_decided(stage: str, decision: Decision, today: date) -> Verdict:
    """Say whether what is on record of a decision is enough to call the proposal decided.

    Decides: the day and the words of the decision are there, and for an adopted one the day it takes effect, which
    is not before the decision. From the guidance, Governance; form of the report of North Yorkshire and York, 2013.
    """
    decided, effect = decision.decided_on, decision.takes_effect_on
    to_come = _("Decided on {0}: that day is to come. Record the decision once it was taken.")
    early = _(
        "Takes effect on {0}: that is before {1}, the day of the decision. Choose that day or a later one."
    )
    return Verdict.of(
        unless(decided is not None, _("Decided on: enter the day of the decision.")),
        unless(decided is None or decided <= today, to_come.format(govuk_date(decided or today))),
        unless(bool(decision.decision.strip()), _("What was decided: enter it in the words of the body.")),
        unless(stage != ADOPTED or effect is not None, _("Takes effect on: enter the day.")),
        unless(
            stage != ADOPTED or effect is None or decided is None or effect >= decided,
            early.format(govuk_date(effect or today), govuk_date(decided or today)),
        ),
    )


def may_take_effect(stage: str, takes_effect_on: date | None, today: date) -> Verdict:
    """Say whether a proposal may act: only an adopted one, from its day on.

    From the guidance, Governance (*own rule*).
    """
    early = _("It takes effect on {0}. Until then nothing changes.")
    return Verdict.of(
        unless(stage == ADOPTED, _("The proposal is {0}. Only an adopted one acts.").format(stage)),
        unless(
            takes_effect_on is not None and takes_effect_on <= today,
            early.format(govuk_date(takes_effect_on or today)),
        ),
    )


def may_be_undone(stage: str, dependent: Sequence[str]) -> Verdict:
    """Say whether a change in effect may be undone: while nothing depends on it.

    Args:
        stage: Where the change stands.
        dependent: What was changed or made since, each in words.

    From the guidance, Governance (*own rule*).
    """
    rests = _("It cannot be undone: {0}. Propose another change instead.")
    return Verdict.of(
        unless(stage == IN_EFFECT, _("The proposal is {0}. Only one in effect is undone.").format(stage)),
        unless(not dependent, rests.format("; ".join(dependent[:5]))),
    )


def out_of_reach(steps: Iterable[Step], groups: Collection[Group], reach: Collection[str]) -> Sentence | None:
    """Return why a chair cannot let a proposal act, or None where every group named is theirs to reorganise.

    Decides: a group reorganises itself, the groups below it and those that report to it; anything else is adopted by
    the administrator, so that no chair takes over the records of a neighbour. From the guidance, Governance.
    """
    named = {name for step in steps for name in (step.group, step.other) if name}
    foreign = sorted(group.title for group in groups if group.name in named - set(reach))
    if not foreign:
        return None
    sentence = _(
        "{0}: neither below this group nor reporting to it. Ask the administrator to record the adoption."
    )
    return sentence.format(listed(foreign))


def may_begin(
    title: str, status: str, dissolved_on: date | None, day: date, replaced_by: str = ""
) -> Verdict:
    """Say whether something new may begin in a group on a day: until its last day, and never after.

    From the guidance, Governance (*own rule*): what a closed group leaves open goes on elsewhere.
    """
    if status != OVER or dissolved_on is None or day <= dissolved_on:
        return Verdict()
    goes_on = _("{0} ended on {1}. Use {2} instead.").format(title, govuk_date(dissolved_on), replaced_by)
    ended = _("{0} ended on {1}. Choose a group that goes on.").format(title, govuk_date(dissolved_on))
    return Verdict.of(goes_on if replaced_by else ended)


def may_be_carried_out(steps: Sequence[Step], groups: Sequence[Group], day: date) -> Verdict:
    """Say whether the steps of a proposal make sense together, as the groups stand now.

    Decides: each row has what its kind needs; nothing goes into, or under, a group that ends; a group has one fate;
    groups below one that closes are moved or close as well; nothing ends up below itself. From the guidance,
    Governance (clear lines of accountability).
    """
    known = {group.name: group for group in groups}
    if not steps:
        return Verdict.of(_("Steps: say what happens to at least one group."))
    found = [refusal for step in steps for refusal in _of_row(step, known, day)]
    if found:
        return Verdict(tuple(found))
    return Verdict.of(
        *_of_fates(steps, known),
        *_of_ends(steps, known),
        *_of_orphans(steps, known),
        *_of_circles(steps, known),
    )


def _of_row(step: Step, known: dict[str, Group], day: date) -> list[Sentence]:
    group, other = known.get(step.group), known.get(step.other)
    if group is None:
        return [_("Steps, row {0}: choose the group.").format(step.row)]
    if step.kind != CLOSES and other is None:
        return [_("Steps, row {0}: choose the other group.").format(step.row)]
    itself = _("Steps, row {0}: {1} cannot be its own other group. Choose another.")
    nothing = _(
        "Steps, row {0}: “{1}” carries nothing over. Untick what is to be carried over, or choose “{2}”."
    )
    alone = _("Steps, row {0}: escalations go with their actions. Tick the open actions as well.")
    narrowed = _("Steps, row {0}: only what splits off is narrowed to a business area. Empty it.")
    started = _("Steps, row {0}: {1} was established on {2}. Let the change take effect after that day.")
    first = group.established_on
    is_early = step.kind in CLOSING and first is not None and day - timedelta(days=1) < first
    return [
        refusal
        for refusal in (
            unless(step.group != step.other, itself.format(step.row, group.title)),
            unless(step.kind in CARRYING or not step.carried, nothing.format(step.row, step.kind, MERGES)),
            unless(ESCALATIONS not in step.carried or ACTIONS in step.carried, alone.format(step.row)),
            unless(step.kind == SPLITS or not step.area, narrowed.format(step.row)),
            unless(not is_early, started.format(step.row, group.title, govuk_date(first or day))),
        )
        if refusal
    ]


def _of_fates(steps: Sequence[Step], known: dict[str, Group]) -> list[Sentence]:
    """A group that ends does so once and does not move as well."""
    twice = _("Steps, row {0}: another row already says where {1} goes. Leave one of them.")
    found, seen = [], set()
    for step in steps:
        if step.kind not in (*CLOSING, MOVES):
            continue
        if step.group in seen:
            found.append(twice.format(step.row, known[step.group].title))
        seen.add(step.group)
    return found


def _of_ends(steps: Sequence[Step], known: dict[str, Group]) -> list[Sentence]:
    """What has ended, or ends by this very proposal, takes nothing up and goes nowhere."""
    ended = _("Steps, row {0}: {1} is dissolved. Choose a group that goes on.")
    ends = _("Steps, row {0}: {1} closes by this proposal. Choose a group that goes on.")
    closing = {step.group for step in steps if step.kind in CLOSING}
    found = []
    for step in steps:
        for name in (step.group, step.other):
            if name and known[name].status == OVER:
                found.append(ended.format(step.row, known[name].title))
        if step.other in closing:
            found.append(ends.format(step.row, known[step.other].title))
        if step.kind not in CLOSING and step.group in closing:
            found.append(ends.format(step.row, known[step.group].title))
    return found


def _of_orphans(steps: Sequence[Step], known: dict[str, Group]) -> list[Sentence]:
    """Groups below one that closes go somewhere."""
    left = _("Steps, row {0}: {1} stands below {2}, which closes. Add a row that moves or closes it.")
    closing = {step.group: step for step in steps if step.kind in CLOSING}
    told = {step.group for step in steps if step.kind in (*CLOSING, MOVES)}
    return [
        left.format(closing[group.parent].row, group.title, known[group.parent].title)
        for group in sorted(known.values(), key=lambda group: group.title)
        if group.parent in closing and group.status != OVER and group.name not in told
    ]


def _of_circles(steps: Sequence[Step], known: dict[str, Group]) -> list[Sentence]:
    """Nothing ends up below itself, not even between one row and the next: they are carried out in their order."""
    circle = _(
        "Steps, row {0}: {1} would stand below itself. Choose a group that is not below it, or move that first."
    )
    parents = {name: group.parent for name, group in known.items()}
    found = []
    for step in steps:
        if step.kind != MOVES:
            continue
        parents[step.group] = step.other
        seen, above = {step.group}, step.other
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above == step.group:
            found.append(circle.format(step.row, known[step.group].title))
    return found
