"""Terms of reference: numbered versions, one in force at a time, and nothing overwritten."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.membership.terms import supersede_due
from papg.rules.terms import HEADINGS
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_terms
from papg.testing.terms import in_force_without_a_chair, with_members


def draft(**fields: object) -> Document:
    """A new version of group A's terms, written by its secretary."""
    with acting_as(cast.SECRETARY):
        return make_terms(cast.group("A"), **{"in_force_from": today(), **fields})


def put_in_force(terms: Document, user: str = cast.CHAIR) -> Document:
    """Send terms to the members and let somebody bring them into force, past the workflow's buttons."""
    with_members(terms)
    with acting_as(user):
        stored(terms).submit()
    return stored(terms)


def stored(terms: Document) -> Document:
    return frappe.get_doc(terms.doctype, terms.name)


def test_a_new_version_starts_with_the_ten_headings_and_the_items_of_every_agenda() -> None:
    terms = draft()
    assert tuple(row.heading for row in terms.sections) == HEADINGS
    assert not any(row.body for row in terms.sections)
    assert all(row.prompt.endswith(".") for row in terms.sections)
    seats = {row.title: row.seat for row in terms.standing_items}
    assert seats["Threat and incidents"] == "CTSA"
    assert [row.item_order for row in terms.standing_items] == list(range(1, len(seats) + 1))


def test_what_its_writer_enters_is_kept() -> None:
    terms = draft(
        sections=[{"heading": "Purpose", "body": "To protect."}], standing_items=[{"title": "Roads"}]
    )
    assert [row.heading for row in terms.sections] == ["Purpose"]
    assert [row.title for row in terms.standing_items] == ["Roads"]


def test_versions_are_numbered_by_group() -> None:
    assert [draft().version, draft().version] == [1, 2]
    with acting_as("Administrator"):
        assert make_terms(cast.group("B")).version == 1


def test_the_title_names_group_and_version() -> None:
    assert draft().title == f"Terms of reference, {cast.GROUP_A}, version 1"


def test_number_title_stage_and_last_day_cannot_be_sent() -> None:
    terms = draft(version=9, stage="In force", in_force_to="2030-01-01", title="Ours")
    with acting_as(cast.SECRETARY):
        terms.update({"version": 9, "stage": "In force", "in_force_to": "2030-01-01", "title": "Ours"})
        terms.save()
    assert (terms.version, terms.stage, terms.in_force_to) == (1, "Draft", None)
    assert terms.title.endswith("version 1")


def test_the_chair_puts_a_version_in_force() -> None:
    terms = put_in_force(draft())
    assert (terms.docstatus, terms.stage, terms.workflow_state) == (1, "In force", "In force")


@pytest.mark.parametrize(
    "user", [cast.SECRETARY, cast.MEMBER, cast.NEIGHBOUR, cast.ADMINISTRATOR, cast.AUDITOR]
)
def test_nobody_but_a_chair_puts_a_version_in_force(user: str) -> None:
    terms = draft()
    with pytest.raises(frappe.PermissionError):
        put_in_force(terms, user)
    assert stored(terms).docstatus == 0


def test_a_version_without_a_first_day_is_not_put_in_force() -> None:
    with pytest.raises(frappe.ValidationError, match="enter the day from which it is in force"):
        put_in_force(draft(in_force_from=None))


def test_the_version_before_ends_on_the_day_before_and_is_superseded() -> None:
    first = put_in_force(draft(in_force_from="2026-01-01"))
    put_in_force(draft(in_force_from="2026-06-01"))
    found = stored(first)
    assert (found.in_force_to, found.stage) == (getdate("2026-05-31"), "Superseded")
    assert found.workflow_state == "Superseded"


def test_the_version_before_stays_in_force_until_its_last_day_is_past() -> None:
    first = put_in_force(draft(in_force_from="2026-01-01"))
    put_in_force(draft(in_force_from=add_days(today(), 1)))
    assert (stored(first).in_force_to, stored(first).stage) == (getdate(today()), "In force")
    first.db_set("in_force_to", add_days(today(), -1))
    supersede_due()
    assert stored(first).stage == "Superseded"


def test_a_version_cannot_begin_on_the_day_the_one_before_did() -> None:
    put_in_force(draft(in_force_from="2026-06-01"))
    with pytest.raises(
        frappe.ValidationError, match=r"Version 1 is in force from 1 June 2026. Let version 2 begin"
    ):
        put_in_force(draft(in_force_from="2026-06-01"))


def test_a_version_cannot_begin_before_one_that_is_in_force() -> None:
    put_in_force(draft(in_force_from="2026-06-01"))
    with pytest.raises(frappe.ValidationError, match="on a later day than 1 May 2026"):
        put_in_force(draft(in_force_from="2026-05-01"))


def test_versions_of_another_group_do_not_matter() -> None:
    with acting_as("Administrator"):
        in_force_without_a_chair(make_terms(cast.group("C"), in_force_from="2026-06-01"))
    assert put_in_force(draft(in_force_from="2026-05-01")).stage == "In force"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quorum_kind": "Fixed number"}, "ask for a number of people but state 0. Enter 1 or more"),
        ({"quorum_kind": "Share of members", "share_numerator": 4}, "a share of 4/3. Enter one above 0"),
        ({"quorum_kind": "Named organisation present"}, "ask for a named organisation but name none"),
    ],
)
def test_a_kind_of_quorum_needs_its_numbers(fields: dict[str, object], message: str) -> None:
    with pytest.raises(frappe.ValidationError, match=message):
        draft(**fields)


def test_a_share_of_all_members_is_a_quorum() -> None:
    assert draft(quorum_kind="Share of members", share_numerator=3).name


def test_text_in_force_no_longer_changes() -> None:
    terms = put_in_force(draft())
    terms.sections[0].body = "Something else"
    with pytest.raises(frappe.UpdateAfterSubmitError):
        terms.save()


def test_the_review_date_may_change_while_a_version_is_in_force_and_the_rest_stays() -> None:
    terms = put_in_force(draft())
    terms.update({"review_due_on": "2027-11-22", "stage": "Superseded", "in_force_to": "2026-12-01"})
    terms.save()
    found = stored(terms)
    assert (found.review_due_on, found.stage, found.in_force_to) == (getdate("2027-11-22"), "In force", None)


def test_a_version_in_force_is_not_cancelled() -> None:
    terms = put_in_force(draft())
    with pytest.raises(frappe.PermissionError, match=r"is not cancelled\. Put a later version in force"):
        terms.cancel()


def test_a_version_is_not_deleted() -> None:
    with pytest.raises(frappe.PermissionError, match=r"is not deleted\. Put a later version in force"):
        stored(draft()).delete()


def test_a_version_is_not_amended() -> None:
    terms = put_in_force(draft())
    with pytest.raises(frappe.PermissionError, match=r"is not amended\. Start a new version"):
        make_terms(cast.group("A"), amended_from=terms.name)


def test_the_form_is_told_what_is_missing_and_what_is_due() -> None:
    terms = draft(review_due_on=today(), sections=[{"heading": "Minutes", "body": "Kept for six years."}])
    terms.run_method("onload")
    told = terms.get_onload()
    assert told["is_review_due"] is True
    assert told["empty_headings"] == [heading for heading in HEADINGS if heading != "Minutes"]
    assert told["heading_count"] == 10


def test_a_council_words_and_orders_the_headings_itself() -> None:
    with acting_as(cast.ADMINISTRATOR):
        make("PAPG Terms Heading", heading="Review", prompt="When and by whom.", position_in_list=5)
        subgroups = frappe.get_doc("PAPG Terms Heading", "Subgroups")
        subgroups.is_active = 0
        subgroups.save()
    terms = draft()
    headings = [row.heading for row in terms.sections]
    assert headings == ["Review", *(heading for heading in HEADINGS if heading != "Subgroups")]
    terms.run_method("onload")
    assert terms.get_onload()["empty_headings"] == headings


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD])
def test_a_foreign_group_does_not_read_the_terms(user: str) -> None:
    terms = draft()
    with acting_as(user):
        assert frappe.get_list("PAPG Terms of Reference", {"name": terms.name}) == []
