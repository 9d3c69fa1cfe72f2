"""Subgroups: made of the group above, heard of on each of its agendas while open, silent and still once closed."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.meetings import planning
from papg.membership import subgroups
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_action, make_group, make_meeting, make_member

NAME = "Barriers of the quay"
LINE = f"Report of {NAME}"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def subgroup(**fields: Any) -> Document:
    given = {"purpose": "Designs the barriers.", "lead": "Highways", "ends_on": add_days(today(), 90)}
    above = {"group_type": "Subgroup", "parent_papg_group": cast.group("A"), "authority": cast.COUNCIL}
    return make_group(**{"group_name": NAME, **above, **given, **fields})


def led(group: Document, email: str = cast.SECRETARY) -> None:
    """The secretary of the group above looks after the subgroup too."""
    make_member(
        group.name,
        full_name=cast.POSTS[email],
        email=email,
        user=email,
        organisation=cast.DEPARTMENT,
        position="Secretary",
    )


def titles(meeting: Document) -> list[str]:
    return [row.title for row in frappe.get_doc("PAPG Meeting", meeting.name).agenda]


def planned(**fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        return make_meeting(cast.group("A"), **fields)


def closed(group: Document, on: str, outcome: str = "The barriers stand.") -> Document:
    group.reload()
    group.update({"status": "Dissolved", "dissolved_on": on, "outcome": outcome})
    return group.save()


# Members


def test_members_are_chosen_from_the_group_above_in_one_step_with_their_access() -> None:
    group = subgroup()
    led(group)
    with acting_as(cast.SECRETARY):
        (name,) = subgroups.choose_members(group.name, [cast.member(cast.MEMBER)])
    row = frappe.get_doc("PAPG Member", name)
    assert (row.papg_group, row.user, row.position) == (group.name, cast.MEMBER, "Member")
    assert str(row.joined_on) == today()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="is already Member"):
        subgroups.choose_members(group.name, [cast.member(cast.MEMBER)])


def test_nobody_else_sits_on_a_subgroup() -> None:
    group = subgroup()
    stranger = {"full_name": "Venue Manager", "organisation": cast.COUNCIL}
    with pytest.raises(frappe.ValidationError, match=f"Venue Manager is not a member of {cast.GROUP_A} on"):
        make_member(group.name, **stranger)
    make_member(cast.group("A"), joined_on=today(), **stranger)
    with pytest.raises(frappe.ValidationError, match="not a member of"):
        make_member(group.name, joined_on=add_days(today(), -1), **stranger)
    assert make_member(group.name, joined_on=today(), **stranger).name
    assert make_member(make_group().name, **stranger).name


def test_a_seat_of_a_subgroup_follows_a_post_of_the_group_above_only() -> None:
    group = subgroup()
    of_above = {"ex_officio_group": cast.group("A"), "ex_officio_position": "Chair"}
    elsewhere = {"ex_officio_group": cast.group("Board"), "ex_officio_position": "Chair"}
    assert make_member(group.name, full_name="", organisation=cast.COUNCIL, **of_above).name
    with pytest.raises(frappe.ValidationError, match="not a member of"):
        make_member(group.name, full_name="", organisation=cast.COUNCIL, **elsewhere)


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR])
def test_a_position_above_opens_nothing_in_the_subgroup(user: str) -> None:
    group = subgroup()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        subgroups.choose_members(group.name, [cast.member(cast.MEMBER)])
    if user != cast.AUDITOR:
        with acting_as(user):
            assert not frappe.get_list("PAPG Group", {"name": group.name})


def test_a_row_one_may_not_read_is_not_chosen() -> None:
    group = subgroup(parent_papg_group=cast.group("B"))
    make_member(
        cast.group("B"), full_name=cast.POSTS[cast.SECRETARY], email=cast.SECRETARY, organisation=cast.COUNCIL
    )
    led(group)
    frappe.db.delete("PAPG Member", {"papg_group": cast.group("B"), "email": cast.SECRETARY})
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        subgroups.choose_members(group.name, [cast.member(cast.NEIGHBOUR, "B")])


# What it is


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"parent_papg_group": None}, "choose the group it is part of"),
        ({"established_on": "2026-06-15", "ends_on": "2026-06-14"}, "is to end on 14 June 2026"),
    ],
)
def test_what_cannot_be_a_subgroup_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(frappe.ValidationError, match=said):
        subgroup(**fields)


def test_a_subgroup_without_lead_or_past_its_end_is_told_so() -> None:
    assert "lacks a lead" in subgroup(lead="").save().practice_warnings
    late = subgroup(group_name="Late", ends_on=add_days(today(), -1)).save().practice_warnings
    assert "is still open. Close it with its outcome" in late


# Agendas of the group above


def test_each_agenda_has_a_line_for_a_subgroup_while_it_is_open() -> None:
    before = planned()
    group = subgroup()
    assert titles(planned()) == ["Open actions", LINE]
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(before.name)
    assert titles(before) == ["Open actions", LINE]
    meeting = planned(agenda=[{"title": "Subgroups"}, {"title": "Maturity"}])
    assert titles(meeting) == ["Subgroups", LINE, "Maturity"]
    row = frappe.get_doc("PAPG Meeting", meeting.name).agenda[1]
    assert (row.item_number, row.kind, row.presenter) == (2, "Standing", None)
    closed(group, today())
    with acting_as(cast.SECRETARY):
        frappe.get_doc("PAPG Meeting", meeting.name).save()
    assert titles(meeting) == ["Subgroups", "Maturity"]
    assert titles(before) == ["Open actions", LINE]


def test_papers_follow_their_item_past_the_line_of_a_subgroup() -> None:
    meeting = planned(
        agenda=[{"title": "Subgroups"}, {"title": "Maturity"}],
        papers=[{"title": "Profile", "item_number": 2}],
    )
    subgroup()
    with acting_as(cast.SECRETARY):
        frappe.get_doc("PAPG Meeting", meeting.name).save()
    stored = frappe.get_doc("PAPG Meeting", meeting.name)
    assert stored.papers[0].item_number == 3
    assert stored.agenda[2].title == "Maturity"


def test_an_issued_agenda_and_other_groups_are_left_alone() -> None:
    meeting = planned()
    with acting_as(cast.SECRETARY):
        planning.issue_agenda(meeting.name)
    subgroup()
    with acting_as(cast.SECRETARY):
        frappe.get_doc("PAPG Meeting", meeting.name).save()
    assert LINE not in titles(meeting)
    assert LINE not in titles(make_meeting(cast.group("B")))
    subgroup(group_name="To come", status="Proposed")
    assert "Report of To come" not in titles(planned())


def test_an_agenda_costs_the_same_with_three_and_with_thirty_subgroups() -> None:
    meeting = planned()
    counts = []
    for more in (3, 27):
        for number in range(more):
            subgroup(group_name=f"Barriers {more} {number}")
        doc = frappe.get_doc("PAPG Meeting", meeting.name)
        with counted_queries() as queries:
            subgroups.follow_on(doc)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 1


# Its end


def test_a_subgroup_is_closed_with_an_outcome_and_meets_and_takes_on_nothing_after() -> None:
    group = subgroup()
    led(group)
    with pytest.raises(frappe.ValidationError, match="enter the day and the outcome"):
        closed(group, today(), outcome="")
    last = getdate(add_days(today(), -1))
    closed(group, last)
    with acting_as(cast.SECRETARY):
        with pytest.raises(frappe.ValidationError, match=f"{NAME} ended on"):
            make_meeting(group.name)
        with pytest.raises(frappe.ValidationError, match="Choose a group that goes on"):
            make_action(group.name)
        assert make_action(group.name, raised_on=last).name
        assert make("PAPG Meeting", papg_group=group.name, starts_at=f"{last} 10:00:00").name


def test_no_meeting_moves_past_the_last_day() -> None:
    group = subgroup()
    led(group)
    with acting_as(cast.SECRETARY):
        meeting = make_meeting(group.name, starts_at=f"{add_days(today(), -3)} 10:00:00")
    closed(group, add_days(today(), -1))
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc("PAPG Meeting", meeting.name)
        assert doc.update({"place": "Town Hall"}).save().place == "Town Hall"
        with pytest.raises(frappe.ValidationError, match="ended on"):
            doc.update({"starts_at": f"{today()} 10:00:00"}).save()


def test_who_closes_it_is_told_what_is_left() -> None:
    group = subgroup()
    led(group)
    with acting_as(cast.SECRETARY):
        make_meeting(group.name)
        make_action(group.name)
        frappe.clear_messages()
        closed(group, today())
        told = str(frappe.get_message_log())
    assert "Still planned: 1 meetings. Still to be done: 1 actions." in told
