"""Between secretary and moderator: scores that are out of hand, sending back, and who may read what."""

import frappe
import pytest

from papg.maturity import signing
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.maturity import begun, fresh, scored, signed_off, with_moderator
from papg.testing.meetings import act

pytestmark = pytest.mark.usefixtures("room")
RECORD = "PAPG Maturity Assessment"
REASON = "C2 has no evidence."


def sent_back(user: str = cast.CHAIR) -> str:
    assessment = with_moderator()
    with acting_as(user):
        signing.give_reason(assessment.name, REASON)
    return act(user, assessment, "Send back").name


# While the moderator has it


@pytest.mark.parametrize("user", [cast.CHAIR, cast.DEPUTY_CHAIR, "Administrator"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("current_level", "2"),
        ("target_level", ""),
        ("rationale", "Mine."),
        ("theme", "Another"),
        ("code", "C9"),
        ("assigned_to", None),
    ],
)
def test_the_moderator_changes_no_line(user: str, field: str, value: str | None) -> None:
    assessment = scored()
    assessment.scores[0].assigned_to = cast.member(cast.MEMBER)
    with acting_as(cast.SECRETARY):
        assessment.save()
    assessment = with_moderator(assessment)
    assessment.scores[0].set(field, value)
    with (
        acting_as(user),
        pytest.raises(frappe.ValidationError, match=r"is with the moderator\. Have it sent back"),
    ):
        assessment.save()


def test_the_moderator_changes_none_of_what_it_is_about() -> None:
    assessment = with_moderator()
    assessment.as_at = "2020-01-01"
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="is with the moderator"):
        assessment.save()


def test_a_line_scored_at_level_0_by_the_moderator_is_noticed() -> None:
    """Nothing and the level 0 are two things."""
    assessment = scored()
    assessment.scores[0].current_level = ""
    with acting_as(cast.SECRETARY):
        assessment.save()
    assessment = with_moderator(assessment)
    frappe.db.set_value("PAPG Maturity Level", {"parent": assessment.framework, "value": 1}, "value", 0)
    assessment = fresh(assessment)
    assessment.scores[0].current_level = "0"
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError):
        assessment.save()


# Sending back


def test_it_goes_back_with_a_reason_and_again_to_the_moderator() -> None:
    assessment = frappe.get_doc(RECORD, sent_back())
    assert (assessment.stage, assessment.sent_back_reason) == ("In progress", REASON)
    again = act(cast.SECRETARY, scored(assessment), "Send to moderator")
    assert (again.stage, again.sent_back_reason) == ("With moderator", None)


def test_it_does_not_go_back_without_one() -> None:
    assessment = with_moderator()
    with pytest.raises(frappe.ValidationError, match="Give the reason why the assessment is sent back"):
        act(cast.CHAIR, assessment, "Send back")
    with (
        acting_as(cast.CHAIR),
        pytest.raises(frappe.ValidationError, match="Give the reason why the assessment is sent back"),
    ):
        signing.give_reason(assessment.name, "  ")


def test_only_what_is_with_the_moderator_is_sent_back() -> None:
    assessment = scored()
    with (
        acting_as(cast.CHAIR),
        pytest.raises(frappe.ValidationError, match="Only one that is with the moderator"),
    ):
        signing.give_reason(assessment.name, REASON)


@pytest.mark.parametrize(
    "user", [cast.SECRETARY, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.BOARD, "Guest"]
)
def test_nobody_but_a_chair_of_the_group_gives_a_reason(user: str) -> None:
    assessment = with_moderator()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        signing.give_reason(assessment.name, REASON)
    assert not fresh(assessment).sent_back_reason


def test_a_chair_of_one_group_sends_nothing_back_in_another() -> None:
    assessment = with_moderator()
    frappe.db.set_value(RECORD, assessment.name, "papg_group", cast.group("C"))
    with acting_as(cast.THREE), pytest.raises(frappe.PermissionError):
        signing.give_reason(assessment.name, REASON)


@pytest.mark.parametrize("user", [cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.ADMINISTRATOR])
def test_nobody_else_sends_it_to_the_moderator(user: str) -> None:
    assessment = scored()
    with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
        act(user, assessment, "Send to moderator")
    assert fresh(assessment).stage == "In progress"


def test_a_chair_may_score_and_the_deputy_chair_moderates() -> None:
    assessment = act(cast.CHAIR, scored(begun(), cast.CHAIR), "Send to moderator")
    with pytest.raises(frappe.ValidationError, match="gave scores in this assessment"):
        act(cast.CHAIR, assessment, "Sign off")
    assert signed_off(fresh(assessment), cast.DEPUTY_CHAIR).moderator == cast.DEPUTY_CHAIR


# Who reads it

READERS = {
    "In progress": (cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR),
    "With moderator": (cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR),
    "Signed off": (
        cast.SECRETARY,
        cast.CHAIR,
        cast.MEMBER,
        cast.AUDITOR,
        cast.ADMINISTRATOR,
        cast.BOARD,
    ),
}
MADE = {"In progress": scored, "With moderator": with_moderator, "Signed off": signed_off}


@pytest.mark.parametrize("stage", READERS)
def test_each_stage_is_read_by_those_of_the_table_and_nobody_else(stage: str) -> None:
    name = MADE[stage]().name
    readers = set()
    for user in cast.POSTS:
        if frappe.has_permission(RECORD, "read", name, user=user):
            readers.add(user)
    expected = {*READERS[stage], cast.DEPUTY_CHAIR, cast.INTEGRATION, cast.THREE}
    assert readers == expected


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_only_a_secretary_begins_an_assessment(user: str) -> None:
    framework = begun().framework
    group = cast.group("A")
    doc = frappe.get_doc({"doctype": RECORD, "papg_group": group, "framework": framework})
    with acting_as(user), pytest.raises(frappe.PermissionError):
        doc.insert()


def test_a_secretary_begins_none_in_another_group() -> None:
    framework = begun().framework
    doc = frappe.get_doc({"doctype": RECORD, "papg_group": cast.group("C"), "framework": framework})
    with acting_as(cast.SECRETARY), pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        doc.insert()
