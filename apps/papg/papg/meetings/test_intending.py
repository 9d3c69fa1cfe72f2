"""Members say beforehand whether they come: on their own line only, and nobody takes it back for them."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_to_date, get_datetime, now_datetime, today

from papg.meetings import intending
from papg.permissions import scope
from papg.rules.intentions import INTENTIONS
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_group, make_member

pytestmark = pytest.mark.usefixtures("room")
COMES = "Deputy will come"


def planned(**fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        return make("PAPG Meeting", papg_group=cast.group("A"), agenda_issued_on=today(), **fields)


def tell(meeting: Document, by: str = cast.MEMBER, intention: str = "Apologies", deputy: str = "") -> None:
    with acting_as(by):
        intending.tell(meeting.name, intention, deputy)


def line(meeting: Document, user: str = cast.MEMBER) -> Document:
    stored = frappe.get_doc("PAPG Meeting", meeting.name)
    return next(row for row in stored.attendance if row.member == cast.member(user))


def test_a_member_who_may_not_write_the_meeting_says_so_on_the_own_line_and_nothing_else_changes() -> None:
    meeting = planned()
    before = frappe.get_doc("PAPG Meeting", meeting.name).as_dict()
    tell(meeting)
    after = frappe.get_doc("PAPG Meeting", meeting.name).as_dict()
    changed = [
        row.member
        for row, old in zip(after.attendance, before.attendance, strict=True)
        if row.intention != old.intention
    ]
    assert changed == [cast.member(cast.MEMBER)]
    assert (after.modified, after.is_quorate, line(meeting).presence) == (before.modified, 0, None)


def test_a_deputy_who_is_to_come_sees_the_meeting_until_somebody_else_comes() -> None:
    meeting = planned()
    tell(meeting, intention=COMES, deputy=" senior licensing  officer")
    assert (line(meeting).deputy, line(meeting).deputy_user) == (cast.POSTS[cast.DEPUTY], cast.DEPUTY)
    assert meeting.name in scope.work_out(cast.DEPUTY, today()).deputised_meetings
    tell(meeting, intention="Will come")
    assert (line(meeting).intention, line(meeting).deputy_user) == ("Will come", None)
    assert meeting.name not in scope.work_out(cast.DEPUTY, today()).deputised_meetings


@pytest.mark.parametrize("name", ["", "Emergency Planning Officer", cast.NEIGHBOUR])
def test_somebody_who_is_no_deputy_of_the_member_is_refused_with_those_who_are(name: str) -> None:
    meeting = planned()
    with pytest.raises(frappe.ValidationError, match="Choose one of: Senior Licensing Officer"):
        tell(meeting, intention=COMES, deputy=name)
    assert not line(meeting).deputy_user


@pytest.mark.parametrize(("days", "is_known"), [(0, True), (-1, False)])
def test_a_deputy_may_come_up_to_the_last_day(days: int, is_known: bool) -> None:
    meeting = planned()
    last = add_to_date(meeting.starts_at, days=days).date()
    frappe.db.set_value("PAPG Member Deputy", {"parent": cast.member(cast.MEMBER)}, {"valid_to": last})
    if is_known:
        tell(meeting, intention=COMES, deputy=cast.POSTS[cast.DEPUTY])
    else:
        with pytest.raises(frappe.ValidationError, match="Choose one of: none named"):
            tell(meeting, intention=COMES, deputy=cast.POSTS[cast.DEPUTY])


@pytest.mark.parametrize("person", [cast.NEIGHBOUR, cast.BOARD])
def test_nobody_outside_the_group_says_anything(person: str) -> None:
    meeting = planned()
    with pytest.raises(frappe.PermissionError):
        tell(meeting, person)


@pytest.mark.parametrize("person", [cast.AUDITOR, cast.ADMINISTRATOR])
def test_who_reads_the_meeting_and_is_not_expected_at_it_says_nothing(person: str) -> None:
    with pytest.raises(frappe.PermissionError, match="You are not in the attendance of this meeting"):
        tell(planned(), person)


def test_a_member_says_nothing_of_a_meeting_whose_agenda_is_not_issued() -> None:
    with acting_as(cast.SECRETARY):
        meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    with pytest.raises(frappe.PermissionError):
        tell(meeting)


def test_words_nobody_knows_are_refused() -> None:
    with pytest.raises(
        frappe.ValidationError, match=r"“Maybe” is not something to say\. Choose one of: Will come"
    ):
        tell(planned(), intention="Maybe")


def test_after_the_start_and_once_recorded_it_is_for_the_secretary() -> None:
    begun, recorded = planned(), planned()
    frappe.db.set_value("PAPG Meeting", begun.name, "starts_at", add_to_date(now_datetime(), minutes=-1))
    with pytest.raises(frappe.ValidationError, match=r"has started\. Tell the secretary"):
        tell(begun)
    frappe.db.set_value("PAPG Attendance", line(recorded).name, "presence", "Apologies")
    with pytest.raises(frappe.ValidationError, match="has recorded you as apologies already"):
        tell(recorded)


def test_a_form_opened_before_takes_nothing_back_and_nobody_speaks_for_a_member() -> None:
    meeting = planned()
    stale = frappe.get_doc("PAPG Meeting", meeting.name)
    tell(meeting, intention=COMES, deputy=cast.POSTS[cast.DEPUTY])
    for row in stale.attendance:
        row.intention = "Apologies"
    stale.place = "Committee Room 3"
    with acting_as(cast.SECRETARY):
        stale.save()
    assert (line(meeting).intention, line(meeting).deputy_user) == (COMES, cast.DEPUTY)
    assert not line(meeting, cast.PARTNER).intention


def test_the_secretary_who_has_seen_what_was_said_may_name_another_deputy() -> None:
    meeting = planned()
    tell(meeting, intention=COMES, deputy=cast.POSTS[cast.DEPUTY])
    doc = frappe.get_doc("PAPG Meeting", meeting.name)
    next(
        row for row in doc.attendance if row.member == cast.member(cast.MEMBER)
    ).deputy = "Enforcement Officer"
    with acting_as(cast.SECRETARY):
        doc.save()
    assert (line(meeting).deputy, line(meeting).deputy_user) == ("Enforcement Officer", None)


@pytest.mark.parametrize(("change", "is_kept"), [({"days": 1}, False), ({"hours": 1}, True)])
def test_who_said_they_come_has_said_nothing_of_another_day(change: dict[str, int], is_kept: bool) -> None:
    meeting = planned()
    tell(meeting, intention=COMES, deputy=cast.POSTS[cast.DEPUTY])
    doc = frappe.get_doc("PAPG Meeting", meeting.name)
    doc.starts_at = add_to_date(get_datetime(doc.starts_at), **change)
    with acting_as(cast.SECRETARY):
        doc.save()
    assert (line(meeting).intention, line(meeting).deputy_user) == (
        (COMES, cast.DEPUTY) if is_kept else (None, None)
    )
    assert ("ask them again" in str(frappe.message_log)) is not is_kept


def test_secretary_and_chair_see_the_quorum_to_expect_and_members_do_not() -> None:
    meeting = planned()
    with acting_as(cast.SECRETARY):
        assert intending.expected(meeting) is None
    tell(meeting)
    tell(meeting, cast.CHAIR, "Will come")
    doc = frappe.get_doc("PAPG Meeting", meeting.name)
    for person in (cast.SECRETARY, cast.CHAIR):
        with acting_as(person):
            said = intending.expected(doc)["said"]
        assert said.startswith("1 will come, 1 sent apologies, 0 send a deputy, 5 have not said.")
        assert "the meeting will be quorate. Quorate: the terms of reference state no quorum." in said
    with acting_as(cast.MEMBER):
        assert intending.expected(doc) is None
        assert intending.mine(doc.name, doc.status, doc.starts_at)["intention"] == "Apologies"
    with acting_as(cast.AUDITOR):
        assert intending.mine(doc.name, doc.status, doc.starts_at) is None


def test_what_the_form_asks_costs_the_same_with_3_and_with_30_members() -> None:
    costs = []
    for members in (3, 3, 30):
        group = make_group().name
        make_member(group, user=cast.SECRETARY, position="Secretary")
        for _number in range(members - 1):
            make_member(group)
        meeting = make("PAPG Meeting", papg_group=group)
        for row in meeting.attendance:
            row.intention = "Will come"
        scope.forget()
        with acting_as(cast.SECRETARY), counted_queries() as queries:
            assert intending.expected(meeting)["said"].startswith(f"{members} will come")
        costs.append(len(queries))
    assert costs[1] == costs[2]


def test_the_intentions_of_the_form_are_those_of_the_rules() -> None:
    options = frappe.get_meta("PAPG Attendance").get_field("intention").options
    assert tuple(filter(None, options.split("\n"))) == INTENTIONS
