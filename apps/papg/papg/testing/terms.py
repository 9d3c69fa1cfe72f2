"""Terms of reference for tests, brought as far along as a test needs, each step by the person who takes it."""

import frappe
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.meetings import act, secretary_of


def with_members(terms: Document) -> Document:
    """Terms the secretary has sent to the members."""
    return act(secretary_of(terms), terms, "Send to members")


def in_force(terms: Document, chair: str = cast.CHAIR) -> Document:
    """Terms the chair has brought into force."""
    return act(chair, with_members(terms), "Bring into force")


def in_force_without_a_chair(terms: Document) -> Document:
    """Terms as they are in force, in a group of the cast that has no chair who could take the step."""
    reached = {"docstatus": 1, "stage": "In force", "workflow_state": "In force"}
    frappe.db.set_value(terms.doctype, terms.name, reached)
    return frappe.get_doc(terms.doctype, terms.name)
