"""What the form of a change of structure costs: as much for many groups, members and actions as for few."""

import frappe
import pytest
from frappe.model.document import Document

from papg.testing import cast, structure
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_action, make_member
from papg.testing.structure import BOARD, CHANGE, group, named, proposed
from papg.testing.upwards import escalated


@pytest.fixture(autouse=True)
def tiers(people: None) -> None:
    structure.three_tiers()


def closing(number: int) -> Document:
    """A proposal that so many groups go into the board, each with a member and an action; one action is escalated."""
    with acting_as("Administrator"):
        names = [group(f"Local group {number}/{each}", named(BOARD)) for each in range(number)]
        for name in names:
            make_member(name, organisation=cast.COUNCIL, seats=[{"business_area": "Licensing"}])
            action = make_action(name, title="Train the front desk")
        escalated(action, "Administrator", escalated_to=named(BOARD))
    goes = dict.fromkeys(("has_members", "has_actions", "has_escalations", "has_items"), 1)
    kind = {"kind": "Closes and goes into another", "other_group": named(BOARD), **goes}
    return proposed(steps=[{**kind, "concerned_group": name} for name in names], title=f"{number} groups")


def shown(change: Document) -> list[str]:
    """What the form says the change would do, worked out as when its secretary opens it."""
    doc = frappe.get_doc(CHANGE, change.name)
    doc.run_method("onload")
    return doc.get_onload("preview")["said"]


def test_the_preview_costs_the_same_for_3_and_for_30_groups_members_and_actions() -> None:
    changes = {number: closing(number) for number in (3, 30)}
    counts = []
    for number, change in changes.items():
        with acting_as(cast.SECRETARY):
            said = shown(change)
            with counted_queries() as queries:
                shown(change)
        assert sum(f"to {BOARD}: 1." in line for line in said) == number
        assert sum(f"who join {BOARD}: 1. On it already: 0." in line for line in said) == number
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
