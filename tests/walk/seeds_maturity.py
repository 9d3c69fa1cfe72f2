"""Maturity: a framework with its criteria, and assessments of both groups at every stage."""

import frappe
from frappe.model.document import Document
from frappe.utils import today

from papg.maturity.gaps import raise_from_gap
from papg.testing import cast
from papg.testing.factories import make
from papg.testing.maturity import begun, signed_off, with_moderator
from papg.testing.meetings import acting_as
from tests.walk.rows import MARK, Field
from tests.walk.seeds_membership import SECRETARIES, group_name

FRAMEWORK, CRITERION, ASSESSMENT = (
    "PAPG Maturity Framework",
    "PAPG Maturity Criterion",
    "PAPG Maturity Assessment",
)
ACTION = "PAPG Action"
LEVELS = (1, 2)
IN_PROGRESS, WITH_MODERATOR, SIGNED_OFF = "In progress", "With moderator", "Signed off"
USED = "a signed-off assessment was made with it"
GIVEN = "lines given to the person"
# Who is given the one line and the other.
HOLDERS = {"A": (cast.MEMBER, cast.PARTNER), "B": (cast.NEIGHBOUR, cast.NEIGHBOUR)}


def sow(field: Field) -> None:
    """Frameworks and criteria nobody has used and such that are in use, then the assessments."""
    loose = sow_framework(field, "an entry")
    in_use = sow_framework(field, "in use", write=USED, delete=USED)
    parent = sow_framework(field, "with a criterion", delete="a criterion hangs on it")
    sow_criterion(field, "an entry", parent)
    sow_criterion(field, "in use", in_use, write=USED, delete=USED)
    sow_criterion(field, "in use as well", in_use, "L2", write=USED, delete=USED)
    name_earlier(parent, in_use)
    sow_new_entries(field, loose)
    for letter in ("A", "B"):
        for stage in (IN_PROGRESS, WITH_MODERATOR, SIGNED_OFF):
            sow_assessment(field, letter, stage, in_use, stage.lower(), HOLDERS[letter])
        new = make(ASSESSMENT, insert=False, papg_group=group_name(letter), framework=in_use)
        values = new.as_dict(no_nulls=True)
        field.add_new(ASSESSMENT, "new", letter, values, when=frozenset({"in progress"}))
    others = (cast.MEMBER, cast.MEMBER)
    sow_assessment(field, "A", IN_PROGRESS, in_use, "in progress, lines of others", others)
    sow_closed_action(field)


def sow_framework(field: Field, label: str, **barred: str) -> str:
    """A framework of two levels; its name."""
    words = field.writer(FRAMEWORK, label)
    levels = [
        {"value": value, "label": words("level"), "description": words("description")} for value in LEVELS
    ]
    doc = make(FRAMEWORK, title=words("title"), notes=words("notes"), levels=levels)
    field.add(FRAMEWORK, doc.name, label, change={"notes": words("a change")}, barred=barred)
    return doc.name


def sow_criterion(field: Field, label: str, framework: str, code: str = "L1", **barred: str) -> None:
    """A criterion with a wording for each level."""
    words = field.writer(CRITERION, label)
    wordings = [{"value": value, "wording": words("wording")} for value in LEVELS]
    texts = {"theme": words("theme"), "statement": words("statement"), "level_wordings": wordings}
    doc = make(CRITERION, framework=framework, code=code, **texts)
    field.add(CRITERION, doc.name, label, change={"statement": words("a change")}, barred=barred)


def name_earlier(framework: str, earlier: str) -> None:
    """A framework says which of its criteria took the place of those of an earlier one."""
    code = frappe.db.get_value(CRITERION, {"framework": framework}, "code")
    doc = frappe.get_doc(FRAMEWORK, framework)
    doc.append("mappings", {"earlier_framework": earlier, "earlier_code": code, "code": code})
    doc.save()


def sow_new_entries(field: Field, framework: str) -> None:
    """A framework and a criterion to be made."""
    label = "a new entry"
    new = make(FRAMEWORK, insert=False, title=field.writer(FRAMEWORK, label)("title"))
    field.add_new(FRAMEWORK, label, "", new.as_dict(no_nulls=True))
    wordings = [{"value": value, "wording": "By chance."} for value in LEVELS]
    new = make(CRITERION, insert=False, framework=framework, level_wordings=wordings)
    field.add_new(CRITERION, label, "", new.as_dict(no_nulls=True))


def sow_assessment(
    field: Field, letter: str, stage: str, framework: str, label: str, holders: tuple[str, str]
) -> None:
    """An assessment at a stage, both its lines scored and each given to somebody."""
    words = field.writer(ASSESSMENT, label, letter)
    doc = begun(letter, framework, period=words("period"))
    for row, holder in zip(doc.scores, holders, strict=True):
        row.update({"rationale": words("rationale"), "evidence": words("evidence")})
        row.update({"current_level": "1", "target_level": "2", "assigned_to": cast.member(holder, letter)})
    with acting_as(SECRETARIES[letter]):
        doc.save()
    bring_to(doc, letter, stage)
    change = "sent_back_reason" if stage == WITH_MODERATOR else "period"
    field.add(
        ASSESSMENT,
        doc.name,
        label,
        letter,
        when=frozenset({stage.lower()}),
        whom={GIVEN: frozenset(holders) if stage == IN_PROGRESS else frozenset()},
        lines={holder: shown_to(doc, cast.member(holder, letter)) for holder in holders},
        change={change: words("a change")},
        attempt={"period": words("an attempt")},
    )


def shown_to(assessment: Document, member: str) -> frozenset[str]:
    """What a member may be shown who was given lines: which assessment it is, and these lines."""
    own = [row for row in assessment.scores if row.assigned_to == member]
    texts = [assessment.period, *(text for row in own for text in (row.rationale, row.evidence))]
    return frozenset({assessment.name, *MARK.findall(" ".join(texts))})


def sow_closed_action(field: Field) -> None:
    """A gap of the signed-off assessment was closed: the one in progress may take it as evidence."""
    label = "open, of a gap, closed"
    words = field.writer(ACTION, label, "A")
    assessment = field.find(ASSESSMENT, SIGNED_OFF.lower(), "A").name
    code = frappe.db.get_value("PAPG Maturity Score", {"parent": assessment}, "code")
    owner = cast.member(cast.MEMBER)
    with acting_as(cast.SECRETARY):
        name = raise_from_gap(assessment, code, words("title"), owner_member=owner)
    closed = {"stage": "Closed", "workflow_state": "Closed", "status": "Closed", "completed_on": today()}
    frappe.db.set_value(ACTION, name, {**closed, "evidence": words("evidence")})
    field.add(
        ACTION,
        name,
        label,
        "A",
        when=frozenset({"open"}),
        whom={"open and own": frozenset({cast.MEMBER})},
        change={"obstacle": words("a change")},
        barred={"write": "it is closed"},
        page=f"/partner/actions/{name}",
    )


def bring_to(assessment: Document, letter: str, stage: str) -> None:
    """Bring an assessment to a stage: through the workflow where the group has a chair."""
    if letter == "A":
        if stage != IN_PROGRESS:
            assessment = with_moderator(assessment)
        if stage == SIGNED_OFF:
            signed_off(assessment, cast.CHAIR)
    elif stage != IN_PROGRESS:
        # The other groups of the cast have no chair who could take the steps.
        reached = {"stage": stage, "workflow_state": stage, "docstatus": int(stage == SIGNED_OFF)}
        frappe.db.set_value(ASSESSMENT, assessment.name, reached)
