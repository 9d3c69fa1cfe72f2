"""The yearly assessment of the invented group: scored, moderated, signed off, and an action raised from a gap."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from papg.maturity.gaps import raise_from_gap
from papg.setup.demo.base import acting_as, day, email, insert, read

ASSESSMENT = "PAPG Maturity Assessment"


def assess(group: str, members: dict[str, str]) -> None:
    """The secretary scores, the chair moderates, and the secretary raises what follows."""
    data = read("eastmere_maturity")
    with acting_as(email("secretary")):
        name = score(group, data)
        apply_workflow(frappe.get_doc(ASSESSMENT, name), "Send to moderator")
    with acting_as(email("chair")):
        apply_workflow(frappe.get_doc(ASSESSMENT, name), "Sign off")
    with acting_as(email("secretary")):
        for action in data["actions"]:
            owner = members[action["owner_post"]]
            raise_from_gap(name, action["code"], action["title"], owner, day(action["due"]))


def score(group: str, data: dict[str, Any]) -> str:
    """An assessment with a level, a target and a reason on every line; its name."""
    assessment = insert(
        ASSESSMENT,
        papg_group=group,
        framework=data["framework"],
        period=data["period"],
        as_at=day(data["as_at"]),
    )
    for row in assessment.scores:
        current, target, rationale = data["scores"][row.code]
        row.update({"current_level": current, "target_level": target, "rationale": rationale})
        row.is_not_applicable = int(row.code in data["not_applicable"])
    return assessment.save().name
