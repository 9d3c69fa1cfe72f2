"""Items of Part 2: numbered by themselves, seen by their audience."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.meetings import restricted
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import agreed, held_meeting

pytestmark = pytest.mark.usefixtures("room")


def item(meeting: Document, by: str = cast.SECRETARY, **fields: object) -> Document:
    with acting_as(by):
        return make("PAPG Restricted Item", meeting=meeting.name, **fields)


def is_seen_by(record: Document, person: str) -> bool:
    with acting_as(person):
        return bool(frappe.get_list(record.doctype, {"name": record.name}))


def test_restricted_items_are_numbered_within_their_meeting() -> None:
    first, second = held_meeting(days_ago=9), held_meeting()
    assert [item(first).item_number, item(first).item_number, item(second).item_number] == ["R1", "R2", "R1"]


def test_number_preparer_and_group_cannot_be_sent_in() -> None:
    meeting = held_meeting()
    made = item(meeting, item_number="R9", prepared_by=cast.MEMBER)
    with acting_as(cast.SECRETARY):
        made.update({"item_number": "R8", "prepared_by": cast.MEMBER})
        made.save()
    assert (made.item_number, made.prepared_by) == ("R1", cast.SECRETARY)
    assert made.papg_group == meeting.papg_group


def test_without_an_audience_only_the_preparer_sees_the_item_and_is_told() -> None:
    made = item(held_meeting())
    assert is_seen_by(made, cast.SECRETARY)
    assert not any(is_seen_by(made, person) for person in (cast.CHAIR, cast.MEMBER, cast.INTEGRATION))
    made.run_method("onload")
    assert f"only {cast.SECRETARY}, who prepared this item" in made.get_onload("audience_note")


def test_a_member_in_the_audience_sees_the_item() -> None:
    made = item(held_meeting(), audience=[{"member": cast.member(cast.MEMBER)}])
    assert is_seen_by(made, cast.MEMBER)
    assert not is_seen_by(made, cast.CHAIR)
    made.run_method("onload")
    assert made.get_onload("audience_note") is None


def test_a_member_of_another_group_is_refused_by_the_row() -> None:
    """The built-in Administrator may choose any member; who works here cannot even name one of another group."""
    meeting = held_meeting()
    rows = [{"member": cast.member(cast.CHAIR)}, {"member": cast.member(cast.NEIGHBOUR, "B")}]
    with pytest.raises(frappe.ValidationError, match="Row 2 of the audience: the member is of another group"):
        item(meeting, "Administrator", audience=rows)
    with pytest.raises(frappe.LinkValidationError, match="Row 2, Member"):
        item(meeting, audience=rows)


def test_an_empty_row_of_the_audience_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="Row 1 of the audience is empty"):
        item(held_meeting(), audience=[{}])


@pytest.mark.parametrize("person", [cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR])
def test_nobody_but_the_secretary_makes_a_restricted_item(person: str) -> None:
    meeting = held_meeting()
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        item(meeting, person)


def read_by_chair(**fields: object) -> Document:
    """An item of a held meeting that was written by the secretary, with the chair in its audience."""
    given = {"discussion": "<p>The layout was shown.</p>", "audience": [{"member": cast.member(cast.CHAIR)}]}
    return item(held_meeting(), **given | fields)


def agree(made: Document, by: str = cast.CHAIR, **how: object) -> Document:
    with acting_as(by):
        restricted.agree(made.name, **(how or {"agreed_on": today()}))
    made.reload()
    return made


def test_the_chair_agrees_part_two_by_itself_and_its_text_then_stays() -> None:
    made, other = read_by_chair(), read_by_chair()
    assert frappe.db.count("PAPG Minutes", {"meeting": made.meeting}) == 0
    agree(made)
    assert (str(made.agreed_on), made.is_agreed_by_correspondence) == (today(), 1)
    with acting_as(cast.SECRETARY):
        made.discussion = "Something else"
        with pytest.raises(frappe.ValidationError, match="Item R1 was agreed as a correct record on"):
            made.save()
        made.reload()
        made.append("audience", {"member": cast.member(cast.MEMBER)})
        assert made.save().agreed_on
        other.discussion = "Still open"
        assert other.save().agreed_on is None
    with pytest.raises(frappe.ValidationError, match="can no longer be changed"):
        agree(made)


def test_part_one_is_agreed_without_part_two() -> None:
    minutes = agreed()
    made = item(frappe.get_doc("PAPG Meeting", minutes.meeting))
    with acting_as(cast.SECRETARY):
        made.discussion = "Written later"
        assert made.save().agreed_on is None


def test_part_two_is_agreed_at_a_later_meeting_of_the_group() -> None:
    made = read_by_chair()
    later, earlier = held_meeting(days_ago=2), held_meeting(days_ago=30)
    with pytest.raises(frappe.ValidationError, match="later"):
        agree(made, agreed_at=earlier.name)
    agree(made, agreed_at=later.name)
    assert (made.agreed_at, made.agreed_on) == (later.name, getdate(later.starts_at))


@pytest.mark.parametrize(
    ("by", "fields", "reason"),
    [
        (cast.SECRETARY, {}, "prepared these minutes"),
        (cast.CHAIR, {"discussion": "<p> </p>"}, "Nothing is written under this item"),
    ],
)
def test_part_two_is_not_agreed_by_its_writer_and_not_empty(by: str, fields: dict, reason: str) -> None:
    made = read_by_chair(**fields)
    with pytest.raises(frappe.ValidationError, match=reason):
        agree(made, by)
    assert frappe.db.get_value(made.doctype, made.name, "agreed_on") is None


def test_a_chair_who_changed_the_text_does_not_agree_it() -> None:
    made = read_by_chair()
    with acting_as(cast.CHAIR):
        doc = frappe.get_doc(made.doctype, made.name)
        doc.update({"discussion": "In other words", "edited_by": ""}).save()
    with pytest.raises(frappe.ValidationError, match="edited this version"):
        agree(made)


def test_agreement_cannot_be_sent_in() -> None:
    made = read_by_chair()
    with acting_as(cast.SECRETARY):
        made.update({"agreed_on": today(), "is_agreed_by_correspondence": 1}).save()
    assert (made.agreed_on, made.is_agreed_by_correspondence) == (None, 0)


@pytest.mark.parametrize("person", [cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR])
def test_nobody_else_agrees_it(person: str) -> None:
    made = read_by_chair(audience=[{"member": cast.member(cast.CHAIR)}, {"member": cast.member(cast.MEMBER)}])
    with pytest.raises(frappe.PermissionError):
        agree(made, person)


def test_a_restricted_item_is_not_deleted() -> None:
    made = item(held_meeting())
    with pytest.raises(frappe.ValidationError, match="A restricted item stays on record"):
        frappe.delete_doc(made.doctype, made.name)
