"""Letters about meetings: once the agenda is out, and when an issued meeting moves or is called off."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from papg.meetings import planning
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.mail import give_mail_account

READERS = {cast.CHAIR, cast.DEPUTY_CHAIR, cast.MEMBER, cast.PARTNER, cast.THREE}


@pytest.fixture(autouse=True)
def letters_can_be_sent(room: None) -> None:
    """A site with a mail account; nothing is sent, letters stay in the queue."""
    give_mail_account()


def planned(**fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        return make("PAPG Meeting", papg_group=cast.group("A"), agenda=[{"title": "Stadium plan"}], **fields)


def issued(**fields: Any) -> Document:
    """A meeting whose agenda is with its members, who were told."""
    doc = planned(**fields)
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(doc.name)
    frappe.db.delete("Email Queue")
    doc.reload()
    return doc


def saved(doc: Document, **fields: Any) -> None:
    with acting_as(cast.SECRETARY):
        frappe.get_doc(doc.doctype, doc.name).update(fields).save()


def letters() -> dict[str, str]:
    """What is waiting to be sent, by who gets it."""
    found = [frappe.get_doc("Email Queue", name) for name in frappe.get_all("Email Queue", pluck="name")]
    return {letter.recipients[0].recipient: letter.message for letter in found}


def test_members_are_told_when_the_agenda_is_issued_and_by_no_more_than_a_title() -> None:
    doc = planned(title="Joint exercise")
    assert letters() == {}
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(doc.name)
    found = letters()
    assert set(found) >= READERS
    assert not {cast.NEIGHBOUR, cast.BOARD, cast.SECRETARY, cast.AUDITOR} & set(found)
    for letter in found.values():
        assert "[OFFICIAL-SENSITIVE] Joint exercise" in letter
        assert "The agenda of this meeting was issued" in letter
        assert "Stadium" not in letter and "text/calendar" not in letter and "attachment" not in letter


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"starts_at": "2099-01-12 10:00:00"}, "This meeting was moved"),
        ({"status": "Cancelled", "status_reason": "Election"}, "This meeting was cancelled"),
        ({"status": "Postponed", "status_reason": "Election"}, "This meeting was postponed"),
        ({"place": "Town Hall"}, "The place of this meeting was changed"),
    ],
)
def test_members_are_told_when_an_issued_meeting_changes(fields: dict[str, str], told: str) -> None:
    saved(issued(), **fields)
    found = letters()
    assert set(found) >= READERS
    for letter in found.values():
        assert told in letter
        assert "Election" not in letter and "Town Hall" not in letter


def test_a_meeting_that_takes_place_after_all_is_told_as_such() -> None:
    doc = issued()
    saved(doc, status="Postponed", status_reason="Election")
    frappe.db.delete("Email Queue")
    saved(doc, status="Planned", starts_at="2099-01-12 10:00:00")
    assert all("This meeting takes place after all" in letter for letter in letters().values())
    assert letters()


def test_nobody_is_told_of_what_changes_before_the_agenda_is_issued() -> None:
    doc = planned()
    saved(doc, starts_at="2099-01-12 10:00:00")
    saved(doc, status="Cancelled", status_reason="Election")
    assert letters() == {}


def test_nobody_is_told_of_what_they_need_not_do() -> None:
    saved(issued(), marking="OFFICIAL-SENSITIVE", mode="Online")
    assert letters() == {}


def test_a_meeting_that_is_over_is_told_of_no_more() -> None:
    doc = issued()
    frappe.db.set_value(doc.doctype, doc.name, "starts_at", add_to_date(now_datetime(), days=-2))
    saved(doc, place="Town Hall")
    assert letters() == {}
