"""From a gap to an action, and both ways back."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.maturity.gaps import raise_from_gap
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.maturity import begun, scored, signed_off, with_moderator

pytestmark = pytest.mark.usefixtures("room")


def raised(assessment: Document, user: str = cast.SECRETARY, **fields: str) -> Document:
    with acting_as(user):
        name = raise_from_gap(assessment.name, **({"code": "C2"} | fields))
    return frappe.get_doc("PAPG Action", name)


@pytest.mark.parametrize("made", [scored, with_moderator, signed_off])
def test_an_action_is_raised_from_a_gap_before_and_after_signing_off(made: object) -> None:
    assessment = made()
    due_on = add_days(today(), 60)
    action = raised(
        assessment, title="Visit each venue", owner_member=cast.member(cast.MEMBER), due_on=due_on
    )
    assert (action.source_doctype, action.source_name, action.source_part) == (
        "PAPG Maturity Assessment",
        assessment.name,
        "C2",
    )
    assert (action.papg_group, action.title, str(action.due_on)) == (
        cast.group("A"),
        "Visit each venue",
        due_on,
    )
    assert action.owner_member == cast.member(cast.MEMBER)


def test_the_title_is_suggested_from_the_criterion_and_fits_its_field() -> None:
    assessment = scored()
    assert raised(assessment).title == "C2: Statement 2 holds (reach level 3)"
    frappe.db.set_value(
        "PAPG Maturity Score", assessment.scores[1].name, "statement", "A statement of many words. " * 20
    )
    title = raised(assessment).title
    assert len(title) == 140
    assert title.endswith(" (reach level 3)")


def test_an_action_is_not_raised_where_there_is_no_gap() -> None:
    assessment = scored()
    assessment.scores[1].target_level = "1"
    with acting_as(cast.SECRETARY):
        assessment.save()
    with pytest.raises(frappe.ValidationError, match="C2 has no gap between its level and its target"):
        raised(assessment)
    with pytest.raises(frappe.ValidationError, match="The assessment has no criterion C9"):
        raised(assessment, code="C9")


@pytest.mark.parametrize("user", [cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR, cast.BOARD, cast.PARTNER])
def test_somebody_who_does_not_run_the_group_raises_nothing(user: str) -> None:
    assessment = signed_off()
    with pytest.raises(frappe.PermissionError):
        raised(assessment, user)
    assert not frappe.db.exists("PAPG Action", {"source_name": assessment.name})


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.THREE])
def test_a_secretary_or_member_of_another_group_raises_nothing_here(user: str) -> None:
    assessment = signed_off()
    frappe.db.set_value(assessment.doctype, assessment.name, "papg_group", cast.group("C"))
    with pytest.raises(frappe.PermissionError):
        raised(assessment, user)
    assert not frappe.db.exists("PAPG Action", {"source_name": assessment.name})


def test_the_assessment_shows_its_gaps_and_the_actions_raised_from_them() -> None:
    assessment = scored()
    action = raised(assessment)
    assessment.run_method("onload")
    assert [gap["code"] for gap in assessment.get_onload("gaps")] == ["C1", "C2", "C3"]
    (shown,) = assessment.get_onload("actions")
    assert (shown.name, shown.source_part, shown.status) == (action.name, "C2", "Open")


def test_an_action_out_of_reach_is_not_shown_on_the_assessment() -> None:
    assessment = signed_off()
    meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    item = make("PAPG Restricted Item", meeting=meeting.name, prepared_by=cast.SECRETARY)
    frappe.db.set_value("PAPG Restricted Item", item.name, "prepared_by", cast.SECRETARY)
    action = raised(assessment)
    frappe.db.set_value("PAPG Action", action.name, "restricted_item", item.name)
    for user, seen in ((cast.SECRETARY, [action.name]), (cast.CHAIR, []), (cast.BOARD, [])):
        with acting_as(user):
            assessment.run_method("onload")
            assert [row.name for row in assessment.get_onload("actions")] == seen, user


def test_an_assessment_in_progress_without_scores_has_no_gaps() -> None:
    assessment = begun()
    assessment.run_method("onload")
    assert assessment.get_onload("gaps") == []
