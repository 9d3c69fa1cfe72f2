"""Meetings to come and meetings held, with their minutes at every stage and all that hangs on them."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_to_date, get_datetime, today

from papg.meetings import planning
from papg.testing import cast
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field, Row, StoredFile
from tests.walk.seeds_membership import SECRETARIES, group_name

ISSUED, NOT_ISSUED = "issued", "not issued"


def sow(field: Field) -> None:
    """Meetings of both groups; those held in the groups that need them."""
    for letter in ("A", "B"):
        plan(field, letter, NOT_ISSUED)
        plan(field, letter, "not issued, without papers", has_papers=False)
        plan(field, letter, ISSUED, is_issued=True)
        hold(field, letter, "without minutes")
        new = make("PAPG Meeting", insert=False, papg_group=group_name(letter))
        when = frozenset({NOT_ISSUED})
        field.add_new("PAPG Meeting", "new", letter, new.as_dict(no_nulls=True), when=when)


def plan(field: Field, letter: str, label: str, is_issued: bool = False, has_papers: bool = True) -> None:
    """A meeting to come."""
    with acting_as(SECRETARIES[letter]):
        doc = make("PAPG Meeting", **texts(field, letter, label, days=20))
        if has_papers:
            add_paper(field, doc, label, letter)
        if is_issued:
            planning.issue_agenda(doc.name)
    note(field, doc, letter, label, is_issued=is_issued)


def hold(
    field: Field, letter: str, label: str, stands_in: tuple[str, str] | None = None, **facts: Any
) -> Row:
    """A meeting that was held.

    Args:
        field: Where it is noted.
        letter: Group.
        label: What it is.
        stands_in: Account of a member and of who stood in for the member.
        facts: What the row says of it.
    """
    with acting_as(SECRETARIES[letter]):
        held = {"status": "Held", "agenda_issued_on": today()}
        doc = make("PAPG Meeting", **texts(field, letter, label, days=-14), **held)
        if stands_in:
            let_stand_in(field, doc, label, letter, *stands_in)
    return note(field, doc, letter, label, **{"is_aside": not stands_in, **facts})


def let_stand_in(field: Field, doc: Document, label: str, letter: str, member: str, deputy: str) -> None:
    """Record who stood in for a member, and give the meeting a paper."""
    words = field.writer("PAPG Meeting", label, letter)
    for row in doc.attendance:
        row.presence = "Present"
        row.declared_interest = words("declared interest")
        if row.member == cast.member(member):
            row.presence, row.deputy = "Deputised", cast.POSTS[deputy]
    declared = {"item_number": 1, "attendee_name": doc.attendance[0].attendee_name}
    doc.append("interests", {**declared, "interest": words("interest at an item")})
    add_paper(field, doc, label, letter)


def note(field: Field, doc: Document, letter: str, label: str, is_issued: bool = True, **facts: Any) -> Row:
    """Note a meeting."""
    words = field.writer("PAPG Meeting", label, letter)
    return field.add(
        "PAPG Meeting",
        doc.name,
        label,
        letter,
        when=frozenset({ISSUED if is_issued else NOT_ISSUED}),
        change={"place": words("a change")},
        page=f"/partner/meeting/{doc.name}",
        **facts,
    )


def texts(field: Field, letter: str, label: str, days: int) -> dict[str, Any]:
    """Words for every text of a meeting, its agenda included."""
    words = field.writer("PAPG Meeting", label, letter)
    agenda = {name: words(f"agenda {name}") for name in ("title", "presenter", "notes")}
    return {
        "papg_group": group_name(letter),
        "starts_at": add_to_date(get_datetime(today()), days=days, hours=10),
        "title": words("title"),
        "place": words("place"),
        "agenda": [agenda],
    }


def add_paper(field: Field, doc: Document, label: str, letter: str) -> None:
    """A paper with a private file."""
    words = field.writer(doc.doctype, label, letter)
    attached = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
    mark = field.mark(str(Row(doc.doctype, label, letter)), "content of a paper")
    file = make("File", file_name=f"{frappe.generate_hash(length=8)}.txt", content=mark, **attached)
    field.files[doc.name] = [StoredFile(file.name, file.file_url, mark)]
    doc.append("papers", {"title": words("paper"), "file": file.file_url})
    doc.save()
