"""Minutes at every stage, with decisions and corrections."""

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import today

from papg.meetings import minutes as writing
from papg.testing import cast, meetings
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk import seeds_meetings
from tests.walk.rows import Field, Row
from tests.walk.seeds_membership import SECRETARIES

DRAFT, WITH_CHAIR, CIRCULATED, AGREED = "Draft", "With chair", "Circulated", "Agreed"
STATES = {WITH_CHAIR: WITH_CHAIR, CIRCULATED: CIRCULATED, AGREED: "Agreed as a correct record"}
STEPS = {WITH_CHAIR: meetings.with_chair, CIRCULATED: meetings.circulated, AGREED: meetings.agreed}
OPEN, TO_READ = "open", "open and circulated"
DEPUTISED, OVER, BY_PARTNER = "deputised", "deputised, over", "deputised by a partner"
COMPLETE = "circulated, without corrections"
VERSION = "PAPG Minutes Version"
# Minutes beside which a wording is kept: as it was then, and the conditions of the table that hold for it.
AS_KEPT: dict[str, tuple[str, frozenset[str]]] = {
    "with chair": (WITH_CHAIR, frozenset()),
    "circulated": (CIRCULATED, frozenset({"as circulated"})),
}
STAND_INS = {
    DEPUTISED: (cast.MEMBER, cast.DEPUTY),
    OVER: (cast.MEMBER, cast.DEPUTY),
    BY_PARTNER: (cast.CHAIR, cast.PARTNER),
}
# Group, label and stage of each set of minutes.
SITTINGS = (
    ("A", "draft", DRAFT),
    ("A", "with chair", WITH_CHAIR),
    ("A", "circulated", CIRCULATED),
    ("A", COMPLETE, CIRCULATED),
    ("A", "agreed", AGREED),
    ("A", DEPUTISED, CIRCULATED),
    ("A", OVER, AGREED),
    ("A", BY_PARTNER, CIRCULATED),
    ("B", "draft", DRAFT),
    ("B", "with chair", WITH_CHAIR),
    ("B", "circulated", CIRCULATED),
    ("B", "agreed", AGREED),
    ("D", "agreed", AGREED),
)


def sow(field: Field) -> None:
    """All minutes, and records to be made beside them."""
    for letter, label, stage in SITTINGS:
        sit(field, letter, label, stage)
    for letter in ("A", "B"):
        add_new(field, letter)
    correct(field, "A", "circulated", cast.MEMBER)
    correct(field, "A", DEPUTISED, cast.MEMBER)
    correct(field, "B", "circulated", cast.NEIGHBOUR)


def sit(field: Field, letter: str, label: str, stage: str) -> None:
    """One meeting with its minutes at a stage, and a decision where it matters."""
    deputies = deputies_of(label, stage)
    meeting = seeds_meetings.hold(field, letter, label, STAND_INS.get(label), deputies=deputies)
    minutes = write(field, letter, label, meeting.name)
    if label in ("draft", "circulated", DEPUTISED) and letter != "D":
        decide(field, letter, label, stage, meeting, minutes.name)
    bring_to(minutes, letter, stage)
    if label == COMPLETE:
        agreement = {"is_agreed_by_correspondence": 1, "agreed_on": today()}
        frappe.db.set_value(
            "PAPG Minutes", minutes.name, agreement
        )  # the chair notes it in a step of its own
    note(field, minutes.name, letter, label, stage, deputies)
    if label in AS_KEPT and letter in cast.GROUPS:
        keep_version(field, letter, label, minutes.name)


def keep_version(field: Field, letter: str, label: str, minutes: str) -> None:
    """A wording the minutes had, beside those kept when they took their steps."""
    stage, when = AS_KEPT[label]
    words = field.writer(VERSION, label, letter)
    entries = [{"item_number": 1, "title": words("entry"), "discussion": f"<p>{words('discussion')}</p>"}]
    doc = make(VERSION, minutes=minutes, stage=stage, title=words("title"), entries=entries)
    field.add(
        VERSION,
        doc.name,
        label,
        letter,
        when=when,
        change={"title": words("a change")},
    )


def deputies_of(label: str, stage: str) -> frozenset[str]:
    """Who stands in at a meeting; not any more once its minutes are agreed."""
    return frozenset({STAND_INS[label][1]} if label in STAND_INS and stage != AGREED else ())


def write(field: Field, letter: str, label: str, meeting: str) -> Document:
    """Minutes as the secretary writes them."""
    words = field.writer("PAPG Minutes", label, letter)
    with acting_as(SECRETARIES[letter]):
        minutes = frappe.get_doc("PAPG Minutes", writing.write_minutes(meeting))
        for entry in minutes.entries:
            entry.discussion = f"<p>{words('discussion')}</p>"
            if letter not in cast.GROUPS:
                # Nobody holds a position in the group of the walk, so nobody may write its minutes.
                entry.db_update()
        return minutes.save() if letter in cast.GROUPS else minutes


def bring_to(minutes: Document, letter: str, stage: str) -> None:
    """Bring minutes to a stage: through the workflow where the group has a chair."""
    if letter == "A":
        for name, step in STEPS.items():
            if minutes.stage != stage:
                minutes = step(minutes)
                assert minutes.stage == name
    elif stage != DRAFT:
        # The other groups of the cast have no chair who could take the steps.
        reached = {"stage": stage, "workflow_state": STATES[stage], "docstatus": int(stage == AGREED)}
        frappe.db.set_value("PAPG Minutes", minutes.name, reached)


def note(field: Field, name: str, letter: str, label: str, stage: str, deputies: frozenset[str]) -> None:
    """Note minutes."""
    when = {stage.lower()} | ({"agreed for boards"} if stage == AGREED and letter == "A" else set())
    barred = (
        {} if label == COMPLETE else {"submit": "a correction is open, or nobody noted how they were agreed"}
    )
    field.add(
        "PAPG Minutes",
        name,
        label,
        letter,
        when=frozenset(when),
        deputies=deputies,
        change={"is_agreed_by_correspondence": int(label != COMPLETE)},
        attempt={"sent_back_reason": field.writer("PAPG Minutes", label, letter)("an attempt")},
        barred=barred,
        page=f"/partner/minutes/{name}",
    )


def decide(
    field: Field, letter: str, label: str, stage: str, meeting: Row, minutes: str, **facts: Any
) -> None:
    """A decision of the meeting, recorded before its minutes go round."""
    words = field.writer("PAPG Decision", label, letter)
    fields = {"meeting": meeting.name, "item_number": 1, "decision": words("decision")}
    with acting_as(SECRETARIES[letter]):
        doc = make("PAPG Decision", **fields)
    field.add(
        "PAPG Decision",
        doc.name,
        label,
        letter,
        when=frozenset({OPEN} | ({TO_READ} if stage in (CIRCULATED, AGREED) else set())),
        deputies=meeting.deputies,
        attempt={"decision": words("an attempt")},
        page=f"/partner/minutes/{minutes}",
        **facts,
    )


def correct(field: Field, letter: str, label: str, proposer: str) -> None:
    """A correction to circulated minutes."""
    minutes = field.find("PAPG Minutes", label, letter)
    words = field.writer("PAPG Minutes Correction", label, letter)
    texts = {"proposed_text": f"<p>{words('proposed text')}</p>", "reason": words("reason")}
    with acting_as(proposer):
        doc = make("PAPG Minutes Correction", minutes=minutes.name, **texts)
    field.add(
        "PAPG Minutes Correction",
        doc.name,
        label,
        letter,
        deputies=minutes.deputies,
        change={"state": "Rejected", "settled_reason": words("a change")},
    )
    new = make("PAPG Minutes Correction", insert=False, minutes=minutes.name)
    field.add_new(
        "PAPG Minutes Correction",
        f"new, {label}",
        letter,
        new.as_dict(no_nulls=True),
        deputies=minutes.deputies,
    )


def add_new(field: Field, letter: str) -> None:
    """Minutes and a decision to be made."""
    meeting = field.find("PAPG Meeting", "without minutes", letter)
    new = make("PAPG Minutes", insert=False, meeting=meeting.name)
    field.add_new("PAPG Minutes", "new", letter, new.as_dict(no_nulls=True), when=frozenset({"draft"}))
    meeting = field.find("PAPG Meeting", "draft", letter)
    new = make("PAPG Decision", insert=False, meeting=meeting.name)
    field.add_new("PAPG Decision", "new", letter, new.as_dict(no_nulls=True), when=frozenset({OPEN}))
