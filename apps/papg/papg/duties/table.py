"""The table of a duty as at a day: what it expects, and the row of a group that held then, as its reader may see it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import frappe

from papg.permissions import policy
from papg.rules.duties import in_force_at


@dataclass(frozen=True)
class Line:
    """One requirement, with the row that held; without one, nothing was recorded by the day."""

    requirement: str
    code: str
    expectation: str
    sub_expectations: tuple[str, ...]
    row: frappe._dict | None
    next_steps: tuple[frappe._dict, ...]


@dataclass(frozen=True)
class Block:
    """A workstream with its requirements, in the duty's own order."""

    heading: str
    lines: tuple[Line, ...]


def blocks(papg_group: str, framework: str, day: date) -> list[Block]:
    """The whole table, workstreams without a requirement among it; four queries, however long it is and however
    many groups there are.

    Args:
        papg_group: Group whose rows are shown, as far as the session's user may read them.
        framework: Duty.
        day: The day the table speaks of.
    """
    held = in_force_at(rows(papg_group, framework, day), day)
    particulars = by_parent(sub_expectations(framework))
    steps = by_parent(next_steps([row.name for row in held.values()]))
    found: dict[str, list[Line]] = {}
    for requirement in requirements(framework):
        under = found.setdefault(requirement.heading, [])
        if not requirement.name:
            continue
        row = held.get(requirement.name)
        line = Line(
            requirement=requirement.name,
            code=requirement.code,
            expectation=requirement.expectation,
            sub_expectations=tuple(part.expectation for part in particulars[requirement.name]),
            row=row,
            next_steps=tuple(steps[row.name]) if row else (),
        )
        under.append(line)
    return [Block(heading, tuple(lines)) for heading, lines in found.items()]


def lines_of(table: list[Block]) -> list[Line]:
    """All requirements of the table."""
    return [line for block in table for line in block.lines]


def requirements(framework: str) -> list[frappe._dict]:
    """What a duty expects, in its order; a list of the whole council, read by everybody.

    A workstream without a requirement is there with its heading alone.
    """
    return frappe.db.sql(
        """
        select requirement.name, requirement.code, requirement.expectation, workstream.heading
        from `tabPAPG Workstream` workstream
        left join `tabPAPG Duty Requirement` requirement on requirement.workstream = workstream.name
        where workstream.framework = %s
        order by workstream.position_in_list, workstream.label, requirement.position_in_list, requirement.code
        """,
        framework,
        as_dict=True,
    )


def sub_expectations(framework: str) -> list[frappe._dict]:
    return frappe.db.sql(
        """
        select part.parent, part.expectation
        from `tabPAPG Sub Expectation` part
        join `tabPAPG Duty Requirement` requirement on requirement.name = part.parent
        where requirement.framework = %s and part.parenttype = 'PAPG Duty Requirement'
        order by part.idx
        """,
        framework,
        as_dict=True,
    )


def rows(papg_group: str, framework: str, day: date) -> list[frappe._dict]:
    """Rows of progress of a group by a day, those of earlier periods included, as far as they may be read."""
    return frappe.db.sql(
        f"""
        select `tabPAPG Duty Progress`.name, `tabPAPG Duty Progress`.requirement, `tabPAPG Duty Progress`.as_at,
            `tabPAPG Duty Progress`.progress, `tabPAPG Duty Progress`.status, `tabPAPG Duty Progress`.direction,
            `tabPAPG Duty Progress`.rag
        from `tabPAPG Duty Progress`
        join `tabPAPG Duty Requirement` asked on asked.name = `tabPAPG Duty Progress`.requirement
        where `tabPAPG Duty Progress`.papg_group = %(papg_group)s and asked.framework = %(framework)s
            and `tabPAPG Duty Progress`.as_at <= %(day)s and {policy.condition("PAPG Duty Progress", "read")}
        """,
        {"papg_group": papg_group, "framework": framework, "day": day},
        as_dict=True,
    )


def latest_framework(papg_group: str, day: date) -> str:
    """The duty a group wrote about last by a day, as far as its rows may be read; empty where it wrote about none."""
    found = frappe.db.sql(
        f"""
        select asked.framework from `tabPAPG Duty Progress`
        join `tabPAPG Duty Requirement` asked on asked.name = `tabPAPG Duty Progress`.requirement
        where `tabPAPG Duty Progress`.papg_group = %(papg_group)s and `tabPAPG Duty Progress`.as_at <= %(day)s
            and {policy.condition("PAPG Duty Progress", "read")}
        order by `tabPAPG Duty Progress`.as_at desc, `tabPAPG Duty Progress`.creation desc limit 1
        """,
        {"papg_group": papg_group, "day": day},
    )
    return found[0][0] if found else ""


def next_steps(progress: list[str]) -> list[frappe._dict]:
    """Next steps of rows that were found readable."""
    return frappe.get_all(
        "PAPG Next Step",
        {"parenttype": "PAPG Duty Progress", "parent": ("in", progress)},
        ["parent", "next_step", "owner_as_typed", "due_as_typed"],
        order_by="idx",
    )


def by_parent(children: list[frappe._dict]) -> dict[str, list[frappe._dict]]:
    found: dict[str, list[frappe._dict]] = defaultdict(list)
    for child in children:
        found[child.parent].append(child)
    return found
