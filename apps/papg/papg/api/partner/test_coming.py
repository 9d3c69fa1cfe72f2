"""A partner says on the page of a meeting whether they will come."""

from typing import Any

import frappe
import pytest
from frappe.utils import today
from werkzeug.exceptions import NotFound

from papg.api.partner import coming, pages, rendering, views
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import JOINED_ON, make_meeting


@pytest.fixture
def meeting(site: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An issued meeting of the partner, who has a deputy and whose session has a token."""
    for module in (pages, rendering):
        monkeypatch.setattr(module, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()
    member = frappe.get_doc("PAPG Member", cast.member(cast.PARTNER))
    member.append("deputies", {"deputy_name": "Detective Inspector", "valid_from": JOINED_ON})
    member.save()
    return issued()


def issued(letter: str = "A") -> Any:
    doc = make_meeting(cast.group(letter))
    frappe.db.set_value("PAPG Meeting", doc.name, "agenda_issued_on", today())
    return doc


def send(name: str, monkeypatch: pytest.MonkeyPatch, chosen: str, person: str = cast.PARTNER) -> Any:
    monkeypatch.setattr(frappe.local, "request", frappe._dict(form={"intention": chosen}), raising=False)
    with acting_as(person):
        return coming.send(name)


def said(meeting: Any) -> tuple[str | None, str | None]:
    of_partner = {"parent": meeting.name, "member": cast.member(cast.PARTNER)}
    return frappe.db.get_value("PAPG Attendance", of_partner, ["intention", "deputy"])


@pytest.mark.parametrize(
    ("chosen", "stored"),
    [
        ("Will come", ("Will come", None)),
        ("Apologies", ("Apologies", None)),
        ("deputy:Detective Inspector", ("Deputy will come", "Detective Inspector")),
    ],
)
def test_what_was_chosen_is_stored_and_shown(
    meeting: Any, monkeypatch: pytest.MonkeyPatch, chosen: str, stored: tuple[str, str | None]
) -> None:
    assert send(meeting.name, monkeypatch, chosen) == f"/partner/meeting/{meeting.name}?saved=1"
    assert said(meeting) == stored
    with acting_as(cast.PARTNER):
        html, front = views.meeting(meeting.name).html(), views.front_page().html()
    assert f'value="{chosen}" checked' in html
    assert html.count(" checked") == 1
    assert "You said:" in front


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ("", "Choose whether you will come."),
        ("Maybe", "“Maybe” is not something to say."),
        ("deputy:Emergency Planning Officer", "Choose one of: Detective Inspector"),
    ],
)
def test_what_cannot_be_said_comes_back_with_the_reason(
    meeting: Any, monkeypatch: pytest.MonkeyPatch, chosen: str, message: str
) -> None:
    page = send(meeting.name, monkeypatch, chosen)
    assert page.status == 400
    assert message in page.errors["intention"]
    with acting_as(cast.PARTNER):
        assert page.html().count('id="intention"') == 1
    assert said(meeting) == (None, None)


def test_a_meeting_of_others_is_not_there(meeting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = issued("B")
    with pytest.raises(NotFound):
        send(foreign.name, monkeypatch, "Apologies")


def test_a_deputy_who_stands_in_is_asked_nothing(meeting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(row for row in meeting.attendance if row.member == cast.member(cast.MEMBER))
    frappe.db.set_value("PAPG Attendance", row.name, "deputy_user", cast.DEPUTY)
    page = send(meeting.name, monkeypatch, "Apologies", cast.DEPUTY)
    assert "You are not in the attendance of this meeting" in page.errors["intention"]
    with acting_as(cast.DEPUTY):
        assert "Will you come?" not in views.meeting(meeting.name).html()


def test_once_recorded_the_page_says_what_was_said_and_asks_no_more(
    meeting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(meeting.name, monkeypatch, "Apologies")
    of_partner = {"parent": meeting.name, "member": cast.member(cast.PARTNER)}
    frappe.db.set_value("PAPG Attendance", of_partner, "presence", "Apologies")
    with acting_as(cast.PARTNER):
        html = views.meeting(meeting.name).html()
    assert "You said beforehand: I send my apologies." in html and "Will you come?" not in html
