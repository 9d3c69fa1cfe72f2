"""The tree of groups, as different people see it."""

import frappe
import pytest

from papg.membership.tree import ROOT, get_tree_nodes
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_group, make_member


def nodes(user: str, parent: str = ROOT, is_root: bool = False) -> dict[str, int]:
    """Names and whether there is something below them."""
    with acting_as(user):
        return {node["value"]: node["expandable"] for node in get_tree_nodes("PAPG Group", parent, is_root)}


def test_the_whole_is_seen_from_the_top() -> None:
    below = make_group(authority=cast.COUNCIL, parent_papg_group=cast.group("A")).name
    top = nodes(cast.AUDITOR, is_root=True)
    assert top[cast.group("A")] == 1
    assert top[cast.group("Board")] == 0
    assert below not in top
    assert nodes(cast.AUDITOR, cast.group("A")) == {below: 0}


@pytest.mark.parametrize("parent", [ROOT, ""])
def test_a_member_of_a_group_below_sees_it_at_the_top_and_nothing_above(parent: str) -> None:
    above = make_group(authority=cast.COUNCIL)
    with acting_as("Administrator"):
        group = make_group(authority=cast.COUNCIL, parent_papg_group=above.name).name
    make_member(group, user=cast.MEMBER, email=cast.MEMBER, organisation=cast.DEPARTMENT)
    seen = nodes(cast.MEMBER, parent)
    assert seen == {cast.group("A"): 0, group: 0}


def test_what_is_over_comes_last_and_says_so() -> None:
    over = {"status": "Dissolved", "dissolved_on": "2026-03-31", "outcome": "Done."}
    top = cast.group("A")
    make_group(authority=cast.COUNCIL, parent_papg_group=top, group_name="Arena group", **over)
    make_group(authority=cast.COUNCIL, parent_papg_group=top, group_name="Venues group")
    with acting_as(cast.AUDITOR):
        titles = [node["title"] for node in get_tree_nodes("PAPG Group", top)]
    assert titles == ["Venues group", "Arena group (ended on 31 March 2026)"]


def test_a_group_out_of_reach_has_nothing_below_it() -> None:
    assert nodes(cast.MEMBER, cast.group("B")) == {}


def test_a_partner_gets_no_tree() -> None:
    with pytest.raises(frappe.PermissionError):
        nodes(cast.PARTNER, is_root=True)
