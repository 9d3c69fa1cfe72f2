"""Versions of a group's terms of reference: what a new one starts with, and how one takes over from another."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_days, getdate, today

from papg.meetings.stages import locked_states
from papg.rules.due_dates import govuk_date
from papg.rules.quorum_terms import QuorumTerms, check_terms
from papg.rules.terms import IN_FORCE, SUPERSEDED, TermsVersion, empty_headings, overlaps

if TYPE_CHECKING:
    from papg.membership.doctype.papg_terms_of_reference.papg_terms_of_reference import PAPGTermsofReference

TERMS = "PAPG Terms of Reference"
# Items the guidance suggests for every agenda, each with the seat that reports.
STANDING_ITEMS = Path(__file__).with_name("standing_items.json")


def start(terms: "PAPGTermsofReference") -> None:
    """Fill what nobody has entered: the headings the council asks for and the items on every agenda."""
    if not terms.sections:
        terms.extend("sections", [{"heading": row.heading, "prompt": row.prompt} for row in headings()])
    if not terms.standing_items:
        for order, item in enumerate(json.loads(STANDING_ITEMS.read_text()), start=1):
            terms.append("standing_items", {**item, "item_order": order})


def headings() -> list[frappe._dict]:
    """The headings the council asks for, in its order, each with what to write under it."""
    return frappe.get_all(
        "PAPG Terms Heading",
        {"is_active": 1},
        ["heading", "prompt", "is_needed"],
        order_by="position_in_list, heading",
    )


def empty(terms: "PAPGTermsofReference") -> list[str]:
    """Headings the council asks for under which these terms say nothing yet."""
    sections = [(row.heading, row.body) for row in terms.sections]
    return empty_headings(sections, [row.heading for row in headings()])


def give_number(terms: "PAPGTermsofReference") -> None:
    """Give the next number of the group; the lock keeps two of them from getting the same."""
    frappe.db.get_value("PAPG Group", terms.papg_group, "name", for_update=True)
    last = frappe.db.get_value(TERMS, {"papg_group": terms.papg_group}, "max(version)") or 0
    terms.version = last + 1


def title_of(terms: "PAPGTermsofReference") -> str:
    """Title by group and version, cut to what the field holds."""
    name = frappe.db.get_value("PAPG Group", terms.papg_group, "group_name") or ""
    return _("Terms of reference, {0}, version {1}").format(name[:90], terms.version)


def check_quorum(terms: "PAPGTermsofReference") -> None:
    """Each kind of quorum has the numbers it needs."""
    stated = QuorumTerms(
        kind=terms.quorum_kind or "",
        share_numerator=terms.share_numerator or 0,
        share_denominator=terms.share_denominator or 0,
        minimum_number=terms.minimum_number or 0,
        organisation=terms.quorum_organisation or "",
    )
    verdict = check_terms(stated)
    if not verdict:
        frappe.throw(verdict.translated(_))


def require_first_day(terms: "PAPGTermsofReference") -> None:
    if not terms.in_force_from:
        frappe.throw(_("{0}: enter the day from which it is in force.").format(terms.title))


def make_room(terms: "PAPGTermsofReference") -> None:
    """End the version before this one on the day before, and refuse a version that would still overlap."""
    others = versions_in_force(terms)
    begins_on = getdate(terms.in_force_from)
    ending = [v for v in others if v.in_force_to is None and v.in_force_from and v.in_force_from < begins_on]
    last_day = getdate(add_days(begins_on, -1))
    kept = [TermsVersion(v.name, v.version, v.in_force_from, last_day) if v in ending else v for v in others]
    refuse_overlap(terms, [*kept, as_version(terms)])
    for version in ending:
        frappe.db.set_value(TERMS, version.name, "in_force_to", last_day)


def versions_in_force(terms: "PAPGTermsofReference") -> list[TermsVersion]:
    """The other versions of the group that are, were or will be in force; locked until this one is stored."""
    rows = frappe.db.sql(
        """
        select name, version, in_force_from, in_force_to from `tabPAPG Terms of Reference`
        where papg_group = %s and name != %s and docstatus = 1 for update
        """,
        (terms.papg_group, terms.name),
        as_dict=True,
    )
    return [TermsVersion(**row) for row in rows]


def as_version(terms: "PAPGTermsofReference") -> TermsVersion:
    to = getdate(terms.in_force_to) if terms.in_force_to else None
    return TermsVersion(terms.name, terms.version, getdate(terms.in_force_from), to)


def refuse_overlap(terms: "PAPGTermsofReference", versions: list[TermsVersion]) -> None:
    for pair in overlaps(versions):
        if terms.name in {version.name for version in pair}:
            other = next(version for version in pair if version.name != terms.name)
            message = _("Version {0} is in force from {1}. Let version {2} begin on a later day than {3}.")
            begins_on = govuk_date(getdate(terms.in_force_from))
            frappe.throw(
                message.format(other.version, govuk_date(other.in_force_from), terms.version, begins_on)
            )


def supersede_due() -> None:
    """Daily, and whenever a version takes over: versions whose last day is past are superseded."""
    # Said twice, since the framework counts an empty day as earlier than any other.
    past = [["in_force_to", "is", "set"], ["in_force_to", "<", today()]]
    due = [["docstatus", "=", 1], ["stage", "=", IN_FORCE], *past]
    superseded = {"stage": SUPERSEDED, "workflow_state": next(iter(locked_states(TERMS, SUPERSEDED)), None)}
    for name in frappe.get_all(TERMS, due, pluck="name"):
        frappe.db.set_value(TERMS, name, superseded)
