"""Quorum while people arrive and leave."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from papg.rules.attendance import ABSENT
from papg.rules.membership import CHAIR
from papg.rules.quorum import Attendance, QuorumTerms, assess, assess_at_item, items_without_quorum
from papg.rules.quorum_terms import CHAIR_AND_SHARE, HALF, MORE_THAN_HALF
from papg.rules.test_quorum import meeting, meetings, person
from papg.rules.test_quorum_terms import complete_terms


def test_somebody_who_arrives_at_an_item_is_there_for_it_and_not_before() -> None:
    late = replace(person(), arrived_at_item=3)
    found = [assess_at_item(QuorumTerms(HALF), [late, person(ABSENT)], item).counted for item in (2, 3, 4)]
    assert found == [0, 1, 1]


def test_somebody_who_leaves_at_an_item_is_there_for_it_and_not_after() -> None:
    leaving = replace(person(), left_at_item=3)
    found = [assess_at_item(QuorumTerms(HALF), [leaving, person(ABSENT)], item).counted for item in (2, 3, 4)]
    assert found == [1, 1, 0]


def test_only_the_items_without_a_quorum_are_named() -> None:
    rows = [person(), replace(person(), arrived_at_item=2, left_at_item=4), person(ABSENT)]
    assert items_without_quorum(QuorumTerms(HALF), rows, range(1, 7)) == [1, 5, 6]


def test_vacant_seats_are_in_the_base_of_every_item() -> None:
    terms = QuorumTerms(HALF, is_vacancy_counted=True)
    assert items_without_quorum(terms, meeting(2), [1]) == []
    assert items_without_quorum(terms, meeting(2), [1], vacant_seats=3) == [1]
    assert assess_at_item(terms, meeting(2), 1).base == 2
    assert assess_at_item(terms, meeting(2), 1, vacant_seats=3).base == 5


def test_those_out_of_the_room_stay_in_the_base() -> None:
    rows = [person(), replace(person(), left_at_item=1)]
    assert assess_at_item(QuorumTerms(MORE_THAN_HALF), rows, 2).base == 2


def test_a_chair_who_has_left_no_longer_makes_the_quorum() -> None:
    terms = QuorumTerms(CHAIR_AND_SHARE, 1, 2)
    rows = [replace(person(position=CHAIR), left_at_item=2), *meeting(3)]
    assert assess_at_item(terms, rows, 2).is_quorate
    assert assess_at_item(terms, rows, 3).reason == "Not quorate: no Chair or Deputy Chair was present."


@given(complete_terms(), meetings, st.integers(1, 9))
def test_a_meeting_is_quorate_at_an_item_only_if_it_was_quorate_with_everybody_who_came(
    terms: QuorumTerms, rows: list[Attendance], item: int
) -> None:
    assert assess(terms, rows).is_quorate or not assess_at_item(terms, rows, item).is_quorate


def test_whoever_left_the_room_for_an_item_does_not_count_towards_its_quorum() -> None:
    rows = [replace(person(), out_at_items=frozenset({2})), person(ABSENT)]
    found = [assess_at_item(QuorumTerms(HALF), rows, item).counted for item in (1, 2, 3)]
    assert found == [1, 0, 1]
    assert assess(QuorumTerms(HALF), rows).counted == 1
