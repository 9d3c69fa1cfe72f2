"""Every record type is found at one place: sidebar, inside another record, the council's set-up, or the auditor's."""

import json

from papg.permissions import rights
from provision.paths import APPS

WORKSPACES = APPS / "papg" / "papg" / "setup" / "seed" / "workspaces.json"
SIDEBAR = (
    "Groups",
    "Members",
    "Terms of reference",
    "Meetings",
    "Minutes",
    "Actions",
    "Maturity",
    "Duty workstreams",
    "Reports",
    "Guidance and activity",
)
# Reached from a button, a row or a menu of the record they belong to.
INSIDE = {
    "PAPG Activity": "PAPG Guidance",
    "PAPG Contribution Request": "PAPG Meeting",
    "PAPG Decision": "PAPG Minutes",
    "PAPG Disclosure Copy": "PAPG Minutes",
    "PAPG Escalation": "PAPG Action",
    "PAPG Hold": "PAPG Group",
    "PAPG Measure": "PAPG Group",
    "PAPG Measure Value": "PAPG Group",
    "PAPG Meeting Series": "PAPG Group",
    "PAPG Minutes Correction": "PAPG Minutes",
    "PAPG Minutes Version": "PAPG Minutes",
    "PAPG Premises": "PAPG Group",
    "PAPG Priority": "PAPG Group",
    "PAPG Proposed Item": "PAPG Group",
    "PAPG Referral": "PAPG Group",
    "PAPG Restricted Document": "PAPG Group",
    "PAPG Restricted Item": "PAPG Meeting",
    "PAPG Structure Change": "PAPG Group",
}


def linked(workspace: int) -> dict[str, str]:
    """Record type behind each link of a workspace."""
    links = json.loads(WORKSPACES.read_text())["records"][workspace]["links"]
    return {link["label"]: link["link_to"] for link in links if link.get("link_type") == "DocType"}


def test_the_sidebar_has_its_ten_entries_in_their_order() -> None:
    assert tuple(linked(0)) == SIDEBAR


def test_every_record_type_is_at_exactly_one_place() -> None:
    places = [*(name for workspace in range(3) for name in linked(workspace).values()), *INSIDE]
    assert sorted(places) == sorted(rights.records())


def test_what_is_inside_is_inside_something_that_can_be_found() -> None:
    assert set(INSIDE.values()) <= set(linked(0).values())
