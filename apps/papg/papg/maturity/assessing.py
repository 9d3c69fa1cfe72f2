"""Beginning an assessment: what it is made with, what it is called, and what it is compared with."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from papg.maturity import frameworks, scores
from papg.meetings.wording import shown_day

LONGEST_TITLE = 140


def begin(assessment: Document) -> None:
    """Note who begins an assessment.

    Raises:
        frappe.ValidationError: It amends another, or its framework is not in use.
    """
    if assessment.amended_from:
        frappe.throw(_("Assessments are not amended. Begin a new one and compare it with this one."))
    status = frappe.db.get_value(frameworks.FRAMEWORK, assessment.framework, "status")
    if status and status != frameworks.IN_USE:
        message = _("Framework: {0} is not in use (status: {1}). Choose one that is.")
        frappe.throw(message.format(assessment.framework, _(status)))
    assessment.assessor = frappe.session.user


def give_title(assessment: Document) -> None:
    """Title by whom it is about and the day, cut to what the field holds."""
    about = assessment.about_organisation or frappe.db.get_value(
        "PAPG Group", assessment.papg_group, "group_name"
    )
    end = _(", {0}").format(shown_day(assessment.as_at))
    beginning = _("Maturity of {0}").format(about or "")
    assessment.title = beginning[: LONGEST_TITLE - len(end)] + end


def matrix_of(assessment: Document) -> dict[str, Any]:
    """The levels of the framework and the wordings of its criteria, as the form shows them beside each line."""
    wordings = {name: criterion.wordings for name, criterion in scores.criteria_for(assessment).items()}
    return {"levels": frameworks.levels_of(assessment.framework), "wordings": wordings}
