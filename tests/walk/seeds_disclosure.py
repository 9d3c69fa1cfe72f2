"""Disclosure copies of agreed minutes at every stage."""

import frappe
from frappe.utils import add_days, now_datetime, today

from papg.meetings.disclosing import COPY
from papg.testing import cast
from papg.testing.disclosure import NATIONAL_SECURITY
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from papg.testing.upwards import take
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES

NOT_APPROVED = "not approved"
STATES = {"With chair": "With chair", "Approved": "Approved for release"}


def sow(field: Field) -> None:
    """Copies of both groups, and one of each to be made."""
    for letter in ("A", "B"):
        for stage in ("Draft", "With chair", "Approved"):
            sow_copy(field, letter, stage)
        minutes = field.find("PAPG Minutes", "agreed", letter).name
        new = make(COPY, insert=False, minutes=minutes, requested_on=today())
        field.add_new(COPY, "new", letter, new.as_dict(no_nulls=True), when=frozenset({NOT_APPROVED}))


def sow_copy(field: Field, letter: str, stage: str) -> None:
    """A copy at a stage: brought there through the workflow where the group has a chair."""
    label = stage.lower()
    words = field.writer(COPY, label, letter)
    removal = {"removed": "Whole item", "item_number": 1, "exemption": NATIONAL_SECURITY}
    with acting_as(SECRETARIES[letter]):
        doc = make(
            COPY,
            minutes=field.find("PAPG Minutes", "agreed", letter).name,
            requested_on=add_days(today(), -3),
            request_reference=words("reference"),
            removals=[{**removal, "reason": words("reason")}],
        )
    if stage != "Draft":
        bring_to(doc, letter, stage)
    is_approved = stage == "Approved"
    field.add(
        COPY,
        doc.name,
        label,
        letter,
        when=frozenset() if is_approved else frozenset({NOT_APPROVED}),
        change={"released_on": today()} if is_approved else {"marking": "OFFICIAL"},
        attempt={"request_reference": words("an attempt")},
        barred={} if stage != "Draft" else {"submit": "a copy is sent to the chair before it is approved"},
    )


def bring_to(copy: frappe.model.document.Document, letter: str, stage: str) -> None:
    if letter == "A":
        take(copy, SECRETARIES["A"], "Send to chair")
        if stage == "Approved":
            take(copy, cast.CHAIR, "Approve for release")
    else:
        reached = {"stage": stage, "workflow_state": STATES[stage], "docstatus": int(stage == "Approved")}
        frappe.db.set_value(COPY, copy.name, {**reached, "approved_on": now_datetime()})
