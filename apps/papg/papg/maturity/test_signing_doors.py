"""Every door to docstatus 1, and away from it: the same rule answers at each."""

import json
from collections.abc import Callable

import frappe
import frappe.client
import pytest
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.desk.form.save import savedocs
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, bulk_workflow_approval

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.maturity import begun, fresh, scored, signed_off, with_moderator

pytestmark = pytest.mark.usefixtures("room")

Door = Callable[[Document], object]
RECORD = "PAPG Maturity Assessment"
REFUSED = (frappe.PermissionError, frappe.ValidationError)


def by_client_submit(assessment: Document) -> object:
    """`frappe.client.submit` with the whole record as the caller has it."""
    return frappe.client.submit(assessment.as_json())


def by_put(assessment: Document) -> object:
    """`PUT` with docstatus 1: fetched, updated, saved."""
    doc = fresh(assessment)
    doc.update({"docstatus": 1})
    return doc.save()


def by_savedocs(assessment: Document) -> object:
    """The desk's own button."""
    return savedocs(assessment.as_json(), "Submit")


def by_import(assessment: Document) -> object:
    """Data Import with “submit after import”."""
    frappe.flags.in_import = True
    try:
        return fresh(assessment).submit()
    finally:
        frappe.flags.in_import = False


def by_set_value(assessment: Document) -> object:
    """`frappe.client.set_value` with docstatus among the fields."""
    return frappe.client.set_value(RECORD, assessment.name, json.dumps({"docstatus": 1}))


def by_workflow(assessment: Document) -> object:
    """The workflow's action."""
    return apply_workflow(assessment.as_json(), "Sign off")


DIRECT_DOORS = (by_client_submit, by_put, by_savedocs, by_import, by_set_value)
DOORS = (*DIRECT_DOORS, by_workflow)


def status_of(assessment: Document) -> tuple[int, str]:
    return frappe.db.get_value(RECORD, assessment.name, ["docstatus", "stage"])


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_the_chair_signs_off_through_any_door_and_the_state_follows(door: Door) -> None:
    assessment = with_moderator()
    with acting_as(cast.CHAIR):
        door(assessment)
    assert status_of(assessment) == (1, "Signed off")
    told = frappe.db.get_value(RECORD, assessment.name, ["workflow_state", "moderator"])
    assert told == ("Signed off", cast.CHAIR)
    assert fresh(assessment).signed_off_on


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_no_door_signs_off_what_is_still_in_progress(door: Door) -> None:
    assessment = scored()
    with acting_as(cast.CHAIR), pytest.raises(REFUSED):
        door(assessment)
    assert status_of(assessment) == (0, "In progress")


@pytest.mark.parametrize("door", DIRECT_DOORS, ids=lambda door: door.__name__)
def test_the_built_in_administrator_signs_nothing_off(door: Door) -> None:
    assessment = with_moderator()
    with pytest.raises(frappe.ValidationError, match="Administrator is not Chair or Deputy Chair"):
        door(assessment)
    assert status_of(assessment) == (0, "With moderator")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_door_is_shut_to_everybody_else_and_to_strangers(door: Door) -> None:
    assessment = with_moderator()
    for person in (cast.SECRETARY, cast.MEMBER, cast.NEIGHBOUR, cast.ADMINISTRATOR, cast.AUDITOR):
        with acting_as(person), pytest.raises(REFUSED):
            door(assessment)
    assert status_of(assessment) == (0, "With moderator")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_chair_elsewhere_who_is_a_plain_member_here_signs_nothing_off(door: Door) -> None:
    """THREE chairs A as a deputy; the assessment is moved to C, where THREE is a member."""
    assessment = with_moderator()
    frappe.db.set_value(RECORD, assessment.name, "papg_group", cast.group("C"))
    assessment = fresh(assessment)
    with acting_as(cast.THREE), pytest.raises(frappe.PermissionError):
        door(assessment)
    assert status_of(assessment) == (0, "With moderator")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_chair_who_scored_is_refused_and_the_deputy_chair_is_not(door: Door) -> None:
    begun_assessment = begun()
    assessment = with_moderator(scored(scored(begun_assessment), cast.CHAIR))
    frappe.db.set_value(RECORD, assessment.name, "scored_by", f"{cast.SECRETARY}\n{cast.CHAIR}")
    assessment = fresh(assessment)
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="gave scores in this assessment"):
        door(assessment)
    assessment = fresh(assessment)
    with acting_as(cast.DEPUTY_CHAIR):
        door(assessment)
    assert status_of(assessment) == (1, "Signed off")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_lines_without_a_level_are_named_at_every_door(door: Door) -> None:
    assessment = scored()
    assessment.scores[1].current_level = ""
    with acting_as(cast.SECRETARY):
        assessment.save()
    assessment = with_moderator(assessment)
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match=r"no level yet in row 2 \(C2\)"):
        door(assessment)
    assert status_of(assessment) == (0, "With moderator")


def test_a_criterion_added_while_the_moderator_has_it_is_named() -> None:
    assessment = with_moderator()
    make("PAPG Maturity Criterion", framework=assessment.framework, code="C4")
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="has no line for C4"):
        by_workflow(assessment)


def test_bulk_doors_refuse_what_one_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list's bulk actions commit and roll back by themselves, which is held off here."""
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    monkeypatch.setattr(frappe.db, "rollback", lambda **kwargs: None)
    assessment = with_moderator()
    frappe.db.set_value(RECORD, assessment.name, "assessor", cast.CHAIR)
    with acting_as(cast.CHAIR):
        failed = submit_cancel_or_update_docs(RECORD, json.dumps([assessment.name]), "submit")
        bulk_workflow_approval(json.dumps([assessment.name]), RECORD, "Sign off")
    assert failed == [assessment.name]
    assert status_of(assessment) == (0, "With moderator")


def test_an_assessment_is_not_made_signed_off_at_once() -> None:
    copy = frappe.copy_doc(scored())
    copy.docstatus = 1
    with acting_as(cast.CHAIR), pytest.raises(REFUSED):
        copy.insert()
    copy.docstatus = 1
    with pytest.raises(frappe.ValidationError, match="The assessment is at stage In progress"):
        copy.insert()


@pytest.mark.parametrize(
    ("state", "refusal"),
    [("With moderator", "Workflow State transition not allowed"), ("Signed off", "locks the record")],
)
def test_an_assessment_is_not_made_in_a_later_state(state: str, refusal: str) -> None:
    framework = scored().framework
    group = cast.group("A")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match=refusal):
        make(RECORD, papg_group=group, framework=framework, workflow_state=state)


def test_the_state_alone_signs_nothing_off() -> None:
    """`PUT` of the state with docstatus left at 0: the framework lets the transition through."""
    assessment = with_moderator()
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="locks the record"):
        frappe.client.set_value(RECORD, assessment.name, "workflow_state", "Signed off")


# Away from it


@pytest.mark.parametrize("person", [cast.CHAIR, cast.SECRETARY, cast.ADMINISTRATOR, "Administrator"])
def test_nobody_changes_cancels_amends_or_deletes_what_is_signed_off(person: str) -> None:
    assessment = signed_off()
    before = assessment.as_json()
    copy = frappe.copy_doc(assessment)
    copy.amended_from = assessment.name

    def change() -> None:
        doc = fresh(assessment)
        doc.scores[0].rationale = "Something else."
        doc.save()

    doors: tuple[Callable[[], object], ...] = (
        change,
        lambda: savedocs(fresh(assessment).as_json(), "Update"),
        lambda: frappe.client.set_value(RECORD, assessment.name, "period", "2027"),
        lambda: frappe.client.cancel(RECORD, assessment.name),
        lambda: frappe.client.delete(RECORD, assessment.name),
        lambda: frappe.client.rename_doc(RECORD, assessment.name, "another"),
        copy.insert,
    )
    for door in doors:
        with acting_as(person), pytest.raises(REFUSED):
            door()
    assert fresh(assessment).as_json() == before


def test_the_refusals_say_what_to_do_instead() -> None:
    assessment = signed_off()
    new_one = r"\. Begin a new one"
    with pytest.raises(frappe.ValidationError, match=rf"An assessment cannot be changed{new_one}"):
        fresh(assessment).save()
    with pytest.raises(frappe.ValidationError, match=rf"An assessment cannot be cancelled{new_one}"):
        frappe.client.cancel(RECORD, assessment.name)
    with pytest.raises(frappe.ValidationError, match=rf"An assessment cannot be deleted{new_one}"):
        frappe.client.delete(RECORD, begun().name)
    copy = frappe.copy_doc(assessment)
    copy.amended_from = assessment.name
    with pytest.raises(frappe.ValidationError, match=r"not amended\. Begin a new one"):
        copy.insert()


def test_nobody_deletes_an_assessment_in_progress() -> None:
    assessment = begun()
    for person in (cast.SECRETARY, cast.CHAIR, "Administrator"):
        with acting_as(person), pytest.raises(REFUSED):
            frappe.client.delete(RECORD, assessment.name)


@pytest.mark.parametrize("person", [cast.SECRETARY, cast.CHAIR, "Administrator"])
@pytest.mark.parametrize("table", ["scores", "profile"])
def test_a_row_is_not_changed_past_its_record(person: str, table: str) -> None:
    row = scored().get(table)[0]
    with acting_as(person):
        stored = frappe.get_doc(row.doctype, row.name)
        with pytest.raises(frappe.PermissionError):
            stored.save()
        with pytest.raises(frappe.PermissionError):
            frappe.delete_doc(row.doctype, row.name)
