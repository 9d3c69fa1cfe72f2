"""A change of post ends one row and begins another: access goes on, what is left to do follows, the rest stays."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.meetings.membership_on import members_on
from papg.membership import changing
from papg.permissions import membership_roles, scope
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_action, make_meeting, make_member
from papg.testing.meetings import held_meeting

NEW_POST = "Head of Licensing"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def changed(email: str = cast.MEMBER, by: str = cast.SECRETARY, on: str | None = None, **fields: Any) -> str:
    with acting_as(by):
        return changing.change_post(cast.member(email), on or today(), **(fields or {"job_title": NEW_POST}))


def periods(*names: str) -> list[tuple[str, str | None, str | None]]:
    fields = ["joined_on", "left_on", "job_title"]
    rows = [frappe.db.get_value("PAPG Member", name, fields) for name in names]
    return [(str(joined), str(left) if left else None, title) for joined, left, title in rows]


def test_the_row_ends_the_day_before_and_the_next_begins_with_all_that_goes_on() -> None:
    old = cast.member(cast.MEMBER)
    new = changed(organisation=cast.COUNCIL)
    assert periods(old, new) == [
        ("2025-01-06", add_days(today(), -1), cast.POSTS[cast.MEMBER]),
        (today(), None, cast.POSTS[cast.MEMBER]),
    ]
    row = frappe.get_doc("PAPG Member", new)
    assert (row.organisation, row.user, row.deputies[0].user) == (cast.COUNCIL, cast.MEMBER, cast.DEPUTY)
    assert scope.work_out(cast.MEMBER, today()).groups["Member"] == {cast.group("A")}


@pytest.mark.parametrize(
    ("by", "error"),
    [(cast.CHAIR, "PermissionError"), (cast.MEMBER, "PermissionError"), (cast.NEIGHBOUR, "PermissionError")],
)
def test_only_who_may_end_and_begin_memberships_changes_a_post(by: str, error: str) -> None:
    with pytest.raises(getattr(frappe, error)):
        changed(by=by)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": "2025-01-06"}, "has been a member since 6 January 2025"),
        ({"job_title": cast.POSTS[cast.MEMBER]}, "Nothing about Licensing Manager would change"),
        ({"position": "Chair"}, "a group has one Chair at a time"),
    ],
)
def test_what_does_not_fit_is_refused(fields: dict[str, str], said: str) -> None:
    with pytest.raises(frappe.ValidationError, match=said):
        changed(**{"job_title": None, **fields} if "on" not in fields else {"job_title": NEW_POST, **fields})


def test_the_change_does_not_log_anybody_out_who_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    monkeypatch.setattr(membership_roles, "end_sessions", ended.append)
    held_before = set(frappe.get_roles(cast.MEMBER))
    changed()
    assert ended == []
    assert set(frappe.get_roles(cast.MEMBER)) == held_before


def test_a_change_to_come_leaves_today_as_it_is() -> None:
    later = add_days(today(), 30)
    old, new = cast.member(cast.MEMBER), changed(on=later)
    names = {row.member for row in members_on(cast.group("A"), getdate(add_days(later, -1)))}
    assert old in names and new not in names
    names = {row.member for row in members_on(cast.group("A"), getdate(later))}
    assert new in names and old not in names


def test_actions_left_to_do_and_requests_to_come_follow_and_finished_ones_stay() -> None:
    old = cast.member(cast.MEMBER)
    with acting_as(cast.SECRETARY):
        left, done = (make_action(cast.group("A"), owner_member=old) for _number in range(2))
        meeting = make_meeting(cast.group("A"))
        asked = make("PAPG Contribution Request", meeting=meeting.name, member=old)
    frappe.db.set_value("PAPG Action", done.name, "stage", "Closed")
    new = changed()
    owners = [frappe.db.get_value("PAPG Action", row.name, "owner_member") for row in (left, done)]
    assert owners == [new, old]
    assert frappe.db.get_value("PAPG Contribution Request", asked.name, "member") == new


def test_a_seat_by_post_changes_hands_on_the_day_its_post_does() -> None:
    by_post = {"ex_officio_group": cast.group("B"), "ex_officio_position": "Secretary"}
    seat = make_member(cast.group("A"), full_name="", organisation=cast.COUNCIL, **by_post).name
    handed_on = getdate(add_days(today(), -10))
    frappe.db.set_value("PAPG Member", cast.member(cast.THREE, "B"), "left_on", add_days(handed_on, -1))
    make_member(
        cast.group("B"),
        full_name="Events Officer",
        organisation=cast.NEIGHBOUR_COUNCIL,
        position="Secretary",
        joined_on=handed_on,
    )

    def holder(day: Any) -> tuple[str, str]:
        row = next(row for row in members_on(cast.group("A"), getdate(day)) if row.member == seat)
        return row.attendee_name, row.organisation

    assert holder(add_days(handed_on, -1)) == (cast.POSTS[cast.THREE], cast.COUNCIL)
    assert holder(handed_on) == ("Events Officer", cast.NEIGHBOUR_COUNCIL)
    before, since = held_meeting(days_ago=11), held_meeting(days_ago=10)
    names = [
        next(row.attendee_name for row in meeting.attendance if row.member == seat)
        for meeting in (before, since)
    ]
    assert names == [cast.POSTS[cast.THREE], "Events Officer"]


def test_a_seat_by_post_is_not_changed_by_itself() -> None:
    by_post = {"ex_officio_group": cast.group("B"), "ex_officio_position": "Secretary"}
    seat = make_member(cast.group("A"), full_name="", organisation=cast.COUNCIL, **by_post).name
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="changes with it"):
        changing.change_post(seat, today(), job_title=NEW_POST)
