"""Maturity assessments for tests, brought as far along as a test needs, each step by the person who takes it."""

from typing import Any

import frappe
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import SECRETARIES, act

THEMES = ("Leading the work", "Knowing the risks", "Being ready")


def a_framework(criteria: int = 3, **fields: Any) -> str:
    """A framework of three levels with so many criteria, C1 and on, each theme in turn; its name."""
    framework = make("PAPG Maturity Framework", **fields).name
    for number in range(1, criteria + 1):
        make(
            "PAPG Maturity Criterion",
            framework=framework,
            theme=THEMES[(number - 1) % len(THEMES)],
            code=f"C{number}",
            statement=f"Statement {number} holds.",
        )
    return framework


def begun(letter: str = "A", framework: str | None = None, **fields: Any) -> Document:
    """An assessment its secretary has begun: no line has a level yet."""
    framework = framework or a_framework()
    with acting_as(SECRETARIES[letter]):
        return make("PAPG Maturity Assessment", papg_group=cast.group(letter), framework=framework, **fields)


def scored(assessment: Document | None = None, user: str = cast.SECRETARY) -> Document:
    """Every line at level 1 with the target 3 and a reason."""
    assessment = assessment or begun()
    with acting_as(user):
        doc = frappe.get_doc(assessment.doctype, assessment.name)
        for row in doc.scores:
            row.update({"current_level": "1", "target_level": "3", "rationale": "Seen at the last meeting."})
        return doc.save()


def with_moderator(assessment: Document | None = None) -> Document:
    """An assessment the secretary has sent to the moderator."""
    return act(cast.SECRETARY, assessment or scored(), "Send to moderator")


def signed_off(assessment: Document | None = None, moderator: str = cast.CHAIR) -> Document:
    """An assessment the chair has signed off."""
    return act(moderator, assessment or with_moderator(), "Sign off")


def fresh(assessment: Document) -> Document:
    """The assessment as it is stored."""
    return frappe.get_doc(assessment.doctype, assessment.name)
