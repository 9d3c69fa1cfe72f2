"""A report's life: written, reviewed, issued, and the same for good whatever changes later."""

from collections.abc import Callable

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.upwards import (
    another_body,
    change,
    drafted_report,
    issued_report,
    reviewed_report,
    take,
)


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


# Its life


def test_the_secretary_writes_a_report_and_the_chair_issues_it() -> None:
    report = drafted_report()
    assert (report.stage, report.body, report.body_title) == (
        "Draft",
        cast.group("Board"),
        cast.BOARD_GROUP,
    )
    report = reviewed_report(report)
    assert report.stage == "Review"
    issued = take(report, cast.CHAIR, "Issue")
    assert (issued.stage, issued.docstatus, issued.issued_by) == ("Issued", 1, cast.CHAIR)
    assert (issued.issued_as, str(issued.issued_on)) == ("Chair, Head of Community Safety", today())


def test_a_deputy_chair_issues_as_well_and_a_secretary_does_not() -> None:
    assert issued_report(chair=cast.DEPUTY_CHAIR).issued_as == "Deputy Chair, Superintendent, Harbour"
    report = reviewed_report()
    with pytest.raises(frappe.PermissionError):
        submit(report, cast.SECRETARY)


def test_a_report_goes_back_only_by_its_chair() -> None:
    report = reviewed_report()
    assert take(report, cast.CHAIR, "Send back").stage == "Draft"
    # The person of three groups is a chair here, so the role alone is tried by making them a secretary.
    frappe.db.set_value("PAPG Member", cast.member(cast.THREE), "position", "Secretary")
    reviewed_report(report)
    with pytest.raises(frappe.ValidationError, match="Only the Chair or Deputy Chair of the group sends"):
        with_state(report, cast.INTEGRATION, "Draft")


def with_state(report: Document, user: str, state: str) -> None:
    """Enter a state past the framework's own check of the transition."""
    with acting_as(user):
        doc = frappe.get_doc("PAPG Report", report.name)
        doc.workflow_state = state
        doc.validate_workflow = lambda: None
        doc.save()


def test_numbers_of_sections_stay_as_typed() -> None:
    assert [row.number for row in issued_report().sections] == ["1", "3"]


# However it is issued, one rule


def submit(report: Document, user: str) -> None:
    with acting_as(user):
        frappe.get_doc("PAPG Report", report.name).submit()


@pytest.mark.parametrize("user", [cast.CHAIR, "Administrator"])
def test_a_draft_is_not_issued_past_its_review(user: str) -> None:
    report = drafted_report()
    with pytest.raises(frappe.ValidationError, match=r"The report is at stage Draft|transition not allowed"):
        submit(report, user)


def test_not_even_administrator_issues_a_report_without_being_chair() -> None:
    report = reviewed_report()
    with pytest.raises(frappe.ValidationError, match="Only the Chair or Deputy Chair of the group issues"):
        submit(report, "Administrator")
    assert frappe.db.get_value("PAPG Report", report.name, "docstatus") == 0


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"sections": []}, "The report has no sections"),
        ({"as_at": None}, "does not say as at which day it is true"),
        ({"as_at": 1}, "that day is still to come"),
        ({"marking": None}, "The report carries no marking"),
        ({"sections": [{"number": "2", "heading": "Risks"}]}, "Section 2, “Risks”, says nothing"),
    ],
)
def test_what_lacks_something_is_not_issued(fields: dict[str, object], refusal: str) -> None:
    """A number stands for so many days from today."""
    given = {name: add_days(today(), value) if value == 1 else value for name, value in fields.items()}
    with pytest.raises(frappe.ValidationError, match=refusal):
        issued_report(**given)


def test_a_report_as_at_today_is_issued() -> None:
    assert getdate(issued_report(as_at=today()).as_at) == getdate(today())


def test_a_report_is_not_issued_to_a_body_the_group_no_longer_reports_to() -> None:
    report = reviewed_report()
    frappe.db.delete("PAPG Reporting Line", {"parent": cast.group("A")})
    with pytest.raises(frappe.ValidationError, match="does not report to the body of this report today"):
        submit(report, cast.CHAIR)


def test_a_state_alone_issues_nothing() -> None:
    report = reviewed_report()
    with pytest.raises(frappe.ValidationError):
        with_state(report, cast.CHAIR, "Issued")
    assert frappe.db.get_value("PAPG Report", report.name, "stage") == "Review"


def test_what_the_app_sets_is_not_taken_from_who_sends_it() -> None:
    report = change(
        drafted_report(),
        cast.SECRETARY,
        stage="Issued",
        issued_by=cast.CHAIR,
        issued_on="2026-01-05",
        body_title="Another body",
        body=cast.group("A"),
    )
    assert (report.stage, report.issued_by, report.issued_on) == ("Draft", None, None)
    assert (report.body_title, report.body) == (cast.BOARD_GROUP, cast.group("Board"))


# Whose the text is


def test_the_text_belongs_to_the_secretary_in_draft_and_to_the_chair_in_review() -> None:
    report = drafted_report()
    with pytest.raises(
        frappe.PermissionError, match="In the state Draft only PAPG Secretary changes the text"
    ):
        change(report, cast.CHAIR, title="Another title")
    report = reviewed_report(report)
    with pytest.raises(frappe.PermissionError, match="In the state Review only PAPG Chair changes the text"):
        change(report, cast.SECRETARY, title="Another title")
    assert change(report, cast.CHAIR, title="Another title").title == "Another title"


def test_the_number_of_the_agenda_item_may_come_until_the_report_is_issued() -> None:
    report = reviewed_report()
    assert change(report, cast.SECRETARY, agenda_number="7", appendix_number="C").agenda_number == "7"


# Issued for good


def save_section(doc: Document) -> None:
    doc.sections[0].body = "<p>Else.</p>"
    doc.save()


def save_recommendation(doc: Document) -> None:
    doc.append("recommendations", {"verb": "Agree", "text": "more"})
    doc.save()


def save_row_alone(doc: Document) -> None:
    doc.sections[0].body = "<p>Else.</p>"
    doc.sections[0].save()


DOORS: dict[str, Callable[[Document], object]] = {
    "save": lambda doc: doc.update({"title": "Another title"}).save(),
    "section": save_section,
    "recommendation": save_recommendation,
    "row on its own": save_row_alone,
    "cancel": lambda doc: doc.cancel(),
    "delete": lambda doc: frappe.delete_doc("PAPG Report", doc.name),
    "force": lambda doc: frappe.delete_doc("PAPG Report", doc.name, force=True),
    "rename": lambda doc: frappe.rename_doc("PAPG Report", doc.name, "another"),
    "amend": lambda doc: frappe.copy_doc(doc).update({"amended_from": doc.name}).insert(),
}


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.BOARD, "Administrator"])
@pytest.mark.parametrize("door", DOORS)
def test_an_issued_report_is_changed_by_nobody(door: str, user: str) -> None:
    report = issued_report()
    before = content_of(report.name)
    with acting_as(user), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        DOORS[door](frappe.get_doc("PAPG Report", report.name))
    assert content_of(report.name) == before
    assert frappe.db.count("PAPG Report", {"papg_group": cast.group("A")}) == 1


def content_of(name: str) -> list[object]:
    """What is stored of a report and its tables."""
    tables = ("PAPG Report Section", "PAPG Report Recommendation", "PAPG Report Author")
    rows = [frappe.get_all(table, {"parent": name}, ["*"], order_by="idx") for table in tables]
    return [frappe.db.get_value("PAPG Report", name, "*", as_dict=True), *rows]


def test_an_issued_report_keeps_the_names_it_was_issued_with() -> None:
    report = issued_report()
    frappe.db.set_value("PAPG Group", cast.group("Board"), "group_name", "Renamed Board")
    frappe.db.set_value("PAPG Group", cast.group("A"), "group_name", "Renamed Group")
    kept = frappe.get_doc("PAPG Report", report.name)
    assert (kept.body_title, kept.group_title) == (cast.BOARD_GROUP, cast.GROUP_A)


def test_a_draft_is_not_deleted_either() -> None:
    report = drafted_report()
    with pytest.raises(frappe.PermissionError, match="cannot be deleted"):
        frappe.delete_doc("PAPG Report", report.name)


# Who reads it


def readers(name: str) -> set[str]:
    people = (*cast.POSTS, "Guest")
    return {user for user in people if frappe.has_permission("PAPG Report", "read", name, user=user)}


def test_a_report_is_read_by_those_it_is_for() -> None:
    writing = {cast.SECRETARY, cast.INTEGRATION, cast.CHAIR, cast.DEPUTY_CHAIR, cast.THREE, cast.AUDITOR}
    report = drafted_report()
    assert readers(report.name) == writing
    reviewed_report(report)
    assert readers(report.name) == writing
    take(report, cast.CHAIR, "Issue")
    assert readers(report.name) == writing | {cast.MEMBER, cast.BOARD}


def test_a_board_the_report_does_not_go_to_does_not_read_it() -> None:
    other = another_body()
    to_board, to_other = issued_report(), issued_report(drafted_report(other))
    for user, own in ((cast.BOARD, to_board), (cast.NEIGHBOUR, to_other)):
        with acting_as(user):
            assert frappe.get_list("PAPG Report", pluck="name") == [own.name]
            sections = frappe.get_list(
                "PAPG Report Section", fields=["parent"], parent_doctype="PAPG Report", pluck="parent"
            )
            assert set(sections) == {own.name}


def test_the_list_takes_as_many_queries_for_thirty_reports_as_for_three() -> None:
    def cost() -> int:
        with acting_as(cast.CHAIR), counted_queries() as queries:
            frappe.get_list("PAPG Report", fields=["title", "body_title", "as_at", "stage"], limit=0)
        return len(queries)

    for _each in range(3):
        drafted_report()
    cost()
    few = cost()
    for _each in range(27):
        drafted_report()
    assert cost() == few
