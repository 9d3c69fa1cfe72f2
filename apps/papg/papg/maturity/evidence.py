"""From a closed action to the evidence of the next round, and the way back from a criterion to its actions."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, getdate

from papg.maturity import comparing, frameworks, sharing
from papg.meetings.wording import shown_day
from papg.permissions import policy
from papg.rules import maturity_following as rules
from papg.rules.actions import CLOSED
from papg.rules.maturity import IN_PROGRESS
from papg.rules.maturity_sharing import may_score_line

ACTION = "PAPG Action"


@frappe.whitelist(methods=["POST"])
def take(maturity_assessment: str, action: str) -> None:
    """Write a closed action down as evidence, on the line of its criterion.

    Args:
        maturity_assessment: Name of the assessment, which is in progress.
        action: Name of an action that is offered: raised from an earlier round and closed since the last.

    Raises:
        frappe.PermissionError: The caller may not read the assessment, or neither writes it nor was given the line.
        frappe.ValidationError: The action is not offered.
    """
    doc = sharing.locked(maturity_assessment)
    found = next((row for row in offered(doc) if row["action"] == action), None)
    if found is None:
        frappe.throw(_("This action is not offered as evidence here. Choose one that is listed."))
    row = next(row for row in doc.scores if row.code == found["code"])
    row.evidence = "\n".join(filter(None, (cstr(row.evidence).strip(), found["words"])))
    if may_score_line(doc.stage, sharing.shared(row)):
        sharing.keep(doc)
    else:
        doc.save()


def offered(assessment: Document) -> list[dict[str, str]]:
    """Closed actions of earlier rounds that can be written down as evidence, as their reader may see them.

    What stands in the evidence of its line already is not offered again.
    """
    if assessment.stage != IN_PROGRESS:
        return []
    places = places_of(assessment)
    here = {row.code: row for row in assessment.scores}
    found = []
    for row in closed_actions(assessment):
        for code in places.get((row.framework, row.source_part), ()):
            words = rules.as_evidence(row.title, day_of(row), cstr(row.evidence)).translated(_).strip()
            if code in here and words not in cstr(here[code].evidence):
                found.append({"action": row.name, "code": code, "title": row.title, "words": words})
    return found


def closed_actions(assessment: Document) -> list[frappe._dict]:
    """Actions raised from earlier rounds about the same and closed since the last of them; two queries."""
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Action`.name, `tabPAPG Action`.title, `tabPAPG Action`.source_part,
            `tabPAPG Action`.stage, `tabPAPG Action`.completed_on, `tabPAPG Action`.evidence, earlier.framework
        from `tabPAPG Action`
        join `tabPAPG Maturity Assessment` earlier on earlier.name = `tabPAPG Action`.source_name
        where `tabPAPG Action`.source_doctype = %(assessment)s and `tabPAPG Action`.stage = %(closed)s
            and earlier.papg_group = %(papg_group)s and ifnull(earlier.about_organisation, '') = %(about)s
            and earlier.docstatus = 1 and earlier.name != %(name)s
            and ifnull(`tabPAPG Action`.restricted_item, '') = '' and {policy.condition(ACTION, "read")}
        order by length(`tabPAPG Action`.source_part), `tabPAPG Action`.source_part, `tabPAPG Action`.creation
        """,
        {
            "assessment": frameworks.ASSESSMENT,
            "closed": CLOSED,
            "papg_group": assessment.papg_group,
            "about": assessment.about_organisation or "",
            "name": assessment.name,
        },
        as_dict=True,
    )
    codes = codes_before(assessment)
    last = last_round(assessment)
    return [row for row in rows if rules.is_offered(closed(row), assessment.framework, codes, last)]


def closed(row: frappe._dict) -> rules.ClosedAction:
    """An action as the rules take it."""
    return rules.ClosedAction(
        code=row.source_part or "", framework=row.framework, stage=row.stage, completed_on=day_of(row)
    )


def day_of(row: frappe._dict) -> date | None:
    return getdate(row.completed_on) if row.completed_on else None


def codes_before(assessment: Document) -> dict[str, list[str]]:
    """For each earlier framework that this one names, the codes there with a criterion in their place."""
    found: dict[str, list[str]] = {}
    for row in comparing.mapped_in(assessment.framework):
        found.setdefault(row.earlier_framework, []).append(row.earlier_code)
    return found


def places_of(assessment: Document) -> dict[tuple[str, str], list[str]]:
    """Codes of this round for each framework and code an action may come from."""
    found = {(assessment.framework, row.code): [row.code] for row in assessment.scores}
    for row in comparing.mapped_in(assessment.framework):
        found.setdefault((row.earlier_framework, row.earlier_code), []).append(row.code)
    return found


def last_round(assessment: Document) -> date | None:
    """Day of the latest earlier round of the group about the same that is signed off."""
    about = {"about_organisation": assessment.about_organisation or ("is", "not set")}
    of_group = {"papg_group": assessment.papg_group, "docstatus": 1, "name": ("!=", assessment.name)}
    rows = frappe.get_all(
        frameworks.ASSESSMENT,
        {**of_group, **about, "as_at": ("<=", assessment.as_at)},
        pluck="as_at",
        order_by="as_at desc",
        limit=1,
    )
    return rows[0] if rows else None


def actions_of_criterion(criterion: Document) -> list[dict[str, str]]:
    """Actions raised from a criterion in any round, as far as the reader may see both; the latest first."""
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Action`.name, `tabPAPG Action`.title, `tabPAPG Action`.due_on,
            ifnull(`tabPAPG Action`.workflow_state, `tabPAPG Action`.status) as status,
            `tabPAPG Maturity Assessment`.title as assessment
        from `tabPAPG Action`
        join `tabPAPG Maturity Assessment` on `tabPAPG Maturity Assessment`.name = `tabPAPG Action`.source_name
        where `tabPAPG Action`.source_doctype = %(assessment)s and `tabPAPG Action`.source_part = %(code)s
            and `tabPAPG Maturity Assessment`.framework = %(framework)s
            and {policy.condition(ACTION, "read")} and {policy.condition(frameworks.ASSESSMENT, "read")}
        order by `tabPAPG Maturity Assessment`.as_at desc, `tabPAPG Action`.creation
        """,
        {"assessment": frameworks.ASSESSMENT, "code": criterion.code, "framework": criterion.framework},
        as_dict=True,
    )
    return [{**row, "due": shown_day(row.due_on) if row.due_on else _("No date")} for row in rows]


def criterion_of_action(action: Document) -> dict[str, Any] | None:
    """Criterion and assessment an action comes from, for who may read the assessment."""
    if action.source_doctype != frameworks.ASSESSMENT or not action.source_part:
        return None
    if not policy.is_allowed(frameworks.ASSESSMENT, action.source_name, "read"):
        return None
    of_line = {"parent": action.source_name, "code": action.source_part}
    row = frappe.db.get_value("PAPG Maturity Score", of_line, ["criterion", "statement"], as_dict=True)
    title = frappe.db.get_value(frameworks.ASSESSMENT, action.source_name, "title")
    return row and {
        "criterion": row.criterion,
        "words": f"{action.source_part}: {row.statement}",
        "assessment": title,
    }
