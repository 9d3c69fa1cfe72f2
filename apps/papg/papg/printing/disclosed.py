"""What minutes say on paper, as plain values that can be searched, redacted and stored."""

from typing import Any

import frappe
from frappe import _

from papg.printing import minutes
from papg.printing.paper import day, hour
from papg.printing.text import rich


def of_minutes(name: str) -> dict[str, Any]:
    """Everything the open minutes say; nothing of a restricted item is among it."""
    paper = minutes.open_minutes(name)
    content = paper.content
    meeting = content["meeting"]
    return {
        "heading": content["heading"],
        "group_name": content["group_name"],
        "date": day(meeting.starts_at),
        "time": hour(meeting.starts_at),
        "place": meeting.place or "",
        "attendance": [
            [row.name, _(row.position) if row.position else "", row.organisation, row.presence]
            for row in content["attendance"]
        ],
        "quorum": meeting.quorum_reason or "",
        "interests": [f"{row.attendee_name}: {row.declared_interest}" for row in content["interests"]],
        "items": [of_item(item) for item in content["items"]],
        "additions": [of_addition(row) for row in content["additions"]],
        "standing": list(content["standing"]),
    }


def places() -> dict[str, str]:
    """What the parts of a copy beside its items are called."""
    return {
        "attendance": _("Attendance"),
        "quorum": _("Attendance"),
        "interests": _("Interests declared"),
        "standing": _("Approval"),
    }


def of_item(item: minutes.Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "notes": list(item.notes),
        "discussion": str(rich(item.discussion)),
        "decisions": [[numbered_kind(row), row.decision, ratification(row)] for row in item.decisions],
        "actions": [
            [row.title, row.owner or "", row.owner_post or "", day(row.first_due_on)] for row in item.actions
        ],
    }


def numbered_kind(decision: frappe._dict) -> str:
    return " ".join(part for part in (_(decision.kind), decision.decision_number) if part)


def ratification(decision: frappe._dict) -> str:
    """How far a recommendation has come, in words."""
    if decision.ratified_on:
        return _("ratified at the meeting of {0}").format(day(decision.ratified_on))
    return _("to be ratified at a later meeting") if decision.needs_ratification else ""


def of_addition(row: frappe._dict) -> dict[str, Any]:
    return {
        "number": str(row.item_number or ""),
        "title": "",
        "settled_on": day(row.settled_on),
        "text": str(rich(row.proposed_text)),
        "reason": row.reason or "",
    }
