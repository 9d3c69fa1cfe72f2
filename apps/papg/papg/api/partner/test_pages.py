"""The partner pages inside one transaction: what they cost, what they refuse, how they speak."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, get_datetime, today
from werkzeug.exceptions import NotFound
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from papg.api.partner import forms, pages, papers, progress, rendering, views, wording
from papg.testing import cast
from papg.testing.acting import acting_as, answering, counted_queries
from papg.testing.factories import make_action, make_meeting, make_minutes


@pytest.fixture
def group(site: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The group of the partner, whose session has a token."""
    for module in (pages, rendering):
        monkeypatch.setattr(module, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()
    return cast.group("A")


def issued(group: str, **fields: Any) -> Any:
    """A meeting whose agenda was issued today."""
    doc = make_meeting(group, agenda=[{"title": "Evacuation plan"}], **fields)
    frappe.db.set_value("PAPG Meeting", doc.name, "agenda_issued_on", today())
    return doc


def add_records(group: str, count: int) -> None:
    """So many meetings to come, minutes to read and actions of the partner."""
    for _number in range(count):
        minutes = make_minutes(issued(group).name)
        frappe.db.set_value("PAPG Minutes", minutes.name, "stage", "Circulated")
        make_action(group, owner_member=cast.member(cast.PARTNER))


def request(method: str, path: str, **form: str) -> Request:
    return Request(EnvironBuilder(path, method=method, data=form or None).get_environ())


def fields(**typed: str) -> dict[str, str]:
    return progress.read({"note": "", "progress": "", "evidence": "", **typed})


@pytest.mark.parametrize("view", [views.front_page, views.list_of_minutes, views.list_of_actions])
def test_a_page_costs_the_same_with_3_and_with_30_records(group: str, view: Any) -> None:
    costs = []
    for count in (3, 27):
        add_records(group, count)
        with acting_as(cast.PARTNER):
            view().html()
            with counted_queries() as queries:
                html = view().html()
        costs.append(len(queries))
    assert html.count("<tr>") >= 5
    assert costs[0] == costs[1]


def test_a_meeting_is_shown_once_its_agenda_is_issued(group: str) -> None:
    meeting = make_meeting(group, title="Not announced yet")
    with acting_as(cast.PARTNER):
        assert "Not announced yet" not in views.front_page().html()
        with pytest.raises(NotFound):
            views.meeting(meeting.name)
    frappe.db.set_value("PAPG Meeting", meeting.name, "agenda_issued_on", today())
    with acting_as(cast.PARTNER):
        assert "Not announced yet" in views.front_page().html()
        assert "Committee Room 2" in views.meeting(meeting.name).html()


def test_a_cancelled_meeting_is_not_the_next_one_but_is_listed_as_cancelled(group: str) -> None:
    meeting = issued(group, title="Spring review")
    frappe.db.set_value("PAPG Meeting", meeting.name, "status", "Cancelled")
    with acting_as(cast.PARTNER):
        html = views.front_page().html()
    assert "No agenda has been issued for a coming meeting." in html
    assert '<span class="tag tag-cancelled">Cancelled</span>' in html


def test_a_partner_who_has_left_sees_nothing_of_the_group(group: str) -> None:
    issued(group, title="Spring review")
    frappe.db.set_value("PAPG Member", cast.member(cast.PARTNER), "left_on", add_days(today(), -1))
    with acting_as(cast.PARTNER):
        html = views.front_page().html()
        with pytest.raises(NotFound):
            views.group(group)
    assert "You do not sit on a group today." in html
    assert "Spring review" not in html and cast.GROUP_A not in html


def test_a_paper_that_names_a_file_of_another_record_is_not_handed_out(group: str) -> None:
    meeting = issued(group, papers=[{"title": "Plan"}])
    elsewhere = frappe.get_doc(
        doctype="File", file_name="elsewhere.pdf", content=b"%PDF-1.4", is_private=1
    ).insert()
    frappe.db.set_value("PAPG Meeting Paper", meeting.papers[0].name, "file", elsewhere.file_url)
    with acting_as(cast.PARTNER), pytest.raises(NotFound):
        papers.download(meeting.papers[0].name)


def test_a_form_without_the_token_of_the_session_is_refused(group: str) -> None:
    action = make_action(group, owner_member=cast.member(cast.PARTNER))
    with acting_as(cast.PARTNER):
        path = f"/partner/actions/{action.name}"
        with answering(request("POST", path, note="Forged note.", csrf_token="made-up")):
            answer = pages.PartnerPages(path.strip("/")).render()
    assert answer.status_code == 400
    assert "This page is out of date" in answer.get_data(as_text=True)
    assert not frappe.db.exists("PAPG Action Update", {"parent": action.name})


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        (fields(), "note", "Write a progress note, or choose how far the action is."),
        (fields(progress="Done"), "evidence", "Say what shows that the action is done."),
        (
            fields(progress="Closed"),
            "progress",
            "Choose how far the action is: no change, in progress or done.",
        ),
        (
            fields(note="a" * 5001),
            "note",
            "Progress note is 5001 characters long. Shorten it to 5000 or fewer.",
        ),
    ],
)
def test_a_form_with_a_mistake_says_where_and_what_to_do(
    site: None, typed: dict[str, str], field: str, message: str
) -> None:
    assert progress.mistakes(typed) == {field: message}


def test_a_form_without_mistakes_is_accepted(site: None) -> None:
    assert progress.mistakes(fields(note="a" * 5000)) == {}
    assert progress.mistakes(fields(progress="Done", evidence="Report in the shared folder.")) == {}


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("<strong>Evidence</strong> is &lt;missing&gt;<br>", "Evidence is <missing>"),
        ("Leave out “<” and “>”.", "Leave out “<” and “>”."),
    ],
)
def test_a_message_that_came_as_markup_is_shown_as_plain_text(message: str, shown: str) -> None:
    assert forms.plain(message) == shown


def test_an_action_closed_meanwhile_is_refused_and_nothing_typed_is_lost(group: str) -> None:
    action = make_action(group, owner_member=cast.member(cast.PARTNER))
    frappe.db.set_value("PAPG Action", action.name, {"stage": "Closed", "workflow_state": "Closed"})
    typed = fields(note="Visited all sites.")
    with acting_as(cast.PARTNER):
        errors = progress.save(action.name, typed)
        answer = views.action(action.name, typed, errors)
        html = answer.html()
    assert errors == {"update": "The action is Closed and cannot be updated."}
    assert answer.status == 400
    assert "Visited all sites." in html


def test_nobody_reports_on_an_action_of_somebody_else(group: str) -> None:
    action = make_action(group, owner_member=cast.member(cast.MEMBER))
    with acting_as(cast.PARTNER):
        errors = progress.save(action.name, fields(note="Mine."))
    assert errors == {"update": "You cannot update this action. Ask the secretary of the group."}
    assert not frappe.db.exists("PAPG Action Update", {"parent": action.name})


def test_dates_and_times_are_written_as_councils_write_them(site: None) -> None:
    start, end = get_datetime("2026-06-14 14:00:00"), get_datetime("2026-06-14 16:30:00")
    assert wording.hours(start, end) == "14 June 2026, 2pm to 4:30pm"
    assert wording.hours(start, None) == "14 June 2026, 2pm"
    assert (
        wording.hours(start, get_datetime("2026-06-15 09:00:00")) == "14 June 2026, 2pm to 15 June 2026, 9am"
    )
    assert wording.day(None) == ""


@pytest.mark.parametrize(("days", "words"), [(0, ""), (-1, "1 day overdue"), (-3, "3 days overdue"), (4, "")])
def test_lateness_is_said_in_words(site: None, days: int, words: str) -> None:
    assert (
        wording.lateness({"stage": "Open", "due_on": get_datetime(add_days(today(), days)).date()}) == words
    )
