"""Scoring: a line for each criterion, levels of the framework, and the profile that follows."""

import frappe
import pytest
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_member
from papg.testing.maturity import a_framework, begun, fresh, scored, signed_off

pytestmark = pytest.mark.usefixtures("room")


def save(assessment: Document, user: str = cast.SECRETARY) -> Document:
    with acting_as(user):
        return assessment.save()


def refused(assessment: Document, message: str, user: str = cast.SECRETARY) -> None:
    """A copy is sent, so that the test can go on with what it has."""
    sent = frappe.get_doc(assessment.as_dict())
    with acting_as(user), pytest.raises(frappe.ValidationError, match=message):
        sent.save()


# Beginning


def test_a_new_assessment_brings_a_line_for_each_criterion_in_their_order() -> None:
    assessment = begun(framework=a_framework(12))
    assert [row.code for row in assessment.scores] == [f"C{number}" for number in range(1, 13)]
    assert assessment.scores[1].theme == "Knowing the risks"
    assert assessment.scores[1].statement == "Statement 2 holds."
    assert {row.current_level for row in assessment.scores} == {""}
    assert (assessment.stage, assessment.workflow_state) == ("In progress", "In progress")
    assert (assessment.assessor, assessment.scored_by) == (cast.SECRETARY, None)


def test_an_assessment_is_called_by_whom_it_is_about_and_the_day() -> None:
    assert begun(as_at="2026-06-14").title == f"Maturity of {cast.GROUP_A}, 14 June 2026"
    about = begun(as_at="2026-06-14", about_organisation=cast.POLICE)
    assert about.title == f"Maturity of {cast.POLICE}, 14 June 2026"


def test_lines_sent_in_keep_what_they_say_and_the_others_are_added() -> None:
    framework = a_framework(3)
    criterion = frappe.db.get_value("PAPG Maturity Criterion", {"framework": framework, "code": "C2"})
    assessment = begun(framework=framework, scores=[{"criterion": criterion, "current_level": 2}])
    assert [row.current_level for row in assessment.scores] == ["", "2", ""]
    assert assessment.scored_by == cast.SECRETARY


def test_a_line_of_another_framework_and_a_second_line_are_refused_with_their_row() -> None:
    assessment = begun()
    foreign = make("PAPG Maturity Criterion").name
    assessment.append("scores", {"criterion": foreign})
    refused(assessment, rf"Scores, row 4: {foreign} is no criterion of {assessment.framework}")
    assessment = fresh(assessment)
    assessment.append("scores", {"criterion": assessment.scores[0].criterion})
    refused(assessment, "Scores, row 4: C1 is scored already, in row 1")


def test_a_criterion_added_meanwhile_gets_its_line_and_a_line_taken_out_comes_back() -> None:
    assessment = scored()
    make("PAPG Maturity Criterion", framework=assessment.framework, code="C4")
    assessment = fresh(assessment)
    assessment.scores = assessment.scores[1:]
    saved = save(assessment)
    assert [(row.code, row.current_level) for row in saved.scores] == [
        ("C1", ""),
        ("C2", "1"),
        ("C3", "1"),
        ("C4", ""),
    ]


# Scoring


def test_a_level_is_one_of_the_frameworks() -> None:
    assessment = begun()
    assessment.scores[1].current_level = "4"
    refused(
        assessment,
        r"Scores, row 2 \(C2\), Level now: “4” is no level of the framework. Choose one of 1, 2 and 3",
    )
    assessment.scores[1].current_level = "3"
    assert save(assessment).scores[1].current_level == "3"


def test_level_0_is_a_level_and_no_level_is_none() -> None:
    levels = [{"value": value, "label": str(value)} for value in (0, 1)]
    framework = make("PAPG Maturity Framework", levels=levels).name
    wordings = [{"value": value, "wording": f"Level {value}."} for value in (0, 1)]
    for code in ("C1", "C2"):
        make("PAPG Maturity Criterion", framework=framework, code=code, level_wordings=wordings)
    assessment = begun(framework=framework)
    assessment.scores[0].current_level = 0
    saved = fresh(save(assessment))
    assert [row.current_level for row in saved.scores] == ["0", ""]
    assert (saved.profile[0].current, saved.profile[0].scored, saved.profile[0].unassessed) == ("0.0", 1, 1)
    assert saved.scored_by == cast.SECRETARY


def test_what_does_not_apply_has_no_level() -> None:
    assessment = scored()
    assessment.scores[0].is_not_applicable = 1
    refused(assessment, r"Scores, row 1 \(C1\): it is marked not applicable and has a level")
    assessment.scores[0].update({"current_level": "", "target_level": ""})
    assert save(assessment).profile[0].not_applicable == 1


def test_the_profile_is_worked_out_by_theme_and_what_is_sent_as_one_never_counts() -> None:
    framework = a_framework(4)
    assessment = begun(framework=framework)
    for row, (current, target) in zip(
        assessment.scores, (("1", "3"), ("3", "2"), ("", "3"), ("2", "3")), strict=True
    ):
        row.update({"current_level": current, "target_level": target})
    assessment.append("profile", {"theme": "Made up", "current": "9.9"})
    saved = fresh(save(assessment))
    told = [
        (row.theme, row.current, row.target, row.gap, row.scored, row.unassessed) for row in saved.profile
    ]
    assert told == [
        ("Leading the work", "1.5", "3.0", "1.5", 2, 0),
        ("Knowing the risks", "3.0", "2.0", "0.0", 1, 0),
        ("Being ready", "", "", "", 0, 1),
    ]


def test_a_weight_counts_in_the_profile() -> None:
    framework = a_framework(4)
    criterion = frappe.get_doc("PAPG Maturity Criterion", {"framework": framework, "code": "C4"})
    criterion.weight = 3
    criterion.save()
    assessment = begun(framework=framework)
    assessment.scores[0].current_level, assessment.scores[3].current_level = "1", "3"
    assert save(assessment).profile[0].current == "2.5"


def test_everyone_who_scored_is_noted_once_and_assigning_is_no_score() -> None:
    assessment = scored()
    assessment.scores[0].rationale = "Put right."
    save(assessment, cast.CHAIR)
    assessment = fresh(assessment)
    assessment.scores[0].assigned_to = cast.member(cast.MEMBER)
    assert save(assessment, cast.DEPUTY_CHAIR).scored_by.split() == [cast.SECRETARY, cast.CHAIR]


def test_a_line_is_assigned_to_a_member_of_the_group() -> None:
    assessment = begun()
    outsider = make_member(cast.group("C")).name
    assessment.scores[2].assigned_to = outsider
    refused(assessment, "Row 3, Assigned to: there is no .*Member")
    message = r"Scores, row 3 \(C3\): who it is assigned to is not of this group"
    refused(assessment, message, "Administrator")
    assessment.scores[2].assigned_to = cast.member(cast.PARTNER)
    assert save(assessment).scores[2].assigned_to == cast.member(cast.PARTNER)


def test_it_is_compared_with_a_signed_off_assessment_of_its_group() -> None:
    earlier = signed_off()
    assert begun(framework=earlier.framework, baseline=earlier.name).baseline == earlier.name
    for other in (begun().name, begun("B").name):
        with (
            acting_as("Administrator"),
            pytest.raises(frappe.ValidationError, match="Compared with: choose an"),
        ):
            make(
                "PAPG Maturity Assessment",
                papg_group=cast.group("A"),
                framework=earlier.framework,
                baseline=other,
            )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stage", "Signed off"),
        ("assessor", cast.MEMBER),
        ("scored_by", ""),
        ("moderator", cast.CHAIR),
        ("signed_off_on", "2026-01-01 10:00:00"),
        ("title", "Another title"),
        ("sent_back_reason", "None of mine"),
    ],
)
def test_what_the_app_records_cannot_be_sent_in(field: str, value: object) -> None:
    assessment = scored()
    before = frappe.db.get_value(assessment.doctype, assessment.name, field)
    assessment = fresh(assessment)
    assessment.set(field, value)
    save(assessment)
    assert frappe.db.get_value(assessment.doctype, assessment.name, field) == before
