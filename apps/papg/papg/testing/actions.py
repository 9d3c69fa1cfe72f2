"""Actions of the cast's first group, raised and changed as somebody."""

import frappe
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make


def an_action(owner: str = cast.MEMBER, **fields: object) -> Document:
    """An open action of group A, raised by its secretary and owned by one of its members."""
    with acting_as(cast.SECRETARY):
        return make(
            "PAPG Action",
            **{"papg_group": cast.group("A"), "title": "Review the plan", "owner_member": cast.member(owner)}
            | fields,
        )


def change(action: Document, user: str, **fields: object) -> Document:
    """Save fields of the action as somebody, from what is stored."""
    with acting_as(user):
        fresh = frappe.get_doc("PAPG Action", action.name)
        fresh.update(fields)
        return fresh.save()


def note(action: Document, user: str, text: str) -> Document:
    with acting_as(user):
        fresh = frappe.get_doc("PAPG Action", action.name)
        fresh.append("updates", {"note": text})
        return fresh.save()
