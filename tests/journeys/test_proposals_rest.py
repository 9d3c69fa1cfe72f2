"""Over HTTP: who proposes items for the agenda, among them who stands in from another group, and who settles them."""

from collections.abc import Iterator

import frappe
import pytest

from papg.testing import cast
from papg.testing.factories import make_meeting, make_minutes
from provision.served import Served
from tests.journeys.rest import Program, programs_of
from tests.journeys.stories import committed

RECORD = "PAPG Proposed Item"
WAITING = "papg.api.home.waiting_for_me"
PEOPLE = (cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.DEPUTY)


@pytest.fixture
def people(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    with committed():
        yield programs_of(server.url, PEOPLE)
        frappe.db.rollback()
        frappe.db.delete(RECORD)


def proposed(person: Program) -> int:
    item = {"papg_group": cast.group("A"), "title": "Closure of the bridge", "why": "For the market."}
    return person.ask("POST", f"/api/resource/{RECORD}", json=item).status_code


def stand_in(user: str) -> str:
    """Somebody is named for a meeting of the group in place of its member."""
    meeting = make_meeting(cast.group("A"))
    row = {"parent": meeting.name, "member": cast.member(cast.MEMBER)}
    frappe.db.set_value(
        "PAPG Attendance", row, {"presence": "Deputised", "deputy": "Deputy", "deputy_user": user}
    )
    frappe.db.commit()
    return meeting.name


def test_who_stands_in_proposes_like_a_member_until_the_minutes_are_agreed(
    people: dict[str, Program],
) -> None:
    chair, member, stranger = people[cast.CHAIR], people[cast.MEMBER], people[cast.NEIGHBOUR]
    assert [proposed(people[user]) for user in (cast.SECRETARY, cast.MEMBER)] == [200, 200]
    assert proposed(stranger) in (403, 404, 417)
    assert proposed(people[cast.DEPUTY]) in (403, 404)
    meeting = stand_in(cast.NEIGHBOUR)
    assert proposed(stranger) == 200
    (own,) = stranger.names(RECORD)
    assert own not in member.names(RECORD)
    assert len(chair.names(RECORD)) == chair.call(WAITING)["value"] == 3
    assert people[cast.SECRETARY].call(WAITING)["value"] == 3
    declined = {"state": "Declined", "settled_reason": "Licensing decides this."}
    for other in (stranger, member, people[cast.SECRETARY]):
        assert other.ask("PUT", f"/api/resource/{RECORD}/{own}", json=declined).status_code in (403, 404)
    assert chair.change(RECORD, own, **declined)["state"] == "Declined"
    assert stranger.get_record(RECORD, own)["settled_reason"] == declined["settled_reason"]
    assert chair.call(WAITING)["value"] == 2
    make_minutes(meeting).db_set({"stage": "Agreed", "docstatus": 1})
    frappe.db.commit()
    assert proposed(stranger) in (403, 404, 417)
    assert stranger.names(RECORD) == set()
