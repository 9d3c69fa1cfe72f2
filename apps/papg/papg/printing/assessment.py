"""What is on the profile of a maturity assessment."""

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate
from markupsafe import Markup

from papg.maturity import charts, comparing, frameworks
from papg.meetings.positions import post_of
from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper, day
from papg.printing.text import slug
from papg.rules.maturity import SIGNED_OFF, WITH_MODERATOR


@dataclass(frozen=True)
class Line:
    """One criterion as it is printed."""

    code: str
    statement: str
    level: str
    wording: str
    target: str
    rationale: str


def profile(name: str) -> Paper:
    """Where each theme stands, then each criterion with its level and what that level looks like."""
    assessment = frappe.get_doc(frameworks.ASSESSMENT, name)
    group_name = frappe.db.get_value("PAPG Group", assessment.papg_group, "group_name")
    marking = marking_of(assessment)
    comparison = comparing.with_baseline(assessment)
    heading = _("Assessment profile")
    return Paper(
        title=f"{heading}, {assessment.title}",
        file_name=f"{slug(group_name)}-assessment-profile-{getdate(assessment.as_at)}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="assessment-profile.html",
        content={
            "heading": heading,
            "group_name": group_name,
            "assessment": assessment,
            "comparison": comparison,
            "pictures": [Markup(each) for each in charts.of_form(assessment, comparison)],  # noqa: S704 drawn here
            "standing": standing(assessment),
            "is_settled": assessment.stage == SIGNED_OFF,
            "themes": themes(assessment),
        },
        is_landscape=True,
    )


def standing(assessment: Document) -> list[str]:
    """Who signed the assessment off, or that nobody has."""
    if assessment.stage == WITH_MODERATOR:
        return [_("With the moderator. This assessment has not been signed off.")]
    if assessment.stage != SIGNED_OFF:
        return [_("In progress. This assessment has not been signed off.")]
    signed_on = str(getdate(assessment.signed_off_on))
    post = post_of(assessment.moderator, assessment.papg_group, signed_on)
    return [_("Signed off by {0} on {1}.").format(post, day(signed_on))]


def themes(assessment: Document) -> dict[str, list[Line]]:
    """The lines of the assessment by theme, in their order."""
    labels = {row.value: row.label for row in frameworks.levels_of(assessment.framework)}
    wordings = {row.name: row.wordings for row in frameworks.criteria_of(assessment.framework)}
    found: dict[str, list[Line]] = {}
    for row in assessment.scores:
        found.setdefault(row.theme, []).append(line(row, labels, wordings.get(row.criterion, {})))
    return found


def line(row: Document, labels: dict[int, str], wordings: dict[int, str]) -> Line:
    """One criterion; a level nobody has given is said to be missing, and never printed as the lowest."""
    given: Any = row.current_level
    level = _("Not applicable") if row.is_not_applicable else named(given, labels) or _("Not assessed yet")
    return Line(
        code=row.code,
        statement=row.statement,
        level=level,
        wording=wordings.get(cint(given), "") if given else "",
        target=named(row.target_level, labels),
        rationale=row.rationale or "",
    )


def named(level: str | None, labels: dict[int, str]) -> str:
    """A level by number and name."""
    return f"{level}: {labels.get(cint(level), '')}" if level else ""
