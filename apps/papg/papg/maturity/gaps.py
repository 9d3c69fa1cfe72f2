"""Gaps of an assessment, and the actions that are to close them."""

import frappe
from frappe import _
from frappe.model.document import Document

from papg.actions import raising
from papg.maturity import frameworks, scores
from papg.meetings.wording import refuse_unless, shown_day
from papg.permissions import policy
from papg.rules import maturity as rules

LONGEST_TITLE = 140


@frappe.whitelist(methods=["POST"])
def raise_from_gap(
    maturity_assessment: str,
    code: str,
    title: str | None = None,
    owner_member: str | None = None,
    due_on: str | None = None,
    owner_email: str | None = None,
) -> str:
    """Raise an action from a gap of an assessment, in progress or signed off.

    Args:
        maturity_assessment: Name of the assessment, which becomes the action's source.
        code: Code of the criterion with the gap, kept with the source.
        title: What is to be done, in one line; made from the criterion if left out.
        owner_member: Member of the group who owns it; `owner_email` is for an owner who is none.
        due_on: Day it is due, year-month-day.

    Returns:
        Name of the new action.

    Raises:
        frappe.PermissionError: The caller may not read the assessment, or is neither secretary nor chair of the
            group.
        frappe.ValidationError: The criterion is not in the assessment or has no gap, or a field does not fit.
    """
    doc = frappe.get_doc(frameworks.ASSESSMENT, maturity_assessment)
    doc.check_permission("read")
    row, line = line_of(doc, code)
    refuse_unless(rules.may_raise_action(line))
    return raising.raise_action(
        papg_group=doc.papg_group,
        title=title or suggested_title(row),
        owner_member=owner_member,
        owner_email=owner_email,
        due_on=due_on,
        source_doctype=doc.doctype,
        source_name=doc.name,
        source_part=row.code,
    )


def line_of(assessment: Document, code: str) -> tuple[Document, rules.Line]:
    """The line of a criterion.

    Raises:
        frappe.ValidationError: The assessment has no such line.
    """
    pairs = zip(assessment.scores, scores.lines(assessment), strict=True)
    found = next(((row, line) for row, line in pairs if row.code == code), None)
    if found is None:
        frappe.throw(_("The assessment has no criterion {0}. Choose one of its lines.").format(code))
    return found


def suggested_title(row: Document) -> str:
    """What closing a gap would be called, cut to what the field holds."""
    end = _(" (reach level {0})").format(row.target_level)
    beginning = f"{row.code}: {row.statement.rstrip('.')}"
    return beginning[: LONGEST_TITLE - len(end)] + end


def open_gaps(assessment: Document) -> list[dict[str, str]]:
    """Lines with a gap, each with a title for an action."""
    pairs = zip(assessment.scores, scores.lines(assessment), strict=True)
    return [
        {"code": row.code, "statement": row.statement, "title": suggested_title(row)}
        for row, line in pairs
        if rules.gap(line)
    ]


def actions_of(assessment: str) -> list[frappe._dict]:
    """Actions raised from an assessment that the reader may see, each with `due` in words; one query."""
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Action`.name, `tabPAPG Action`.source_part, `tabPAPG Action`.title,
            ifnull(`tabPAPG Action`.workflow_state, `tabPAPG Action`.status) as status, `tabPAPG Action`.due_on
        from `tabPAPG Action`
        where `tabPAPG Action`.source_doctype = %s and `tabPAPG Action`.source_name = %s
            and {policy.condition("PAPG Action", "read")}
        order by length(`tabPAPG Action`.source_part), `tabPAPG Action`.source_part, `tabPAPG Action`.creation
        """,
        (frameworks.ASSESSMENT, assessment),
        as_dict=True,
    )
    for row in rows:
        row.due = shown_day(row.due_on) if row.due_on else _("No date")
    return rows
