"""What a partner is asked to contribute before a meeting: read, answered, and closed once it was held."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today
from werkzeug.exceptions import NotFound

from papg.api.partner import answering, contributions, pages, rendering, views
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_meeting

RECORD = "PAPG Contribution Request"
TENSIONS = "Community tensions (general picture)"


@pytest.fixture
def meeting(site: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A meeting of the partner, whose session has a token."""
    for module in (pages, rendering):
        monkeypatch.setattr(module, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()
    return make_meeting(cast.group("A"))


def asked(meeting: Any, person: str = cast.PARTNER, **fields: Any) -> str:
    return make(RECORD, meeting=meeting.name, member=cast.member(person), **fields).name


def send(name: str, monkeypatch: pytest.MonkeyPatch, **form: str) -> Any:
    """Send the form as the partner."""
    monkeypatch.setattr(frappe.local, "request", frappe._dict(form=form), raising=False)
    with acting_as(cast.PARTNER):
        return answering.send(name)


def test_an_answer_is_stored_by_who_was_asked(meeting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    name = asked(meeting)
    assert send(name, monkeypatch, answer="Two patrols.") == f"/partner/contribution/{name}?saved=1"
    stored = frappe.get_doc(RECORD, name)
    assert (stored.answer, stored.status, stored.answered_by) == ("Two patrols.", "Answered", cast.PARTNER)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"answer": " "}, "Write your answer, or say that there is nothing to report."),
        ({"answer": "Much.", "nothing": "1"}, "Keep one of the two."),
        ({"answer": "x" * 5001}, "Shorten it to 5000 or fewer."),
    ],
)
def test_what_is_no_answer_comes_back_with_what_was_typed(
    meeting: Any, monkeypatch: pytest.MonkeyPatch, form: dict[str, str], message: str
) -> None:
    name = asked(meeting)
    page = send(name, monkeypatch, **form)
    assert page.status == 400
    assert message in page.errors["answer"]
    with acting_as(cast.PARTNER):
        assert form["answer"].strip() in page.html()
    assert frappe.db.get_value(RECORD, name, "status") == "Asked"


def test_what_somebody_else_was_asked_is_not_there(meeting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    name = asked(meeting, cast.MEMBER)
    for ask in (lambda: answering.page(name), lambda: send(name, monkeypatch, answer="Mine.")):
        with acting_as(cast.PARTNER), pytest.raises(NotFound):
            ask()
    assert not frappe.db.get_value(RECORD, name, "answer")


def test_an_answer_is_refused_and_not_lost_once_the_meeting_was_held(
    meeting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = asked(meeting)
    frappe.db.set_value("PAPG Meeting", meeting.name, "status", "Held")
    page = send(name, monkeypatch, answer="Two patrols.")
    assert "stays as it is" in page.errors["update"]
    with acting_as(cast.PARTNER):
        html = page.html()
    assert "Two patrols." in html and "Save answer" not in html


@pytest.mark.parametrize(("kind", "is_said"), [(TENSIONS, True), ("Report", False)])
def test_a_question_on_tensions_says_what_not_to_write_and_where_a_concern_goes(
    meeting: Any, kind: str, is_said: bool
) -> None:
    name = asked(meeting, kind=kind)
    with acting_as(cast.PARTNER):
        html = answering.page(name).html()
    assert ("Give the general picture only" in html) is is_said
    assert ("101, in an emergency 999" in html) is is_said


def test_the_front_page_shows_what_is_still_to_answer_and_the_meeting_all_of_it(meeting: Any) -> None:
    frappe.db.set_value("PAPG Meeting", meeting.name, "agenda_issued_on", today())
    open_one, late = asked(meeting, question="What is new?"), asked(meeting, question="What is missing?")
    done = asked(meeting, question="What was done?")
    frappe.db.set_value(RECORD, late, "due_on", add_days(today(), -1))
    frappe.db.set_value(RECORD, done, "answer", "All of it.")
    asked(meeting, cast.MEMBER, question="For another")
    with acting_as(cast.PARTNER):
        front, page = views.front_page().html(), views.meeting(meeting.name).html()
        assert [row.name for row in contributions.unanswered()] == [late, open_one]
    assert "What was done?" not in front and "What is new?" in front and "Silent" in front
    assert "What was done?" in page
    assert "For another" not in front + page


def test_what_is_asked_before_the_agenda_is_issued_tells_the_day_and_leads_to_no_meeting(
    meeting: Any,
) -> None:
    name = asked(meeting)
    with acting_as(cast.PARTNER):
        html = answering.page(name).html()
    assert "/partner/meeting/" not in html
    assert "Contribution for the meeting of" in html and "Harbour Protect" in html


def test_the_front_page_costs_the_same_with_3_and_with_30_requests(meeting: Any) -> None:
    costs = []
    for count in (3, 30):
        for number in range(count):
            asked(meeting, question=f"Question {number} of {count}")
        with acting_as(cast.PARTNER):
            views.front_page()
            with counted_queries() as queries:
                views.front_page()
        costs.append(len(queries))
    assert costs[0] == costs[1]
