"""Deadlines of next steps: kept as typed, beside the days they mean where that can be told."""

from frappe.model.document import Document
from frappe.utils import getdate

from papg.rules.duties import days_meant


def read_deadlines(progress: Document) -> None:
    """Work out the days each deadline means; nothing is put where it cannot be told."""
    for step in progress.next_steps:
        meant = days_meant(step.due_as_typed, getdate(progress.as_at))
        step.due_from, step.due_to = (meant.starts_on, meant.ends_on) if meant else (None, None)
