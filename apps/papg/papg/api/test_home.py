"""The numbers on the home page: each counts what is the caller's, and nothing of anybody else's."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.api import home
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_action, make_member


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    """Everybody of the cast, on the test site."""
    cast.install()


def value(card: str, user: str) -> int:
    with acting_as(user):
        return getattr(home, card)()["value"]


def action(due_in_days: int | None, owner: str = cast.MEMBER, letter: str = "A") -> None:
    """An action of a group, due so many days from today."""
    due_on = None if due_in_days is None else add_days(today(), due_in_days)
    owner_member = cast.member(owner, letter)
    make_action(cast.group(letter), due_on=due_on, owner_member=owner_member)


@pytest.mark.parametrize(("due_in_days", "number"), [(-1, 1), (14, 1), (15, 0), (None, 0)])
def test_my_actions_are_those_due_within_fourteen_days(due_in_days: int | None, number: int) -> None:
    action(due_in_days)
    assert value("my_actions_due", cast.MEMBER) == number
    assert value("my_actions_due", cast.CHAIR) == 0


@pytest.mark.parametrize(("due_in_days", "number"), [(-1, 1), (0, 0), (None, 0)])
def test_overdue_are_those_whose_day_is_past(due_in_days: int | None, number: int) -> None:
    action(due_in_days)
    assert value("overdue", cast.CHAIR) == number
    assert value("overdue", cast.NEIGHBOUR) == 0


def test_minutes_with_the_chair_wait_for_who_chairs_the_group() -> None:
    from papg.testing.meetings import with_chair

    with_chair()
    assert value("waiting_for_me", cast.CHAIR) == 1
    assert value("waiting_for_me", cast.DEPUTY_CHAIR) == 1
    assert value("waiting_for_me", cast.SECRETARY) == 0
    assert value("waiting_for_me", cast.NEIGHBOUR) == 0


def proposed(number: int, letter: str = "A", person: str = cast.MEMBER, **fields: str) -> None:
    with acting_as(person):
        for _number in range(number):
            make("PAPG Proposed Item", papg_group=cast.group(letter), **fields)


def test_proposed_items_wait_for_who_accepts_them_and_who_keeps_the_agenda_until_they_are_settled() -> None:
    proposed(2)
    for person, number in ((cast.CHAIR, 2), (cast.DEPUTY_CHAIR, 2), (cast.SECRETARY, 2)):
        assert value("waiting_for_me", person) == number, person
    for person in (cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.BOARD):
        assert value("waiting_for_me", person) == 0, person
    frappe.db.set_value("PAPG Proposed Item", {"papg_group": cast.group("A")}, "state", "Declined")
    assert value("waiting_for_me", cast.CHAIR) == 0


def test_the_card_leads_to_minutes_first_and_then_to_proposed_items() -> None:
    from papg.testing.meetings import with_chair

    proposed(1)
    with acting_as(cast.CHAIR):
        assert home.waiting_for_me()["route"][1] == "PAPG Proposed Item"
    with_chair()
    with acting_as(cast.CHAIR):
        answer = home.waiting_for_me()
    assert (answer["value"], answer["route"][1]) == (2, "PAPG Minutes")


def test_what_waits_costs_the_same_with_3_and_with_30_proposed_items() -> None:
    costs = []
    for more in (3, 27):
        proposed(more)
        value("waiting_for_me", cast.CHAIR)
        with acting_as(cast.CHAIR), counted_queries() as queries:
            home.waiting_for_me()
        costs.append(len(queries))
    assert costs[0] == costs[1] > 0


def test_seats_to_fill_are_the_required_ones_of_groups_one_runs() -> None:
    assert value("seats_to_fill", cast.SECRETARY) == 5
    seats = [{"business_area": "Licensing"}]
    make_member(cast.group("A"), organisation=cast.DEPARTMENT, seats=seats)
    make_member(cast.group("A"), organisation=cast.DEPARTMENT, seats=seats)
    assert value("seats_to_fill", cast.SECRETARY) == 4
    assert value("seats_to_fill", cast.MEMBER) == 0


@pytest.mark.parametrize("card", ["waiting_for_me", "my_actions_due", "overdue", "seats_to_fill"])
@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY])
def test_who_has_no_desk_is_told_nothing(card: str, user: str) -> None:
    action(-1)
    assert value(card, user) == 0


def test_a_card_leads_to_the_list_it_counts() -> None:
    with acting_as(cast.MEMBER):
        answer = home.overdue()
    assert answer["route"] == ["List", "PAPG Action", "List"]
    assert frappe.get_list("PAPG Action", answer["route_options"]) == []


@pytest.mark.parametrize(
    ("user", "number"), [(cast.ADMINISTRATOR, 1), (cast.AUDITOR, 1), (cast.SECRETARY, 0), (cast.NEIGHBOUR, 0)]
)
def test_what_is_due_is_counted_for_who_looks_after_records_and_without_what_is_held(
    user: str, number: int
) -> None:
    fields = {"record_class": "Activities", "trigger_event": "Activity held", "action": "Delete"}
    make("PAPG Retention Rule", **fields)
    for letter in ("A", "B"):
        make("PAPG Activity", papg_group=cast.group(letter), held_on="2010-06-14")
    make("PAPG Hold", papg_group=cast.group("B"))
    assert value("due_for_disposal", user) == number


def test_what_is_due_leads_to_the_report() -> None:
    with acting_as(cast.ADMINISTRATOR):
        assert home.due_for_disposal()["route"] == ["query-report", "PAPG Due for disposal"]
