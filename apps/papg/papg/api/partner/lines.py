"""Gatherers: lines of assessments that were given to the person to score.

Who scores lines of an assessment reads nothing else of it: which one it is, and these lines.
"""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint
from werkzeug.exceptions import NotFound

from papg.maturity import assessing, frameworks, sharing
from papg.permissions import policy, scope

RECORD = frameworks.ASSESSMENT
SCORE = "score"
NOT_APPLICABLE = "not applicable"


def waiting() -> list[frappe._dict]:
    """Assessments with lines the person has still to return, each with how many; the earliest first. One query."""
    return frappe.db.sql(
        f"""
        select `tab{RECORD}`.name, `tab{RECORD}`.title, `tab{RECORD}`.period, `tab{RECORD}`.as_at, body.group_name,
            count(*) as waiting
        from `tab{RECORD}`
        join `tabPAPG Maturity Score` line on line.parent = `tab{RECORD}`.name and line.parenttype = %(record)s
        left join `tabPAPG Group` body on body.name = `tab{RECORD}`.papg_group
        where line.assigned_to in %(mine)s and line.is_returned = 0 and {policy.condition(RECORD, SCORE)}
        group by `tab{RECORD}`.name
        order by `tab{RECORD}`.as_at, `tab{RECORD}`.creation
        """,
        {"record": RECORD, "mine": tuple(scope.of().members) or ("",)},
        as_dict=True,
    )


def one(name: str) -> frappe._dict:
    """An assessment by what tells which it is, with the person's own lines in their order; whoever calls has asked."""
    assessment = frappe.get_doc(RECORD, name)
    matrix = assessing.matrix_of(assessment)
    found = frappe._dict(
        {field: assessment.get(field) for field in ("name", "title", "about_organisation", "period", "as_at")}
    )
    found.group_name = frappe.db.get_value("PAPG Group", assessment.papg_group, "group_name")
    found.lines = [line(assessment, row, matrix) for row in sharing.own_lines(assessment)]
    return found


def line(assessment: Document, row: Document, matrix: dict[str, Any]) -> frappe._dict:
    """One line: what it is about, what was said of it, and what each level of it looks like."""
    levels = {str(level.value): _("{0}: {1}").format(level.value, level.label) for level in matrix["levels"]}
    wordings = {str(value): wording for value, wording in matrix["wordings"].get(row.criterion, {}).items()}
    is_none = bool(cint(row.is_not_applicable))
    found = frappe._dict(
        {field: row.get(field) or "" for field in ("code", "theme", "statement", "rationale", "evidence")}
    )
    found.chosen = NOT_APPLICABLE if is_none else row.current_level or ""
    found.current = _("Not applicable") if is_none else levels.get(row.current_level, "")
    found.target = levels.get(row.target_level, "")
    found.choices = [(value, label, wordings.get(value, "")) for value, label in levels.items()]
    found.waits = sharing.waits(assessment, row)
    found.status = status(found)
    return found


def status(found: frappe._dict) -> str:
    """What there is still to do about a line, in a word or two."""
    if not found.waits:
        return _("Returned")
    return _("Scored") if found.chosen else _("To score")


def of(assessment: frappe._dict, code: str) -> frappe._dict:
    """The person's own line of a code.

    Raises:
        NotFound: There is no such line, or it is somebody else's.
    """
    found = next((row for row in assessment.lines if row.code == code), None)
    if found is None:
        raise NotFound
    return found
