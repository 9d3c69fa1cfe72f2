"""The owner of an action that a change of structure carried to a group they are not in still finds and answers it."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.journeys.partners import Visitor
from tests.journeys.rest import Program, give_key, said
from tests.journeys.stories import committed

CHANGE, ACTION = "PAPG Structure Change", "PAPG Action"
AREA = "Licensing"
PEOPLE = (
    *(cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.ADMINISTRATOR, cast.THREE),
    *(cast.DEPUTY_CHAIR, cast.BOARD),
)


@dataclass
class Carried:
    """Actions of the first group that went to the second, by their owner, and one that was there before."""

    url: str
    people: dict[str, Program]
    actions: dict[str, str]
    foreign: str


@pytest.fixture(scope="module")
def carried(connection: None, server: Served) -> Iterator[Carried]:
    with committed():
        keys = {user: give_key(user) for user in PEOPLE}
        owners = {user: cast.member(user) for user in (cast.MEMBER, cast.PARTNER)}
        a, b = cast.group("A"), cast.group("B")
        frappe.db.commit()
        people = {user: Program(server.url, key) for user, key in keys.items()}
        actions = {
            user: people[cast.SECRETARY].create(
                ACTION, papg_group=a, title="Check the late licences", owner_member=row, business_area=AREA
            )["name"]
            for user, row in owners.items()
        }
        foreign = people[cast.THREE].create(ACTION, papg_group=b, title="Train the wardens")["name"]
        split(people[cast.ADMINISTRATOR], a, b)
        yield Carried(server.url, people, actions, foreign)


def split(admin: Program, a: str, b: str) -> None:
    """The actions of one area of the first group go to the second, and its members do not."""
    kind = {"kind": "A part splits off into another", "concerned_group": a, "other_group": b}
    change = admin.create(
        CHANGE,
        papg_group=a,
        title="Licensing goes north",
        deciding_body=cast.BOARD_GROUP,
        reasons="The licences are issued there.",
        steps=[{**kind, "business_area": AREA, "has_actions": 1}],
    )["name"]
    day = frappe.utils.today()
    decided = {"decided_on": day, "takes_effect_on": day, "decision": "Agreed."}
    admin.change(CHANGE, change, stage="Adopted", **decided)
    admin.change(CHANGE, change, stage="In effect")


def test_the_owner_finds_reads_and_answers_it(carried: Carried) -> None:
    member, name = carried.people[cast.MEMBER], carried.actions[cast.MEMBER]
    assert name in member.names(ACTION)
    assert member.get_record(ACTION, name)["papg_group"] != cast.group("A")
    done = member.change(ACTION, name, status="Done", evidence="The licences of June are on file.")
    assert done["status"] == "Done"
    answer = member.ask("PUT", f"/api/resource/{ACTION}/{name}", json={"title": "Another"})
    assert (answer.status_code, "Only the secretary or chair changes" in said(answer)) == (403, True)


def test_an_owner_from_outside_the_council_has_it_on_their_pages(carried: Carried) -> None:
    partner, name = Visitor(carried.url, cast.PARTNER), carried.actions[cast.PARTNER]
    assert f"/partner/actions/{name}" in partner.page("/partner/actions").text
    assert "Check the late licences" in partner.page(f"/partner/actions/{name}").text
    for foreign in (carried.actions[cast.MEMBER], carried.foreign):
        assert partner.page(f"/partner/actions/{foreign}").status_code == 404


def test_nothing_else_is_opened_to_anybody(carried: Carried) -> None:
    mine, other = carried.actions[cast.MEMBER], carried.actions[cast.PARTNER]
    member = carried.people[cast.MEMBER]
    for name in (other, carried.foreign):
        assert member.ask("GET", f"/api/resource/{ACTION}/{name}").status_code == 404
    assert member.ask("GET", f"/api/resource/PAPG Group/{cast.group('B')}").status_code == 404
    for user in (cast.SECRETARY, cast.CHAIR, cast.DEPUTY_CHAIR, cast.BOARD):
        assert not {mine, other} & carried.people[user].names(ACTION), user
        assert carried.people[user].ask("GET", f"/api/resource/{ACTION}/{mine}").status_code == 404
    assert {mine, other, carried.foreign} <= carried.people[cast.NEIGHBOUR].names(ACTION)
