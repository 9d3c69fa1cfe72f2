"""Which stage a record is in: what its workflow's state sets, whatever the state is called."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name

from papg.meetings.positions import acts_as

FIELD = "stage"
SUBMITTED = "1"


def rows_of_workflow(record_type: str) -> list[Document]:
    """States of the active workflow of a record type; none without one."""
    name = get_workflow_name(record_type)
    return frappe.get_cached_doc("Workflow", name).states if name else []


def row_of(doc: Document) -> Document | None:
    """The workflow's row of the state a record is in; a record without a state is in the first."""
    rows = rows_of_workflow(doc.doctype)
    if not doc.workflow_state:
        return rows[0] if rows else None
    return next((row for row in rows if row.state == doc.workflow_state), None)


def stored_stage(doc: Document, first: str) -> str:
    """Stage before this save; the first for a new record."""
    before = doc.get_doc_before_save()
    return (before.get(FIELD) if before else None) or first


def entered(doc: Document, first: str) -> str:
    """Stage a record that is not being locked enters with this save; empty if it stays where it was."""
    return "" if doc.docstatus or doc.get(FIELD) == stored_stage(doc, first) else doc.get(FIELD)


def refuse_others(before: Document, message: str) -> None:
    """Let a record be changed only by whose it is in its state; the framework says so on the form and never checks.

    Args:
        before: The record as it is stored.
        message: Takes the state and whose the record is in it.

    Raises:
        frappe.PermissionError: In this state somebody else changes it.
    """
    row = row_of(before)
    if row and not acts_as(row.allow_edit, before.papg_group):
        frappe.throw(message.format(_(row.state), _(row.allow_edit)), frappe.PermissionError)


def set_stage(doc: Document, first: str) -> None:
    """Set the stage from the state. What the caller sent as stage never counts.

    Raises:
        frappe.ValidationError: The state is one of locked records and the record is not being locked.
    """
    row = row_of(doc)
    is_known = row and row.update_field == FIELD
    doc.set(FIELD, row.update_value if is_known else stored_stage(doc, first))
    if row and str(row.doc_status) == SUBMITTED and not doc.docstatus:
        frappe.throw(
            _(
                "The state {0} locks the record. Use the button that leads to it instead of setting it."
            ).format(row.state)
        )


def set_locked_stage(doc: Document, stage: str) -> None:
    """Give a record that is being locked the stage of locked records and a state that sets it.

    A direct submit leaves the state where it was. Set here, the framework checks the transition as well.
    """
    fitting = locked_states(doc.doctype, stage)
    if fitting and doc.workflow_state not in fitting:
        doc.workflow_state = fitting[0]
    doc.set(FIELD, stage)


def locked_states(record_type: str, stage: str) -> list[str]:
    """States of locked records that set a stage."""
    rows = rows_of_workflow(record_type)
    return [row.state for row in rows if str(row.doc_status) == SUBMITTED and row.update_value == stage]
