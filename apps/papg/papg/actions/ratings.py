"""What the council means by red, amber, green and complete, as forms and papers say it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.actions.lateness import day
from papg.rules.actions import RATINGS, doubts_about_rating


def meanings() -> dict[str, str]:
    """The council's own words for each rating it has given a meaning, from red to complete."""
    rows = frappe.get_all(
        "PAPG Rating",
        {"is_active": 1},
        ["rating_name", "stands_for", "meaning"],
        order_by="rating_name",
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        is_plain = row.rating_name == row.stands_for
        found.setdefault(row.stands_for, []).append(
            row.meaning if is_plain else f"{row.rating_name}: {row.meaning}"
        )
    return {rating: " ".join(found[rating]) for rating in RATINGS if rating in found}


def key(used: set[str]) -> list[tuple[str, str]]:
    """Rating and meaning of those a paper shows."""
    return [(_(rating), meaning) for rating, meaning in meanings().items() if rating in used]


def doubts(action: Document) -> list[str]:
    """What does not go together with the rating of an action, in sentences."""
    found = doubts_about_rating(
        action.stage, action.rag, action.rag_reason, day(action.due_on), getdate(today())
    )
    return [doubt.translated(_) for doubt in found]
