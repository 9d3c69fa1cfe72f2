"""What came up after the agenda of the meeting to come went round: a late item, and what members proposed."""

from typing import Any

import frappe

from papg.meetings.proposals import RECORD
from papg.setup.demo.base import acting_as, day, email, insert, read


def add(group: str) -> None:
    """Put a late item on the agenda; let members propose items, of which the chair settles some."""
    data = read("eastmere_agenda")
    to_come = {"papg_group": group, "status": "Planned", "agenda_issued_on": ("is", "set")}
    meeting = frappe.db.get_value("PAPG Meeting", to_come, order_by="starts_at")
    with acting_as(email("secretary")):
        doc = frappe.get_doc("PAPG Meeting", meeting)
        doc.append("agenda", data["late"])
        doc.save()
    for proposal in data["proposals"]:
        propose(group, meeting, proposal)


def propose(group: str, meeting: str, data: dict[str, Any]) -> None:
    """One item a member proposed, and what the chair made of it."""
    with acting_as(email(data["by"])):
        item = insert(RECORD, papg_group=group, title=data["title"], why=data["why"])
        item.db_set("proposed_on", day(data["proposed"]))
    if data.get("state"):
        with acting_as(email("chair")):
            item.reload()
            item.update({field: data[field] for field in ("state", "settled_reason")})
            item.accepted_for = meeting if item.state == "Accepted" else None
            item.save()
