"""What differs by nation: the partnership's name, and which law applies."""

import pytest

from papg.rules import nations as rules
from papg.rules.working_days import ENGLAND, NORTHERN_IRELAND, SCOTLAND, WALES


@pytest.mark.parametrize(
    ("nation", "name"),
    [
        (SCOTLAND, "Community planning partnership"),
        (ENGLAND, "Community safety partnership"),
        (WALES, "Community safety partnership"),
        (None, "Community safety partnership"),
    ],
)
def test_the_partnership_is_for_planning_in_scotland_and_for_safety_elsewhere(
    nation: str | None, name: str
) -> None:
    assert rules.partnership(nation) == name


@pytest.mark.parametrize(
    ("owners", "others", "nation"),
    [
        ([SCOTLAND], [ENGLAND], SCOTLAND),
        ([SCOTLAND, SCOTLAND], [], SCOTLAND),
        ([SCOTLAND, ENGLAND], [SCOTLAND], ENGLAND),
        ([None], [SCOTLAND], ENGLAND),
        ([], [ENGLAND, SCOTLAND], SCOTLAND),
        ([], [ENGLAND], ENGLAND),
        ([], [], ENGLAND),
    ],
)
def test_the_authorities_that_own_groups_say_whose_words_are_used(
    owners: list[str | None], others: list[str | None], nation: str
) -> None:
    assert rules.nation_of_council(owners, others) == nation


@pytest.mark.parametrize(
    ("written_for", "nations"),
    [
        (None, [ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND]),
        ("", [ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND]),
        ("Scotland", [SCOTLAND]),
        ("England and Wales", [ENGLAND, WALES]),
        ("Great Britain", [ENGLAND, WALES, SCOTLAND]),
    ],
)
def test_what_is_written_for_a_part_of_the_country_applies_there_only(
    written_for: str | None, nations: list[str]
) -> None:
    for nation in (ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND):
        assert rules.applies_in(written_for, nation) == (nation in nations)
        assert (rules.does_not_apply(written_for, nation) is None) == (nation in nations)


def test_what_does_not_apply_says_where_it_is_for() -> None:
    said = rules.does_not_apply("England and Wales", SCOTLAND)
    assert said == "It is for England and Wales and does not apply in Scotland."
