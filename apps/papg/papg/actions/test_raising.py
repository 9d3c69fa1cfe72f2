"""Raising an action through its one door."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.actions.raising import raise_action
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def test_the_secretary_raises_an_action_and_gets_its_name() -> None:
    due_on = add_days(today(), 10)
    with acting_as(cast.SECRETARY):
        name = raise_action(
            cast.group("A"), "Update the contact list", owner_member=cast.member(cast.MEMBER), due_on=due_on
        )
    action = frappe.get_doc("PAPG Action", name)
    assert (action.status, str(action.due_on), str(action.raised_on)) == ("Open", due_on, today())
    assert action.owner_member == cast.member(cast.MEMBER)


def test_an_action_raised_at_a_meeting_keeps_the_meeting_the_item_and_its_source() -> None:
    meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    with acting_as(cast.SECRETARY):
        name = raise_action(
            cast.group("A"),
            "Write to the owners",
            meeting=meeting.name,
            item_number=3,
            source_doctype="PAPG Meeting",
            source_name=meeting.name,
            description="Ask for their plans.",
        )
    action = frappe.get_doc("PAPG Action", name)
    assert (action.meeting, action.item_number) == (meeting.name, 3)
    assert (action.source_doctype, action.source_name) == ("PAPG Meeting", meeting.name)


@pytest.mark.parametrize("user", [cast.MEMBER, cast.PARTNER, cast.DEPUTY, cast.AUDITOR, cast.BOARD])
def test_somebody_who_does_not_run_the_group_raises_nothing(user: str) -> None:
    group = cast.group("A")
    with acting_as(user), pytest.raises(frappe.PermissionError):
        raise_action(group, "Not mine to raise")
    assert not frappe.db.exists("PAPG Action", {"title": "Not mine to raise"})


def test_a_secretary_of_another_group_raises_nothing_here() -> None:
    group = cast.group("C")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        raise_action(group, "Not mine to raise")
    assert not frappe.db.exists("PAPG Action", {"title": "Not mine to raise"})


def test_a_meeting_of_another_group_takes_no_action_of_a_secretary_elsewhere() -> None:
    meeting = make("PAPG Meeting", papg_group=cast.group("C"))
    group = cast.group("A")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        raise_action(group, "Not mine to raise", meeting=meeting.name)


def test_a_guest_raises_nothing() -> None:
    group = cast.group("A")
    with acting_as("Guest"), pytest.raises(frappe.PermissionError):
        raise_action(group, "Not mine to raise")
