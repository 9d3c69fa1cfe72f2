"""The rows of the walk, for what is asked behind the doors."""

from collections.abc import Iterator

import frappe
import pytest

from tests.mutants import access
from tests.walk import ground, sowing
from tests.walk.rows import Field


@pytest.fixture(scope="package")
def field(connection: None) -> Iterator[Field]:
    """The rows of the walk, and somebody whose roles outlived their position."""
    frappe.set_user("Administrator")
    frappe.db.rollback()
    site = ground.Site()
    try:
        sown = sowing.sow()
        access.fill_tables(sown)
        access.escalate_from_a_restricted_item(sown)
        access.let_roles_outlive_a_position()
        access.open_what_is_read_by_hand_alone()
        yield sown
    finally:
        frappe.set_user("Administrator")
        site.put_back()
