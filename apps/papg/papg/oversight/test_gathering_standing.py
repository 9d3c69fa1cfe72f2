"""Where a group stands, as the sections of its report take it from the records."""

from collections.abc import Callable
from html import unescape

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, strip_html, today

from papg.oversight import gathering_standing as standing
from papg.oversight.gathering import fill_from_records
from papg.oversight.writing import write_report
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.duties import PREVENT, a_row
from papg.testing.factories import make
from papg.testing.maturity import signed_off
from papg.testing.upwards import issued_report

SECTIONS = {
    "Priorities": standing.priorities,
    "Coverage": standing.coverage,
    "Maturity": standing.maturity,
    "Health of the group": standing.health,
    "Local context": standing.local_context,
    "Duties": standing.duties,
}


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Priority", {"papg_group": cast.group("A")})


def report_of(kind: str = "Committee report", **fields: object) -> Document:
    with acting_as(cast.SECRETARY):
        report = frappe.get_doc("PAPG Report", write_report(cast.group("A"), cast.group("Board"), kind))
        report.update(fields)
        return report.save()


def told(source: str, **fields: object) -> str:
    """What a section of a report says of a source, its cells kept apart."""
    report = report_of(sections=[{"heading": source, "source": source}], **fields)
    with acting_as(cast.SECRETARY):
        assert fill_from_records(report.name) == 1
    body = frappe.get_doc("PAPG Report", report.name).sections[0].body
    return " ".join(unescape(strip_html(body.replace("<", " <"))).split())


def test_priorities_stand_by_number_with_what_was_agreed_and_what_they_serve() -> None:
    objective = frappe.db.get_value(
        "PAPG Duty Requirement", {"framework": "Prevent Strategy 2011: three objectives", "code": "2"}
    )
    given = {"papg_group": cast.group("A"), "period": "2026"}
    with acting_as(cast.SECRETARY):
        make("PAPG Priority", **given, number=2, priority="Training", agreed_actions="A trainer each")
        make("PAPG Priority", **given, number=1, priority="Places", requirement=objective)
        make("PAPG Priority", papg_group=cast.group("A"), number=1, priority="Of before", period="2025")
    assert told("Priorities") == (
        "Priorities for 2025: Number Priority Summary of agreed actions 1 Of before "
        "Priorities for 2026: Number Priority Summary of agreed actions Serves 1 Places "
        "Keep people from being drawn into terrorism, with suitable advice and support. "
        "2 Training A trainer each"
    )


def test_a_group_without_records_says_so() -> None:
    assert told("Priorities") == "The group has agreed no priorities."
    council = frappe.db.get_value("PAPG Group", cast.group("A"), "authority")
    frappe.db.set_value("PAPG Organisation", council, "local_context", None)
    assert told("Local context").startswith(f"No local context is recorded for {council}.")
    frappe.db.delete("PAPG Maturity Assessment")
    assert told("Maturity").startswith("No assessment of the group had been signed off by")


def test_coverage_names_seats_and_posts_and_never_a_person() -> None:
    seated = frappe.get_doc("PAPG Member", cast.member(cast.MEMBER))
    seated.append("seats", {"business_area": "Licensing"})
    seated.save()
    said = told("Coverage")
    assert "Seat Asked for State By whom" in said
    assert "Licensing Manager" in said
    names = frappe.get_all("PAPG Member", {"papg_group": cast.group("A")}, pluck="full_name")
    posts = set(frappe.get_all("PAPG Member", {"papg_group": cast.group("A")}, pluck="job_title"))
    assert not [name for name in names if name in said and name not in posts]


def test_health_is_that_of_the_year_of_the_reports_day() -> None:
    said = told("Health of the group", as_at="2026-03-31")
    assert said.startswith("April 2025 to March 2026, as at 31 March 2026:")
    assert "Attendance" in said and "Areas heard from" in said


def test_local_context_is_what_the_council_wrote_of_its_place() -> None:
    council = frappe.db.get_value("PAPG Group", cast.group("A"), "authority")
    frappe.db.set_value(
        "PAPG Organisation", council, "local_context", "A harbour <town>.\nCrowded in summer."
    )
    assert told("Local context") == "A harbour <town>. Crowded in summer."


def test_the_profile_is_that_of_the_last_assessment_signed_off_by_the_day() -> None:
    assessment = signed_off()
    said = told("Maturity", as_at=today())
    assert said.startswith(f"{assessment.title}: Theme Level now Target Gap Not assessed yet")
    assert all(row.theme in said for row in assessment.profile)
    before = add_days(assessment.as_at, -1)
    assert told("Maturity", as_at=before).startswith("No assessment of the group had been signed off")


# Duties


def test_a_duty_progress_report_takes_the_table_as_at_its_day_and_keeps_it() -> None:
    step = {"next_step": "Meet again", "owner_as_typed": "Working Group", "due_as_typed": "Summer 2016"}
    a_row(progress="Met once.", status="Achieved", direction="Sustained", next_steps=[step])
    a_row(as_at="2016-04-01", progress="Met twice.")
    report = report_of("Duty progress report", as_at="2016-02-01")
    with acting_as(cast.SECRETARY):
        assert fill_from_records(report.name) == 1
    kept = frappe.get_doc("PAPG Report", report.name)
    assert kept.framework == PREVENT
    assert len(kept.duty_rows) == 16
    first, last = kept.duty_rows[0], kept.duty_rows[-1]
    assert (first.heading, first.progress) == ("1 Working in partnership", "Met once.")
    assert (first.status, first.direction, first.rag or "") == ("Achieved", "Sustained", "")
    assert first.next_steps == "Meet again (Working Group; Summer 2016)"
    assert last.progress == "Nothing recorded by 1 February 2016"
    assert len(last.expects.splitlines()) == 3
    assert (last.status or "", last.as_at) == ("", None)


def test_rows_that_were_edited_are_left_as_they_are() -> None:
    a_row(progress="Met once.")
    report = report_of("Duty progress report", as_at="2016-02-01")
    with acting_as(cast.SECRETARY):
        fill_from_records(report.name)
        kept = frappe.get_doc("PAPG Report", report.name)
        kept.duty_rows[0].progress = "Met, as the minutes say."
        kept.sections[0].body = ""
        kept.save()
        assert fill_from_records(report.name) == 1
    again = frappe.get_doc("PAPG Report", report.name)
    assert (len(again.duty_rows), again.duty_rows[0].progress) == (16, "Met, as the minutes say.")


def test_a_section_on_duties_of_a_group_that_wrote_about_none_asks_for_one() -> None:
    report = report_of("Duty progress report")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="Duty: choose which duty"):
        fill_from_records(report.name)


def test_an_issued_report_keeps_its_rows_when_progress_is_recorded_later() -> None:
    row = a_row(progress="Met once.")
    report = report_of("Duty progress report", as_at="2016-02-01", title="Report")
    with acting_as(cast.SECRETARY):
        fill_from_records(report.name)
    issued = issued_report(report)
    frappe.db.set_value("PAPG Duty Progress", row.name, "progress", "Rewritten.")
    assert frappe.get_doc("PAPG Report", issued.name).duty_rows[0].progress == "Met once."
    with acting_as(cast.SECRETARY), pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        changed = frappe.get_doc("PAPG Report", issued.name)
        changed.duty_rows[0].progress = "Rewritten."
        changed.save()


# What it costs


def of_many(number: int) -> None:
    """So many further groups, and records of each kind in the group that reports."""
    for _each in range(number):
        other = make("PAPG Group", authority=cast.COUNCIL).name
        make("PAPG Priority", papg_group=other, number=1, priority="Another's")
    with acting_as(cast.SECRETARY):
        taken = frappe.db.count("PAPG Priority", {"papg_group": cast.group("A")})
        for each in range(taken, number):
            make("PAPG Priority", papg_group=cast.group("A"), number=each + 1, priority=f"Priority {each}")


@pytest.mark.parametrize("source", SECTIONS)
def test_a_section_costs_the_same_over_3_and_over_30_groups(source: str) -> None:
    a_row()
    gather: Callable[[Document], str] = SECTIONS[source]
    counts = []
    for wanted in (3, 30):
        of_many(wanted)
        report = report_of(as_at=today(), framework=PREVENT)
        with acting_as(cast.SECRETARY):
            gather(report)
            report.set("duty_rows", [])
            with counted_queries() as queries:
                assert gather(report)
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0


def test_the_day_of_the_report_is_said() -> None:
    a_row()
    said = told("Duties", as_at="2016-02-01")
    assert said == (
        f"{PREVENT} (Counter-Terrorism and Security Act 2015, section 26): "
        f"information correct as at {govuk_date(getdate('2016-02-01'))}."
    )
