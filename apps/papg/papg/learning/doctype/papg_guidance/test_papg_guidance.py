"""Guidance: where it is or who to ask, never retired by being deleted from a group's history."""

import frappe
import pytest

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_group


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def test_guidance_without_an_address_and_without_anybody_to_ask_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="First aid: give an address, or who to ask for it"):
        make("PAPG Guidance", title="First aid", who_to_ask="", url="")


def test_guidance_with_an_address_alone_is_kept() -> None:
    kept = make("PAPG Guidance", title="First aid", who_to_ask="", url="https://council.example/first-aid")
    assert kept.name == "First aid"


def test_the_list_begins_with_the_resources_and_the_law_of_community_safety() -> None:
    seeded = frappe.get_all("PAPG Guidance", fields=["kind", "who_to_ask", "url"])
    assert len(seeded) == 22
    assert len([row for row in seeded if row.kind == "Legislation"]) == 3
    assert all(row.who_to_ask and not row.url for row in seeded)


def test_guidance_a_group_has_used_is_not_deleted() -> None:
    used = make("PAPG Guidance")
    make("PAPG Activity", papg_group=make_group().name, guidance=used.name)
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.LinkExistsError):
        frappe.delete_doc("PAPG Guidance", used.name)
