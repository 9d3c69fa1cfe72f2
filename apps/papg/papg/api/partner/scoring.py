"""The pages on which a partner scores the lines of an assessment that were given to them, and returns them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import frappe
from frappe import _

from papg.api.partner import forms, lines, views
from papg.api.partner.rendering import Page
from papg.maturity import sharing

FIELDS = ("level", "rationale", "evidence")


def own(name: str) -> frappe._dict:
    """An assessment of which lines are the person's to score.

    Raises:
        NotFound: There is no such assessment, or nothing of it is theirs.
    """
    views.require(lines.RECORD, name, lines.SCORE)
    return lines.one(name)


def page(name: str, errors: dict[str, str] | None = None) -> Page:
    """The person's own lines of an assessment and, while any of them waits, the form to return them.

    Args:
        name: Name of the assessment.
        errors: What has to be put right, by field.
    """
    found = own(name)
    context = {
        "assessment": found,
        "may_return": any(row.waits for row in found.lines),
        "is_saved": forms.is_saved(errors),
        "is_returned": forms.is_saved(errors, "done"),
    }
    return Page("assessment.html", found.title, context, "front_page", errors or {}, 400 if errors else 200)


def line(
    name: str, code: str, form: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> Page:
    """One line with the wording of every level and, until it is returned, the form to score it.

    Args:
        name: Name of the assessment.
        code: Code of the criterion.
        form: What was typed, when something in it has to be put right.
        errors: What has to be put right, by field.
    """
    assessment = own(name)
    found = lines.of(assessment, code)
    context = {
        "assessment": assessment,
        "line": found,
        "none": lines.NOT_APPLICABLE,
        "form": form or {"level": found.chosen, "rationale": found.rationale, "evidence": found.evidence},
    }
    title = _("{0}: {1}").format(found.code, found.statement)
    return Page("assessment_line.html", title, context, "front_page", errors or {}, 400 if errors else 200)


def send(name: str, code: str) -> Page | str:
    """Store what was scored; returns the address to go on to, or the form again with what was typed."""
    found = lines.of(own(name), code)
    form = forms.read(frappe.request.form, FIELDS)
    errors = mistakes(form, found)
    if not errors and (refused := forms.refusal_of(lambda: sharing.score_line(name, code, **given(form)))):
        errors = {"update": refused}
    return line(name, code, form, errors) if errors else f"/partner/assessment/{quote(name)}?saved=1"


def mistakes(form: Mapping[str, str], found: frappe._dict) -> dict[str, str]:
    """What has to be put right before anything is stored, by field, in the order of the form."""
    offered = {"", lines.NOT_APPLICABLE, *(value for value, _label, _wording in found.choices)}
    wrong = {} if form["level"] in offered else {"level": _("Choose one of the levels that are offered.")}
    return wrong | forms.too_long(form, {"rationale": _("Why this level"), "evidence": _("Evidence")})


def given(form: Mapping[str, str]) -> dict[str, Any]:
    """The form as a line is scored with. What does not apply has no target either; otherwise the target stays."""
    is_none = form["level"] == lines.NOT_APPLICABLE
    level = {"current_level": "" if is_none else form["level"], "is_not_applicable": int(is_none)}
    target = {"target_level": ""} if is_none else {}
    return {**level, **target, "rationale": form["rationale"], "evidence": form["evidence"]}


def give_back(name: str) -> Page | str:
    """Return all lines that wait; returns the address to go on to, or the page again with what is missing."""
    views.require(lines.RECORD, name, lines.SCORE)
    if refused := forms.refusal_of(lambda: sharing.return_lines(name)):
        return page(name, {"return": refused})
    return f"/partner/assessment/{quote(name)}?done=1"
