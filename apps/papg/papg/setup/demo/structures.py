"""The published structures: North Yorkshire and York in 2013, Westminster in 2015."""

from typing import Any

import frappe

from papg.setup.demo import papers
from papg.setup.demo.base import insert, organisation, read


def load_north_yorkshire() -> None:
    """A board, a partners group, seven local groups (one joint for two districts), four priorities and a proposal."""
    data = read("north_yorkshire")
    for council in data["councils"]:
        organisation(council, "Local authority")
    made: dict[str, str] = {}
    for group in data["groups"]:
        made[group["group_name"]] = make_group(group, made)
    priorities = data["priorities"]
    for number, priority, actions, objective in priorities["rows"]:
        insert(
            "PAPG Priority",
            papg_group=made[priorities["group"]],
            number=number,
            priority=priority,
            agreed_actions=actions,
            period=priorities["period"],
            requirement=objective
            and frappe.db.get_value(
                "PAPG Duty Requirement", {"framework": priorities["objectives"], "code": objective}
            ),
        )
    propose_two_tiers(made, data)
    issue_paper(data, made, data["groups"][1]["authority"])


def propose_two_tiers(made: dict[str, str], data: dict[str, Any]) -> None:
    """The change of June 2013 as it was proposed: the partners group goes, and the chairs below it join the board."""
    change = data["two_tiers"]
    board = made[change["into"]]
    steps = [
        {"kind": "Closes and goes into another", "concerned_group": made[change["goes"]], "has_actions": 1}
    ]
    for group in data["groups"]:
        if group.get("parent") == change["goes"]:
            kinds = ("Moves under another", "Its chair joins another ex officio")
            steps += [{"kind": kind, "concerned_group": made[group["group_name"]]} for kind in kinds]
    insert(
        "PAPG Structure Change",
        papg_group=board,
        steps=[{**step, "other_group": board} for step in steps],
        **{field: change[field] for field in ("title", "deciding_body", "decides_on", "reasons", "benefits")},
    )


def load_westminster() -> None:
    """An executive team over three working groups, one of them shared by three boroughs."""
    data = read("westminster")
    for council in (data["council"], *data["shared_with"]):
        organisation(council, "Local authority")
    made: dict[str, str] = {}
    for group in data["groups"]:
        shared = data["shared_with"] if group.get("shared") else []
        made[group["group_name"]] = make_group(
            {**group, "authority": data["council"], "other_authorities": shared}, made
        )
    issue_paper(data, made, data["council"])


def issue_paper(data: dict[str, Any], made: dict[str, str], council: str) -> None:
    """The published paper as a report of its group to the body above it."""
    paper, people = data["report"], data["people"]
    group = made[paper["group"]]
    papers.give_posts(group, council, people)
    by_position = {person["position"]: person["key"] for person in people}
    body = made[data["groups"][0]["group_name"]]
    papers.issue(group, body, paper, by_position["Secretary"], by_position["Chair"])


def make_group(data: dict[str, Any], made: dict[str, str]) -> str:
    """One group of a structure; its parent is the body it reports to, unless it names another."""
    parent = made.get(data.get("parent", ""))
    body = made.get(data.get("reports_to", "")) or parent
    return insert(
        "PAPG Group",
        group_name=data["group_name"],
        group_type=data["group_type"],
        authority=data["authority"],
        purpose=data["purpose"],
        tier=data.get("tier"),
        established_on=data.get("established_on"),
        parent_papg_group=parent,
        reports_to=[{"body": body, "chain": "Delivery"}] if body else [],
        other_authorities=[{"authority": name} for name in data.get("other_authorities", [])],
        strands=[{"strand": name} for name in data.get("strands", [])],
        links=[{"linked_body": body, "kind": kind} for body, kind in data.get("links", [])],
    ).name
