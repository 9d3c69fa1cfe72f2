"""What an adopted change of structure does: told as it is done."""

from dataclasses import replace
from datetime import date

import pytest

from papg.rules.people import Person
from papg.rules.periods import Period
from papg.rules.structure import (
    ACTIONS,
    CHAIR_JOINS,
    CLOSES,
    ESCALATIONS,
    ITEMS,
    KINDS,
    MEMBERS,
    MERGES,
    MOVES,
    SPLITS,
    Group,
    Step,
)
from papg.rules.structure_facts import (
    ACTION,
    ESCALATION,
    GROUP,
    LINE,
    MEMBERSHIP,
    TERMS,
    Facts,
    Line,
    New,
    Plan,
    Row,
    Work,
)
from papg.rules.structure_plan import plan, proposed
from papg.rules.test_structure import DAY, GROUPS

BEFORE = date(2013, 6, 30)
SINCE = Period(date(2009, 4, 1))
ALL = frozenset({MEMBERS, ACTIONS, ESCALATIONS, ITEMS})
FACTS = Facts(
    groups={group.name: group for group in GROUPS},
    lines=(Line("l1", "craven", "partners"), Line("l2", "partners", "board")),
    members=(
        Row("m1", "partners", "Chair", SINCE, Person("a@york.example")),
        Row("m2", "partners", "Member", SINCE, Person("b@police.example"), areas=frozenset({"Police"})),
        Row("m3", "partners", "Observer", SINCE, Person(email="c@fire.example")),
        Row("m4", "board", "Member", SINCE, Person("b@police.example")),
        Row("m5", "board", "Member", SINCE, post=("partners", "Chair")),
        Row("m6", "partners", "Member", Period(date(2009, 4, 1), BEFORE), Person("gone@york.example")),
    ),
    actions=(
        Work("a1", "partners", owner="m2"),
        Work("a2", "partners", area="Police", owner="m3"),
        Work("a3", "craven"),
    ),
    escalations=(Work("e1", "partners", action="a1"), Work("e2", "craven", action="a3")),
    items=({"partners": ("Threat", "Local profile"), "board": ("threat",)}),
)


def planned(*steps: Step, facts: Facts = FACTS) -> Plan:
    return plan(steps, facts, DAY, "Agreed by the board.")


def changed(found: Plan, record: str) -> list[tuple[str, str, object]]:
    return [(each.name, each.field, each.new) for each in found.changes if each.record == record]


def test_a_group_closes_on_the_day_before_with_outcome_and_where_it_went() -> None:
    found = planned(Step(1, MERGES, "partners", "board"))
    assert changed(found, GROUP) == [
        ("partners", "status", "Dissolved"),
        ("partners", "dissolved_on", BEFORE),
        ("partners", "outcome", "Agreed by the board."),
        ("partners", "replaced_by", "board"),
    ]
    assert found.said[0] == "Partners Group closes and goes into Implementation Board."
    assert "replaced_by" not in [each.field for each in planned(Step(1, CLOSES, "craven")).changes]


def test_meetings_planned_after_the_end_are_pointed_out() -> None:
    found = planned(Step(1, CLOSES, "craven"), facts=replace(FACTS, meetings={"craven": 2}))
    assert found.said[1] == (
        "Meetings of Craven Local Group planned for later, which its secretary cancels: 2."
    )
    assert len(planned(Step(1, CLOSES, "craven")).said) == 1


def test_what_is_not_chosen_stays() -> None:
    found = planned(Step(1, MERGES, "partners", "board"))
    assert not changed(found, ACTION) and not changed(found, ESCALATION) and not found.made


def test_a_seat_that_follows_a_post_of_a_closing_group_ends_with_it() -> None:
    found = planned(Step(1, CLOSES, "partners"))
    assert changed(found, MEMBERSHIP) == [("m5", "left_on", BEFORE)]
    assert found.said[-1] == "Seats elsewhere that follow a post of Partners Group and end with it: 1."


def test_members_carried_over_keep_their_row_and_get_another() -> None:
    found = planned(Step(1, MERGES, "partners", "board", carried=frozenset({MEMBERS})))
    assert [(new.source, new.position) for new in found.made] == [("m1", "Member"), ("m3", "Observer")]
    assert {name for name, _field, _new in changed(found, MEMBERSHIP)} == {"m5"}
    assert found.said[-1] == "Members of Partners Group who join Implementation Board: 2. On it already: 1."


def test_a_seat_that_ends_with_another_group_is_not_carried_over() -> None:
    by_post = Row("m7", "partners", "Member", SINCE, post=("craven", "Chair"))
    facts = replace(FACTS, members=(by_post,))
    merge = Step(1, MERGES, "partners", "board", carried=frozenset({MEMBERS}))
    assert [new.source for new in planned(merge, facts=facts).made] == ["m7"]
    assert not planned(merge, Step(2, CLOSES, "craven"), facts=facts).made


def test_open_actions_go_with_owners_who_are_there_and_their_escalations() -> None:
    found = planned(Step(1, MERGES, "partners", "board", carried=frozenset({ACTIONS, ESCALATIONS})))
    assert changed(found, ACTION) == [
        ("a1", "papg_group", "board"),
        ("a1", "owner_member", "m4"),
        ("a2", "papg_group", "board"),
    ]
    assert changed(found, ESCALATION) == [("e1", "papg_group", "board")]
    assert found.said[-3:] == (
        "Open actions that go from Partners Group to Implementation Board: 2.",
        "Of them with an owner who is not on Implementation Board: 1.",
        "Open escalations that go with them: 1.",
    )


def test_what_was_escalated_to_a_closing_group_is_answered_where_it_goes() -> None:
    queue = (
        Work("e1", "craven", action="a3", to="partners"),
        Work("e2", "board", to="partners"),
        Work("e3", "craven", to="board"),
    )
    facts = replace(FACTS, escalations=queue)
    found = planned(Step(1, MERGES, "partners", "board", carried=ALL), facts=facts)
    assert changed(found, ESCALATION) == [("e1", "escalated_to", "board")]
    assert found.said[-1] == "Open escalations to Partners Group that Implementation Board answers now: 1."
    without = Step(1, MERGES, "partners", "board", carried=ALL - {ESCALATIONS})
    assert not changed(planned(without, facts=facts), ESCALATION)
    part = Step(1, SPLITS, "partners", "board", carried=ALL)
    assert not changed(planned(part, facts=facts), ESCALATION)


def test_an_owner_who_is_carried_over_owns_it_there() -> None:
    found = planned(Step(1, MERGES, "partners", "board", carried=ALL))
    observer = next(new for new in found.made if new.source == "m3")
    assert ("a2", "owner_member", observer) in changed(found, ACTION)


@pytest.mark.parametrize(
    ("address", "changes"),
    [
        ("A@york.example", [("owner_email", None), ("owner_member", "m1")]),
        ("b@police.example", [("owner_email", None), ("owner_member", "m4")]),
        ("c@fire.example", []),
        ("venue@square.example", []),
    ],
)
def test_an_account_an_action_names_by_its_address_owns_it_by_its_row(
    address: str, changes: list[tuple[str, str | None]]
) -> None:
    facts = replace(FACTS, actions=(Work("a9", "partners", address=address),))
    found = planned(Step(1, MERGES, "partners", "board", carried=frozenset({ACTIONS})), facts=facts)
    assert changed(found, ACTION) == [
        ("a9", "papg_group", "board"),
        *(("a9", field, new) for field, new in changes),
    ]


def test_standing_items_go_into_one_draft_without_those_there_already() -> None:
    found = planned(Step(1, MERGES, "partners", "board", carried=frozenset({ITEMS})))
    assert [(new.record, new.group, new.items) for new in found.made] == [
        (TERMS, "board", ("Local profile",))
    ]


def test_only_the_part_that_splits_off_goes() -> None:
    part = Step(1, SPLITS, "partners", "craven", area="Police", carried=frozenset({MEMBERS, ACTIONS}))
    found = planned(part)
    assert [new.source for new in found.made] == ["m2"]
    assert [name for name, _field, _new in changed(found, ACTION)] == ["a2"]
    assert not changed(found, GROUP)


def test_a_proposed_group_begins_when_it_takes_something_up() -> None:
    new = Group("new", "Coast Group", status="Proposed")
    facts = replace(FACTS, groups={**FACTS.groups, "new": new})
    found = planned(Step(1, SPLITS, "board", "new"), facts=facts)
    assert changed(found, GROUP) == [("new", "status", "Active"), ("new", "established_on", DAY)]
    assert found.said[-1] == "Coast Group, proposed until now, is active."


def test_a_group_that_moves_reports_where_it_moves() -> None:
    found = planned(Step(1, MOVES, "craven", "board"), Step(2, MOVES, "ryedale", "board"))
    assert changed(found, GROUP) == [
        ("craven", "parent_papg_group", "board"),
        ("ryedale", "parent_papg_group", "board"),
    ]
    assert changed(found, LINE) == [("l1", "body", "board")]
    assert found.made == (New(LINE, "ryedale", source="board"),)
    assert planned(Step(1, MOVES, "partners", "board")).changes == ()


def test_a_chair_joins_once_and_whoever_it_is() -> None:
    join = Step(1, CHAIR_JOINS, "craven", "board")
    found = planned(join, replace(join, row=2))
    assert found.made == (New(MEMBERSHIP, "board", post=("craven", "Chair"), position="Member"),)
    assert found.said == (
        "The Chair of Craven Local Group, whoever it is, joins Implementation Board.",
        "The Chair of Craven Local Group is on Implementation Board already.",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_proposal_is_told_as_one(kind: str) -> None:
    sentence = proposed(kind, "Partners Group", "Implementation Board")
    assert " would " in sentence and "Partners Group" in sentence
    assert ("Implementation Board" in sentence) == (kind != CLOSES)
