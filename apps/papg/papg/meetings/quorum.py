"""Asks the rules whether a meeting was quorate, under the terms of reference in force when it started."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.meetings import interests
from papg.meetings.membership_on import members_on, vacant_seats
from papg.meetings.wording import shown_day
from papg.rules import quorum
from papg.rules.terms import TermsVersion, in_force_on

TERMS_FIELDS = (
    "name",
    "version",
    "in_force_from",
    "in_force_to",
    "quorum_kind",
    "share_numerator",
    "share_denominator",
    "minimum_number",
    "quorum_organisation",
    "is_deputy_counted",
    "is_vacancy_counted",
    "is_organisation_one_vote",
    "cadence",
)


def terms_on(group: str, day: date) -> frappe._dict | None:
    """Terms of reference of a group in force on a day."""
    adopted = {"papg_group": group, "docstatus": 1}
    rows = {row.name: row for row in frappe.get_all("PAPG Terms of Reference", adopted, TERMS_FIELDS)}
    versions = (
        TermsVersion(row.name, cint(row.version), row.in_force_from, row.in_force_to) for row in rows.values()
    )
    found = in_force_on(versions, day)
    return rows[found.name] if found else None


def set_quorum(meeting: Document) -> None:
    """Store which terms held when the meeting started, whether it was quorate under them, and why."""
    day = getdate(meeting.starts_at)
    terms = terms_on(meeting.papg_group, day)
    tell_if_moved(meeting, terms)
    meeting.terms_of_reference = terms.name if terms else None
    if not any(row.presence for row in meeting.attendance):
        meeting.is_quorate, meeting.quorum_reason = 0, None
        return
    vacant = vacancies(meeting, terms)
    verdict = quorum.assess(quorum_terms(terms), lines(meeting), vacant)
    meeting.is_quorate = int(verdict.is_quorate)
    meeting.quorum_reason = " ".join(
        (verdict.reason.translated(_), under_which(terms, day), *short_items(meeting, terms, vacant))
    )


def quorum_terms(terms: frappe._dict | None) -> quorum.QuorumTerms:
    """What terms of reference say about quorum; a group without terms in force has stated none."""
    if not terms:
        return quorum.QuorumTerms()
    return quorum.QuorumTerms(
        kind=terms.quorum_kind,
        share_numerator=cint(terms.share_numerator),
        share_denominator=cint(terms.share_denominator),
        minimum_number=cint(terms.minimum_number),
        organisation=terms.quorum_organisation or "",
        is_deputy_counted=bool(terms.is_deputy_counted),
        is_vacancy_counted=bool(terms.is_vacancy_counted),
        is_organisation_one_vote=bool(terms.is_organisation_one_vote),
    )


def lines(meeting: Document) -> list[quorum.Attendance]:
    """The attendance as the rules read it."""
    out = interests.out_at_items(meeting)
    return [
        quorum.Attendance(
            name=row.attendee_name or "",
            organisation=row.organisation or "",
            position=row.position or "",
            presence=row.presence or "",
            arrived_at_item=row.arrived_at_item or None,
            left_at_item=row.left_at_item or None,
            out_at_items=out[row.idx],
        )
        for row in meeting.attendance
    ]


def vacancies(meeting: Document, terms: frappe._dict | None) -> int:
    """Vacant seats on the day, looked up only where the terms count them."""
    if not (terms and terms.is_vacancy_counted):
        return 0
    day = getdate(meeting.starts_at)
    return vacant_seats(meeting.papg_group, day, members_on(meeting.papg_group, day))


def under_which(terms: frappe._dict | None, day: date) -> str:
    """A sentence on the terms that were read."""
    if terms:
        return _("Under version {0} of the terms of reference.").format(terms.version)
    return _("No terms of reference were in force on {0}.").format(shown_day(day))


def short_items(meeting: Document, terms: frappe._dict | None, vacant: int) -> list[str]:
    """A sentence on the items that lacked a quorum at a meeting that had one."""
    if not meeting.is_quorate:
        return []
    numbers = [row.item_number for row in meeting.agenda]
    short = quorum.items_without_quorum(quorum_terms(terms), lines(meeting), numbers, vacant)
    return [_("Items without a quorum: {0}.").format(", ".join(map(str, short)))] if short else []


def was_quorate(meeting: Document, item_number: int | None) -> bool:
    """Was the meeting quorate, for as long as it dealt with an item if one is named?"""
    if not (meeting.is_quorate and item_number):
        return bool(meeting.is_quorate)
    terms = terms_on(meeting.papg_group, getdate(meeting.starts_at))
    seats = vacancies(meeting, terms)
    return quorum.assess_at_item(quorum_terms(terms), lines(meeting), item_number, seats).is_quorate


def tell_if_moved(meeting: Document, terms: frappe._dict | None) -> None:
    """Say so when a moved meeting falls under other terms than before."""
    before = meeting.get_doc_before_save()
    if not before or (before.terms_of_reference or "") == (terms.name if terms else ""):
        return
    if getdate(before.starts_at) != getdate(meeting.starts_at):
        frappe.msgprint(
            _("The meeting moved to {0} and was read again. {1}").format(
                shown_day(meeting.starts_at), under_which(terms, getdate(meeting.starts_at))
            ),
            title=_("Other terms of reference"),
        )
