"""A change of structure carried out and undone: its numbers are what it does, and undoing it leaves no trace."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from papg.rules.people import Person
from papg.rules.structure import CARRYING, KINDS, Step, may_be_carried_out
from papg.rules.structure_facts import (
    ACTION,
    ESCALATION,
    GROUP,
    LINE,
    MEMBERSHIP,
    Change,
    Facts,
    Line,
    New,
    Plan,
    Row,
    Work,
)
from papg.rules.structure_plan import plan, undoing
from papg.rules.test_structure import DAY, TWO_TIERS
from papg.rules.test_structure_plan import ALL, FACTS, SINCE, planned


def test_three_tiers_become_two() -> None:
    after, _made = done(planned(*TWO_TIERS), FACTS)
    assert after[GROUP, "partners"]["status"] == "Dissolved"
    assert {after[GROUP, name]["parent_papg_group"] for name in ("craven", "ryedale")} == {"board"}
    chairs = [row["post"] for key, row in after.items() if key[0] == MEMBERSHIP and row["made"]]
    assert chairs == [("craven", "Chair"), ("ryedale", "Chair")]


def tables(facts: Facts) -> dict[tuple[str, str], dict[str, Any]]:
    """The records a change may touch, as a database would hold them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for group in facts.groups.values():
        kept = {"status": group.status, "parent_papg_group": group.parent or None}
        ends = {"dissolved_on": None, "outcome": None, "replaced_by": None}
        found[GROUP, group.name] = {**kept, **ends, "established_on": group.established_on}
    for line in facts.lines:
        found[LINE, line.name] = {"body": line.body, "group": line.group}
    for row in facts.members:
        found[MEMBERSHIP, row.name] = {
            "group": row.group,
            "left_on": row.period.ends_on,
            "post": row.post,
            "made": False,
        }
    for record, rows in ((ACTION, facts.actions), (ESCALATION, facts.escalations)):
        for work in rows:
            found[record, work.name] = {
                "papg_group": work.group,
                "owner_member": work.owner or None,
                "escalated_to": work.to,
            }
    return found


def done(found: Plan, facts: Facts) -> tuple[dict, list[tuple[str, str]]]:
    """The records once a plan was carried out, and the keys of those it made."""
    stored = tables(facts)
    names: dict[New, str] = {}
    for number, new in enumerate(found.made):
        names[new] = f"new {number}"
        stored[new.record, names[new]] = {"group": new.group, "post": new.post, "made": True}
    for each in found.changes:
        record = stored[each.record, each.name]
        assert record[each.field] == each.old, "each change says what was there"
        record[each.field] = names.get(each.new, each.new) if isinstance(each.new, New) else each.new
    return stored, [(new.record, name) for new, name in names.items()]


@st.composite
def structures(draw: st.DrawFn) -> tuple[list[Step], Facts]:
    names = ("board", "partners", "craven", "ryedale")
    choose = st.sampled_from(names)
    steps = []
    for row in range(1, draw(st.integers(1, 4)) + 1):
        kind, carried = draw(st.sampled_from(KINDS)), draw(st.frozensets(st.sampled_from(sorted(ALL))))
        group = draw(choose)
        other = draw(st.sampled_from([name for name in names if name != group]))
        steps.append(Step(row, kind, group, other, carried=carried if kind in CARRYING else frozenset()))
    people = [Person(f"{letter}@example.org") for letter in "abc"]
    post = st.none() | st.tuples(choose, st.just("Chair"))
    members = [
        Row(f"m{n}", draw(choose), "Member", SINCE, draw(st.sampled_from(people)), draw(post))
        for n in range(draw(st.integers(0, 6)))
    ]
    owner = st.sampled_from(["", *(row.name for row in members)])
    actions = [Work(f"a{n}", draw(choose), owner=draw(owner)) for n in range(draw(st.integers(0, 4)))]
    raised = [
        Work(f"e{n}", action.group, action=action.name, to=draw(choose)) for n, action in enumerate(actions)
    ]
    lines = [Line(f"l{n}", draw(choose), draw(choose)) for n in range(draw(st.integers(0, 4)))]
    return steps, replace(FACTS, members=members, actions=actions, escalations=raised, lines=lines)


@given(structures())
def test_undoing_a_change_leaves_no_trace_and_its_numbers_are_what_it_does(made: tuple) -> None:
    steps, facts = made
    assume(may_be_carried_out(steps, list(facts.groups.values()), DAY))
    found = plan(steps, facts, DAY, "Agreed.")
    stored, new = done(found, facts)
    assert told(found, "Members of") + told(found, "The Chair of") == len(
        changed_keys(found.made, MEMBERSHIP)
    )
    went = {each.name for each in found.changes if (each.record, each.field) == (ACTION, "papg_group")}
    assert told(found, "Open actions that go") == len(went)
    for key in new:
        del stored[key]
    for each in undoing(found.changes):
        stored[each.record, each.name][each.field] = each.new
    assert stored == tables(facts)


def changed_keys(made: tuple[New, ...], record: str) -> list[New]:
    return [new for new in made if new.record == record]


def told(found: Plan, begins: str) -> int:
    """Sum of what sentences of a plan say that begin so."""
    sentences = [sentence for sentence in found.said if sentence.startswith(begins)]
    if begins == "The Chair of":
        return sum("joins" in sentence for sentence in sentences)
    return sum(int(sentence.values[2]) for sentence in sentences)


def test_undoing_puts_the_last_change_back_first() -> None:
    first, second = Change(GROUP, "a", "status", "Active", "X"), Change(GROUP, "a", "status", "X", "Y")
    assert undoing([first, second]) == (
        Change(GROUP, "a", "status", "Y", "X"),
        Change(GROUP, "a", "status", "X", "Active"),
    )
