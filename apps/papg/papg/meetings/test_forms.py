"""What opening the room's forms costs."""

import frappe
import pytest
from frappe.desk.form import load
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_group, make_member
from papg.testing.meetings import drafted, held_meeting

pytestmark = pytest.mark.usefixtures("room")


def cost(record: Document) -> list[str]:
    """Queries of opening a record's form; the first time warms what is kept between requests."""
    for _warm in range(2):
        frappe.db.value_cache.clear()
        frappe.local.response = frappe._dict(docs=[])
        with counted_queries() as queries:
            load.getdoc(record.doctype, record.name)
    return queries


def meeting_of(members: int) -> Document:
    group = make_group().name
    for _number in range(members):
        make_member(group)
    meeting = make("PAPG Meeting", papg_group=group)
    assert len(meeting.attendance) == members
    return meeting


@pytest.fixture(autouse=True)
def titles_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles of linked records are looked up for every form in one place of the app, and counted there."""
    monkeypatch.setattr(load, "set_link_titles", lambda doc: None)


def test_a_meeting_of_thirty_members_opens_with_as_many_queries_as_one_of_three() -> None:
    assert len(cost(meeting_of(3))) == len(cost(meeting_of(30)))


def test_saving_a_meeting_of_thirty_members_asks_the_rules_with_as_many_reads_as_one_of_three() -> None:
    """The framework writes rows, and looks their links up the first time, one by one; our rules read all at once."""
    reads = []
    for members in (3, 3, 30):
        meeting = meeting_of(members).save()
        meeting.attendance[0].presence = "Present"
        with counted_queries() as queries:
            meeting.save()
        reads.append(sum(query.lstrip().lower().startswith("select") for query in queries))
    _warming, few, many = reads
    assert few == many


def test_minutes_of_thirty_entries_open_with_as_many_queries_as_those_of_three() -> None:
    costs = []
    for items in (3, 30):
        agenda = [{"title": f"Item {number}"} for number in range(items)]
        minutes = drafted(held_meeting(agenda=agenda))
        costs.append(len(cost(minutes)))
    assert costs[0] == costs[1]


def test_the_meeting_tells_its_minutes_only_to_who_may_read_them() -> None:
    minutes = drafted()
    meeting = frappe.get_doc("PAPG Meeting", minutes.meeting)
    for person, seen in ((cast.SECRETARY, minutes.name), (cast.MEMBER, None), (cast.PARTNER, None)):
        with acting_as(person):
            meeting.run_method("onload")
            assert meeting.get_onload("minutes") == seen
