"""What is on a report to a body above the group: what its record says, and nothing looked up beside it.

A report for the public has a second paper, its public version. It is made of the report as if the rows that are not
public had never been written: they leave no word, no number and no empty place in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint
from markupsafe import Markup

from papg.duties.wording import not_known, points
from papg.meetings.markings import LOWEST
from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper, day
from papg.printing.report_text import numbered
from papg.printing.text import slug
from papg.rules.duties import verdicts
from papg.rules.report_numbers import section_numbers
from papg.rules.reports import DUTY_PROGRESS_REPORT, ISSUED, PUBLIC, REVIEW, is_numbered

DUTIES = "Duties"


@dataclass(frozen=True)
class DutyLine:
    """One requirement with its progress; the first point is what is expected, the others its parts."""

    expects: list[str]
    progress: list[str]
    standing: str
    next_steps: list[str]


@dataclass(frozen=True)
class DutyBlock:
    """A workstream with its requirements."""

    heading: str
    lines: list[DutyLine]


@dataclass(frozen=True)
class Section:
    """A section as it is printed."""

    heading: str
    body: Markup
    summary: str
    blocks: list[DutyBlock]


def report(name: str) -> Paper:
    """A report with everything in it; an issued one is printed as it was issued."""
    return paper_of(frappe.get_doc("PAPG Report", name), is_public=False)


def public_version(name: str) -> Paper | None:
    """A report for the public without what is not; None for a report that is for others."""
    doc = frappe.get_doc("PAPG Report", name)
    return paper_of(doc, is_public=True) if doc.audience == PUBLIC else None


def paper_of(doc: Document, is_public: bool) -> Paper:
    marking = LOWEST if is_public else marking_of(doc)
    return Paper(
        title=f"{doc.title}, {doc.group_title}",
        file_name=f"{slug(doc.group_title)}-report-{doc.as_at or doc.written_on}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="report.html",
        content={
            "heading": doc.title,
            "group_name": doc.group_title,
            "body_name": doc.body_title,
            "facts": facts(doc),
            "recommendations": [
                (row.verb, row.text) for row in doc.recommendations if is_shown(row, is_public)
            ],
            "sections": sections(doc, is_public),
            "standing": [standing(doc)],
            "is_issued": doc.stage == ISSUED,
            "left_out": "" if is_public else left_out(doc),
        },
        is_landscape=doc.kind == DUTY_PROGRESS_REPORT,
        is_for_release=is_public,
    )


def is_shown(row: Document, is_public: bool) -> bool:
    return not (is_public and cint(row.is_not_public))


def facts(doc: Document) -> list[tuple[str, str]]:
    """What stands at the head of a report: for whom, of when and by whom."""
    found = (
        (_("Report to"), doc.body_title),
        (_("Meets on"), day(doc.meets_on)),
        (_("Agenda item"), doc.agenda_number),
        (_("Appendix"), doc.appendix_number),
        (_("As at"), day(doc.as_at)),
        (_("Written on"), day(doc.written_on)),
        (_("Authors"), "; ".join(row.post for row in doc.authors)),
        (_("Audience"), _(doc.audience)),
    )
    return [(name, value) for name, value in found if value]


def left_out(doc: Document) -> str:
    """Says on the whole report that it is not the public version, where that leaves something out."""
    rows = (*doc.sections, *doc.recommendations, *doc.duty_rows)
    if doc.audience != PUBLIC or not any(cint(row.is_not_public) for row in rows):
        return ""
    return _("Not for publication: the public version leaves out some of this copy.")


def sections(doc: Document, is_public: bool) -> list[Section]:
    """The sections, numbered as if only the ones that are shown were there."""
    is_automatic = is_numbered(doc.kind)
    stored = section_numbers([row.number or "" for row in doc.sections], is_automatic)
    rows = [
        (row, number) for row, number in zip(doc.sections, stored, strict=True) if is_shown(row, is_public)
    ]
    numbers = section_numbers([row.number or "" for row, _stored in rows], is_automatic)
    duty = blocks(doc, is_public)
    found = []
    for (row, was), number in zip(rows, numbers, strict=True):
        has_duty = row.source == DUTIES
        found.append(
            Section(
                heading=f"{number}. {row.heading}" if number else row.heading,
                body=numbered(row.body, was if is_automatic else "", number),
                summary=counted(doc.duty_rows, is_public) if has_duty and duty else "",
                blocks=duty if has_duty else [],
            )
        )
    return found


def blocks(doc: Document, is_public: bool) -> list[DutyBlock]:
    """The report's rows on a duty under the headings of their workstreams."""
    shown = [row for row in doc.duty_rows if is_shown(row, is_public)]
    return [
        DutyBlock(heading, [duty_line(row) for row in rows])
        for heading, rows in groupby(shown, key=lambda row: row.heading)
    ]


def duty_line(row: Document) -> DutyLine:
    """A requirement, with where it stands and the day that was correct; unknown is said."""
    status = ", ".join(_(word) for word in (row.status or not_known(), row.direction) if word)
    said = (
        _("Status: {0}").format(status),
        _("Rating: {0}").format(_(row.rag) if row.rag else not_known()),
        _("as at {0}").format(day(row.as_at)),
    )
    return DutyLine(
        expects=points(row.expects),
        progress=points(row.progress),
        standing="; ".join(said) if row.as_at else "",
        next_steps=points(row.next_steps),
    )


def counted(rows: Iterable[Document], is_public: bool) -> str:
    """How many of the requirements that are shown stand where."""
    shown = [row for row in rows if is_shown(row, is_public)]
    return verdicts([(row.status, row.direction) for row in shown]).translated(_)


def standing(doc: Document) -> str:
    """Says who issued the report and when, or that nobody has."""
    if doc.stage == ISSUED:
        return _("Issued by the {0} on {1}.").format(doc.issued_as, day(doc.issued_on))
    if doc.stage == REVIEW:
        return _("In review. This report has not been issued.")
    return _("Draft. This report has not been issued.")
