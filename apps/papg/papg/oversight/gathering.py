"""What a report's sections take from the records: read as their writer may see them, as at the report's day.

Nothing that comes from a restricted item is gathered, whoever writes. What is gathered is text from then on: the
writer edits it, and it stays when the records change.
"""

from collections.abc import Callable
from datetime import date
from itertools import groupby

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, strip_html, today

from papg.actions import plan
from papg.meetings import attended
from papg.meetings.wording import shown_day
from papg.oversight import gathering_standing as standing
from papg.oversight import proposals, threat
from papg.oversight.text import listed, paragraph
from papg.oversight.writing import REPORT
from papg.permissions import policy
from papg.rules.actions import DROPPED, IN_PROGRESS, days_overdue
from papg.rules.attendance import HELD, AttendanceRate, rate
from papg.rules.reports import as_at_refusal


@frappe.whitelist(methods=["POST"])
def fill_from_records(report: str) -> int:
    """Fill the empty sections of a report whose text comes from the records.

    Args:
        report: Name of the report.

    Returns:
        Number of sections filled; one that says something already is left as it is.

    Raises:
        frappe.PermissionError: The caller may not write this report, or not in its present state.
        frappe.ValidationError: The report does not say as at which day it is true, or says a day to come.
    """
    doc = frappe.get_doc(REPORT, report)
    doc.check_permission("write")
    refusal = as_at_refusal(getdate(doc.as_at) if doc.as_at else None, getdate(today()))
    if refusal:
        frappe.throw(refusal.translated(_))
    wanted = [
        row for row in doc.sections if row.source in GATHERED and not strip_html(row.body or "").strip()
    ]
    for row in wanted:
        row.body = GATHERED[row.source](doc)
    if wanted:
        doc.save()
    return len(wanted)


def period_of(report: Document) -> dict[str, object]:
    """Group and days a report speaks of."""
    as_at = getdate(report.as_at)
    covers_from = getdate(report.covers_from) if report.covers_from else as_at
    return {"group": report.papg_group, "covers_from": covers_from, "as_at": as_at}


def actions(report: Document) -> str:
    """Actions raised by then: those under way, and those done in the time the report covers; one query.

    An action dropped since is left out: on which day it was dropped is not recorded.
    """
    period = period_of(report)
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Action`.title, `tabPAPG Action`.due_on, `tabPAPG Action`.completed_on,
            owning.job_title, owning.organisation
        from `tabPAPG Action`
        left join `tabPAPG Member` owning on owning.name = `tabPAPG Action`.owner_member
        where `tabPAPG Action`.papg_group = %(group)s and {plan.open_source()}
            and {policy.condition("PAPG Action", "read")}
            and `tabPAPG Action`.raised_on <= %(as_at)s and `tabPAPG Action`.status != %(dropped)s
            and ifnull(`tabPAPG Action`.completed_on, '9999-12-31') >= %(covers_from)s
        order by `tabPAPG Action`.due_on is null, `tabPAPG Action`.due_on, `tabPAPG Action`.creation
        """,
        {**period, "dropped": DROPPED},
        as_dict=True,
    )
    as_at = period["as_at"]
    done = [row for row in rows if row.completed_on and row.completed_on <= as_at]
    under_way = [row for row in rows if row not in done]
    lines = [action_line(row, as_at) for row in under_way]
    counted = action_count(len(under_way), sum(is_late(row, as_at) for row in under_way), as_at)
    finished = [_("{0}: done on {1}.").format(row.title, shown_day(row.completed_on)) for row in done]
    heading = _("Done since {0}:").format(shown_day(period["covers_from"])) if done else ""
    return paragraph(counted) + listed(lines) + paragraph(heading) + listed(finished)


def action_count(number: int, late: int, as_at: date) -> str:
    """How many actions were under way, and how many of them late, in a sentence."""
    day = shown_day(as_at)
    if not number:
        return _("No action was under way as at {0}.").format(day)
    if number == 1:
        one = (
            _("As at {0} 1 action was under way, overdue.")
            if late
            else _("As at {0} 1 action was under way.")
        )
        return one.format(day)
    return _("As at {0} {1} actions were under way, {2} of them overdue.").format(
        day, number, late or _("none")
    )


def is_late(row: frappe._dict, as_at: date) -> bool:
    """Was an action that was under way late on that day?"""
    return bool(days_overdue(IN_PROGRESS, row.due_on, as_at))


def action_line(row: frappe._dict, as_at: date) -> str:
    """An action with the post it lies with and its day."""
    post = row.job_title or row.organisation or _("no owner on the group")
    if not row.due_on:
        return _("{0} ({1}): no date.").format(row.title, post)
    if days := days_overdue(IN_PROGRESS, row.due_on, as_at):
        late = _("1 day") if days == 1 else _("{0} days").format(days)
        overdue = _("{0} ({1}): due on {2}, overdue by {3}.")
        return overdue.format(row.title, post, shown_day(row.due_on), late)
    return _("{0} ({1}): due on {2}.").format(row.title, post, shown_day(row.due_on))


def decisions(report: Document) -> str:
    """Decisions of the time the report covers that went round with their minutes; one query."""
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Decision`.decision_number, `tabPAPG Decision`.kind, `tabPAPG Decision`.decision,
            `tabPAPG Decision`.decided_on
        from `tabPAPG Decision`
        where `tabPAPG Decision`.papg_group = %(group)s and {policy.condition("PAPG Decision", "read")}
            and ifnull(`tabPAPG Decision`.restricted_item, '') = ''
            and ifnull(`tabPAPG Decision`.decision_number, '') != ''
            and `tabPAPG Decision`.decided_on between %(covers_from)s and %(as_at)s
        order by `tabPAPG Decision`.decided_on, `tabPAPG Decision`.item_number, `tabPAPG Decision`.creation
        """,
        period_of(report),
        as_dict=True,
    )
    if not rows:
        return paragraph(_("No decision was taken between {0} and {1}.").format(*shown_period(report)))
    intro = _("Decided between {0} and {1}:").format(*shown_period(report))
    return paragraph(intro) + listed(
        _("{0} {1}, {2}: {3}").format(
            _(row.kind), row.decision_number, shown_day(row.decided_on), row.decision
        )
        for row in rows
    )


def meetings(report: Document) -> str:
    """Meetings held in the time the report covers, and how many seats were represented at each; one query."""
    reach = policy.condition("PAPG Meeting", "read")
    rows = frappe.db.sql(
        f"""
        select meeting.name, meeting.starts_at, date(meeting.starts_at) as held_on, meeting.status,
            meeting.is_quorate, meeting.quorum_reason, {attended.COLUMNS}
        from (select * from `tabPAPG Meeting` where {reach}) meeting {attended.LINES}
        where meeting.papg_group = %(group)s and meeting.status = %(held)s
            and date(meeting.starts_at) between %(covers_from)s and %(as_at)s
        order by meeting.starts_at, meeting.name
        """,
        {**period_of(report), "held": HELD},
        as_dict=True,
    )
    if not rows:
        return paragraph(_("No meeting was held between {0} and {1}.").format(*shown_period(report)))
    lines = [list(same) for _name, same in groupby(rows, key=lambda row: row.name)]
    held = _("1 meeting was held between {0} and {1}:")
    if len(lines) > 1:
        held = _("{2} meetings were held between {0} and {1}:")
    return paragraph(held.format(*shown_period(report), len(lines))) + listed(
        meeting_line(same[0], rate(map(attended.meeting_row, same))) for same in lines
    )


def meeting_line(row: frappe._dict, figures: AttendanceRate) -> str:
    """A meeting with its attendance, and whether it was quorate where that was worked out."""
    day = shown_day(row.starts_at)
    if figures.expected:
        said = _("{0}: {1} of {2} members present or represented").format(
            day, figures.represented, figures.expected
        )
    else:
        said = _("{0}: attendance not recorded").format(day)
    if not row.quorum_reason:
        return f"{said}."
    return f"{said}, {_('quorate') if row.is_quorate else _('not quorate')}."


def structure(report: Document) -> str:
    """Changes of structure the group proposes as at the day, and those decided in the time the report covers."""
    found = proposals.as_at(
        report.papg_group, **{day: period_of(report)[day] for day in ("covers_from", "as_at")}
    )
    if not found:
        return paragraph(_("No change of structure is proposed as at {0}.").format(shown_day(report.as_at)))
    return "".join(
        "".join(paragraph(words) for words in proposals.told(row)) + listed(proposals.steps_told(row))
        for row in found
    )


def threat_level(report: Document) -> str:
    """The threat levels as at the day, and what they were before each change in the time the report covers."""
    days = {day: period_of(report)[day] for day in ("covers_from", "as_at")}
    return "".join(
        paragraph(as_at) + listed(before) for as_at, *before in threat.told(report.papg_group, **days)
    )


def shown_period(report: Document) -> tuple[str, str]:
    period = period_of(report)
    return shown_day(period["covers_from"]), shown_day(period["as_at"])


GATHERED: dict[str, Callable[[Document], str]] = {
    "Actions": actions,
    "Decisions": decisions,
    "Meetings and attendance": meetings,
    "Change of structure": structure,
    "Threat level": threat_level,
    "Priorities": standing.priorities,
    "Coverage": standing.coverage,
    "Maturity": standing.maturity,
    "Duties": standing.duties,
    "Health of the group": standing.health,
    "Local context": standing.local_context,
}
