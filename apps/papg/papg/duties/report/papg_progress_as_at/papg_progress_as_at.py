"""Progress on a duty as at a day: what it expects, how far a group was, and what comes next."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.duties import table, wording
from papg.duties.table import Block, Line
from papg.permissions import policy

Rows = list[dict[str, Any]]


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows, str]:
    """Columns, rows and a sentence on the whole, as the reader may see them.

    Args:
        filters: `papg_group`; `framework`, which is the one the group wrote about last when left out; and
            `as_at`, which is today when left out.

    Returns:
        Without a group or a duty no rows, and what is to be chosen first.

    Raises:
        frappe.ValidationError: The day is none.
        frappe.DoesNotExistError: There is no such group for this reader.
    """
    chosen = frappe._dict(filters or {})
    group, framework = str(chosen.papg_group or ""), str(chosen.framework or "")
    if not group:
        return columns(), [], _("Choose a group and a duty.")
    day = getdate(str(chosen.as_at or today()))
    refuse_foreign(group)
    latest = "" if framework else table.latest_framework(group, day)
    if not (framework or latest):
        return columns(), [], _("Choose a group and a duty.")
    found = table.blocks(group, framework or latest, day)
    may_record = group in policy.groups_where("PAPG Duty Progress", "create")
    data = [row for block in found for row in rows_of(block, day, may_record)]
    told = wording.overall(table.lines_of(found))
    return columns(), data, _("{0}. {1}").format(latest, told) if latest else told


def refuse_foreign(group: str) -> None:
    """A group that is not the reader's and one that is not there get the same answer."""
    if not policy.is_allowed("PAPG Group", group, "read"):
        frappe.throw(
            _("Group: there is no group “{0}” that you can choose.").format(frappe.utils.escape_html(group)),
            frappe.DoesNotExistError,
        )


def columns() -> Rows:
    return [
        {"fieldname": name, "label": label, "fieldtype": "Small Text", "width": 420}
        for name, label in (
            ("expects", _("What the duty expects")),
            ("progress", _("Progress so far")),
            ("next_steps", _("Next steps and expected outcome")),
        )
    ]


def rows_of(block: Block, day: date, may_record: bool) -> Rows:
    """The heading of a workstream and a row for each of its requirements, or that it has none."""
    heading = {"expects": block.heading, "is_heading": 1}
    if not block.lines:
        return [heading, {"expects": wording.nothing_expected()}]
    return [heading, *(row_of(line, day, may_record) for line in block.lines)]


def row_of(line: Line, day: date, may_record: bool) -> dict[str, Any]:
    said = [*wording.progress_points(line, day), wording.standing(line)]
    return {
        "expects": "\n".join((f"{line.code} {line.expectation}", *line.sub_expectations)),
        "progress": "\n".join(part for part in said if part),
        "next_steps": "\n".join(wording.step_words(step) for step in line.next_steps),
        "requirement": line.requirement,
        "name": line.row.name if line.row else None,
        "as_at": line.row.as_at if line.row else None,
        "may_record": int(may_record),
    }
