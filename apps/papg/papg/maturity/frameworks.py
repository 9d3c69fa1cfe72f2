"""Frameworks and their criteria: read once for a question, complete before use, and left alone after signing off."""

from typing import NoReturn

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from papg.meetings.fields import table_content
from papg.meetings.wording import refuse_unless
from papg.rules import maturity_levels as rules

FRAMEWORK = "PAPG Maturity Framework"
CRITERION = "PAPG Maturity Criterion"
ASSESSMENT = "PAPG Maturity Assessment"
IN_USE = "In use"
FIELDS_OF_LEVELS = ("value", "label", "description", "colour")
FROZEN = {"levels": FIELDS_OF_LEVELS, "mappings": ("earlier_framework", "earlier_code", "code")}


def levels_of(framework: str) -> list[frappe._dict]:
    """Levels of a framework, lowest first."""
    of_framework = {"parent": framework, "parenttype": FRAMEWORK}
    return frappe.get_all("PAPG Maturity Level", of_framework, list(FIELDS_OF_LEVELS), order_by="value")


def criteria_of(framework: str) -> list[frappe._dict]:
    """Criteria of a framework in their order, each with `wordings` by level; one query."""
    rows = frappe.db.sql(
        """
        select criterion.name, criterion.theme, criterion.code, criterion.statement, criterion.weight,
            criterion.business_area, criterion.position_in_list, wording.value, wording.wording
        from `tabPAPG Maturity Criterion` criterion
        left join `tabPAPG Maturity Wording` wording
            on wording.parent = criterion.name and wording.parenttype = 'PAPG Maturity Criterion'
        where criterion.framework = %s
        order by criterion.position_in_list, length(criterion.code), criterion.code, wording.value
        """,
        framework,
        as_dict=True,
    )
    found: dict[str, frappe._dict] = {}
    for row in rows:
        value, wording = row.pop("value"), row.pop("wording")
        criterion = found.setdefault(row.name, frappe._dict(row, wordings={}))
        if value is not None:
            criterion.wordings[value] = wording
    return list(found.values())


def is_signed_off_with(framework: str) -> bool:
    """Was an assessment signed off that was made with this framework?"""
    return bool(frappe.db.exists(ASSESSMENT, {"framework": framework, "docstatus": 1}))


def refuse_if_signed_off_with(framework: str) -> None:
    """Keep the levels and wordings of a signed-off assessment as they were.

    Raises:
        frappe.ValidationError: An assessment made with the framework is signed off.
    """
    refuse_unless(rules.may_change_framework(is_signed_off_with(framework)))


def refuse_rename(name: str) -> NoReturn:
    """The name holds title, version or code, which say to whoever reads an assessment what it was made with."""
    message = _("{0} keeps its name. Make a new version of the framework instead.")
    frappe.throw(message.format(name), frappe.PermissionError)


def has_changed(framework: Document) -> bool:
    """Do the levels, or what is said of earlier versions, differ from what is stored? A new one has nothing stored."""
    before = framework.get_doc_before_save()
    return before is not None and any(
        table_content(before, table, fields) != table_content(framework, table, fields)
        for table, fields in FROZEN.items()
    )


def check_levels(framework: Document) -> None:
    """The levels make a scale."""
    refuse_unless(rules.check_levels([cint(row.value) for row in framework.levels]))


def check_criteria_of(framework: Document) -> None:
    """Every criterion of a framework in use has a wording for each of its levels."""
    levels = [cint(row.value) for row in framework.levels]
    for criterion in criteria_of(framework.name):
        refuse_unless(rules.check_wordings(criterion.code, levels, criterion.wordings.items()))


def check_criterion(criterion: Document) -> None:
    """A criterion has a weight that counts and a wording for each level of its framework."""
    refuse_unless(rules.check_weight(criterion.code, cint(criterion.weight)))
    levels = [row.value for row in levels_of(criterion.framework)]
    given = [(cint(row.value), row.wording) for row in criterion.level_wordings]
    refuse_unless(rules.check_wordings(criterion.code, levels, given))
