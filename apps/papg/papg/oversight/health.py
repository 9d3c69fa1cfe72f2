"""How groups fare over a year of the council: gathered for several at once, decided by the rule, told in words.

Only numbers and names of areas leave here, so that a body sees how a group fares whose records it may not read.
Nothing from a restricted item is counted, whoever asks.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from papg.actions.plan import open_source
from papg.meetings import attended
from papg.membership import coverage, structure_past
from papg.permissions import policy
from papg.rules import health as rules
from papg.rules.actions import DROPPED
from papg.rules.attendance import HELD, MeetingRow, rate
from papg.rules.coverage import REQUIRED
from papg.rules.due_dates import govuk_date
from papg.rules.health import Facts, Figure, Meeting, Year
from papg.rules.structure import OVER


@frappe.whitelist(methods=["GET", "POST"])
def health(papg_group: str, year: int | str | None = None) -> dict[str, Any]:
    """How a group fares over a year of the council, for the group's form.

    Args:
        papg_group: Name of the group.
        year: The calendar year in whose April the council's year begins; the current one when left out.

    Returns:
        `year`; `as_at`, the day the figures are true of, in words; `state` of the whole; and `figures`, each with
        `name`, `state`, `share` and `reason` in words. `weighs` is the state whatever the language.

    Raises:
        frappe.DoesNotExistError: There is no such group for the caller.
    """
    names = within_reach(papg_group)
    if papg_group not in names:
        frappe.throw(_("There is no such group for you to see."), frappe.DoesNotExistError)
    chosen = year_chosen(year)
    figures = of_groups({papg_group}, chosen)[papg_group]
    whole = rules.overall(figures)
    return {
        "year": chosen.first.year,
        "as_at": govuk_date(chosen.as_at),
        "state": _(whole),
        "weighs": whole,
        "figures": [line(figure) for figure in figures],
    }


def within_reach(papg_group: str = "", board: str = "") -> dict[str, str]:
    """Titles of the groups whose health the session's user may see.

    Args:
        papg_group: Only this one, where given.
        board: Only those with a reporting line to this body, where given.
    """
    rows = frappe.db.sql(
        f"""
        select name, group_name from `tabPAPG Group`
        where {policy.overseen()} and (%(group)s = '' or name = %(group)s)
            and (%(board)s = '' or name in (select parent from `tabPAPG Reporting Line`
                where parenttype = 'PAPG Group' and body = %(board)s))
        order by group_name, name
        """,
        {"group": papg_group, "board": board},
    )
    return dict(rows)


def year_chosen(year: int | str | None) -> Year:
    """The year asked for, or the one that is running.

    Raises:
        frappe.ValidationError: It is no year, or one that has not begun.
    """
    now = getdate(today())
    running = rules.year_of(now)
    begins_in = cint(year) if year else running
    if not 2000 <= begins_in <= running:
        message = _("Year: “{0}” is no year up to now. Choose one from 2000 to {1}.")
        frappe.throw(message.format(year, running))
    return rules.council_year(begins_in, now)


def period(year: Year) -> str:
    return _("April {0} to March {1}").format(year.first.year, year.last.year)


def line(figure: Figure) -> dict[str, Any]:
    """One figure in words."""
    return {
        "name": _(figure.name),
        "state": _(figure.state),
        "weighs": figure.state,
        "share": share(figure),
        "reason": figure.reason.translated(_),
    }


def share(figure: Figure) -> str:
    """A share as people read it; what is not known is said and never shown as nought."""
    if figure.percent is None:
        return _("Not known")
    return _("{0}% ({1} of {2})").format(figure.percent, figure.part, figure.whole)


def of_groups(groups: set[str], year: Year) -> dict[str, tuple[Figure, ...]]:
    """The figures of each group, with the same number of queries however many groups there are."""
    if not groups:
        return {}
    given = {"groups": tuple(sorted(groups)), "first": year.first, "as_at": year.as_at}
    (begun, ended), cadences = first_and_last_days(given), cadence_of_terms(given)
    meetings, actions, heard = meetings_held(given), actions_under_way(given), areas(given)
    seats = coverage.of_groups(groups, year.as_at)
    found = {}
    for group in groups:
        required = [seat for seat in seats.get(group, ()) if seat.requirement == REQUIRED]
        under_way, overdue = actions.get(group, (0, 0))
        facts = Facts(
            meetings=meetings[group],
            cadence=cadences.get(group) or "",
            counted_from=begun.get(group),
            counted_to=ended.get(group),
            required_seats=len(required) if group in seats else None,
            filled_seats=sum(seat.is_held for seat in required),
            open_actions=under_way,
            overdue_actions=overdue,
            areas=frozenset(heard[group]),
            quiet=frozenset(area for area, came in heard[group].items() if not came),
        )
        found[group] = rules.health(facts, year)
    return found


def first_and_last_days(given: dict[str, Any]) -> tuple[dict[str, date | None], dict[str, date | None]]:
    """The day each group began, and the day each that is over ended."""
    rows = frappe.db.sql(
        """
        select name, established_on, if(status = %(over)s, dissolved_on, null)
        from `tabPAPG Group` where name in %(groups)s
        """,
        {**given, "over": OVER},
    )
    return {name: first for name, first, _last in rows}, {name: last for name, _first, last in rows}


def cadence_of_terms(given: dict[str, Any]) -> dict[str, str]:
    """How often the terms in force on the day say each group meets."""
    rows = frappe.db.sql(
        """
        select papg_group, cadence from `tabPAPG Terms of Reference`
        where papg_group in %(groups)s and docstatus = 1 and in_force_from <= %(as_at)s
            and ifnull(in_force_to, '9999-12-31') >= %(as_at)s
        order by version
        """,
        given,
    )
    return dict(rows)


def meetings_held(given: dict[str, Any]) -> dict[str, list[Meeting]]:
    """The meetings held in the time, each with its attendance and its minutes, which are due at the one after."""
    rows = frappe.db.sql(
        f"""
        select meeting.name, meeting.papg_group, meeting.status, date(meeting.starts_at) as held_on,
            date(meeting.next_at) as due_on, minutes.agreed_on, {attended.COLUMNS}
        from (
            select name, papg_group, status, starts_at,
                lead(starts_at) over (partition by papg_group order by starts_at) as next_at
            from `tabPAPG Meeting`
            where papg_group in %(groups)s and status = %(held)s and starts_at >= %(first)s
        ) meeting {attended.LINES}
        left join `tabPAPG Minutes` minutes on minutes.meeting = meeting.name and minutes.docstatus = 1
        where date(meeting.starts_at) <= %(as_at)s
        order by meeting.starts_at, meeting.name
        """,
        {**given, "held": HELD},
        as_dict=True,
    )
    found: dict[str, list[Meeting]] = defaultdict(list)
    for _name, lines in groupby(rows, key=lambda row: row.name):
        of_one = list(lines)
        meeting, figures = of_one[0], rate(map(attended.meeting_row, of_one))
        agreed_on = getdate(meeting.agreed_on) if meeting.agreed_on else None
        found[meeting.papg_group].append(
            Meeting(meeting.held_on, figures.expected, figures.represented, meeting.due_on, agreed_on)
        )
    return found


def actions_under_way(given: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """How many actions were under way on the day in each group they stood in then, and how many of them overdue.

    An action dropped since is left out: on which day it was dropped is not recorded.
    """
    stood = structure_past.moved_since(given["as_at"])
    rows = frappe.db.sql(
        f"""
        select papg_group, if(name in %(moved)s, name, '') as moved, count(*),
            sum(ifnull(due_on, '9999-12-31') < %(as_at)s)
        from `tabPAPG Action`
        where (papg_group in %(groups)s or name in %(moved)s) and {open_source()} and raised_on <= %(as_at)s
            and status != %(dropped)s and ifnull(completed_on, '9999-12-31') > %(as_at)s
        group by papg_group, moved
        """,
        {**given, "dropped": DROPPED, "moved": tuple(stood) or ("",)},
    )
    found: dict[str, tuple[int, int]] = {}
    for group, moved, under_way, overdue in rows:
        before = found.get(then := stood.get(moved, group), (0, 0))
        found[then] = (before[0] + cint(under_way), before[1] + cint(overdue))
    return found


def areas(given: dict[str, Any]) -> dict[str, dict[str, bool]]:
    """The business areas expected at the meetings held in the time, and whether anybody came from each."""
    rows = frappe.db.sql(
        f"""
        select meeting.papg_group, seat.business_area, meeting.status, date(meeting.starts_at) as held_on,
            {attended.COLUMNS}
        from `tabPAPG Meeting` meeting {attended.LINES}
        join `tabPAPG Member Seat` seat on seat.parent = member.name and seat.parenttype = 'PAPG Member'
        where meeting.papg_group in %(groups)s and meeting.status = %(held)s
            and date(meeting.starts_at) between %(first)s and %(as_at)s
        """,
        {**given, "held": HELD},
        as_dict=True,
    )
    lines: dict[tuple[str, str], list[MeetingRow]] = defaultdict(list)
    for row in rows:
        lines[row.papg_group, row.business_area].append(attended.meeting_row(row))
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for (group, area), of_area in lines.items():
        if (figures := rate(of_area)).expected:
            found[group][area] = bool(figures.represented)
    return found


def reasons(figures: Iterable[Figure]) -> str:
    """Why a group is not simply good: the sentences of what is weak, or else of what is to be watched."""
    whole = rules.overall(figures)
    if whole not in (rules.WEAK, rules.WATCH):
        return ""
    return " ".join(figure.reason.translated(_) for figure in figures if figure.state == whole)
