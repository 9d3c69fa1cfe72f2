"""Writing a report and issuing it: how it begins, whose its text is, and the one rule at every door."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, add_to_date, cint, getdate, strip_html, today

from papg.meetings import markings, stages
from papg.meetings.fields import keep_stored, table_content
from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless
from papg.membership import lines
from papg.permissions import scope
from papg.rules import reports as rules
from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.report_numbers import label_of
from papg.rules.wording import listed

REPORT = "PAPG Report"
DUTIES = "Duties"
# Tables whose rows may be ticked as not public.
LEFT_OUT = ("sections", "duty_rows", "recommendations")
SET_BY_US = ("group_title", "body_title", "stage", "issued_by", "issued_as", "issued_on")
# The number of the agenda item, the appendix and the day of the meeting are given by whoever clerks the body.
TEXT = ("title", "kind", "audience", "marking", "as_at", "covers_from", "framework", "written_on")
TABLES = {
    "authors": ("post",),
    "sections": ("number", "heading", "source", "body", "is_not_public"),
    "duty_rows": (
        *("heading", "expects", "progress", "next_steps", "status", "direction", "rag", "as_at"),
        "is_not_public",
    ),
    "recommendations": ("verb", "text", "is_not_public"),
}
# What a report starts with when it is begun from its group; its writer keeps, changes or takes out each of them.
USUAL_SECTIONS = {
    rules.COMMITTEE_REPORT: (
        ("Purpose of the report", "Written"),
        ("Meetings and attendance", "Meetings and attendance"),
        ("Decisions", "Decisions"),
        ("Progress of actions", "Actions"),
    ),
    rules.BRIEFING_NOTE: (
        ("Background", "Written"),
        ("Governance", "Written"),
        ("Local context", "Local context"),
        ("Priorities", "Priorities"),
    ),
    rules.DUTY_PROGRESS_REPORT: (("Progress so far and expected outcomes", "Duties"),),
}


@frappe.whitelist(methods=["POST"])
def write_report(papg_group: str, body: str, kind: str = rules.COMMITTEE_REPORT) -> str:
    """Begin a report of a group to a body it reports to, as at today and with the usual sections.

    Args:
        papg_group: Name of the group.
        body: Name of the body, one at the end of a reporting line of the group.
        kind: Committee report, briefing note or duty progress report.

    Returns:
        Name of the report.

    Raises:
        frappe.PermissionError: The caller may not write reports of this group.
        frappe.ValidationError: The group does not report to this body.
    """
    report = frappe.new_doc(REPORT)
    report.update({"papg_group": papg_group, "body": body, "kind": kind, "as_at": today()})
    report.check_permission("create")
    for heading, source in USUAL_SECTIONS.get(kind, ()):
        report.append("sections", {"heading": _(heading), "source": source})
    return report.insert().name


def begin(report: Document) -> None:
    """Fill what nobody entered in a new report, and refuse one that goes nowhere.

    Raises:
        frappe.ValidationError: The report amends another, or its group does not report to its body.
    """
    if report.amended_from:
        frappe.throw(_("Reports are not amended. Write a later one that puts right what was wrong."))
    keep_stored(report, SET_BY_US)
    report.body = body_for(report)
    take_names(report)
    report.title = report.title or _("Report to {0}").format(report.body_title)[:140]
    report.marking = report.marking or markings.usual(report.papg_group)
    report.covers_from = report.covers_from or usual_start(report)


def body_for(report: Document) -> str:
    """The body the report goes to: the one chosen, or the only one there is.

    Raises:
        frappe.ValidationError: None was chosen among several, or the group does not report to it.
    """
    found = {line["body"]: line["shown"] for line in lines.offered(report.papg_group) if line["body"]}
    if report.body in found:
        return report.body
    if not found:
        frappe.throw(_("The group reports to no body today. Enter in the group which body it reports to."))
    if report.body or len(found) > 1:
        message = _("Body: the group reports to {0}. Open the group, press “Write report” and choose one.")
        frappe.throw(message.format(listed(list(found.values()))))
    return next(iter(found))


def take_names(report: Document) -> None:
    """Write the names of group and body down as text, so that the report stays as issued when they change."""
    named = dict(
        frappe.get_all(
            "PAPG Group",
            {"name": ("in", [report.papg_group, report.body])},
            ["name", "group_name"],
            as_list=True,
        )
    )
    report.group_title, report.body_title = named.get(report.papg_group), named.get(report.body)


def usual_start(report: Document) -> str:
    """The day after the last report to this body was true; a year back where there is none."""
    last = frappe.db.get_value(
        REPORT, {"papg_group": report.papg_group, "body": report.body, "docstatus": 1}, "max(as_at)"
    )
    return add_days(last, 1) if last else add_to_date(report.as_at or today(), years=-1, as_string=True)


def guard_text(report: Document) -> None:
    """Let the text change only by whose it is in this state.

    Raises:
        frappe.PermissionError: In this state somebody else changes the text.
    """
    before = report.get_doc_before_save()
    if not before or said(before) == said(report):
        return
    message = _("In the state {0} only {1} changes the text. Ask for the report to be sent back.")
    stages.refuse_others(before, message)


def said(report: Document) -> list[object]:
    """Everything the report says, to be compared."""
    single: list[object] = [str(report.get(field) or "") for field in TEXT]
    return single + [table_content(report, table, fields) for table, fields in TABLES.items()]


def take_step(report: Document) -> None:
    """Let a report that is not being locked enter another stage, or refuse it.

    Raises:
        frappe.ValidationError: The rules do not allow the step.
    """
    stage = stages.entered(report, rules.DRAFT)
    if stage == rules.ISSUED:
        frappe.throw(_("A report is issued only by being locked. Use the button that leads there."))
    if stage == rules.DRAFT:
        refuse_unless(rules.may_send_back(position_today(report.papg_group)))


def issue(report: Document) -> None:
    """Lock a report as issued: the one rule, whatever the door.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    refuse_unless(rules.may_issue(facts_of(report)))
    take_names(report)
    report.issued_by = frappe.session.user
    report.issued_as = post_of_issuer(report.papg_group)
    report.issued_on = today()
    stages.set_locked_stage(report, rules.ISSUED)


def facts_of(report: Document) -> rules.IssueFacts:
    """What the rule asks about a report that is to be issued."""
    return rules.IssueFacts(
        stage_before=stages.stored_stage(report, rules.DRAFT),
        position_today=position_today(report.papg_group),
        is_to_body_above=report.body in lines.bodies_of(report.papg_group),
        marking=report.marking,
        as_at=getdate(report.as_at) if report.as_at else None,
        today=getdate(today()),
        sections=[section_of(row, bool(report.duty_rows)) for row in report.sections],
        workstreams=workstreams_of(report),
        kind=report.kind,
        audience=report.audience,
        is_marked_above=bool(report.marking) and report.marking != markings.LOWEST,
        rows_left_out=sum(cint(row.is_not_public) for table in LEFT_OUT for row in report.get(table)),
    )


def section_of(row: Document, has_duty_rows: bool) -> rules.Section:
    """What the rule asks of a section; rows on a duty say something where it has no words of its own."""
    is_told = strip_html(row.body or "").strip() or (row.source == DUTIES and has_duty_rows)
    return rules.Section(row.number, row.heading, not is_told, bool(cint(row.is_not_public)))


def workstreams_of(report: Document) -> list[rules.Section]:
    """Headings of the report's rows on a duty; one is left out of the public version when all its rows are."""
    shown = {row.heading for row in report.duty_rows if not cint(row.is_not_public)}
    headings = dict.fromkeys(row.heading for row in report.duty_rows)
    return [
        rules.Section(label_of(heading), heading, is_empty=False, is_not_public=heading not in shown)
        for heading in headings
    ]


def post_of_issuer(papg_group: str) -> str:
    """The chairing position the session's user holds today, with the job title, as it is to be printed for good."""
    held = next(
        row
        for row in scope.memberships(frappe.session.user, today())
        if row.papg_group == papg_group and row.position in CHAIRING_POSITIONS
    )
    job_title = frappe.db.get_value("PAPG Member", held.name, "job_title")
    return ", ".join(words for words in (_(held.position), job_title) if words)
