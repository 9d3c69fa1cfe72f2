"""An item of Part 2 is agreed by programs: by the chair it was given to, at a later meeting, and by nobody else."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import today

from papg.testing import cast
from papg.testing.meetings import held_meeting
from provision.served import Served
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import add_restricted_item, committed

PEOPLE = (cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR)
AGREE = "papg.meetings.restricted.agree"
RECORD = "PAPG Restricted Item"


@pytest.fixture
def people(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    with committed():
        yield programs_of(server.url, PEOPLE)


def test_the_chair_agrees_an_item_at_a_later_meeting_and_nobody_else_does(people: dict[str, Program]) -> None:
    meeting, later = held_meeting().name, held_meeting(days_ago=2).name
    frappe.db.commit()
    item = add_restricted_item(meeting, cast.CHAIR, cast.MEMBER)
    frappe.db.commit()
    wanted, by_letter = {"restricted_item": item, "agreed_at": later}, {"agreed_on": today()}
    for user, status in ((cast.MEMBER, 403), (cast.NEIGHBOUR, 404)):
        answer = people[user].ask("POST", f"/api/method/{AGREE}", json={"restricted_item": item, **by_letter})
        assert answer.status_code == status, said(answer)
    nowhere = people[cast.CHAIR].ask("POST", f"/api/method/{AGREE}", json={"restricted_item": item})
    assert nowhere.status_code == 417
    people[cast.CHAIR].call(AGREE, **wanted)
    stored = people[cast.CHAIR].get_record(RECORD, item)
    assert (stored["agreed_at"], stored["is_agreed_by_correspondence"]) == (later, 0)
    change = people[cast.CHAIR].ask("PUT", f"/api/resource/{RECORD}/{item}", json={"discussion": "Else"})
    assert change.status_code == 417 and "was agreed as a correct record on" in said(change)
