"""A round of assessment beside an earlier one, of the same version of its framework or of one it names."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from papg.maturity import frameworks, scores
from papg.meetings.wording import refuse_unless
from papg.permissions import policy
from papg.rules import maturity_comparing as rules
from papg.rules.maturity import shown

MAPPING = "PAPG Maturity Mapping"
OF_ROUND = ("name", "title", "papg_group", "about_organisation", "framework", "as_at", "docstatus")


@frappe.whitelist(methods=["GET"])
def compare(maturity_assessment: str, earlier: str) -> dict[str, Any]:
    """Compare a round with an earlier one.

    Args:
        maturity_assessment: Name of the assessment.
        earlier: Name of one of the same group, about the same organisation, that is signed off and not later.

    Returns:
        `title` of the earlier one, `rows` with `theme`, `earlier`, `now` and `difference` as text, empty where it
        is not known, and `notes`, sentences on what the figures leave out.

    Raises:
        frappe.PermissionError: The caller may not read both.
        frappe.ValidationError: The two cannot be compared; the reason says why.
    """
    for name in (maturity_assessment, earlier):
        if not policy.is_allowed(frameworks.ASSESSMENT, name, "read"):
            raise frappe.PermissionError
    now = frappe.get_doc(frameworks.ASSESSMENT, maturity_assessment)
    check(now, earlier)
    return between(now, frappe.get_doc(frameworks.ASSESSMENT, earlier))


def check_baseline(assessment: Document) -> None:
    """What an assessment is compared with can be compared with it.

    Raises:
        frappe.ValidationError: It cannot; the field and the reason are named.
    """
    if assessment.baseline and assessment.has_changed("baseline", "about_organisation", "as_at"):
        check(assessment, assessment.baseline)


def check(assessment: Document, earlier: str) -> None:
    """Refuse two rounds that cannot be compared."""
    found = frappe.db.get_value(frameworks.ASSESSMENT, earlier, OF_ROUND, as_dict=True) or frappe._dict()
    refuse_unless(rules.may_compare(round_of(assessment), round_of(found), mapped_in(assessment.framework)))


def round_of(assessment: Document | frappe._dict) -> rules.Round:
    """An assessment as the rules take it."""
    return rules.Round(
        group=assessment.papg_group or "",
        about=assessment.about_organisation or "",
        framework=assessment.framework or "",
        as_at=getdate(assessment.as_at),
        is_signed_off=assessment.docstatus == 1,
    )


def mapped_in(framework: str) -> list[rules.Mapped]:
    """What a framework says about earlier ones."""
    of_framework = {"parent": framework, "parenttype": frameworks.FRAMEWORK}
    fields = ["idx", "earlier_framework", "earlier_code", "code"]
    return [mapped(row) for row in frappe.get_all(MAPPING, of_framework, fields, order_by="idx")]


def mapped(row: Document | frappe._dict) -> rules.Mapped:
    """A row of it as the rules take it."""
    return rules.Mapped(
        row=row.idx,
        earlier_framework=row.earlier_framework,
        earlier_code=(row.earlier_code or "").strip(),
        code=(row.code or "").strip(),
    )


def check_mapping(framework: Document) -> None:
    """Every row about an earlier framework leads from a criterion there to one here; one query.

    Raises:
        frappe.ValidationError: One does not; it is named.
    """
    rows = [mapped(row) for row in framework.mappings]
    if not rows:
        return
    named = {framework.name, *(row.earlier_framework for row in rows)}
    codes: dict[str, list[str]] = {}
    for row in frappe.get_all(
        frameworks.CRITERION, {"framework": ("in", list(named))}, ["framework", "code"]
    ):
        codes.setdefault(row.framework, []).append(row.code)
    refuse_unless(rules.check_mapping(framework.name, rows, codes))


def of_form(assessment: Document) -> dict[str, Any]:
    """What the form shows: the comparison with the round that was chosen, and the rounds there are to choose from."""
    return {"chosen": with_baseline(assessment), "rounds": rounds_before(assessment)}


def with_baseline(assessment: Document) -> dict[str, Any] | None:
    """The comparison with the round an assessment names, if it names one its reader may see."""
    if not assessment.baseline or not policy.is_allowed(assessment.doctype, assessment.baseline, "read"):
        return None
    return between(assessment, frappe.get_doc(frameworks.ASSESSMENT, assessment.baseline))


def rounds_before(assessment: Document) -> list[dict[str, str]]:
    """Earlier rounds an assessment can be compared with, the latest first; two queries."""
    now, mapping = round_of(assessment), mapped_in(assessment.framework)
    of_group = {"papg_group": now.group, "docstatus": 1, "name": ("!=", assessment.name)}
    rows = frappe.get_all(frameworks.ASSESSMENT, of_group, OF_ROUND, order_by="as_at desc, creation desc")
    return [
        {"name": row.name, "title": row.title}
        for row in rows
        if rules.may_compare(now, round_of(row), mapping)
    ]


def between(now: Document, earlier: Document) -> dict[str, Any]:
    """Two rounds side by side, theme by theme."""
    lines, before = scores.lines(now), scores.lines(earlier)
    is_same_scale = True
    left_out: list[str] = []
    if now.framework != earlier.framework:
        codes: dict[str, list[str]] = {}
        for row in mapped_in(now.framework):
            if row.earlier_framework == earlier.framework:
                codes.setdefault(row.earlier_code, []).append(row.code)
        left_out = [line.code for line in before if line.code not in codes]
        before = rules.carried(before, lines, codes)
        is_same_scale = scores.levels_for(now) == scores.levels_for(earlier)
    return {
        "title": earlier.title,
        "rows": [as_row(theme) for theme in rules.compare(lines, before, is_same_scale)],
        "notes": notes(left_out, is_same_scale),
    }


def as_row(theme: rules.Compared) -> dict[str, str]:
    """A theme as the form and the paper show it."""
    return {
        "theme": theme.theme,
        "earlier": shown(theme.earlier),
        "now": shown(theme.now),
        "difference": rules.shown_difference(theme.difference),
    }


def notes(left_out: list[str], is_same_scale: bool) -> list[str]:
    """What the figures leave out."""
    told = []
    if left_out:
        told.append(
            _("Left out, because this version has nothing in their place: {0}.").format(", ".join(left_out))
        )
    if not is_same_scale:
        told.append(_("The two versions count in different levels, so no difference is given."))
    return told
