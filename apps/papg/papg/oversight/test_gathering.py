"""What the sections of a report take from the records, and what never gets in."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, strip_html, today

from papg.meetings.minutes import record_decision
from papg.oversight.gathering import fill_from_records
from papg.oversight.writing import write_report
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.actions import an_action
from papg.testing.actions import change as change_action
from papg.testing.factories import make
from papg.testing.meetings import circulated, drafted, held_meeting, with_chair
from papg.testing.upwards import change, drafted_report, issued_report, reviewed_report, take

CANARY = "Cormorant-7719"
SOURCES = ("Actions", "Decisions", "Meetings and attendance")


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    for record in ("PAPG Action", "PAPG Decision", "PAPG Meeting"):
        frappe.db.delete(record, {"papg_group": cast.group("A")})


def shown(offset: int) -> str:
    return govuk_date(getdate(add_days(today(), offset)))


def begun(**fields: object) -> Document:
    with acting_as(cast.SECRETARY):
        report = frappe.get_doc("PAPG Report", write_report(cast.group("A"), cast.group("Board")))
        report.update(fields)
        return report.save()


def filled(report: Document, user: str = cast.SECRETARY) -> dict[str, str]:
    """Text of each section that comes from the records."""
    with acting_as(user):
        fill_from_records(report.name)
    rows = frappe.get_doc("PAPG Report", report.name).sections
    return {row.source: " ".join(strip_html((row.body or "").replace("<", " <")).split()) for row in rows}


def test_actions_are_counted_as_at_the_day_of_the_report() -> None:
    as_at = -10
    an_action(title="Late", raised_on=add_days(today(), -60), due_on=add_days(today(), as_at - 1))
    an_action(title="Due that day", raised_on=add_days(today(), -60), due_on=add_days(today(), as_at))
    an_action(title="Raised since", raised_on=add_days(today(), as_at + 1))
    done = an_action(title="Done since", raised_on=add_days(today(), -60))
    change_action(done, cast.MEMBER, status="Done")
    before = an_action(title="Done by then", raised_on=add_days(today(), -60))
    change_action(before, cast.MEMBER, status="Done")
    frappe.db.set_value("PAPG Action", before.name, "completed_on", add_days(today(), -20))
    gone = an_action(title="Dropped", raised_on=add_days(today(), -60))
    change_action(gone, cast.SECRETARY, status="Dropped", dropped_reason="The site has closed.")
    said = filled(begun(as_at=add_days(today(), as_at), covers_from=add_days(today(), -90)))["Actions"]
    assert said.startswith(f"As at {shown(as_at)} 3 actions were under way, 1 of them overdue.")
    assert f"Late (Licensing Manager): due on {shown(as_at - 1)}, overdue by 1 day." in said
    assert f"Due that day (Licensing Manager): due on {shown(as_at)}." in said
    assert "Done since (Licensing Manager): no date." in said
    assert f"Done since {shown(-90)}: Done by then: done on {shown(-20)}." in said
    assert "Raised since" not in said
    assert "Dropped" not in said


def test_a_group_without_records_says_so() -> None:
    said = filled(begun(covers_from=add_days(today(), -30)))
    assert said["Actions"] == f"No action was under way as at {shown(0)}."
    assert said["Decisions"] == f"No decision was taken between {shown(-30)} and {shown(0)}."
    assert said["Meetings and attendance"] == f"No meeting was held between {shown(-30)} and {shown(0)}."
    assert said["Written"] == ""


def decided(days_ago: int, words: str) -> Document:
    """Minutes of a meeting some days ago with a decision, still with their writer."""
    minutes = drafted(held_meeting(days_ago=days_ago, agenda=[{"title": "Open actions"}]))
    with acting_as(cast.SECRETARY):
        record_decision(minutes.name, minutes.entries[0].item_number, words)
    return minutes


def test_decisions_are_those_that_went_round_in_the_time_the_report_covers() -> None:
    circulated(with_chair(decided(20, "To train the wardens.")))
    circulated(with_chair(decided(60, "Too long ago.")))
    decided(10, "Not yet approved by the chair.")
    said = filled(begun(covers_from=add_days(today(), -30)))["Decisions"]
    assert "To train the wardens." in said
    assert f", {shown(-20)}: To train the wardens." in said
    assert "Too long ago" not in said
    assert "Not yet approved" not in said


def test_meetings_say_how_many_seats_were_represented() -> None:
    meeting = held_meeting(days_ago=14)
    with acting_as(cast.SECRETARY):
        meeting = frappe.get_doc("PAPG Meeting", meeting.name)
        meeting.attendance[0].presence = "Apologies"
        meeting.attendance[1].presence = "In attendance"
        meeting.append("attendance", {"attendee_name": "Venue Manager", "presence": "Present"})
        meeting.save()
    held_meeting(days_ago=40)
    number = len(meeting.attendance) - 2
    said = filled(begun(covers_from=add_days(today(), -14)))["Meetings and attendance"]
    assert said.startswith(f"1 meeting was held between {shown(-14)} and {shown(0)}:")
    assert f"{shown(-14)}: {number - 1} of {number} members present or represented" in said
    assert shown(-40) not in said


def test_nothing_from_a_restricted_item_gets_in_even_for_who_is_in_its_audience() -> None:
    minutes = drafted(held_meeting(days_ago=20))
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=minutes.meeting, title=CANARY)
        make(
            "PAPG Decision",
            meeting=minutes.meeting,
            restricted_item=item.name,
            decision=f"To move {CANARY}.",
        )
    an_action(title=f"Survey {CANARY}", restricted_item=item.name)
    circulated(with_chair(minutes))
    frappe.db.set_value("PAPG Decision", {"restricted_item": item.name}, "decision_number", "2026/99")
    assert CANARY not in str(filled(begun(covers_from=add_days(today(), -30))))


def test_text_of_a_record_is_never_taken_for_tags() -> None:
    action = an_action(raised_on=today())
    frappe.db.set_value("PAPG Action", action.name, "title", "<b>Bold</b> & plain")
    report = begun()
    filled(report)
    body = next(
        row.body for row in frappe.get_doc("PAPG Report", report.name).sections if row.source == "Actions"
    )
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; plain" in body


def test_a_section_that_says_something_is_left_as_it_is() -> None:
    an_action(title="Survey the square")
    report = begun()
    section = next(row for row in report.sections if row.source == "Actions")
    section.body = "<p>Edited by hand.</p>"
    with acting_as(cast.SECRETARY):
        report.save()
        assert fill_from_records(report.name) == len(SOURCES) - 1
        assert fill_from_records(report.name) == 0
    assert filled(report)["Actions"] == "Edited by hand."


def test_an_issued_report_keeps_its_figures_when_the_records_change() -> None:
    action = an_action(title="Survey the square", raised_on=today())
    report = begun()
    report.sections[0].body = "<p>To inform the board.</p>"
    with acting_as(cast.SECRETARY):
        report.save()
    before = filled(report)
    issued_report(report)
    change_action(action, cast.SECRETARY, title="Survey the bridge")
    rows = frappe.get_doc("PAPG Report", report.name).sections
    assert "Survey the square" in str([row.body for row in rows])
    assert before["Actions"].startswith(f"As at {shown(0)} 1 action was under way.")


# The door


@pytest.mark.parametrize(
    "user", [cast.MEMBER, cast.PARTNER, cast.BOARD, cast.AUDITOR, cast.NEIGHBOUR, "Guest"]
)
def test_who_may_not_write_the_report_fills_nothing(user: str) -> None:
    report = begun()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        fill_from_records(report.name)


def test_in_review_the_chair_fills_and_the_secretary_does_not() -> None:
    report = reviewed_report(begun())
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError, match="In the state Review only"):
        fill_from_records(report.name)
    assert filled(report, cast.CHAIR)["Actions"]


def test_an_issued_report_is_not_filled() -> None:
    report = issued_report(drafted_report())
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        fill_from_records(report.name)


@pytest.mark.parametrize(
    ("offset", "refusal"), [(None, "does not say as at which day"), (1, "still to come")]
)
def test_a_report_that_is_true_of_no_day_yet_is_not_filled(offset: int | None, refusal: str) -> None:
    report = begun(as_at=add_days(today(), offset) if offset else None)
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match=refusal):
        fill_from_records(report.name)


def cost_with(number: int) -> int:
    """Queries that filling takes with so many actions and meetings on record."""
    for each in range(number):
        an_action(title=f"Action {each}", raised_on=today())
        held_meeting(days_ago=each + 1)
    report = begun()
    with acting_as(cast.SECRETARY), counted_queries() as queries:
        fill_from_records(report.name)
    return len(queries)


def test_filling_takes_as_many_queries_for_thirty_records_as_for_three() -> None:
    cost_with(1)
    assert cost_with(2) == cost_with(27)


def test_a_report_sent_back_is_filled_again_where_it_was_emptied() -> None:
    an_action(title="Survey the square", raised_on=today())
    report = reviewed_report(begun())
    take(report, cast.CHAIR, "Send back")
    assert "Survey the square" in filled(report)["Actions"]
    change(report, cast.SECRETARY, as_at=add_days(today(), -1))
