"""The score lines of an assessment: one for each criterion, at a level of the framework, changed while in progress."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr

from papg.maturity import frameworks, sharing
from papg.meetings import stages
from papg.meetings.positions import acts_as
from papg.meetings.wording import refuse_unless
from papg.rules import maturity as rules
from papg.rules.maturity_levels import check_level
from papg.rules.wording import listed

LEVELS = ("current_level", "target_level")
SCORE = ("criterion", *LEVELS, "is_not_applicable", "rationale", "evidence")
OF_LINES = (*SCORE, "theme", "code", "statement", "assigned_to", "is_returned")
TICKED = ("is_not_applicable", "is_returned")
OF_ASSESSMENT = ("about_organisation", "period", "as_at", "baseline")


def read_criteria(assessment: Document) -> None:
    """Read the criteria of the assessment's framework, as they are now."""
    assessment.flags.criteria = {row.name: row for row in frameworks.criteria_of(assessment.framework)}


def criteria_for(assessment: Document) -> dict[str, frappe._dict]:
    """Criteria of the assessment's framework by name."""
    if assessment.flags.criteria is None:
        read_criteria(assessment)
    return assessment.flags.criteria


def levels_for(assessment: Document) -> list[int]:
    """Values of the framework's levels."""
    return [row.value for row in frameworks.levels_of(assessment.framework)]


def complete(assessment: Document) -> None:
    """Bring one line for each criterion, and say on each what it is about.

    Raises:
        frappe.ValidationError: The framework has no criteria, or a line is not of it or there twice.
    """
    if assessment.docstatus or stages.stored_stage(assessment, rules.IN_PROGRESS) != rules.IN_PROGRESS:
        return
    criteria = criteria_for(assessment)
    if not criteria:
        message = _("Framework: {0} has no criteria yet. Ask the administrator to write them.")
        frappe.throw(message.format(assessment.framework))
    rows = rows_by_criterion(assessment, criteria)
    new = [name for name in criteria if name not in rows]
    rows |= {name: assessment.append("scores", {"criterion": name}) for name in new}
    sharing.share_out(assessment, [rows[name] for name in new])
    assessment.scores = [rows[name] for name in criteria]
    for number, row in enumerate(assessment.scores, 1):
        row.idx = number
        row.update({field: criteria[row.criterion][field] for field in ("theme", "code", "statement")})
        row.update({field: cstr(row.get(field)).strip() for field in LEVELS})


def rows_by_criterion(assessment: Document, criteria: dict[str, frappe._dict]) -> dict[str, Document]:
    """The lines that are there, each of a criterion of its own."""
    rows: dict[str, Document] = {}
    for row in assessment.scores:
        if row.criterion not in criteria:
            message = _("Scores, row {0}: {1} is no criterion of {2}. Take the row out.")
            frappe.throw(message.format(row.idx, row.criterion, assessment.framework))
        if row.criterion in rows:
            message = _("Scores, row {0}: {1} is scored already, in row {2}. Take one of them out.")
            code = criteria[row.criterion].code
            frappe.throw(message.format(row.idx, code, rows[row.criterion].idx))
        rows[row.criterion] = row
    return rows


def check(assessment: Document) -> None:
    """Every level is one of the framework's, no line contradicts itself, and lines are given to members.

    Raises:
        frappe.ValidationError: The row and the level are named.
    """
    offered = levels_for(assessment)
    for row in assessment.scores:
        for field in LEVELS:
            place = _("Scores, row {0} ({1}), {2}").format(row.idx, row.code, _(row.meta.get_label(field)))
            refuse_unless(check_level(place, cstr(row.get(field)), offered))
    for line in lines(assessment):
        refuse_unless(rules.check_line(line))
    refuse_strangers(assessment)


def refuse_strangers(assessment: Document) -> None:
    """A line is assigned to a member of the group; one query for all of them."""
    assigned = {row.assigned_to for row in assessment.scores if row.assigned_to}
    if not assigned:
        return
    of_group = {"name": ("in", list(assigned)), "papg_group": assessment.papg_group}
    members = set(frappe.get_all("PAPG Member", of_group, pluck="name"))
    for row in assessment.scores:
        if row.assigned_to and row.assigned_to not in members:
            message = _("Scores, row {0} ({1}): who it is assigned to is not of this group. Choose a member.")
            frappe.throw(message.format(row.idx, row.code))


def lines(assessment: Document) -> list[rules.Line]:
    """The lines as the rules take them."""
    criteria = criteria_for(assessment)
    return [
        rules.Line(
            row=row.idx,
            theme=row.theme,
            code=row.code,
            weight=cint(criteria[row.criterion].weight) if row.criterion in criteria else 1,
            current=level(row.current_level),
            target=level(row.target_level),
            is_not_applicable=bool(cint(row.is_not_applicable)),
        )
        for row in assessment.scores
    ]


def level(given: str | None) -> int | None:
    """A level as a number; nothing given is no level, and never level 0."""
    return cint(given) if cstr(given).strip() else None


def guard(assessment: Document) -> None:
    """Let scores change only where they may, and note who gave them.

    Raises:
        frappe.ValidationError: The assessment is with the moderator, or signed off.
        frappe.PermissionError: In this state somebody else scores.
    """
    before = assessment.get_doc_before_save()
    if before and said(before) != said(assessment):
        refuse_unless(rules.may_change_scores(before.stage))
        if not assessment.flags.is_of_own_lines:
            refuse_wrong_role(before)
    if given_scores(assessment) != (given_scores(before) if before else []):
        note_scorer(assessment)


def said(assessment: Document) -> list[tuple[str, ...]]:
    """Everything an assessment says, to be compared."""
    return [content(assessment, OF_ASSESSMENT), *(content(row, OF_LINES) for row in assessment.scores)]


def given_scores(assessment: Document) -> list[tuple[str, ...]]:
    """What was scored: lines that say anything, each with its criterion."""
    rows = [content(row, SCORE) for row in assessment.scores]
    return [row for row in rows if any(row[1:])]


def content(row: Document, fields: tuple[str, ...]) -> tuple[str, ...]:
    """What a row says as text; the level 0 says something, a box that is not ticked nothing."""
    return tuple(
        ("1" if cint(row.get(field)) else "") if field in TICKED else cstr(row.get(field)).strip()
        for field in fields
    )


def note_scorer(assessment: Document) -> None:
    if frappe.session.user not in scorers(assessment):
        assessment.scored_by = "\n".join([*scorers(assessment), frappe.session.user])


def scorers(assessment: Document) -> list[str]:
    """Accounts of everyone who gave a score."""
    return (assessment.scored_by or "").split()


def refuse_wrong_role(before: Document) -> None:
    """In each state the scores belong to certain roles; the framework says so on the form and never checks."""
    rows = [row for row in stages.rows_of_workflow(before.doctype) if row.state == before.workflow_state]
    roles = [row.allow_edit for row in rows]
    if roles and not any(acts_as(role, before.papg_group) for role in roles):
        message = _("In the state {0} scores are changed by {1} only. Ask one of them.")
        named = listed([_(role) for role in roles])
        frappe.throw(message.format(_(before.workflow_state), named), frappe.PermissionError)
