"""The invented council in the demo: what there is to look at, and that it is dated from today."""

from collections import Counter

import frappe
import pytest
from frappe.utils import getdate, today

from papg.setup.demo import eastmere, structures

GROUP = "Eastmere Protect & Prepare Group"


@pytest.fixture
def group(site: None) -> str:
    structures.load_north_yorkshire()
    eastmere.load()
    return frappe.db.get_value("PAPG Group", {"group_name": GROUP})


def states(record: str, field: str, group: str) -> Counter[str]:
    return Counter(frappe.get_all(record, {"papg_group": group}, pluck=field))


def test_there_is_something_of_every_kind_to_look_at(group: str) -> None:
    """One test, because loading takes longer than looking."""
    coming = {"papg_group": group, "status": "Planned", "agenda_issued_on": ("is", "set")}
    meeting = frappe.get_doc("PAPG Meeting", coming)
    late = [item for item in meeting.agenda if item.lateness == "Late item"]
    assert [item.item_number for item in late] == [len(meeting.agenda) - 1, len(meeting.agenda)]
    assert all(item.late_reason for item in late)
    assert states("PAPG Proposed Item", "state", group) == {"Proposed": 1, "Accepted": 1, "Declined": 1}
    assert frappe.db.count("PAPG Declared Interest", {"left_room": 1}) == 1
    assert frappe.db.count("PAPG Declared Interest", {"left_room": 0}) == 2
    ratings, obstacles = (states("PAPG Action", field, group) for field in ("rag", "obstacle_kind"))
    assert {"Red", "Amber", "Green", "Complete"} <= set(ratings)
    assert {"Money", "People", "Another organisation", "A decision above the group"} <= set(obstacles)
    bound = frappe.get_all(
        "PAPG Action Organisation", {"parenttype": "PAPG Action"}, ["state", "state_on"], order_by="idx"
    )
    assert Counter(row.state for row in bound) == {"Done": 3, "Under way": 1, "Not started": 1}
    assert all(getdate(row.state_on) <= getdate(today()) for row in bound if row.state_on)
    assert frappe.db.exists("PAPG Follow Up", {"title": "Three days before", "is_active": 1})
    changes = frappe.get_all("PAPG Structure Change", ["stage", "title"], order_by="title")
    assert [(row.stage, row.title) for row in changes] == [
        ("Proposed", "From three tiers to two"),
        ("Proposed", "Training for all staff goes back into the group"),
    ]
