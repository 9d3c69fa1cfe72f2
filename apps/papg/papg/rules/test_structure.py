"""A change of structure: who lets it go on, and which steps make sense together."""

from datetime import date

import pytest

from papg.rules.structure import (
    ACTIONS,
    ADOPTED,
    CHAIR_JOINS,
    CLOSES,
    ESCALATIONS,
    IN_EFFECT,
    MEMBERS,
    MERGES,
    MOVES,
    NEXT,
    PROPOSED,
    REJECTED,
    SPLITS,
    UNDONE,
    WITHDRAWN,
    Decision,
    Group,
    Step,
    may_be_carried_out,
    may_be_decided,
    may_be_undone,
    may_begin,
    may_go_on,
    may_take_effect,
    out_of_reach,
)

DAY = date(2013, 7, 1)
BOARD = Group("board", "Implementation Board", established_on=date(2009, 4, 1))
PARTNERS = Group("partners", "Partners Group", parent="board", established_on=date(2009, 4, 1))
CRAVEN = Group("craven", "Craven Local Group", parent="partners", established_on=date(2009, 4, 1))
RYEDALE = Group("ryedale", "Ryedale Local Group", parent="partners", established_on=date(2009, 4, 1))
GROUPS = (BOARD, PARTNERS, CRAVEN, RYEDALE)
TWO_TIERS = (
    Step(1, MERGES, "partners", "board", carried=frozenset({ACTIONS, ESCALATIONS})),
    Step(2, MOVES, "craven", "board"),
    Step(3, CHAIR_JOINS, "craven", "board"),
    Step(4, MOVES, "ryedale", "board"),
    Step(5, CHAIR_JOINS, "ryedale", "board"),
)


def refused(*steps: Step, groups: tuple[Group, ...] = GROUPS, day: date = DAY) -> str:
    return may_be_carried_out(steps, groups, day).reason


def test_the_step_from_three_tiers_to_two_makes_sense() -> None:
    assert may_be_carried_out(TWO_TIERS, GROUPS, DAY)


def test_a_proposal_without_steps_does_nothing() -> None:
    assert refused() == "Steps: say what happens to at least one group."


@pytest.mark.parametrize(
    ("step", "refusal"),
    [
        (Step(1, CLOSES, ""), "Steps, row 1: choose the group."),
        (Step(2, MOVES, "craven"), "Steps, row 2: choose the other group."),
        (
            Step(1, MOVES, "craven", "craven"),
            "Steps, row 1: Craven Local Group cannot be its own other group. Choose another.",
        ),
        (
            Step(1, MOVES, "craven", "board", carried=frozenset({MEMBERS})),
            "Steps, row 1: “Moves under another” carries nothing over. Untick what is to be carried over, or "
            "choose “Closes and goes into another”.",
        ),
        (
            Step(1, MERGES, "craven", "board", carried=frozenset({ESCALATIONS})),
            "Steps, row 1: escalations go with their actions. Tick the open actions as well.",
        ),
        (
            Step(1, MERGES, "craven", "board", area="Licensing"),
            "Steps, row 1: only what splits off is narrowed to a business area. Empty it.",
        ),
    ],
)
def test_each_row_has_what_its_kind_needs(step: Step, refusal: str) -> None:
    assert refused(step) == refusal


def test_what_splits_off_may_be_narrowed_to_an_area() -> None:
    part = Step(1, SPLITS, "board", "craven", area="Licensing", carried=frozenset({MEMBERS, ACTIONS}))
    assert may_be_carried_out([part], GROUPS, DAY)


def test_a_group_exists_for_a_day_at_least_before_it_closes() -> None:
    close = Step(1, CLOSES, "craven")
    assert may_be_carried_out([close], GROUPS, date(2009, 4, 2))
    assert "Craven Local Group was established on 1 April 2009" in refused(close, day=date(2009, 4, 1))


def test_a_group_has_one_fate() -> None:
    twice = refused(Step(1, CLOSES, "craven"), Step(2, MERGES, "craven", "board"))
    assert "Steps, row 2: another row already says where Craven Local Group goes." in twice
    assert "row 2" in refused(Step(1, MOVES, "craven", "board"), Step(2, MOVES, "craven", "ryedale"))


def test_nothing_goes_into_what_closes_or_has_ended() -> None:
    both = refused(Step(1, CLOSES, "ryedale"), Step(2, MERGES, "craven", "ryedale"))
    assert both == "Steps, row 2: Ryedale Local Group closes by this proposal. Choose a group that goes on."
    over = Group("over", "Old Group", status="Dissolved")
    gone = refused(Step(1, MERGES, "craven", "over"), groups=(*GROUPS, over))
    assert gone == "Steps, row 1: Old Group is dissolved. Choose a group that goes on."


def test_groups_below_one_that_closes_go_somewhere() -> None:
    left = refused(Step(1, CLOSES, "partners"), Step(2, MOVES, "craven", "board"))
    assert left == (
        "Steps, row 1: Ryedale Local Group stands below Partners Group, which closes. "
        "Add a row that moves or closes it."
    )
    over = Group("ryedale", "Ryedale Local Group", status="Dissolved", parent="partners")
    steps = (Step(1, CLOSES, "partners"), Step(2, MOVES, "craven", "board"))
    assert may_be_carried_out(steps, (BOARD, PARTNERS, CRAVEN, over), DAY)


def test_nothing_ends_up_below_itself_whatever_comes_first() -> None:
    assert refused(Step(1, MOVES, "partners", "craven")) == (
        "Steps, row 1: Partners Group would stand below itself. "
        "Choose a group that is not below it, or move that first."
    )
    first, second = Step(1, MOVES, "craven", "board"), Step(2, MOVES, "partners", "craven")
    assert may_be_carried_out([first, second], GROUPS, DAY)
    assert "Steps, row 2: Partners Group would stand below itself." in refused(second, first)


def test_a_chair_reorganises_only_what_is_within_reach() -> None:
    everything = {group.name for group in GROUPS}
    assert out_of_reach(TWO_TIERS, GROUPS, everything) is None
    assert out_of_reach(TWO_TIERS, GROUPS, everything - {"craven", "ryedale"}) == (
        "Craven Local Group and Ryedale Local Group: neither below this group nor reporting to it. "
        "Ask the administrator to record the adoption."
    )
    assert out_of_reach((), GROUPS, set()) is None


@pytest.mark.parametrize("before", NEXT)
@pytest.mark.parametrize("after", NEXT)
def test_a_proposal_goes_from_stage_to_stage_in_one_direction(before: str, after: str) -> None:
    assert may_go_on(before, after, "Chair", False).allowed == (after in NEXT[before])


def test_what_was_decided_a_chair_or_the_administrator_records() -> None:
    for stage in (ADOPTED, REJECTED):
        assert "Only a chair of the group" in may_go_on(PROPOSED, stage, "Secretary", False).reason
        assert may_go_on(PROPOSED, stage, "Deputy Chair", False)
        assert may_go_on(PROPOSED, stage, None, True)
    assert may_go_on(PROPOSED, WITHDRAWN, "Secretary", False)
    assert not may_go_on(IN_EFFECT, UNDONE, "Secretary", False)
    assert "stays so" in may_go_on(REJECTED, ADOPTED, "Chair", False).reason


def test_a_decision_has_its_day_and_its_words() -> None:
    full = Decision(DAY, "Agreed as proposed.", DAY)
    assert may_be_decided(ADOPTED, full, DAY)
    assert may_be_decided(REJECTED, Decision(DAY, "Not agreed.", None), DAY)
    lacking = may_be_decided(ADOPTED, Decision(None, " ", None), DAY)
    assert [refusal.split(":")[0] for refusal in lacking.refusals] == [
        "Decided on",
        "What was decided",
        "Takes effect on",
    ]


def test_a_decision_is_not_to_come_and_takes_effect_on_its_day_at_the_earliest() -> None:
    yesterday = date(2013, 6, 30)
    to_come = may_be_decided(REJECTED, Decision(DAY, "Not agreed.", None), yesterday).reason
    assert to_come.startswith("Decided on 1 July 2013: that day is to come.")
    early = may_be_decided(ADOPTED, Decision(DAY, "Agreed.", yesterday), DAY).reason
    assert early.startswith("Takes effect on 30 June 2013: that is before 1 July 2013")


def test_only_an_adopted_proposal_acts_and_from_its_day_on() -> None:
    assert may_take_effect(ADOPTED, DAY, DAY)
    assert may_take_effect(ADOPTED, DAY, date(2013, 6, 30)).reason == (
        "It takes effect on 1 July 2013. Until then nothing changes."
    )
    for stage in set(NEXT) - {ADOPTED}:
        assert (
            f"The proposal is {stage}. Only an adopted one acts." in may_take_effect(stage, DAY, DAY).reason
        )


def test_a_change_is_undone_while_nothing_depends_on_it() -> None:
    assert may_be_undone(IN_EFFECT, [])
    assert may_be_undone(IN_EFFECT, ["a meeting of the board was planned"]).reason == (
        "It cannot be undone: a meeting of the board was planned. Propose another change instead."
    )
    assert not may_be_undone(ADOPTED, [])


def test_something_begins_in_a_group_until_its_last_day() -> None:
    last = date(2013, 6, 30)
    assert may_begin("Partners Group", "Active", None, DAY)
    assert may_begin("Partners Group", "Dissolved", last, last)
    assert may_begin("Partners Group", "Dissolved", last, DAY).reason == (
        "Partners Group ended on 30 June 2013. Choose a group that goes on."
    )
    assert may_begin("Partners Group", "Dissolved", last, DAY, "Implementation Board").reason == (
        "Partners Group ended on 30 June 2013. Use Implementation Board instead."
    )
