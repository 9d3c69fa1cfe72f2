"""Rows of duty progress of the cast's groups, and a duty to speak of."""

import frappe
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make

PREVENT = "Prevent duty 2015"
NEW_YEAR = "2016-01-01"


def requirement(code: str = "1.1", framework: str = PREVENT) -> str:
    """Name of a requirement of a duty."""
    return frappe.db.get_value("PAPG Duty Requirement", {"framework": framework, "code": code})


def a_row(user: str = cast.SECRETARY, letter: str = "A", code: str = "1.1", **fields: object) -> Document:
    """A row of a group of the cast, recorded by somebody."""
    chosen = {"papg_group": cast.group(letter), "requirement": requirement(code), "as_at": NEW_YEAR}
    with acting_as(user):
        return make("PAPG Duty Progress", **chosen | fields)


def change(row: Document, user: str = cast.SECRETARY, **fields: object) -> Document:
    """Save fields of the row as somebody, from what is stored."""
    with acting_as(user):
        fresh = frappe.get_doc("PAPG Duty Progress", row.name)
        fresh.update(fields)
        return fresh.save()
