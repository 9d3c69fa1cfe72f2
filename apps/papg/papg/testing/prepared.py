"""Minutes at each stage, made once for many tests that are each undone back to them."""

import frappe
from frappe.model.document import Document

from papg.testing.meetings import agreed, circulated, drafted, ready_to_agree, with_chair

STAGES = {
    "draft": drafted,
    "with chair": with_chair,
    "circulated": circulated,
    "ready": ready_to_agree,
    "agreed": agreed,
}
_made: dict[str, str] = {}


def prepare() -> None:
    """Make minutes at every stage, each of a meeting of its own in group A."""
    _made.update({stage: make().name for stage, make in STAGES.items()})


def made(stage: str) -> Document:
    """The minutes made for a stage."""
    return frappe.get_doc("PAPG Minutes", _made[stage])
