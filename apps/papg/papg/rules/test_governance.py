"""Where a group is not tied into the council as good practice asks, and where its Chair is not senior enough."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from papg.rules.governance import Governance, governance_warnings, is_below
from papg.rules.membership import Membership
from papg.rules.people import Person
from papg.rules.periods import Period

TODAY = date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
GRADES = ("Director", "Head of service", "Manager")
WHOLE = Governance("Harbour group", TODAY, True, True, True, "Head of service", GRADES)


def chair(grade: str = "Head of service", **fields: object) -> Membership:
    about = {"full_name": "Head of Community Safety", "position": "Chair", "is_local_authority": True}
    return Membership("Harbour group", Person("chair@harbour.example"), grade=grade, **{**about, **fields})


def codes(group: Governance, *rows: Membership, day: date = TODAY) -> list[str]:
    return [warning.code for warning in governance_warnings(group, rows, day)]


def test_a_group_with_everything_on_record_is_told_nothing() -> None:
    assert codes(WHOLE, chair()) == []


@pytest.mark.parametrize(
    ("fields", "code", "remedy"),
    [
        ({"adopted_on": None}, "not-adopted", "Enter when and by which body"),
        ({"has_reporting_line": False}, "no-reporting-line", "under “Reports to”"),
        ({"has_responsible_officer": False}, "no-responsible-officer", "Enter the post"),
        ({"has_sibling": False}, "no-sibling-group", "under “Prevent group at the same level”"),
    ],
)
def test_what_is_missing_is_named_with_its_remedy(fields: dict[str, object], code: str, remedy: str) -> None:
    (warning,) = governance_warnings(replace(WHOLE, **fields), [chair()], TODAY)
    assert (warning.code, warning.subject) == (code, "Harbour group")
    assert remedy in warning.sentence
    assert warning.guidance.endswith("Governance")


def test_a_group_is_adopted_from_the_day_itself_on() -> None:
    assert codes(WHOLE, day=TODAY) == []
    assert codes(WHOLE, day=TODAY - ONE_DAY) == ["not-adopted"]


@pytest.mark.parametrize(
    ("grade", "is_warned"), [("Director", False), ("Head of service", False), ("Manager", True)]
)
def test_a_chair_of_the_least_grade_is_senior_enough_and_of_one_below_is_not(
    grade: str, is_warned: bool
) -> None:
    assert codes(WHOLE, chair(grade)) == (["chair-below-grade"] if is_warned else [])


def test_the_sentence_names_the_chair_both_grades_and_the_remedy() -> None:
    (warning,) = governance_warnings(WHOLE, [chair("Manager")], TODAY)
    assert warning.sentence == (
        "Chair Head of Community Safety is of the grade “Manager”, below “Head of service”. "
        "Appoint a more senior one, or record why not."
    )
    assert warning.guidance.endswith("Membership")


def test_a_grade_nobody_has_entered_is_asked_for_and_not_taken_as_low() -> None:
    (warning,) = governance_warnings(WHOLE, [chair("")], TODAY)
    assert warning.sentence.startswith("The grade of Chair Head of Community Safety is not entered. Enter it")


def test_nothing_is_said_about_grades_where_the_council_has_set_none() -> None:
    assert codes(replace(WHOLE, least_grade=""), chair("Manager")) == []
    assert codes(replace(WHOLE, grades=()), chair("Manager")) == []


def test_only_the_chair_of_the_day_and_of_the_council_is_held_against_the_grade() -> None:
    assert codes(WHOLE, chair("Manager", position="Deputy Chair")) == []
    assert codes(WHOLE, chair("Manager", is_local_authority=False)) == []
    assert codes(WHOLE, chair("Manager", period=Period(None, TODAY - ONE_DAY))) == []
    assert codes(WHOLE, chair("Manager", period=Period(None, TODAY))) == ["chair-below-grade"]


def test_a_grade_is_below_another_by_its_place_in_the_list_and_unknown_ones_are_neither() -> None:
    assert is_below("Manager", "Head of service", GRADES) is True
    assert is_below("Head of service", "Head of service", GRADES) is False
    assert is_below("Director", "Head of service", GRADES) is False
    assert is_below("PO4", "Head of service", GRADES) is None
    assert is_below("Manager", "", GRADES) is None
