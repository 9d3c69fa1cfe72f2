"""The council's plain lists: everybody reads them, the administrator writes them, and each entry is there once."""

import frappe
import pytest

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make

LISTS = {
    "PAPG Organisation Type": "type_name",
    "PAPG Business Area": "area_name",
    "PAPG Tier": "tier_name",
    "PAPG Strand": "strand_name",
    "PAPG Marking": "marking",
    "PAPG Guidance": "title",
    "PAPG Terms Heading": "heading",
    "PAPG Rating": "rating_name",
    "PAPG Obstacle": "obstacle_name",
    "PAPG Follow Up": "title",
    "PAPG Audience": "audience_name",
    "PAPG Premises Threshold": "threshold_name",
}


@pytest.mark.parametrize("record_type", LISTS)
def test_an_entry_is_named_by_its_text_and_there_once(record_type: str) -> None:
    entry = make(record_type)
    assert entry.name == entry.get(LISTS[record_type])
    with pytest.raises(frappe.DuplicateEntryError):
        make(record_type, **{LISTS[record_type]: entry.name})


@pytest.mark.parametrize("record_type", LISTS)
def test_the_administrator_adds_changes_renames_and_removes_entries(record_type: str) -> None:
    with acting_as(cast.ADMINISTRATOR):
        entry = make(record_type)
        renamed = frappe.rename_doc(record_type, entry.name, f"{entry.name} renamed")
        frappe.delete_doc(record_type, renamed)
    assert not frappe.db.exists(record_type, renamed)


@pytest.mark.parametrize("record_type", LISTS)
@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.BOARD, cast.AUDITOR])
def test_everybody_at_the_desk_reads_a_list_and_changes_nothing(record_type: str, user: str) -> None:
    entry = make(record_type)
    with acting_as(user):
        assert entry.name in frappe.get_list(record_type, pluck="name", limit=0)
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc(record_type, entry.name).save()
        with pytest.raises(frappe.PermissionError):
            make(record_type)


@pytest.mark.parametrize("record_type", LISTS)
@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY, "Guest"])
def test_nobody_outside_the_desk_lists_them(record_type: str, user: str) -> None:
    with acting_as(user), pytest.raises(frappe.PermissionError):
        frappe.get_list(record_type)
