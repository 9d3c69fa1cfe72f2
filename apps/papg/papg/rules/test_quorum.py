"""Whether a meeting was quorate, for every kind of quorum and every way of counting."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.attendance import ABSENT, APOLOGIES, DEPUTISED, IN_ATTENDANCE, PRESENCES, PRESENT
from papg.rules.membership import ADVISER, CHAIR, DEPUTY_CHAIR, MEMBER, OBSERVER, POSITIONS, SECRETARY
from papg.rules.quorum import (
    DECISION,
    DECISION_KINDS,
    RECOMMENDATION,
    Attendance,
    QuorumTerms,
    assess,
    can_be_ratified,
    decision_kind,
)
from papg.rules.quorum_terms import (
    CHAIR_AND_SHARE,
    FIXED_NUMBER,
    HALF,
    KINDS,
    MORE_THAN_HALF,
    ORGANISATION_PRESENT,
    SHARE,
    SHARE_AND_MINIMUM,
)
from papg.rules.test_quorum_terms import complete_terms

COUNCIL, POLICE = "North Shire Council", "North Shire Police"
THIRD = QuorumTerms(SHARE, 1, 3)

attendances = st.builds(
    Attendance,
    st.just("Somebody"),
    st.sampled_from([COUNCIL, POLICE, "Fire and Rescue", ""]),
    st.sampled_from(POSITIONS),
    st.sampled_from(PRESENCES),
    st.booleans(),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
)
meetings = st.lists(attendances, max_size=12)


def person(presence: str = PRESENT, position: str = MEMBER, organisation: str = COUNCIL) -> Attendance:
    return Attendance("Licensing Manager", organisation, position, presence)


def meeting(present: int, absent: int = 0) -> list[Attendance]:
    return [person()] * present + [person(ABSENT)] * absent


def test_a_third_of_the_members_is_quorate_and_one_fewer_is_not() -> None:
    enough, too_few = assess(THIRD, meeting(7, 14)), assess(THIRD, meeting(6, 15))
    assert enough.is_quorate
    assert enough.reason == "Quorate: 7 of 21 members counted, 7 needed (one third, rounded up)."
    assert not too_few.is_quorate
    assert too_few.reason == "Not quorate: 6 of 21 members counted, 7 needed (one third, rounded up)."
    assert (too_few.counted, too_few.needed, too_few.base) == (6, 7, 21)


def test_a_share_is_rounded_up() -> None:
    assert not assess(THIRD, meeting(7, 15)).is_quorate
    assert assess(THIRD, meeting(8, 14)).is_quorate


def test_exactly_half_is_quorate_for_half_and_not_for_more_than_half() -> None:
    assert assess(QuorumTerms(HALF), meeting(5, 5)).is_quorate
    verdict = assess(QuorumTerms(MORE_THAN_HALF), meeting(5, 5))
    assert not verdict.is_quorate
    assert verdict.reason == "Not quorate: 5 of 10 members counted, 6 needed (more than half)."


def test_half_of_an_odd_number_is_rounded_up() -> None:
    assert not assess(QuorumTerms(HALF), meeting(5, 6)).is_quorate
    assert assess(QuorumTerms(HALF), meeting(6, 5)).is_quorate


def test_a_meeting_without_a_chair_is_not_quorate_where_the_terms_ask_for_one() -> None:
    terms = QuorumTerms(CHAIR_AND_SHARE, 1, 2)
    verdict = assess(terms, [*meeting(9), person(APOLOGIES, CHAIR)])
    assert not verdict.is_quorate
    assert verdict.reason == "Not quorate: no Chair or Deputy Chair was present."


def test_a_deputy_chair_is_enough_and_the_share_is_still_needed() -> None:
    terms = QuorumTerms(CHAIR_AND_SHARE, 1, 2)
    assert assess(terms, [person(position=DEPUTY_CHAIR), *meeting(1, 2)]).is_quorate
    verdict = assess(terms, [person(position=CHAIR), *meeting(0, 2)])
    assert verdict.reason == (
        "Not quorate: 1 of 3 members counted, 2 needed (one half, rounded up, and a Chair or Deputy Chair)."
    )


def test_somebody_standing_in_for_the_chair_is_not_the_chair() -> None:
    terms = QuorumTerms(CHAIR_AND_SHARE, 1, 2, is_deputy_counted=True)
    verdict = assess(terms, [person(DEPUTISED, CHAIR), *meeting(3)])
    assert verdict.reason == "Not quorate: no Chair or Deputy Chair was present."
    assert verdict.counted == 4


def test_a_fixed_number_does_not_depend_on_the_size_of_the_group() -> None:
    terms = QuorumTerms(FIXED_NUMBER, minimum_number=5)
    assert assess(terms, meeting(5, 40)).is_quorate
    verdict = assess(terms, meeting(4))
    assert verdict.reason == "Not quorate: 4 of 4 members counted, 5 needed (a fixed number)."


def test_a_share_and_a_minimum_needs_both() -> None:
    terms = QuorumTerms(SHARE_AND_MINIMUM, 1, 3, 2)
    assert not assess(terms, meeting(1, 2)).is_quorate
    assert assess(terms, meeting(2, 1)).is_quorate
    assert not assess(terms, meeting(2, 5)).is_quorate


def test_a_named_organisation_must_be_there() -> None:
    terms = QuorumTerms(ORGANISATION_PRESENT, organisation=POLICE)
    present = assess(terms, [*meeting(2), person(organisation=" north shire POLICE")])
    assert present.is_quorate
    assert present.reason == "Quorate: North Shire Police was represented."
    away = assess(terms, [*meeting(2), person(APOLOGIES, organisation=POLICE)])
    assert not away.is_quorate
    assert away.reason == "Not quorate: nobody who counts was present for North Shire Police."


def test_an_adviser_does_not_represent_the_named_organisation() -> None:
    terms = QuorumTerms(ORGANISATION_PRESENT, organisation=POLICE)
    assert not assess(terms, [person(), person(position=ADVISER, organisation=POLICE)]).is_quorate


def test_a_group_without_a_stated_quorum_is_always_quorate() -> None:
    for rows in ([], meeting(0, 9), meeting(1)):
        verdict = assess(QuorumTerms(), rows)
        assert verdict.is_quorate
        assert verdict.reason == "Quorate: the terms of reference state no quorum."


@pytest.mark.parametrize("kind", [SHARE, HALF, MORE_THAN_HALF, FIXED_NUMBER, SHARE_AND_MINIMUM])
def test_a_group_with_no_members_is_never_quorate(kind: str) -> None:
    verdict = assess(QuorumTerms(kind, 1, 3, 2), [])
    assert not verdict.is_quorate
    assert verdict.reason == "Not quorate: the attendance lists no member who counts towards the quorum."
    assert verdict.base == 0


@pytest.mark.parametrize("position", [SECRETARY, OBSERVER, ADVISER])
def test_secretary_observers_and_advisers_count_on_neither_side(position: str) -> None:
    verdict = assess(QuorumTerms(HALF), [*meeting(1, 1), *[person(position=position)] * 8])
    assert (verdict.counted, verdict.needed, verdict.base) == (1, 1, 2)


def test_people_the_terms_leave_out_of_the_core_count_on_neither_side() -> None:
    co_opted = replace(person(), is_counted=False)
    verdict = assess(QuorumTerms(HALF), [*meeting(1, 2), co_opted, co_opted])
    assert (verdict.is_quorate, verdict.counted, verdict.base) == (False, 1, 3)


@pytest.mark.parametrize("presence", [APOLOGIES, ABSENT, IN_ATTENDANCE])
def test_only_those_present_as_members_are_counted(presence: str) -> None:
    verdict = assess(QuorumTerms(HALF), [person(), person(presence)])
    assert (verdict.counted, verdict.base) == (1, 2)


def test_a_deputised_member_counts_where_the_terms_count_deputies() -> None:
    rows = [person(), person(DEPUTISED), person(ABSENT), person(ABSENT)]
    assert not assess(QuorumTerms(HALF), rows).is_quorate
    assert assess(QuorumTerms(HALF, is_deputy_counted=True), rows).is_quorate


def test_vacant_seats_are_in_the_base_only_where_the_terms_say_so() -> None:
    counting = QuorumTerms(HALF, is_vacancy_counted=True)
    assert assess(QuorumTerms(HALF), meeting(2, 2), vacant_seats=1).is_quorate
    verdict = assess(counting, meeting(2, 2), vacant_seats=1)
    assert not verdict.is_quorate
    assert verdict.reason == (
        "Not quorate: 2 of 5 members and vacant seats counted, 3 needed (half, rounded up)."
    )


def test_a_negative_number_of_vacant_seats_does_not_shrink_the_base() -> None:
    assert assess(QuorumTerms(HALF, is_vacancy_counted=True), meeting(1, 3), vacant_seats=-3).base == 4


def test_one_organisation_with_one_vote_counts_once_on_both_sides() -> None:
    terms = QuorumTerms(MORE_THAN_HALF, is_organisation_one_vote=True)
    police = [person(organisation=POLICE)] * 4 + [person(ABSENT, organisation=POLICE.upper())]
    others = [person(ABSENT), person(ABSENT, organisation="Fire and Rescue")]
    verdict = assess(terms, police + others)
    assert verdict.reason == "Not quorate: 1 of 3 organisations counted, 2 needed (more than half)."
    assert assess(replace(terms, is_organisation_one_vote=False), police + others).is_quorate


def test_people_without_an_organisation_speak_for_themselves() -> None:
    terms = QuorumTerms(HALF, is_organisation_one_vote=True)
    verdict = assess(terms, [person(organisation=""), person(organisation=""), person()], vacant_seats=4)
    assert (verdict.counted, verdict.base) == (3, 3)


def test_organisations_and_vacant_seats_may_both_be_counted() -> None:
    terms = QuorumTerms(HALF, is_organisation_one_vote=True, is_vacancy_counted=True)
    verdict = assess(terms, [person(), person()], vacant_seats=2)
    assert verdict.reason == (
        "Not quorate: 1 of 3 organisations and vacant seats counted, 2 needed (half, rounded up)."
    )


def test_terms_without_their_numbers_never_make_a_meeting_quorate() -> None:
    verdict = assess(QuorumTerms(SHARE), meeting(5))
    assert (verdict.is_quorate, verdict.counted, verdict.needed, verdict.base) == (False, 5, 0, 5)
    assert verdict.reason == (
        "The terms of reference ask for a share of 0/0. Enter one above 0 and at most 1, such as 1/3."
    )


def test_no_seat_is_vacant_unless_it_is_said() -> None:
    assert assess(QuorumTerms(HALF, is_vacancy_counted=True), meeting(1)).base == 1


@given(complete_terms(), meetings, st.integers(0, 5), attendances)
def test_one_more_present_member_never_makes_a_quorate_meeting_inquorate(
    terms: QuorumTerms, rows: list[Attendance], vacant: int, newcomer: Attendance
) -> None:
    joined = [*rows, replace(newcomer, presence=PRESENT)]
    assert not assess(terms, rows, vacant).is_quorate or assess(terms, joined, vacant).is_quorate


@given(complete_terms(), st.lists(attendances, min_size=1, max_size=12), st.integers(0, 5))
def test_an_absent_member_turning_up_changes_the_base_never_and_the_verdict_only_for_the_better(
    terms: QuorumTerms, rows: list[Attendance], vacant: int
) -> None:
    before = assess(terms, rows, vacant)
    after = assess(terms, [replace(rows[0], presence=PRESENT), *rows[1:]], vacant)
    assert after.base == before.base
    assert after.counted >= before.counted
    assert after.is_quorate or not before.is_quorate


@given(complete_terms(), meetings, st.integers(0, 5))
def test_a_verdict_fits_its_numbers_and_its_sentence(
    terms: QuorumTerms, rows: list[Attendance], vacant: int
) -> None:
    verdict = assess(terms, rows, vacant)
    assert 0 <= verdict.counted <= verdict.base
    assert verdict.reason.startswith("Quorate: " if verdict.is_quorate else "Not quorate: ")
    assert not verdict.is_quorate or verdict.counted >= verdict.needed


@given(st.sampled_from(KINDS), st.integers(-2, 3), st.integers(-2, 3), st.integers(-2, 3), meetings)
def test_no_terms_however_broken_raise_an_error(
    kind: str, numerator: int, denominator: int, minimum: int, rows: list[Attendance]
) -> None:
    verdict = assess(QuorumTerms(kind, numerator, denominator, minimum), rows)
    assert verdict.reason.endswith(".")


def test_an_inquorate_meeting_only_recommends() -> None:
    assert decision_kind(True) == DECISION == "Decision"
    assert decision_kind(False) == RECOMMENDATION == "Recommendation"
    assert DECISION_KINDS == (DECISION, RECOMMENDATION)


def test_a_later_quorate_meeting_may_ratify_a_recommendation() -> None:
    assert can_be_ratified(RECOMMENDATION, ratifying_meeting_is_quorate=True, later=True).allowed


def test_a_decision_needs_no_ratification() -> None:
    reason = can_be_ratified(DECISION, ratifying_meeting_is_quorate=True, later=True).reason
    assert reason == (
        "A Decision needs no ratification. Only recommendations of an inquorate meeting are ratified."
    )


def test_an_inquorate_meeting_cannot_ratify() -> None:
    reason = can_be_ratified(RECOMMENDATION, ratifying_meeting_is_quorate=False, later=True).reason
    assert reason == "The ratifying meeting was not quorate. Ratify the recommendation at a quorate meeting."


def test_the_same_or_an_earlier_meeting_cannot_ratify() -> None:
    reason = can_be_ratified(RECOMMENDATION, ratifying_meeting_is_quorate=True, later=False).reason
    assert reason == (
        "The ratifying meeting is not later than the one that recommended it. Choose a later meeting."
    )
