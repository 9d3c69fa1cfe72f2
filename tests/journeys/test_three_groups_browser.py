"""One person, three positions in three groups: each form offers what is theirs there and no more."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed, minutes_in_three_groups, one_person_in_the_chair

STEPS = ("Send to chair", "Send back", "Circulate", "Return for approval", "Agree as a correct record")


@dataclass
class Desk:
    """The person at the desk, and minutes of each group by letter."""

    person: Person
    minutes: dict[str, str]

    def steps_of(self, letter: str) -> set[str]:
        """Steps of the workflow the form of these minutes offers."""
        self.person.open("PAPG Minutes", self.minutes[letter])
        return {step for step in STEPS if self.person.offers(step)}

    def can_type(self, letter: str) -> bool:
        """Does the form let the person write, and save what is written?"""
        self.person.open("PAPG Minutes", self.minutes[letter])
        return self.person.page.evaluate(
            "() => !!cur_frm.perm[0].write && !cur_frm.get_field('entries').df.read_only"
        )


@pytest.fixture(scope="module")
def desk(connection: None, server: Served) -> Iterator[Desk]:
    with committed(), one_person_in_the_chair():
        minutes = minutes_in_three_groups()
        frappe.db.commit()
        with chromium() as browser:
            yield Desk(Person(browser, server.url, cast.THREE), minutes)


def test_the_list_shows_the_minutes_of_all_three_groups(desk: Desk) -> None:
    desk.person.go("/app/papg-minutes/view/list")
    names = set(desk.person.page.evaluate("() => cur_list.data.map((row) => row.name)"))
    assert set(desk.minutes.values()) <= names


def test_an_address_with_a_group_shows_the_minutes_of_that_group(desk: Desk) -> None:
    desk.person.go(f"/app/papg-minutes/view/list?papg_group={cast.group('B')}")
    names = desk.person.page.evaluate("() => cur_list.data.map((row) => row.name)")
    assert names == [desk.minutes["B"]]


def test_the_chair_may_send_back_and_circulate(desk: Desk) -> None:
    assert desk.steps_of("A") == {"Send back", "Circulate"}


def test_the_secretary_writes_and_sends_to_the_chair(desk: Desk) -> None:
    assert desk.steps_of("B") == {"Send to chair"}
    assert desk.can_type("B")


def test_the_member_reads_and_takes_no_step(desk: Desk) -> None:
    assert desk.steps_of("C") == set()
    assert not desk.can_type("C")
    told = desk.person.page.evaluate("__('This form is not editable due to a Workflow.')")
    assert told == "In its present state you cannot change this record."


def test_only_the_secretary_is_offered_to_plan_a_meeting(desk: Desk) -> None:
    offered = {}
    for letter in ("A", "B", "C"):
        desk.person.open("PAPG Group", cast.group(letter))
        offered[letter] = desk.person.offers("Plan meeting")
    assert offered == {"A": False, "B": True, "C": False}


def test_nothing_went_wrong_on_the_way(desk: Desk) -> None:
    assert desk.person.troubles == []
