"""Changing a series: what follows it, what stays as it is, and what the form shows before anything is done."""

from datetime import date, datetime
from typing import Any

import frappe
import pytest

from papg.meetings import planning
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.series import changed, days, made, meetings, shown

pytestmark = pytest.mark.usefixtures("room", "day_of_series")


def test_a_changed_series_moves_its_meetings_and_keeps_each_record() -> None:
    doc = made()
    before = [row.name for row in meetings(doc)]
    done = changed(doc, on_weekday="Wednesday", starts_at="14:00", number_of_meetings=5)
    assert (done["made"], done["changed"], done["taken_off"]) == (1, 4, 0)
    after = meetings(doc)
    assert [row.name for row in after][:4] == before
    assert after[0].starts_at == datetime(2027, 1, 13, 14)
    assert after[0].title == f"13 January 2027, {cast.GROUP_A}"


def test_a_shorter_series_takes_off_its_last_meetings_and_the_agendas_still_lead_back() -> None:
    doc = made(number_of_meetings=4)
    later = make("PAPG Meeting", papg_group=cast.group("A"), starts_at="2027-11-01 10:00:00")
    assert later.agenda[0].carried_from == meetings(doc)[3].name
    assert changed(doc, number_of_meetings=2)["taken_off"] == 2
    assert days(doc) == [date(2027, 1, 12), date(2027, 4, 13)]
    later.reload()
    assert later.agenda[0].carried_from is None


def test_the_preview_says_which_meetings_move() -> None:
    doc = made()
    with acting_as(cast.SECRETARY):
        doc.reload()
        doc.on_weekday = "Wednesday"
        doc.save()
    preview = shown(doc)
    assert preview["to_do"] == "4 to change"
    assert preview["rows"][0]["what"] == "Moves here from 12 January 2027"
    assert days(doc)[0] == date(2027, 1, 12)


def issue(name: str) -> None:
    planning.issue_agenda(name)


def add_paper(name: str) -> None:
    doc = frappe.get_doc("PAPG Meeting", name)
    doc.append("papers", {"title": "Plan of the square"})
    doc.save()


def move_by_hand(name: str) -> None:
    doc = frappe.get_doc("PAPG Meeting", name)
    doc.update({"starts_at": "2027-04-21 10:00:00", "ends_at": "2027-04-21 12:00:00"})
    doc.save()


def cancel(name: str) -> None:
    doc = frappe.get_doc("PAPG Meeting", name)
    doc.update({"status": "Cancelled", "status_reason": "Election"})
    doc.save()


def add_restricted_item(name: str) -> None:
    make("PAPG Restricted Item", meeting=name)


TOUCHES = {
    issue: "Its agenda was issued.",
    add_paper: "It was changed by hand.",
    move_by_hand: "It was changed by hand.",
    cancel: "It is recorded as cancelled.",
    add_restricted_item: "Other records belong to it.",
}


@pytest.mark.parametrize("touch", TOUCHES, ids=lambda touch: touch.__name__)
def test_a_meeting_anybody_has_touched_stays_as_it_is(touch: Any) -> None:
    doc = made(status="Confirmed")
    second = meetings(doc)[1].name
    with acting_as(cast.SECRETARY):
        touch(second)
    before = frappe.get_doc("PAPG Meeting", second).as_dict()
    done = changed(doc, on_weekday="Wednesday", place="Elsewhere")
    assert (done["made"], done["changed"], done["taken_off"]) == (0, 3, 0)
    after = frappe.get_doc("PAPG Meeting", second).as_dict()
    assert (after.starts_at, after.place, after.modified) == (before.starts_at, before.place, before.modified)
    reasons = {row["reason"] for row in shown(doc)["rows"] if row["meeting"] == second}
    assert len(reasons) == 1 and (TOUCHES[touch] in reasons or touch is add_paper)


def test_a_meeting_that_was_held_is_never_taken_off() -> None:
    doc = made(status="Confirmed")
    first = meetings(doc)[0].name
    frappe.db.set_value("PAPG Meeting", first, {"status": "Held", "starts_at": "2026-11-10 10:00:00"})
    assert changed(doc, number_of_meetings=1)["taken_off"] == 3
    assert [row.name for row in meetings(doc)] == [first]
