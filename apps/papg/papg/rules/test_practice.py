"""Recorded reasons answer the warnings of their rule, and nothing else."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from papg.rules.membership import GoodPracticeWarning
from papg.rules.practice import (
    CHAIR_FROM_COUNCIL,
    DEPUTY_CHAIR_FROM_ELSEWHERE,
    MEMBERS_HAVE_DEPUTIES,
    RULES,
    Departure,
    explained,
    unexplained,
)
from papg.rules.wording import Sentence

ON = date(2026, 6, 14)


def warning(code: str, subject: str = "Superintendent") -> GoodPracticeWarning:
    return GoodPracticeWarning(code, subject, Sentence("Appoint one from elsewhere, or record why not."))


def departure(rule: str, reason: str = "Until the police have named someone.") -> Departure:
    return Departure(rule, reason, ON, "secretary@harbour.example")


OUTSIDE_CHAIR = warning("chair-not-from-council")
DEPUTY_CHAIR = warning("deputy-chair-from-chairs-organisation")
codes = st.sampled_from([*RULES.values(), "chair-vacant"])
warnings = st.lists(st.builds(warning, codes, st.sampled_from("AB")), max_size=4)
departures = st.lists(
    st.builds(departure, st.sampled_from(list(RULES)), st.sampled_from(["", "Why."])), max_size=3
)


def test_a_warning_with_a_recorded_reason_is_answered_by_it() -> None:
    recorded = departure(DEPUTY_CHAIR_FROM_ELSEWHERE)
    assert unexplained([DEPUTY_CHAIR, OUTSIDE_CHAIR], [recorded]) == [OUTSIDE_CHAIR]
    (answer,) = explained([DEPUTY_CHAIR, OUTSIDE_CHAIR], [recorded])
    assert (answer.departure, answer.subjects) == (recorded, ("Superintendent",))


def test_a_reason_for_another_rule_answers_nothing() -> None:
    recorded = departure(CHAIR_FROM_COUNCIL)
    assert unexplained([DEPUTY_CHAIR], [recorded]) == [DEPUTY_CHAIR]
    assert explained([DEPUTY_CHAIR], [recorded]) == []


def test_a_reason_without_words_answers_nothing() -> None:
    assert unexplained([DEPUTY_CHAIR], [departure(DEPUTY_CHAIR_FROM_ELSEWHERE, "  ")]) == [DEPUTY_CHAIR]


def test_one_reason_answers_for_every_member_without_a_deputy() -> None:
    lacking = [warning("no-deputy", "Licensing Manager"), warning("no-deputy", "Town Planner")]
    (answer,) = explained(lacking, [departure(MEMBERS_HAVE_DEPUTIES)])
    assert answer.subjects == ("Licensing Manager", "Town Planner")


def test_a_group_without_a_chair_is_told_so_whatever_is_recorded() -> None:
    vacant = warning("chair-vacant", "")
    assert unexplained([vacant], [departure(rule) for rule in RULES]) == [vacant]


def test_a_reason_is_not_shown_once_the_group_follows_good_practice() -> None:
    assert explained([], [departure(CHAIR_FROM_COUNCIL)]) == []


@given(warnings, departures)
def test_every_warning_is_either_answered_or_given(
    found: list[GoodPracticeWarning], recorded: list[Departure]
) -> None:
    answered = {RULES[one.departure.rule] for one in explained(found, recorded)}
    left = {one.code for one in unexplained(found, recorded)}
    assert answered | left == {one.code for one in found}
    assert not answered & left
