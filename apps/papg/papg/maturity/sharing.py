"""Lines shared out: each to the member who sits for its area, who scores it and hands it back to the secretary."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, today

from papg import notices
from papg.actions.people import member_row
from papg.maturity import frameworks
from papg.meetings.wording import refuse_unless
from papg.permissions import policy, scope
from papg.rules import maturity_sharing as rules

GIVEN = ("current_level", "target_level", "is_not_applicable", "rationale", "evidence")


@frappe.whitelist(methods=["POST"])
def score_line(
    maturity_assessment: str,
    code: str,
    current_level: str | None = None,
    target_level: str | None = None,
    is_not_applicable: int | None = None,
    rationale: str | None = None,
    evidence: str | None = None,
) -> None:
    """Score one line as the member it is assigned to; what is left out stays as it is.

    Args:
        maturity_assessment: Name of the assessment, which is in progress.
        code: Code of the criterion.
        current_level: Level the criterion is at, one of the framework's; empty for none yet.
        target_level: Level it is to reach.
        is_not_applicable: 1 where it does not apply; it then has no level.
        rationale: Why this level.
        evidence: What shows it and where that is kept.

    Raises:
        frappe.PermissionError: The caller may not read the assessment, and no line of it is theirs to score.
        frappe.ValidationError: The line is not the caller's or was returned, or a level is none of the framework's.
    """
    given = {name: value for name, value in locals().items() if name in GIVEN and value is not None}
    doc = locked(maturity_assessment)
    row = next((row for row in doc.scores if row.code == code), None)
    if row is None:
        frappe.throw(_("The assessment has no criterion {0}. Choose one of its lines.").format(code))
    refuse_unless(rules.may_score_line(doc.stage, shared(row)))
    row.update(given)
    keep(doc)


@frappe.whitelist(methods=["POST"])
def return_lines(maturity_assessment: str) -> None:
    """Hand all lines that wait for the caller back to the secretary.

    Args:
        maturity_assessment: Name of the assessment, which is in progress.

    Raises:
        frappe.PermissionError: The caller may not read the assessment, and no line of it is theirs to score.
        frappe.ValidationError: No line waits for the caller, or one has no level yet; it is named.
    """
    doc = locked(maturity_assessment)
    refuse_unless(rules.may_return(doc.stage, lines(doc)))
    for row in doc.scores:
        row.is_returned = int(bool(cint(row.is_returned)) or is_own(row))
    keep(doc)


def locked(name: str) -> Document:
    """An assessment within reach, or of which lines are; held until it is stored: several score at the same time."""
    if not policy.is_concerned(frameworks.ASSESSMENT, name):
        raise frappe.PermissionError
    return frappe.get_doc(frameworks.ASSESSMENT, name, for_update=True)


def keep(assessment: Document) -> None:
    """Store what a member has done to their own lines."""
    assessment.flags.is_of_own_lines = True
    assessment.flags.ignore_permissions = True  # members write no assessment; these lines were given to them
    assessment.save()


def share_out(assessment: Document, rows: list[Document]) -> None:
    """Give lines that have just come to the members who sit for their areas; one query for all of them."""
    areas = {name: row.business_area for name, row in assessment.flags.criteria.items()}
    if not any(areas.get(row.criterion) for row in rows):
        return
    seats = seats_of(assessment.papg_group)
    for row in rows:
        row.assigned_to = row.assigned_to or rules.holder(areas.get(row.criterion), seats)


def seats_of(papg_group: str) -> list[rules.Seat]:
    """Who sits for which area in a group today."""
    rows = frappe.db.sql(
        """
        select member.name, member.position, seat.business_area
        from `tabPAPG Member` member
        join `tabPAPG Member Seat` seat on seat.parent = member.name and seat.parenttype = 'PAPG Member'
        where member.papg_group = %(papg_group)s
            and member.joined_on <= %(day)s and ifnull(member.left_on, %(day)s) >= %(day)s
        order by member.joined_on, member.name
        """,
        {"papg_group": papg_group, "day": today()},
        as_dict=True,
    )
    return [rules.Seat(member=row.name, area=row.business_area, position=row.position) for row in rows]


def take_back(assessment: Document) -> None:
    """A line that goes to somebody else has not been returned by them."""
    before = assessment.get_doc_before_save()
    held = {row.criterion: row.assigned_to for row in before.scores} if before else {}
    for row in assessment.scores:
        if cstr(held.get(row.criterion)) != cstr(row.assigned_to):
            row.is_returned = 0


def tell(assessment: Document) -> None:
    """Write to members who were given lines with this save."""
    before = assessment.get_doc_before_save()
    held = {row.assigned_to for row in before.scores} if before else set()
    new = {row.assigned_to for row in assessment.scores if row.assigned_to} - held
    accounts = {row.user or row.holder for row in map(member_row, sorted(new))}
    if new:
        notices.notify(assessment, accounts, _("Lines of this assessment wait for you to score them."))


def is_own(row: Document) -> bool:
    """Was a line given to who acts?"""
    return bool(row.assigned_to) and row.assigned_to in scope.of().members


def own_lines(assessment: Document) -> list[Document]:
    """The lines that were given to who acts, also those that were returned."""
    return [row for row in assessment.scores if is_own(row)]


def waits(assessment: Document, row: Document) -> bool:
    """May who acts score this line now?"""
    return bool(rules.may_score_line(assessment.stage, shared(row)))


def shared(row: Document) -> rules.SharedLine:
    """A line as the rules take it."""
    return rules.SharedLine(
        code=row.code,
        is_assessed=bool(cstr(row.current_level).strip()),
        is_not_applicable=bool(cint(row.is_not_applicable)),
        is_assigned=bool(row.assigned_to),
        is_own=is_own(row),
        is_returned=bool(cint(row.is_returned)),
    )


def lines(assessment: Document) -> list[rules.SharedLine]:
    """The lines of an assessment as the rules take them."""
    return [shared(row) for row in assessment.scores]


def of_form(assessment: Document) -> dict[str, Any]:
    """How far the assessment has come, and the codes of the lines that wait for the reader."""
    shared_out = lines(assessment)
    done = rules.progress(shared_out)
    mine = [line.code for line in shared_out if rules.may_score_line(assessment.stage, line)]
    return {
        "said": rules.progress_in_words(done).translated(_),
        "assessed": done.assessed + done.not_applicable,
        "lines": len(shared_out),
        "mine": mine,
    }
