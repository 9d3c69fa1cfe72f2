"""Where a group departs from good practice today: what to do about it, or the reason the group has recorded."""

from datetime import date
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.membership import subgroups
from papg.membership.rows import memberships_of
from papg.rules.coverage import has_seats
from papg.rules.due_dates import govuk_date
from papg.rules.governance import Governance, governance_warnings
from papg.rules.membership import GoodPracticeWarning, good_practice_warnings
from papg.rules.practice import Departure, Explained, explained, unexplained
from papg.rules.wording import listed

if TYPE_CHECKING:
    from papg.membership.doctype.papg_group.papg_group import PAPGGroup


def warnings_of(group: "PAPGGroup", day: date) -> str:
    """The warnings about a group on a day, one a line, each with the paragraph of the guidance it rests on.

    Where the group has recorded why it departs, its reason stands in place of the warning.
    """
    rows = memberships_of(group.name, day)
    found = good_practice_warnings(rows, day)
    if has_seats(group.group_type):
        found += governance_warnings(governance_of(group), rows, day)
    found += subgroups.warnings_of(group, day)
    departures = [departure_from(row) for row in group.departures]
    lines = [line(warning) for warning in unexplained(found, departures)]
    return "\n".join([*lines, *(reason_line(answer) for answer in explained(found, departures))])


def governance_of(group: "PAPGGroup") -> Governance:
    """What the group has on record about its place in the council; the least grade of a Chair is the tier's."""
    least = frappe.get_cached_value("PAPG Tier", group.tier, "least_grade") if group.tier else ""
    grades = frappe.get_meta("PAPG Member").get_field("grade").options or ""
    return Governance(
        group_name=group.group_name,
        adopted_on=getdate(group.adopted_on) if group.adopted_on else None,
        has_reporting_line=bool(group.reports_to),
        has_responsible_officer=bool((group.responsible_officer or "").strip()),
        has_sibling=bool(group.sibling_group),
        least_grade=least or "",
        grades=tuple(grade for grade in grades.split("\n") if grade),
    )


def departure_from(row: frappe._dict) -> Departure:
    """A recorded reason as the rule takes it."""
    return Departure(row.rule or "", row.reason or "", getdate(row.recorded_on), row.recorded_by or "")


def line(warning: GoodPracticeWarning) -> str:
    return _("{0} ({1})").format(warning.sentence.translated(_), _(warning.guidance))


def reason_line(answer: Explained) -> str:
    """A recorded reason, with whom it is about and since when it is on record."""
    departure = answer.departure
    about = listed(list(answer.subjects))
    recorded = govuk_date(departure.recorded_on)
    return _("{0}: not so for {1}. Reason recorded on {2}: {3}").format(
        _(departure.rule), about, recorded, departure.reason
    )


def note_who_records(group: "PAPGGroup") -> None:
    """Say who recorded each reason and when; what was sent as such never counts.

    A reason that is as it was keeps both; one that is new or worded differently is the caller's, of today.
    """
    before = group.get_doc_before_save()
    stored = {row.name: row for row in before.departures} if before else {}
    for row in group.departures:
        old = stored.get(row.name)
        is_same = old and (old.rule, old.reason) == (row.rule, row.reason)
        row.recorded_by = old.recorded_by if is_same else frappe.session.user
        row.recorded_on = old.recorded_on if is_same else today()
