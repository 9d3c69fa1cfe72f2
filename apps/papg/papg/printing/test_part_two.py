"""Restricted items on paper: nothing of them on the open minutes, and Part 2 for their audience alone."""

import frappe
import pytest
from frappe.model.document import Document

from papg.printing import paper, prints
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.papers import a_held_meeting, circulated, minutes_of

CANARY = "CANARY-4711"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def printed(user: str, minutes: Document, kind: str = "minutes") -> bytes:
    with acting_as(user):
        return paper.pdf(prints.paper(kind, "PAPG Minutes", minutes.name))


def restricted_item(meeting: Document, prepared_by: str = cast.SECRETARY, **fields: object) -> Document:
    with acting_as(prepared_by):
        return make(
            "PAPG Restricted Item",
            meeting=meeting.name,
            **{"title": f"{CANARY} title", "discussion": f"<p>{CANARY} discussion</p>"} | fields,
        )


def test_the_open_minutes_hold_no_trace_of_a_restricted_item_even_for_its_audience() -> None:
    meeting = a_held_meeting()
    item = restricted_item(meeting)
    with acting_as(cast.SECRETARY):
        make("PAPG Decision", meeting=meeting.name, restricted_item=item.name, decision=f"{CANARY} decision")
        make(
            "PAPG Action",
            papg_group=cast.group("A"),
            title=f"{CANARY} action",
            meeting=meeting.name,
            restricted_item=item.name,
        )
    made = printed(cast.SECRETARY, circulated(minutes_of(meeting)))
    for trace in (CANARY, "R1", "Part 2", "estricted"):
        assert trace not in pdf.text(made)


def test_part_two_holds_the_items_its_reader_may_see_and_no_others() -> None:
    meeting = a_held_meeting()
    shared = restricted_item(
        meeting,
        title="Shared title",
        audience=[{"member": cast.member(cast.MEMBER)}],
        discussion="<p>Seen</p>",
    )
    with acting_as(cast.SECRETARY):
        make("PAPG Decision", meeting=meeting.name, restricted_item=shared.name, decision="Shared decision")
    restricted_item(meeting)
    minutes = circulated(minutes_of(meeting))
    for_secretary = pdf.text(printed(cast.SECRETARY, minutes, "minutes-part-2"))
    assert "R1. Shared title" in for_secretary
    assert f"R2. {CANARY} title" in for_secretary
    for_member = pdf.text(printed(cast.MEMBER, minutes, "minutes-part-2"))
    assert "R1. Shared title Seen Decided Decision: Shared decision" in for_member
    assert CANARY not in for_member


def test_part_two_does_not_exist_for_a_reader_outside_its_audience() -> None:
    meeting = a_held_meeting()
    restricted_item(meeting)
    minutes = circulated(minutes_of(meeting))
    for user in (cast.CHAIR, cast.PARTNER, cast.NEIGHBOUR, cast.ADMINISTRATOR):
        with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
            printed(user, minutes, "minutes-part-2")


def test_part_two_carries_the_strictest_marking_on_it() -> None:
    for order, marking in enumerate(("LOWER", "HIGHER"), 1):
        make("PAPG Marking", marking=marking, position_in_list=order)
    meeting = a_held_meeting(marking="LOWER")
    restricted_item(meeting, marking="HIGHER")
    minutes = circulated(minutes_of(meeting, marking="LOWER"))
    assert pdf.pages(printed(cast.SECRETARY, minutes, "minutes-part-2"))[0].count("HIGHER") >= 2
    assert pdf.pages(printed(cast.SECRETARY, minutes))[0].count("LOWER") >= 2
