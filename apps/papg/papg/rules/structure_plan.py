"""What an adopted change of structure does, worked out once: the preview tells it and the acting does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from papg.rules.membership import ADVISER, CHAIR, MEMBER, OBSERVER
from papg.rules.people import is_same_person, plain
from papg.rules.structure import (
    ACTIONS,
    CHAIR_JOINS,
    CLOSES,
    CLOSING,
    ESCALATIONS,
    ITEMS,
    MEMBERS,
    MERGES,
    MOVES,
    OVER,
    SPLITS,
    Step,
)
from papg.rules.structure_facts import (
    ACTION,
    ESCALATION,
    GROUP,
    LINE,
    MEMBERSHIP,
    TERMS,
    Change,
    Facts,
    New,
    Plan,
    Row,
    Work,
)
from papg.rules.wording import Sentence, _

KEPT_POSITIONS = (OBSERVER, ADVISER)


def plan(steps: Sequence[Step], facts: Facts, day: date, outcome: str = "") -> Plan:
    """Return what the steps of an adopted proposal change on the day it takes effect, and the same in words.

    Decides: a group that closes ends on the day before; a group that moves reports to where it moves; a seat that
    follows a post of a group that closes ends with it; members carried over get a row of their own and keep the old
    one, so that past minutes keep their readers; only open actions and escalations change their group. From the
    guidance, Governance; form of the report of North Yorkshire and York, 2013.

    Args:
        steps: The steps; `structure.may_be_carried_out` has let them pass.
        facts: What they may touch.
        day: The day the change takes effect.
        outcome: What is recorded as the outcome of a group that closes.
    """
    found = _Plan(facts, day)
    for step in steps:
        if step.kind in CLOSING:
            found.close(step, outcome)
    for step in steps:
        if step.kind == MOVES:
            found.move(step)
        elif step.kind == CHAIR_JOINS:
            found.let_chair_join(step)
        elif step.kind != CLOSES:
            found.carry(step)
    return Plan(tuple(found.changes), tuple(found.made), tuple(found.said))


def undoing(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that put everything back, the last one first.

    From the guidance, Governance (*own rule*).
    """
    return tuple(
        Change(each.record, each.name, each.field, each.new, each.old) for each in reversed([*changes])
    )


def proposed(kind: str, group: str, other: str) -> Sentence:
    """Return what a step would do, as a report tells it of a proposal.

    Decides: what is only proposed is never told as if it were so. Form of the report of North Yorkshire and York,
    2013, a public example.
    """
    return _WOULD[kind].format(group, other)


_WOULD = {
    CLOSES: _("{0} would close."),
    MERGES: _("{0} would close and go into {1}."),
    MOVES: _("{0} would move under {1}."),
    SPLITS: _("A part of {0} would split off into {1}."),
    CHAIR_JOINS: _("The Chair of {0} would join {1}."),
}


class _Plan:
    """A plan while it is worked out, step by step."""

    def __init__(self, facts: Facts, day: date) -> None:
        self.facts, self.day = facts, day
        self.last_day = day - timedelta(days=1)
        self.changes: list[Change] = []
        self.made: list[New] = []
        self.said: list[Sentence] = []
        self.ended: set[str] = set()

    def close(self, step: Step, outcome: str) -> None:
        group = self.facts.groups[step.group]
        for name, old, new in (
            ("status", group.status, OVER),
            ("dissolved_on", None, self.last_day),
            ("outcome", None, outcome),
            ("replaced_by", None, step.other or None),
        ):
            if old != new:
                self.changes.append(Change(GROUP, step.group, name, old, new))
        if step.other:
            sentence = _("{0} closes and goes into {1}.").format(group.title, self.title(step.other))
        else:
            sentence = _("{0} closes.").format(group.title)
        self.said.append(sentence)
        if planned := self.facts.meetings.get(step.group):
            sentence = _("Meetings of {0} planned for later, which its secretary cancels: {1}.")
            self.said.append(sentence.format(group.title, planned))
        self.end_posts(step.group)

    def end_posts(self, group: str) -> None:
        """Seats in other groups that follow a post of one that closes."""
        following = [
            row
            for row in self.facts.members
            if row.post
            and row.post[0] == group
            and self.holds(row)
            and not row.period.begins_after(self.last_day)
        ]
        for row in following:
            self.changes.append(Change(MEMBERSHIP, row.name, "left_on", row.period.ends_on, self.last_day))
            self.ended.add(row.name)
        if following:
            sentence = _("Seats elsewhere that follow a post of {0} and end with it: {1}.")
            self.said.append(sentence.format(self.title(group), len(following)))

    def move(self, step: Step) -> None:
        group, other = self.facts.groups[step.group], step.other
        if group.parent != other:
            self.changes.append(Change(GROUP, step.group, "parent_papg_group", group.parent or None, other))
        self.said.append(_("{0} moves under {1}.").format(group.title, self.title(other)))
        lines = [line for line in self.facts.lines if line.group == step.group]
        if any(line.body == other for line in lines):
            return
        turned = [line for line in lines if group.parent and line.body == group.parent]
        self.changes += [Change(LINE, line.name, "body", line.body, other) for line in turned]
        if not turned:
            self.made.append(New(LINE, step.group, source=other))
        self.said.append(_("{0} reports to {1}.").format(group.title, self.title(other)))

    def let_chair_join(self, step: Step) -> None:
        title, other = self.title(step.group), self.title(step.other)
        if self.has_post(step.other, (step.group, CHAIR)):
            self.said.append(_("The Chair of {0} is on {1} already.").format(title, other))
            return
        self.made.append(New(MEMBERSHIP, step.other, post=(step.group, CHAIR), position=MEMBER))
        self.said.append(_("The Chair of {0}, whoever it is, joins {1}.").format(title, other))

    def carry(self, step: Step) -> None:
        """What goes over from a group to another, as far as it was chosen."""
        if step.kind == SPLITS:
            sentence = _("A part of {0} splits off into {1}.")
            self.said.append(sentence.format(self.title(step.group), self.title(step.other)))
        self.begin(step.other)
        if MEMBERS in step.carried:
            self.carry_members(step)
        if ACTIONS in step.carried:
            self.carry_work(step)
        if ITEMS in step.carried:
            self.carry_items(step)
        if step.kind == MERGES and ESCALATIONS in step.carried:
            self.pass_on_queue(step)

    def pass_on_queue(self, step: Step) -> None:
        """What others escalated to a group that closes is answered where it goes; its own group does not answer it."""
        waiting = [row for row in self.facts.escalations if row.to == step.group and row.group != step.other]
        self.changes += [Change(ESCALATION, row.name, "escalated_to", row.to, step.other) for row in waiting]
        if waiting:
            sentence = _("Open escalations to {0} that {1} answers now: {2}.")
            self.said.append(sentence.format(self.title(step.group), self.title(step.other), len(waiting)))

    def begin(self, name: str) -> None:
        """A group that was only proposed begins by taking something up."""
        group = self.facts.groups[name]
        if group.status != "Proposed" or any(c.name == name and c.field == "status" for c in self.changes):
            return
        self.changes.append(Change(GROUP, name, "status", group.status, "Active"))
        if group.established_on is None:
            self.changes.append(Change(GROUP, name, "established_on", None, self.day))
        self.said.append(_("{0}, proposed until now, is active.").format(group.title))

    def carry_members(self, step: Step) -> None:
        going = [
            row
            for row in self.facts.members
            if row.group == step.group and self.holds(row) and (not step.area or step.area in row.areas)
        ]
        fresh = 0
        for row in going:
            is_its_own_post = row.post is not None and row.post[0] == step.other
            if not is_its_own_post and not self.row_in(step.other, row):
                position = row.position if row.position in KEPT_POSITIONS else MEMBER
                self.made.append(New(MEMBERSHIP, step.other, row.name, row.post, position))
                fresh += 1
        sentence = _("Members of {0} who join {1}: {2}. On it already: {3}.")
        names = (self.title(step.group), self.title(step.other))
        self.said.append(sentence.format(*names, fresh, len(going) - fresh))

    def carry_work(self, step: Step) -> None:
        """Actions with their owners, and their escalations where these were chosen."""
        names = (self.title(step.group), self.title(step.other))
        wanted = [
            row
            for row in self.facts.actions
            if row.group == step.group
            and (not step.area or row.area == step.area)
            and not any(each.record == ACTION and each.name == row.name for each in self.changes)
        ]
        left = sum(not self.carry_action(row, step.other) for row in wanted)
        self.said.append(_("Open actions that go from {0} to {1}: {2}.").format(*names, len(wanted)))
        if left:
            self.said.append(_("Of them with an owner who is not on {0}: {1}.").format(names[1], left))
        if ESCALATIONS in step.carried:
            going = {row.name for row in wanted}
            raised = [row for row in self.facts.escalations if row.action in going]
            self.changes += [
                Change(ESCALATION, row.name, "papg_group", row.group, step.other) for row in raised
            ]
            self.said.append(_("Open escalations that go with them: {0}.").format(len(raised)))

    def carry_action(self, action: Work, group: str) -> bool:
        """Let an action go, with its owner where that is somebody there; False where it is not."""
        self.changes.append(Change(ACTION, action.name, "papg_group", action.group, group))
        owner = self.owner_of(action)
        if owner is None:
            return True
        there = self.row_in(group, owner)
        if action.address:
            self.changes.append(Change(ACTION, action.name, "owner_email", action.address, None))
        if there or action.address:
            old = action.owner or None
            self.changes.append(Change(ACTION, action.name, "owner_member", old, there or owner.name))
        return there is not None

    def owner_of(self, action: Work) -> Row | None:
        """The row an action names, or that of the account whose address it names: that opens nothing elsewhere."""
        for row in self.facts.members:
            is_meant = row.group == action.group and is_same_person(row.person.user, action.address)
            if is_meant or row.name == action.owner:
                return row
        return None

    def carry_items(self, step: Step) -> None:
        there = {plain(title) for title in self.facts.items.get(step.other, ())}
        there |= {
            plain(title)
            for new in self.made
            if (new.record, new.group) == (TERMS, step.other)
            for title in new.items
        }
        items = tuple(title for title in self.facts.items.get(step.group, ()) if plain(title) not in there)
        if items:
            self.made.append(New(TERMS, step.other, source=step.group, items=items))
        sentence = _("Standing items of {0} for a draft of the next terms of {1}: {2}.")
        self.said.append(sentence.format(self.title(step.group), self.title(step.other), len(items)))

    def title(self, name: str) -> str:
        return self.facts.groups[name].title

    def holds(self, row: Row) -> bool:
        return row.name not in self.ended and row.period.includes(self.day)

    def has_post(self, group: str, post: tuple[str, str]) -> bool:
        stored = any(
            row.group == group and row.post == post and self.holds(row) for row in self.facts.members
        )
        return stored or any(new.group == group and new.post == post for new in self.made)

    def row_in(self, group: str, row: Row) -> str | New | None:
        """The row in a group of who this row names: one that holds on the day, or one an earlier step makes."""
        by_name = {each.name: each for each in self.facts.members}
        stored = [(one, one.name) for one in self.facts.members if one.group == group and self.holds(one)]
        made = [
            (by_name[new.source], new) for new in self.made if new.group == group and new.source in by_name
        ]
        for each, found in (*stored, *made):
            if each.post == row.post if row.post else is_same_person(each.person, row.person):
                return found
        return None
