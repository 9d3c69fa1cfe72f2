"""Owners are reminded on the council's days, once each, and left alone after closing."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.actions.follow_up import remind_owners
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.actions import an_action, change
from papg.testing.factories import make
from papg.testing.mail import give_mail_account


@pytest.fixture(autouse=True)
def letters_can_be_sent(site: None) -> None:
    """A site with a mail account and no other actions; nothing is sent, letters stay in the queue."""
    cast.install()
    frappe.db.delete("PAPG Action")
    give_mail_account()


def due_in(days: int, owner: str = cast.MEMBER, **fields: object) -> Document:
    """An action raised long ago that is due so many days from today."""
    return an_action(
        owner, **{"due_on": add_days(today(), days), "raised_on": add_days(today(), -90)} | fields
    )


def sent() -> list[tuple[str, str]]:
    """Who is written to today, with the letter."""
    remind_owners()
    names = frappe.get_all("Email Queue", pluck="name", order_by="creation")
    found = [frappe.get_doc("Email Queue", name) for name in names]
    frappe.db.delete("Email Queue")
    return [(letter.recipients[0].recipient, letter.message.replace("=\n", "")) for letter in found]


@pytest.mark.parametrize(
    ("days", "said"),
    [(7, "This action is due on"), (0, "This action is due today."), (-7, "and is not done yet.")],
)
def test_the_owner_is_told_on_each_day_of_the_list_and_once(days: int, said: str) -> None:
    due_in(days, title="Survey the square", description="Count the bollards.")
    [(who, letter)] = sent()
    assert (who, said in letter) == (cast.MEMBER, True)
    assert "Survey the square" in letter and "bollards" not in letter
    assert sent() == []


@pytest.mark.parametrize("days", [8, 15, -15])
def test_on_other_days_nobody_is_told(days: int) -> None:
    due_in(days)
    assert sent() == []


def test_the_council_chooses_the_days_itself() -> None:
    with acting_as(cast.ADMINISTRATOR):
        week = frappe.get_doc("PAPG Follow Up", "A week before")
        week.update({"days": 21}).save()
        frappe.get_doc("PAPG Follow Up", "On the day").update({"is_active": 0}).save()
    due_in(21, title="Three weeks off")
    due_in(0, title="Today")
    assert [letter.count("Three weeks off") > 0 for _who, letter in sent()] == [True]


@pytest.mark.parametrize(
    "end",
    [
        {"status": "Done", "evidence": "Seen."},
        {"status": "Dropped", "dropped_reason": "The site has closed."},
    ],
)
def test_nobody_is_told_of_what_is_finished(end: dict[str, str]) -> None:
    action = due_in(0)
    change(action, cast.MEMBER if end["status"] == "Done" else cast.SECRETARY, **end)
    assert sent() == []


def test_nobody_is_told_by_a_group_that_is_dissolved() -> None:
    due_in(0)
    frappe.db.set_value("PAPG Group", cast.group("A"), "status", "Dissolved")
    assert sent() == []


def test_a_partner_is_sent_to_the_page_of_their_action_and_the_owner_by_address_is_told_as_well() -> None:
    action = due_in(0, cast.PARTNER)
    due_in(0, owner_member=None, owner_email=cast.MEMBER)
    found = dict(sent())
    assert f"/partner/actions/{action.name}" in found[cast.PARTNER]
    assert cast.MEMBER in found


def test_an_owner_out_of_the_audience_of_a_restricted_source_is_not_told() -> None:
    meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=meeting.name)
    due_in(0, restricted_item=item.name)
    assert sent() == []


def test_the_day_of_the_reminder_is_kept_whatever_is_sent() -> None:
    action = due_in(0)
    sent()
    stored = change(action, cast.SECRETARY, reminded_on="2020-01-01", title="Survey the square again")
    assert str(stored.reminded_on) == today()


def test_without_a_mail_account_nobody_counts_as_told() -> None:
    frappe.db.delete("Email Account")
    action = due_in(0)
    remind_owners()
    assert frappe.db.get_value("PAPG Action", action.name, "reminded_on") is None


def test_looking_for_what_is_due_costs_the_same_for_3_and_for_30_actions() -> None:
    counts = []
    remind_owners()
    for wanted in (3, 30):
        while frappe.db.count("PAPG Action") < wanted:
            due_in(40)
        with counted_queries() as queries:
            remind_owners()
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"measure": "Rating", "rating": "Red"}, "does not go by “Rating”"),
        ({"days": 400}, "400 days is outside 0 to 365"),
    ],
)
def test_a_follow_up_that_means_nothing_is_refused(fields: dict[str, object], message: str) -> None:
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.ValidationError, match=message):
        make("PAPG Follow Up", does="Remind the owner", **fields)
