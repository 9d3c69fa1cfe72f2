"""Lines shared out to members, who score them and hand them back."""

from email import message_from_string, policy

import frappe
import pytest
from frappe.model.document import Document

from papg import notices
from papg.maturity.sharing import return_lines, score_line
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.mail import give_mail_account
from papg.testing.maturity import a_framework, begun, fresh, scored, with_moderator

pytestmark = pytest.mark.usefixtures("room")
HIDDEN = (cast.NEIGHBOUR, cast.PARTNER, cast.BOARD)


def shared_out(codes: tuple[str, ...] = ("C1", "C2")) -> Document:
    """An assessment of the secretary's, lines of it given to the member."""
    assessment = begun()
    with acting_as(cast.SECRETARY):
        for row in assessment.scores:
            row.assigned_to = cast.member(cast.MEMBER) if row.code in codes else None
        return assessment.save()


def by_member(assessment: Document, code: str = "C1", user: str = cast.MEMBER, **given: object) -> Document:
    with acting_as(user):
        score_line(assessment.name, code, **({"current_level": "2", "target_level": "3"} | given))
    return next(row for row in fresh(assessment).scores if row.code == code)


def test_lines_go_to_the_member_who_sits_for_the_area_that_owns_the_criterion() -> None:
    area = make("PAPG Business Area").name
    member = frappe.get_doc("PAPG Member", cast.member(cast.MEMBER))
    member.append("seats", {"business_area": area})
    member.save()
    framework = a_framework()
    criterion = frappe.get_doc("PAPG Maturity Criterion", f"{framework}, C2")
    criterion.business_area = area
    criterion.save()
    assigned = {row.code: row.assigned_to for row in begun(framework=framework).scores}
    assert assigned == {"C1": None, "C2": member.name, "C3": None}


def test_a_member_scores_their_line_and_the_profile_follows() -> None:
    assessment = shared_out()
    row = by_member(assessment, rationale="Seen in May.", evidence="Minutes of 3 May 2026.")
    assert (row.current_level, row.target_level, row.rationale) == ("2", "3", "Seen in May.")
    stored = fresh(assessment)
    assert stored.profile[0].current == "2.0"
    assert cast.MEMBER in stored.scored_by
    assert (
        by_member(assessment, current_level=None, target_level=None, evidence="").rationale == "Seen in May."
    )


def test_a_member_scores_no_line_of_somebody_else_and_none_that_is_not_there() -> None:
    assessment = shared_out()
    with pytest.raises(frappe.ValidationError, match="C3 is not assigned to you"):
        by_member(assessment, "C3")
    with pytest.raises(frappe.ValidationError, match="has no criterion C9"):
        by_member(assessment, "C9")
    with pytest.raises(frappe.ValidationError, match="“7” is no level of the framework"):
        by_member(assessment, current_level="7")
    assert not any(row.current_level for row in fresh(assessment).scores)


@pytest.mark.parametrize("user", HIDDEN)
def test_who_may_not_read_the_assessment_scores_and_returns_nothing(user: str) -> None:
    assessment = shared_out()
    for act in (lambda: by_member(assessment, user=user), lambda: return_as(assessment, user)):
        with pytest.raises(frappe.PermissionError):
            act()


def return_as(assessment: Document, user: str = cast.MEMBER) -> Document:
    with acting_as(user):
        return_lines(assessment.name)
    return fresh(assessment)


def test_lines_are_returned_once_all_have_a_level_and_then_wait_for_the_secretary() -> None:
    assessment = shared_out()
    by_member(assessment)
    with pytest.raises(frappe.ValidationError, match="There is no level yet for C2"):
        return_as(assessment)
    by_member(assessment, "C2", current_level=None, target_level=None, is_not_applicable=1)
    assert [row.is_returned for row in return_as(assessment).scores] == [1, 1, 0]
    with pytest.raises(frappe.ValidationError, match="You have returned C1"):
        by_member(assessment)
    with acting_as(cast.SECRETARY):
        doc = fresh(assessment)
        doc.scores[0].is_returned = 0
        doc.save()
    assert by_member(assessment, current_level="3").current_level == "3"


def test_a_line_that_goes_to_somebody_else_waits_for_them() -> None:
    assessment = shared_out(("C1",))
    by_member(assessment)
    return_as(assessment)
    with acting_as(cast.SECRETARY):
        doc = fresh(assessment)
        doc.scores[0].assigned_to = cast.member(cast.PARTNER)
        assert doc.save().scores[0].is_returned == 0


def test_nothing_is_scored_once_it_is_with_the_moderator() -> None:
    assessment = shared_out()
    scored(assessment)
    with_moderator(fresh(assessment))
    with pytest.raises(frappe.ValidationError, match="is at stage With moderator"):
        by_member(assessment)
    with pytest.raises(frappe.ValidationError, match="is at stage With moderator"):
        return_as(assessment)


def test_the_form_says_how_far_it_has_come_and_what_waits_for_its_reader() -> None:
    assessment = shared_out()
    by_member(assessment)
    for user, mine in ((cast.MEMBER, ["C1", "C2"]), (cast.SECRETARY, [])):
        with acting_as(user):
            doc = fresh(assessment)
            doc.run_method("onload")
        told = doc.get_onload("progress")
        assert told["mine"] == mine
        assert told["said"].startswith(
            "Assessed: 1 of 3. Not assessed yet: 2. Not applicable: 0. With members: 2."
        )


def test_a_member_with_lines_still_changes_nothing_through_the_record() -> None:
    assessment = shared_out()
    with acting_as(cast.MEMBER):
        doc = fresh(assessment)
        doc.scores[0].current_level = "3"
        with pytest.raises(frappe.PermissionError):
            doc.save()


def test_whoever_is_given_lines_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[set[str]] = []
    monkeypatch.setattr("papg.notices.notify", lambda record, people, reason: told.append(set(people)))
    assessment = shared_out()
    by_member(assessment)
    assert told == [{cast.MEMBER}]


def test_a_partner_is_written_to_of_lines_of_their_own_only_and_led_to_their_page() -> None:
    give_mail_account()
    assessment, other = begun(), shared_out()
    with acting_as(cast.SECRETARY):
        for row, person in zip(assessment.scores, (cast.PARTNER, cast.MEMBER, cast.MEMBER), strict=True):
            row.update({"assigned_to": cast.member(person), "rationale": "Cormorant-5502"})
        assessment.save()
        assert notices.readers_of(other, [cast.PARTNER, cast.NEIGHBOUR]) == []
    letters = {letter.recipients[0].recipient: readable(letter) for letter in queued(assessment)}
    assert set(letters) == {cast.MEMBER, cast.PARTNER}
    assert f"/partner/assessment/{assessment.name}" in letters[cast.PARTNER]
    assert f"/app/papg-maturity-assessment/{assessment.name}" in letters[cast.MEMBER]
    assert "Cormorant-5502" not in "".join(letters.values())


def queued(assessment: Document) -> list[Document]:
    names = frappe.get_all("Email Queue", {"reference_name": assessment.name}, pluck="name")
    return [frappe.get_doc("Email Queue", name) for name in names]


def readable(letter: Document) -> str:
    parts = message_from_string(letter.message, policy=policy.default).walk()
    return " ".join(part.get_content() for part in parts if part.get_content_maintype() == "text")
