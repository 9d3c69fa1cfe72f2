"""The marking a paper carries at the head and foot of every page."""

from collections.abc import Iterable

from frappe.model.document import Document

from papg.meetings import markings
from papg.rules import markings as rules

handling_of = markings.handling_of


def marking_of(doc: Document) -> str:
    """Marking of a record with everything in it."""
    return markings.of_record(doc)


def highest(found: Iterable[str]) -> str:
    """The strictest of several markings, as a marking in use today."""
    return rules.highest(found, markings.known()) or markings.LOWEST
