"""Where records stood before a change of structure moved them: the figure of a day stays that day's figure."""

from datetime import date

import frappe

from papg.membership.structure_undoing import from_text
from papg.rules.structure import IN_EFFECT
from papg.rules.structure_facts import ACTION


def moved_since(day: date) -> dict[str, str]:
    """Actions a change of structure moved after a day, each with the group it stood in on that day; one query."""
    later = {"stage": IN_EFFECT, "takes_effect_on": (">", day)}
    # The last change first, so that of an action moved twice the first one is kept.
    order = "takes_effect_on desc, in_effect_at desc"
    found: dict[str, str] = {}
    for kept in frappe.get_all("PAPG Structure Change", later, pluck="done", order_by=order):
        changes, _made = from_text(kept)
        moves = (each for each in reversed(changes) if (each.record, each.field) == (ACTION, "papg_group"))
        found |= {each.name: str(each.old) for each in moves}
    return found
