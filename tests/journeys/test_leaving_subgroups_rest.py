"""Over HTTP: who leaves a group is off its subgroups in the same call, and reads nothing of them any more."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.factories import JOINED_ON, make_group, make_member, make_organisation
from provision.served import Served
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import committed

PEOPLE = (cast.INTEGRATION, cast.MEMBER, cast.NEIGHBOUR)
NAME = "Barriers of the quay"


class Setting:
    """A group with a secretary and a member, who is also on a subgroup its secretary does not sit on."""

    def __init__(self) -> None:
        self.council = make_organisation(is_council=1).name
        self.above = make_group(authority=self.council).name
        under = {"group_type": "Subgroup", "parent_papg_group": self.above, "lead": cast.POSTS[cast.MEMBER]}
        self.subgroup = make_group(group_name=NAME, authority=self.council, **under).name
        self.sits(self.above, cast.INTEGRATION, "Secretary")
        self.member = self.sits(self.above, cast.MEMBER, "Member")
        self.row = self.sits(self.subgroup, cast.MEMBER, "Adviser")

    def sits(self, group: str, user: str, position: str) -> str:
        who = {"full_name": cast.POSTS[user], "user": user, "email": user, "organisation": self.council}
        return make_member(group, position=position, joined_on=JOINED_ON, **who).name


@pytest.fixture
def people(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    with committed():
        yield programs_of(server.url, PEOPLE)


@pytest.fixture
def setting(people: dict[str, Program]) -> Iterator[Setting]:
    made = Setting()
    frappe.db.commit()
    yield made
    frappe.db.rollback()
    frappe.db.delete("PAPG Group", {"name": ("in", (made.above, made.subgroup))})
    frappe.db.delete("PAPG Organisation", {"name": made.council})
    frappe.db.commit()


def test_who_leaves_is_off_the_subgroup_with_their_access_in_the_same_call(
    people: dict[str, Program], setting: Setting
) -> None:
    secretary, member = people[cast.INTEGRATION], people[cast.MEMBER]
    of_subgroup, of_member = (
        f"/api/resource/PAPG Group/{setting.subgroup}",
        f"/api/resource/PAPG Member/{setting.member}",
    )
    leaves = {"left_on": add_days(today(), -1)}
    assert member.ask("GET", of_subgroup).status_code == 200
    for other in (people[cast.NEIGHBOUR], member):
        assert other.ask("PUT", of_member, json=leaves).status_code in (403, 404)
    assert left_on(setting.row) == ""
    answer = secretary.ask("PUT", of_member, json=leaves)
    assert answer.status_code == 200
    assert f"also taken off {NAME}" in said(answer)
    assert f"{NAME} needs a new lead." in said(answer)
    assert left_on(setting.row) == leaves["left_on"]
    gone, made_up = member.ask("GET", of_subgroup), member.ask("GET", "/api/resource/PAPG Group/made-up")
    assert (gone.status_code, gone.content) == (made_up.status_code, made_up.content)


def left_on(member: str) -> str:
    frappe.db.rollback()
    return str(frappe.db.get_value("PAPG Member", member, "left_on") or "")
