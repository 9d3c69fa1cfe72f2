"""Two yearly assessments of the invented group: scored, moderated, signed off, and an action raised from a gap."""

from typing import Any

import frappe
from frappe.model.workflow import apply_workflow

from papg.maturity.gaps import raise_from_gap
from papg.setup.demo.base import acting_as, day, email, insert, read

ASSESSMENT = "PAPG Maturity Assessment"


def assess(group: str, members: dict[str, str]) -> None:
    """The secretary scores, the chair moderates, and the secretary raises what follows; a year before as well."""
    data = read("eastmere_maturity")
    earlier = a_round(group, data, **data["earlier"])
    name = a_round(group, data, data["period"], data["as_at"], baseline=earlier)
    with acting_as(email("secretary")):
        for action in data["actions"]:
            owner = members[action["owner_post"]]
            raise_from_gap(name, action["code"], action["title"], owner, day(action["due"]))


def a_round(
    group: str,
    data: dict[str, Any],
    period: str,
    as_at: int,
    levels: dict[str, str] | None = None,
    baseline: str | None = None,
) -> str:
    """A round that is scored, moderated and signed off; its name.

    Args:
        group: Name of the group.
        data: The story, with a level, a target and a reason for each criterion.
        period: What the round is called.
        as_at: Its day, so many days from today.
        levels: Levels by criterion where they are not those of the story.
        baseline: Name of the round it is compared with.
    """
    with acting_as(email("secretary")):
        values = {"period": period, "as_at": day(as_at), "baseline": baseline}
        assessment = insert(ASSESSMENT, papg_group=group, framework=data["framework"], **values)
        for row in assessment.scores:
            current, target, rationale = data["scores"][row.code]
            row.current_level = current if levels is None else levels[row.code]
            row.update({"target_level": target, "rationale": rationale if levels is None else ""})
            row.is_not_applicable = int(row.code in data["not_applicable"])
        name = assessment.save().name
        apply_workflow(frappe.get_doc(ASSESSMENT, name), "Send to moderator")
    with acting_as(email("chair")):
        apply_workflow(frappe.get_doc(ASSESSMENT, name), "Sign off")
    return name
