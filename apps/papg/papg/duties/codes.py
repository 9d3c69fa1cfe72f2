"""Labels and codes by which people quote parts of a duty: each once within it."""

import frappe
from frappe import _
from frappe.model.document import Document


def refuse_taken(doc: Document, field: str) -> None:
    """The label or code is not that of another part of the same duty.

    Args:
        doc: A workstream or a requirement.
        field: The field people quote it by.

    Raises:
        frappe.ValidationError: It is taken; the field and the value are named.
    """
    same = {"framework": doc.framework, field: doc.get(field), "name": ("!=", doc.name)}
    if frappe.db.exists(doc.doctype, same):
        frappe.throw(
            _("{0}: “{1}” is taken in the duty “{2}”. Choose another.").format(
                _(doc.meta.get_label(field)), doc.get(field), doc.framework
            )
        )
