"""Over HTTP: whatever becomes of people, posts and organisations, a meeting past stays as it was recorded."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from papg.testing import cast, pdf
from papg.testing.factories import JOINED_ON, make_group, make_member, make_organisation
from provision.served import Served
from tests.journeys.rest import Program, programs_of, read
from tests.journeys.stories import committed, days_ago

CHANGE = "papg.membership.changing.change_post"
PEOPLE = (cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR)
HOLDER, NEXT_HOLDER = "Emergency Planning Officer", "Resilience Officer"


class Setting:
    """A group of its own, with a member whose post changes and a seat that follows a post of another group."""

    def __init__(self) -> None:
        self.organisation = make_organisation().name
        self.other = make_group(authority=cast.COUNCIL).name
        self.group = make_group(authority=cast.COUNCIL).name
        for user, position in ((cast.INTEGRATION, "Secretary"), (cast.CHAIR, "Chair")):
            self.join(self.group, cast.POSTS[user], position, user=user, email=user)
            if position == "Secretary":
                self.join(self.other, cast.POSTS[user], "Observer", user=user, email=user)
        self.member = self.join(self.group, "Licensing Manager", "Member", job_title="Licensing Manager")
        self.holder = self.join(self.other, HOLDER, "Chair", job_title="Planner of the city")
        by_post = {"ex_officio_group": self.other, "ex_officio_position": "Chair"}
        self.seat = self.join(self.group, "", "Member", **by_post)

    def join(self, group: str, full_name: str, position: str, **fields: Any) -> str:
        given = {"full_name": full_name, "position": position, "organisation": self.organisation}
        return make_member(group, joined_on=JOINED_ON, **given, **fields).name


@pytest.fixture(scope="module")
def people(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    with committed():
        yield programs_of(server.url, PEOPLE)


@pytest.fixture(scope="module")
def setting(people: dict[str, Program]) -> Iterator[Setting]:
    made = Setting()
    frappe.db.commit()
    yield made
    frappe.db.rollback()
    frappe.db.delete("PAPG Group", {"name": ("in", (made.group, made.other))})
    frappe.db.delete("PAPG Organisation", {"name": ("like", f"{made.organisation}%")})
    frappe.db.commit()


def held(secretary: Program, group: str, days: int) -> str:
    """A meeting at which everybody was present."""
    fields = {"papg_group": group, "starts_at": days_ago(days), "agenda": [{"title": "Stadium plan"}]}
    meeting = secretary.create("PAPG Meeting", marking="OFFICIAL-SENSITIVE", **fields)
    came = [{**row, "presence": "Present"} for row in meeting["attendance"]]
    secretary.change("PAPG Meeting", meeting["name"], status="Held", attendance=came)
    return meeting["name"]


def circulated(secretary: Program, chair: Program, meeting: str) -> str:
    name = secretary.call("papg.meetings.minutes.write_minutes", meeting=meeting)
    written = secretary.get_record("PAPG Minutes", name)["entries"]
    secretary.change(
        "PAPG Minutes", name, entries=[{**row, "discussion": "<p>Noted.</p>"} for row in written]
    )
    secretary.step(name, "Send to chair")
    chair.step(name, "Circulate")
    return name


def recorded(chair: Program, meeting: str, minutes: str) -> tuple[Any, ...]:
    """The attendance and the minutes as their forms show them, and both papers."""
    papers = (("minutes", "PAPG Minutes", minutes), ("agenda", "PAPG Meeting", meeting))
    texts = (pdf.text(chair.download(*paper).content) for paper in papers)
    attendance = chair.get_record("PAPG Meeting", meeting)["attendance"]
    return attendance, chair.get_record("PAPG Minutes", minutes), *texts


def test_a_past_meeting_stays_as_recorded_and_the_next_one_has_the_new_posts(
    people: dict[str, Program], setting: Setting
) -> None:
    secretary, chair = people[cast.INTEGRATION], people[cast.CHAIR]
    meeting = held(secretary, setting.group, 14)
    minutes = circulated(secretary, chair, meeting)
    before = recorded(chair, meeting, minutes)
    assert f"{HOLDER} Planner of the city Member" in before[2]
    assert "Approved by the Chair" in before[2]
    new = secretary.call(
        CHANGE, member=setting.member, on=add_days(today(), -7), job_title="Head of Licensing"
    )
    assert secretary.get_record("PAPG Member", setting.member)["left_on"] == add_days(today(), -8)
    assert secretary.get_record("PAPG Member", new)["joined_on"] == add_days(today(), -7)
    rename_everything(secretary, setting)
    assert recorded(chair, meeting, minutes) == before
    after = secretary.get_record("PAPG Meeting", held(secretary, setting.group, 2))["attendance"]
    shown = {row["member"]: (row["attendee_name"], row.get("job_title")) for row in after}
    assert shown[new] == ("Licensing Manager", "Head of Licensing")
    assert shown[setting.seat] == (NEXT_HOLDER, None)
    assert setting.member not in shown


def rename_everything(secretary: Program, setting: Setting) -> None:
    """The chair's row is renamed, the post of the other group changes hands, the organisation gets a new name."""
    row = secretary.names("PAPG Member", papg_group=setting.group, position="Chair")
    secretary.change("PAPG Member", row.pop(), full_name="Director of Places", job_title="Director of Places")
    frappe.db.rollback()
    doc = frappe.get_doc("PAPG Member", setting.holder)
    doc.update({"left_on": add_days(today(), -8), "full_name": "Somebody else"}).save()
    make_member(
        setting.other,
        full_name=NEXT_HOLDER,
        position="Chair",
        organisation=setting.organisation,
        joined_on=add_days(today(), -7),
    )
    frappe.rename_doc("PAPG Organisation", setting.organisation, f"{setting.organisation} and Partners")
    frappe.db.commit()


def test_nobody_else_changes_a_post_and_strangers_learn_nothing(
    people: dict[str, Program], setting: Setting
) -> None:
    sent = {"member": cast.member(cast.MEMBER), "on": today(), "job_title": "Clerk"}
    for user, status in ((cast.CHAIR, 403), (cast.MEMBER, 403), (cast.NEIGHBOUR, 404)):
        assert people[user].ask("POST", f"/api/method/{CHANGE}", json=sent).status_code == status
    nothing = people[cast.NEIGHBOUR].ask(
        "POST", f"/api/method/{CHANGE}", json={**sent, "member": "none-such"}
    )
    foreign = people[cast.NEIGHBOUR].ask("POST", f"/api/method/{CHANGE}", json=sent)
    assert (nothing.status_code, nothing.text) == (foreign.status_code, foreign.text)
    stored = read(people[cast.CHAIR].ask("GET", f"/api/resource/PAPG Member/{cast.member(cast.MEMBER)}"))
    assert stored["data"].get("left_on") is None
