"""Register of restricted documents: references by post, never text or a file, and one review for each edition."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import listed_name, make

RECORD = "PAPG Restricted Document"
PROFILE = {"title": "Counter-terrorism local profile", "is_yearly_profile": 1, "edition": "2026"}


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete(RECORD)
    frappe.db.delete("PAPG Action", {"kind": "Review or audit"})


def registered(user: str = cast.SECRETARY, **fields: object) -> Document:
    with acting_as(user):
        return make(RECORD, papg_group=cast.group("A"), **fields)


def profile(**fields: object) -> Document:
    return registered(**{**PROFILE, "review_owner": cast.member(cast.MEMBER), **fields})


def reviews() -> list[frappe._dict]:
    fields = ["name", "title", "owner_member", "due_on", "papg_group", "stage"]
    return frappe.get_all("PAPG Action", {"kind": "Review or audit"}, fields)


def test_a_row_says_the_post_of_a_member_and_the_last_showing_follows() -> None:
    rows = [
        {"member": cast.member(cast.MEMBER), "shown_on": "2026-06-14"},
        {"holder": "Chief Executive", "how": "Was briefed on it", "shown_on": "2026-06-20"},
    ]
    doc = registered(received_on="2026-06-01", holders=rows)
    assert [row.holder for row in doc.holders] == [cast.POSTS[cast.MEMBER], "Chief Executive"]
    assert str(doc.shown_on) == "2026-06-20"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"holders": [{"shown_on": "2026-06-14"}]}, "Row 1: say who it was, by post or as a member."),
        (
            {"holders": [{"holder": "CTSA", "shown_on": "2026-05-31"}]},
            "Row 1, CTSA: 31 May 2026 is before the document was received, 1 June 2026.",
        ),
        ({"title": "Annex, TOP SECRET"}, "Title: “Annex, TOP SECRET” says SECRET."),
    ],
)
def test_what_the_register_cannot_hold_is_refused_by_row(fields: dict[str, object], said: str) -> None:
    with pytest.raises(frappe.ValidationError, match=said):
        registered(received_on="2026-06-01", **fields)


def test_a_member_of_another_group_is_not_noted_here() -> None:
    other = [{"member": cast.member(cast.NEIGHBOUR, "B"), "shown_on": today()}]
    with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        registered(holders=other)


def test_an_old_marking_stays_as_it_stands_on_the_document() -> None:
    old = listed_name("PAPG Marking", marking="RESTRICTED")
    assert registered(marking=old).marking == "RESTRICTED"


@pytest.mark.parametrize("user", [cast.SECRETARY, "Administrator"])
def test_no_file_is_attached_and_no_remark_is_kept(user: str) -> None:
    doc = registered()
    about = {"attached_to_doctype": RECORD, "attached_to_name": doc.name}
    with acting_as(user):
        with pytest.raises(frappe.ValidationError, match="holds references only"):
            frappe.get_doc({"doctype": "File", "file_name": "a.txt", "content": "text", **about}).insert()
        with pytest.raises(frappe.ValidationError, match="holds references only"):
            doc.add_comment("Comment", "It says")


def test_a_file_that_is_here_already_is_not_moved_to_it() -> None:
    about = {"attached_to_doctype": RECORD, "attached_to_name": registered().name}
    with acting_as("Administrator"):
        loose = frappe.get_doc({"doctype": "File", "file_name": "a.txt", "content": "text"}).insert()
        with pytest.raises(frappe.ValidationError, match="holds references only"):
            loose.update(about).save()


@pytest.mark.parametrize("record", [RECORD, "PAPG Document Holder"])
def test_a_council_adds_no_field_for_text_to_it(record: str) -> None:
    field = {"doctype": "Custom Field", "dt": record, "label": "Summary"}
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.ValidationError, match="holds references only"):
        frappe.get_doc({**field, "fieldtype": "Small Text"}).insert()


def test_there_is_no_field_for_text_in_it() -> None:
    short = {"Data", "Date", "Link", "Check", "Select", "Table", "Section Break", "Column Break"}
    for record in (RECORD, "PAPG Document Holder"):
        assert {field.fieldtype for field in frappe.get_meta(record).fields} <= short


def test_a_new_edition_opens_one_review_with_owner_and_day() -> None:
    doc = profile(received_on=add_days(today(), -7))
    (review,) = reviews()
    assert (doc.review, review.owner_member) == (review.name, cast.member(cast.MEMBER))
    assert (review.due_on, review.stage) == (getdate(add_days(today(), 49)), "Open")
    assert doc.title not in review.title
    with acting_as(cast.SECRETARY):
        frappe.get_doc(RECORD, doc.name).update({"held_at": "The safe", "review": None}).save()
    profile(reference="Copy 2", review_owner=None)
    assert [row.name for row in reviews()] == [review.name]
    profile(edition="2027")
    assert len(reviews()) == 2


def test_what_is_no_yearly_profile_opens_none_and_a_profile_needs_an_owner() -> None:
    registered(title=PROFILE["title"], edition="2026")
    assert reviews() == []
    with pytest.raises(frappe.ValidationError, match="Choose the member who owns it"):
        profile(review_owner=None)


@pytest.mark.parametrize("user", [cast.MEMBER, cast.NEIGHBOUR, cast.BOARD, cast.ADMINISTRATOR, cast.THREE])
def test_the_register_is_read_by_those_who_run_the_group(user: str) -> None:
    doc = registered()
    is_ours = user == cast.THREE
    with acting_as(user):
        if not is_ours and user != cast.NEIGHBOUR:
            with pytest.raises(frappe.PermissionError):
                frappe.get_list(RECORD)
        assert frappe.get_doc(RECORD, doc.name).has_permission("read") is is_ours


def test_chair_and_auditor_read_and_only_the_secretary_registers() -> None:
    doc = registered()
    for user in (cast.CHAIR, cast.AUDITOR):
        with acting_as(user):
            assert frappe.get_list(RECORD, pluck="name") == [doc.name]
            with pytest.raises(frappe.PermissionError):
                make(RECORD, papg_group=cast.group("A"))


def test_the_list_costs_the_same_for_3_and_for_30() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count(RECORD) < wanted:
            registered()
        with acting_as(cast.CHAIR):
            frappe.get_list(RECORD, limit=0)
            with counted_queries() as queries:
                assert len(frappe.get_list(RECORD, fields=["title", "shown_on"], limit=0)) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
