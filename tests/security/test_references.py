"""What hangs on records by name only: shares, assignments, tags, keys."""

import frappe
import pytest

from papg.security.records import is_readable
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_meeting

NEVER = {
    "Auto Repeat": {"reference_doctype": "PAPG Meeting", "reference_document": "?", "frequency": "Daily"},
    "DocShare": {"share_doctype": "PAPG Meeting", "share_name": "?", "user": cast.NEIGHBOUR, "read": 1},
    "Document Follow": {"ref_doctype": "PAPG Meeting", "ref_docname": "?", "user": cast.NEIGHBOUR},
    "Document Share Key": {"reference_doctype": "PAPG Meeting", "reference_docname": "?", "key": "x"},
    "Tag Link": {"document_type": "PAPG Meeting", "document_name": "?", "tag": "x", "title": "x"},
    "Reminder": {"reminder_doctype": "PAPG Meeting", "reminder_docname": "?", "description": "x"},
}


@pytest.fixture
def meeting(site: None) -> str:
    cast.install()
    with acting_as(cast.SECRETARY):
        return make_meeting(cast.group("A")).name


@pytest.mark.parametrize("record_type", NEVER)
@pytest.mark.parametrize("user", [cast.SECRETARY, "Administrator"])
def test_what_would_open_a_record_to_others_is_never_stored(
    record_type: str, user: str, meeting: str
) -> None:
    fields = {name: meeting if value == "?" else value for name, value in NEVER[record_type].items()}
    with (
        acting_as(user),
        pytest.raises(frappe.PermissionError, match="cannot be used with records of groups"),
    ):
        frappe.get_doc({"doctype": record_type, **fields}).insert(ignore_permissions=True, ignore_links=True)


def test_an_account_is_not_shared_with_its_owner(site: None) -> None:
    cast.install()
    assert frappe.get_all("DocShare", {"share_doctype": "User", "user": ("in", list(cast.POSTS))}) == []


@pytest.mark.parametrize(
    ("writer", "allocated_to"), [(cast.NEIGHBOUR, cast.NEIGHBOUR), (cast.SECRETARY, cast.NEIGHBOUR)]
)
def test_nobody_out_of_reach_is_assigned_or_assigns(writer: str, allocated_to: str, meeting: str) -> None:
    task = {
        "doctype": "ToDo",
        "description": "x",
        "reference_type": "PAPG Meeting",
        "reference_name": meeting,
    }
    with acting_as(writer), pytest.raises(frappe.PermissionError, match="no such record"):
        frappe.get_doc({**task, "allocated_to": allocated_to}).insert(ignore_permissions=True)


def test_a_share_stored_by_other_means_opens_nothing(meeting: str) -> None:
    share = frappe.new_doc("DocShare")
    share.update({"share_doctype": "PAPG Meeting", "share_name": meeting, "user": cast.NEIGHBOUR, "read": 1})
    share.set_new_name()
    share.db_insert()
    assert not is_readable("PAPG Meeting", meeting, cast.NEIGHBOUR)
