"""Barnet on 1 January 2016: a working group's progress on the Prevent duty, and its report."""

from typing import Any

import frappe

from papg.setup.demo import papers
from papg.setup.demo.base import acting_as, email, insert, organisation, read
from papg.setup.demo.structures import make_group


def load() -> None:
    """The board, the working group below it with its posts, a row for each requirement, and the report of them."""
    data = read("barnet")
    organisation(data["council"], "Local authority")
    made: dict[str, str] = {}
    for group in data["groups"]:
        made[group["group_name"]] = make_group({**group, "authority": data["council"]}, made)
    board, group = (made[row["group_name"]] for row in data["groups"])
    papers.give_posts(group, data["council"], [data["secretary"], data["chair"]])
    with acting_as(email(data["secretary"]["key"])):
        for row in data["progress"]:
            make_progress(group, row, data)
    papers.issue(group, board, data["report"], data["secretary"]["key"], data["chair"]["key"])


def make_progress(group: str, row: dict[str, Any], data: dict[str, Any]) -> None:
    """One row of the paper's table, as of its day."""
    asked = {"framework": data["framework"], "code": row["code"]}
    columns = ("next_step", "owner_as_typed", "due_as_typed")
    insert(
        "PAPG Duty Progress",
        papg_group=group,
        requirement=frappe.db.get_value("PAPG Duty Requirement", asked),
        as_at=data["as_at"],
        progress="\n".join(row["progress"]),
        next_steps=[dict(zip(columns, step, strict=True)) for step in row["next_steps"]],
        status=row["status"],
        direction=row["direction"],
        evidence=data["source"],
    )
