"""A request for a contribution: who asks, who answers, what stays as it is, and what silence looks like."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg import notices
from papg.meetings import asking, contributions
from papg.permissions import policy
from papg.rules.contributions import KINDS, STATUSES
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_group, make_member

pytestmark = pytest.mark.usefixtures("room")
RECORD = contributions.RECORD


def planned(group: str = "A", **fields: object) -> Document:
    return make("PAPG Meeting", papg_group=cast.group(group), **fields)


def request(meeting: Document | None = None, member: str = cast.MEMBER, **fields: object) -> Document:
    """A request the secretary made of a member."""
    meeting = meeting or planned()
    with acting_as(cast.SECRETARY):
        asked = {"meeting": meeting.name, "member": cast.member(member), "due_on": add_days(today(), 7)}
        return make(RECORD, **asked | fields)


def answer(asked: Document, by: str = cast.MEMBER, **fields: object) -> Document:
    with acting_as(by):
        doc = frappe.get_doc(RECORD, asked.name)
        doc.update(fields or {"answer": "Two more patrols in the harbour."})
        return doc.save()


def test_a_request_keeps_the_name_and_organisation_of_the_day_and_says_nothing_in_its_title() -> None:
    doc = request(
        question="What about the harbour?", asked_by=cast.CHAIR, answer="Mine", answered_by=cast.CHAIR
    )
    assert (doc.papg_group, doc.member_name, doc.organisation) == (
        cast.group("A"),
        cast.POSTS[cast.MEMBER],
        cast.DEPARTMENT,
    )
    assert (doc.asked_by, str(doc.asked_on), doc.status) == (cast.SECRETARY, today(), "Asked")
    assert (doc.answer, doc.answered_by) == (None, None)
    assert "harbour?" not in doc.title and cast.GROUP_A in doc.title


def test_the_member_answers_and_it_is_noted_who_and_when() -> None:
    doc = answer(request())
    assert (doc.status, doc.answered_by, getdate(doc.answered_on)) == ("Answered", cast.MEMBER, getdate())


def test_nothing_to_report_is_an_answer_and_taking_it_back_is_none() -> None:
    doc = request()
    assert answer(doc, has_nothing_to_report=1).status == "Nothing to report"
    doc = answer(doc, has_nothing_to_report=0)
    assert (doc.status, doc.answered_by, doc.answered_on) == ("Asked", None, None)


def test_an_answer_beside_nothing_to_report_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="Keep one of the two"):
        answer(request(), answer="Much.", has_nothing_to_report=1)


@pytest.mark.parametrize("person", [cast.SECRETARY, cast.CHAIR])
def test_secretary_and_chair_write_down_what_was_said_on_the_telephone(person: str) -> None:
    assert answer(request(), person).answered_by == person


@pytest.mark.parametrize(
    "person", [cast.PARTNER, cast.NEIGHBOUR, cast.BOARD, cast.AUDITOR, cast.ADMINISTRATOR]
)
def test_nobody_else_answers_for_a_member(person: str) -> None:
    doc = request()
    with pytest.raises(frappe.PermissionError):
        answer(doc, person)
    assert not frappe.db.get_value(RECORD, doc.name, "answer")


def test_a_partner_may_read_and_write_their_own_and_no_other() -> None:
    meeting = planned()
    own, other = request(meeting, cast.PARTNER), request(meeting)
    for right in ("read", "write"):
        assert policy.is_allowed(RECORD, own.name, right, cast.PARTNER)
        assert not policy.is_allowed(RECORD, other.name, right, cast.PARTNER)
    assert policy.is_allowed(RECORD, own.name, "read", cast.MEMBER)
    assert not policy.is_allowed(RECORD, own.name, "write", cast.MEMBER)


def test_who_stands_in_reaches_the_request_of_whom_they_stand_in_for_at_that_meeting_only() -> None:
    meeting = planned()
    theirs, other, elsewhere = request(meeting), request(meeting, cast.PARTNER), request()
    row = next(row for row in meeting.attendance if row.member == cast.member(cast.MEMBER))
    row.deputy = cast.POSTS[cast.DEPUTY]
    meeting.save()
    assert [
        policy.is_allowed(RECORD, doc.name, "write", cast.DEPUTY) for doc in (theirs, other, elsewhere)
    ] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("status", ["Held", "Cancelled"])
def test_answers_stay_as_they_are_once_the_meeting_is_over(status: str) -> None:
    doc = request()
    frappe.db.set_value("PAPG Meeting", doc.meeting, "status", status)
    with pytest.raises(
        frappe.ValidationError, match=f"The meeting is {status.lower()}, and what was contributed"
    ):
        answer(doc, cast.SECRETARY)


@pytest.mark.parametrize("field", ["question", "kind"])
def test_what_was_asked_stays_as_it_was(field: str) -> None:
    doc = request()
    with pytest.raises(frappe.ValidationError, match="What was asked is not changed any more"):
        answer(doc, cast.SECRETARY, **{field: "Other"})


def test_the_day_is_moved_by_the_secretary_and_not_by_who_is_asked() -> None:
    doc = request()
    with pytest.raises(frappe.ValidationError, match="The day and the item are changed by the secretary"):
        answer(doc, due_on=today())
    frappe.db.set_value(RECORD, doc.name, "reminded_on", today())
    moved = answer(doc, cast.SECRETARY, due_on=add_days(today(), 9))
    assert moved.reminded_on is None
    with pytest.raises(frappe.ValidationError, match="Choose a day in between"):
        answer(doc, cast.SECRETARY, due_on=add_days(today(), 99))


def test_the_same_is_not_asked_of_a_member_twice_and_a_stranger_not_at_all() -> None:
    meeting = planned()
    request(meeting, question="What is new?")
    with pytest.raises(frappe.ValidationError, match="Licensing Manager has been asked this"):
        request(meeting, question="What is new?")
    with pytest.raises(frappe.ValidationError, match="is not a member of this group on"):
        make(RECORD, meeting=meeting.name, member=cast.member(cast.NEIGHBOUR, "B"))


def test_a_request_is_for_an_item_there_is_and_follows_it() -> None:
    meeting = planned(agenda=[{"title": "Threat"}, {"title": "Plan"}])
    with pytest.raises(frappe.ValidationError, match="The agenda has no item 9"):
        request(meeting, item_number=9)
    doc = request(meeting, item_number=2)
    meeting.reload()
    meeting.agenda.reverse()
    for number, row in enumerate(meeting.agenda, 1):
        row.idx = number
    meeting.save()
    assert frappe.db.get_value(RECORD, doc.name, "item_number") == 1


def test_a_request_stays_on_record() -> None:
    with pytest.raises(frappe.ValidationError, match="stays on record"):
        frappe.delete_doc(RECORD, request().name)


def test_the_secretary_asks_several_in_one_step() -> None:
    meeting = planned()
    members = [cast.member(cast.MEMBER), cast.member(cast.PARTNER), cast.member(cast.MEMBER)]
    with acting_as(cast.SECRETARY):
        names = asking.ask(meeting.name, "What is new?", "Report", today(), frappe.as_json(members))
        shown = contributions.of_meeting(meeting.name)
    assert len(names) == 2
    assert {row.member_name for row in shown["rows"]} == {cast.POSTS[cast.MEMBER], cast.POSTS[cast.PARTNER]}


def test_asking_nobody_is_refused() -> None:
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="Nobody is chosen"):
        asking.ask(planned().name, "What is new?", "Report", today(), [])


@pytest.mark.parametrize(
    "person", [cast.CHAIR, cast.MEMBER, cast.PARTNER, cast.NEIGHBOUR, cast.BOARD, cast.AUDITOR]
)
def test_nobody_but_a_secretary_of_the_group_asks(person: str) -> None:
    meeting = planned(agenda_issued_on=today())
    with acting_as(person), pytest.raises(frappe.PermissionError):
        asking.ask(meeting.name, "What is new?", "Report", today(), [cast.member(cast.MEMBER)])
    assert not frappe.db.exists(RECORD, {"meeting": meeting.name})


def test_the_meeting_shows_the_silent_first_and_counts_them() -> None:
    meeting = planned()
    silent, given = request(meeting), request(meeting, cast.PARTNER)
    frappe.db.set_value(RECORD, silent.name, "due_on", add_days(today(), -1))
    answer(given, cast.SECRETARY)
    with acting_as(cast.CHAIR):
        shown = contributions.of_meeting(meeting.name)
    assert [row.status for row in shown["rows"]] == ["Silent", "Answered"]
    assert shown["said"] == "Asked 2, answered 1, nothing to report 0, silent 1, still to answer 0."
    assert all(row.answer in ("", "given") for row in shown["rows"])
    with acting_as(cast.NEIGHBOUR):
        assert contributions.of_meeting(meeting.name) is None


def test_what_was_asked_costs_the_meeting_the_same_with_3_and_with_30_requests() -> None:
    costs = []
    for count in (3, 30):
        meeting = make("PAPG Meeting", papg_group=make_group().name)
        for _number in range(count):
            make(RECORD, meeting=meeting.name, member=make_member(meeting.papg_group).name)
        contributions.of_meeting(meeting.name)
        with counted_queries() as queries:
            assert len(contributions.of_meeting(meeting.name)["rows"]) == count
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_day_after_it_was_due_a_request_is_silent_and_the_day_before_it_is_reminded_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[tuple[str, frozenset[str]]] = []

    def notify(record: Document, people: set[str], reason: str) -> list[str]:
        written.append((record.name, frozenset(people)))
        return sorted(people)

    late, soon, distant = request(), request(due_on=add_days(today(), 1)), request()
    frappe.db.set_value(RECORD, late.name, "due_on", add_days(today(), -1))
    monkeypatch.setattr(notices, "notify", notify)
    for _day in range(2):
        contributions.follow_days()
    assert [one for one in written if one[0] in (late.name, soon.name, distant.name)] == [
        (soon.name, frozenset({cast.MEMBER}))
    ]
    assert frappe.db.get_value(RECORD, late.name, "status") == "Silent"
    assert str(frappe.db.get_value(RECORD, soon.name, "reminded_on")) == today()


def test_who_is_asked_gets_a_letter_that_says_nothing_of_the_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(notices, "can_send", lambda: True)
    monkeypatch.setattr(frappe, "sendmail", lambda **letter: sent.append(letter))
    doc = request(member=cast.PARTNER, question="What about the harbour?")
    assert [letter["recipients"] for letter in sent] == [[cast.PARTNER]]
    assert "harbour?" not in str(sent)
    assert f"/partner/contribution/{doc.name}" in str(sent[0]["message"])


def test_kinds_and_statuses_of_the_form_are_those_of_the_rules() -> None:
    meta = frappe.get_meta(RECORD)
    assert tuple(meta.get_field("kind").options.split("\n")) == KINDS
    assert tuple(meta.get_field("status").options.split("\n")) == STATUSES
