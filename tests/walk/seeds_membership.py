"""Groups, members and terms of reference."""

import frappe
from frappe.model.document import Document

from papg.testing import cast, terms
from papg.testing.factories import JOINED_ON, listed_name, make, make_user
from papg.testing.meetings import acting_as
from tests.walk.people import GROUP_D
from tests.walk.rows import Field

SECRETARIES = {"A": cast.SECRETARY, "B": cast.THREE, "D": "Administrator"}
ORGANISATIONS = {"A": cast.DEPARTMENT, "B": cast.NEIGHBOUR_COUNCIL}
REVIEW = {"review_due_on": "2027-03-01"}
CHAIRS_AREA = "Area of the chair"
ETIQUETTE = "Membership etiquette"


def sow(field: Field) -> None:
    """Both groups with a member and two versions of their terms; a third group whose terms tell boards nothing."""
    lines = [{"body": cast.group("Board"), "chain": "Delivery"}]
    make("PAPG Group", group_name=GROUP_D, authority=cast.COUNCIL, reports_to=lines)
    give_the_chair_a_deputy_and_a_seat()
    for letter in ("A", "B"):
        sow_group(field, letter)
        sow_member(field, letter)
        sow_observer(field, letter)
        sow_terms(field, letter, "in force", "2026-01-05", is_board_audience=1)
        sow_terms(field, letter, "draft", "2027-01-04")
        sow_terms(field, letter, "with members", "2027-02-01")
        new = make("PAPG Terms of Reference", insert=False, papg_group=cast.group(letter))
        field.add_new(
            "PAPG Terms of Reference", "new", letter, new.as_dict(no_nulls=True), when=frozenset({"draft"})
        )
    sow_terms(field, "D", "in force", "2026-01-05")
    new = make("PAPG Group", insert=False, authority=cast.COUNCIL)
    field.add_new("PAPG Group", "new", "", new.as_dict(no_nulls=True))


def give_the_chair_a_deputy_and_a_seat() -> None:
    """The partner may stand in for the chair, who fills a seat that audiences can name."""
    doc = frappe.get_doc("PAPG Member", cast.member(cast.CHAIR))
    post = cast.POSTS[cast.PARTNER]
    deputy = {"deputy_name": post, "email": cast.PARTNER, "user": cast.PARTNER, "valid_from": JOINED_ON}
    doc.append("deputies", deputy)
    doc.append("seats", {"business_area": listed_name("PAPG Business Area", area_name=CHAIRS_AREA)})
    doc.save()


def group_name(letter: str) -> str:
    """Name of a group of the cast or of the walk."""
    return cast.group(GROUP_D if letter == "D" else letter)


def sow_group(field: Field, letter: str) -> None:
    """Put words into a group of the cast."""
    label = "the group"
    words = field.writer("PAPG Group", label, letter)
    doc = frappe.get_doc("PAPG Group", group_name(letter))
    doc.update({name: words(name) for name in ("purpose", "lead", "outcome", "adopted_by_body")})
    doc.append("links", {"linked_body": words("links"), "kind": "Informs"})
    with acting_as(SECRETARIES[letter]):
        doc.save()
    field.add("PAPG Group", doc.name, label, letter, change={"lead": words("a change")})


def sow_member(field: Field, letter: str) -> None:
    """A member without an account, with a deputy and a seat."""
    label = "an adviser"
    words = field.writer("PAPG Member", label, letter)
    area = listed_name("PAPG Business Area", area_name=f"Area of the adviser of {letter}")
    values = {
        "papg_group": group_name(letter),
        "full_name": words("full_name"),
        "organisation": ORGANISATIONS[letter],
        "position": "Adviser",
        "joined_on": JOINED_ON,
    }
    with acting_as(SECRETARIES[letter]):
        doc = make(
            "PAPG Member",
            **values,
            email=f"adviser.{letter.lower()}@harbour.example",
            job_title=words("job_title"),
            contribution=words("contribution"),
            seats=[{"business_area": area, "portfolio": words("portfolio")}],
            deputies=[{"deputy_name": words("deputy_name"), "valid_from": JOINED_ON}],
        )
    field.add("PAPG Member", doc.name, label, letter, change={"contribution": words("a change")})
    new = make("PAPG Member", insert=False, **values)
    field.add_new("PAPG Member", "new", letter, new.as_dict(no_nulls=True))


def sow_observer(field: Field, letter: str) -> None:
    """A member with an account nobody of the walk comes with."""
    label = "an observer with an account"
    words = field.writer("PAPG Member", label, letter)
    user = f"observer.{letter.lower()}@harbour.example"
    make_user(user, f"Observer of {letter}")
    with acting_as(SECRETARIES[letter]):
        doc = make(
            "PAPG Member",
            papg_group=group_name(letter),
            full_name=words("full_name"),
            organisation=ORGANISATIONS[letter],
            position="Observer",
            joined_on=JOINED_ON,
            email=user,
        )
    doc.db_set("user", user)
    field.add("PAPG Member", doc.name, label, letter, change={"contribution": words("a change")})


def sow_terms(field: Field, letter: str, label: str, in_force_from: str, is_board_audience: int = 0) -> None:
    """One version of a group's terms, labelled by the condition it is in."""
    words = field.writer("PAPG Terms of Reference", label, letter)
    with acting_as(SECRETARIES[letter]):
        doc = make(
            "PAPG Terms of Reference",
            papg_group=group_name(letter),
            in_force_from=in_force_from,
            recording=words("recording"),
            minute_audience=words("minute_audience"),
            is_board_audience=is_board_audience,
            sections=[
                {"heading": words("heading"), "body": words("body")},
                {"heading": ETIQUETTE, "body": words("etiquette")},
            ],
            standing_items=[{"title": words("standing item"), "seat": words("seat")}],
        )
    bring_to(doc, letter, label)
    field.add(
        "PAPG Terms of Reference",
        doc.name,
        label,
        letter,
        when=frozenset({"in force" if label == "in force" else "draft"}),
        change=REVIEW,
        barred={"submit": "the members have not had the terms yet"} if label == "draft" else {},
        page=f"/partner/terms/{doc.name}",
    )


def bring_to(doc: Document, letter: str, label: str) -> None:
    """Send terms to the members, and let the chair bring them into force, where the group has one."""
    if label == "with members" and letter in cast.GROUPS:
        terms.with_members(doc)
    elif label == "in force" and letter == "A":
        terms.in_force(doc)
    elif label == "in force":
        terms.in_force_without_a_chair(doc)
