"""Requests for contributions before a meeting to come, and one who stands in."""

import frappe
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk import seeds_meetings
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES

RECORD = "PAPG Contribution Request"
OWN, STOOD_IN_FOR = "own", "stood in for"


def sow(field: Field) -> None:
    """Requests in two groups, one of the partner's own, and one whose member somebody stands in for."""
    seeds_meetings.plan(field, "A", STOOD_IN_FOR, is_issued=True, has_papers=False)
    let_stand_in(field)
    ask(field, "A", seeds_meetings.ISSUED, cast.PARTNER)
    ask(field, "A", STOOD_IN_FOR, cast.MEMBER)
    ask(field, "B", seeds_meetings.ISSUED, cast.NEIGHBOUR)
    for letter, person in (("A", cast.PARTNER), ("B", cast.NEIGHBOUR)):
        meeting = field.find("PAPG Meeting", seeds_meetings.ISSUED, letter)
        asked = {"meeting": meeting.name, "member": cast.member(person, letter)}
        new = make(RECORD, insert=False, **asked).as_dict(no_nulls=True)
        field.add_new(RECORD, "new", letter, {**new, "due_on": today()})


def let_stand_in(field: Field) -> None:
    """The member's deputy is named for the meeting before it takes place."""
    row = field.find("PAPG Meeting", STOOD_IN_FOR, "A")
    with acting_as(cast.SECRETARY):
        meeting = frappe.get_doc("PAPG Meeting", row.name)
        for line in meeting.attendance:
            if line.member == cast.member(cast.MEMBER):
                line.deputy = cast.POSTS[cast.DEPUTY]
        meeting.save()
    row.deputies = frozenset({cast.DEPUTY})


def ask(field: Field, letter: str, label: str, person: str) -> None:
    """A request with an answer."""
    meeting = field.find("PAPG Meeting", label, letter)
    words = field.writer(RECORD, label, letter)
    with acting_as(SECRETARIES[letter]):
        fields = {
            "meeting": meeting.name,
            "member": cast.member(person, letter),
            "question": words("question"),
        }
        doc = make(RECORD, due_on=add_days(today(), 10), **fields)
        doc.update({"answer": words("answer")})
        doc.save()
    field.add(
        RECORD,
        doc.name,
        label,
        letter,
        whom={OWN: frozenset({person}) | meeting.deputies},
        deputies=meeting.deputies,
        change={"answer": words("a change")},
        page=f"/partner/contribution/{doc.name}",
    )
