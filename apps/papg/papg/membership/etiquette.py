"""Members acknowledge the etiquette of a version of the terms; chair and secretary see who has not."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless, shown_day
from papg.membership.rows import memberships_of
from papg.permissions import policy, scope
from papg.rules import etiquette as rules
from papg.rules.membership import CHAIR, SECRETARY
from papg.rules.people import is_same_person, plain
from papg.rules.terms import empty_headings

TERMS = "PAPG Terms of Reference"
ROW = "PAPG Etiquette Acknowledgement"


@frappe.whitelist(methods=["POST"])
def acknowledge(terms: str) -> None:
    """Note that the caller keeps to the etiquette of a version of the terms; nothing else of it changes.

    Args:
        terms: Name of the terms.

    Raises:
        frappe.PermissionError: The caller may not read the terms.
        frappe.ValidationError: The caller is no member today or has acknowledged the version, it is not in force, or
            it says nothing to keep to.
    """
    if not policy.is_allowed(TERMS, terms, "read"):
        raise frappe.PermissionError
    # Locked, so that two windows of one person do not note it twice.
    doc = frappe.get_doc(TERMS, terms, for_update=True)
    member = own_row(doc.papg_group)
    refuse_unless(
        rules.may_acknowledge(doc.stage, bool(sections(doc)), bool(member), own_day(doc.acknowledgements))
    )
    # Written as a row: members do not write terms, and the form the secretary has open stays as it is.
    said = {"member": member, "acknowledged_by": frappe.session.user, "acknowledged_on": today()}
    doc.append("acknowledgements", said).db_insert()
    frappe.clear_document_cache(TERMS, terms)


def own_row(papg_group: str) -> str | None:
    """The session's user's own row of membership in a group today."""
    mine = {"papg_group": papg_group, "name": ("in", list(scope.of().members) or [""])}
    return frappe.db.get_value("PAPG Member", mine)


def own_day(rows: list[Any]) -> Any:
    """Day on which the session's user acknowledged, among the rows of one version."""
    user = frappe.session.user
    return next(
        (getdate(row.acknowledged_on) for row in rows if is_same_person(row.acknowledged_by, user)), None
    )


def mark_sections(terms: Document) -> None:
    """Note on each section of a draft whether the council has members acknowledge it."""
    asked = frappe.get_all("PAPG Terms Heading", {"is_active": 1, "is_acknowledged": 1}, pluck="heading")
    names = {plain(heading) for heading in asked}
    for row in terms.sections:
        row.is_acknowledged = int(plain(row.heading) in names)


def sections(terms: Document) -> list[Document]:
    """Sections of a version members acknowledge, as far as they say something."""
    return [
        row
        for row in terms.sections
        if row.is_acknowledged and not empty_headings([(row.heading, row.body)], [row.heading])
    ]


def of_form(terms: Document) -> dict[str, Any] | None:
    """What the form shows of a version's etiquette; nothing where there is none to acknowledge.

    Returns:
        Whether the reader `may_acknowledge`, the day they did as `acknowledged_on`, and for chair and secretary
        the `people` of today with when each did, those still to do so first, and how many as a sentence `said`.
    """
    if not (terms.docstatus and sections(terms)):
        return None
    done = own_day(terms.acknowledgements)
    verdict = rules.may_acknowledge(terms.stage, True, bool(own_row(terms.papg_group)), done)
    sees_all = position_today(terms.papg_group) in (CHAIR, SECRETARY)
    return {
        "may_acknowledge": bool(verdict),
        "acknowledged_on": shown_day(done) if done else None,
        **(people(terms) if sees_all else {"people": None, "said": None}),
    }


def people(terms: Document) -> dict[str, Any]:
    """The members of today with when each acknowledged a version; one query, however many there are."""
    members = memberships_of(terms.papg_group, getdate(today()))
    rows = rules.standing(
        [(row.full_name, row.position, row.person.user) for row in members],
        {row.acknowledged_by: getdate(row.acknowledged_on) for row in terms.acknowledgements},
    )
    shown = [
        {
            "full_name": row.full_name,
            "position": row.position,
            "acknowledged_on": shown_day(row.acknowledged_on) if row.acknowledged_on else None,
            "is_able": row.is_able,
        }
        for row in rows
    ]
    return {"people": shown, "said": rules.summary(rows).translated(_)}
