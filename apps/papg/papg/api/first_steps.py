"""What a council does first: shown on the home page of an empty site in place of numbers that would all be nought."""

from typing import Any, NamedTuple

import frappe
from frappe import _


class Step(NamedTuple):
    """One step: what it is about, what to do, and the record whose being there shows that it is done."""

    label: str
    what_to_do: str
    record: str
    filters: dict[str, Any]
    is_made_here: bool = True


def steps() -> tuple[Step, ...]:
    """The five steps in their order, in the caller's language."""
    is_council = {"is_local_authority": 1}
    return (
        Step(
            _("Your council"),
            _("Enter the council as an organisation that is a local authority."),
            "PAPG Organisation",
            is_council,
        ),
        Step(
            _("Your group"),
            _("Enter the group, the council that owns it and whom it reports to."),
            "PAPG Group",
            {},
        ),
        Step(
            _("Its people"),
            _("Enter the chair, the secretary and the members, and give them access."),
            "PAPG Member",
            {},
        ),
        Step(
            _("Its terms of reference"),
            _("Say how the group works; the chair brings them into force."),
            "PAPG Terms of Reference",
            {},
        ),
        Step(
            _("The first meeting"),
            _("The group's secretary plans it from the group."),
            "PAPG Meeting",
            {},
            is_made_here=False,
        ),
    )


@frappe.whitelist(methods=["GET", "POST"])
def first_steps() -> list[dict[str, Any]]:
    """The steps by which a council begins, with those that are done.

    Returns:
        `label`, `what_to_do`, `is_done` and `route` of each step; nothing once there is a meeting.
    """
    told = [
        {
            "label": step.label,
            "what_to_do": step.what_to_do,
            "is_done": is_done(step),
            "route": route_of(step),
        }
        for step in steps()
    ]
    return [] if told[-1]["is_done"] else told


def is_done(step: Step) -> bool:
    """Is there a record of the step among those the caller may read?"""
    return bool(frappe.get_list(step.record, step.filters, limit_page_length=1))


def route_of(step: Step) -> str:
    """Where the step is taken: at a new record, or at the list of those others make."""
    slug = step.record.lower().replace(" ", "-")
    return f"/app/{slug}/new" if step.is_made_here else f"/app/{slug}"
