"""Figures of a day before a change of structure stay the figures of that day."""

from datetime import date

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.membership import structure_past
from papg.oversight import health
from papg.testing import cast, structure
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_action
from papg.testing.structure import BOARD, PARTNERS, adopted, go, in_effect, named


@pytest.fixture(autouse=True)
def tiers(people: None) -> None:
    structure.three_tiers()


@pytest.fixture
def action() -> str:
    """An action of the partners group that is overdue since long ago."""
    with acting_as(cast.THREE):
        doc = make_action(named(PARTNERS), raised_on=add_days(today(), -60), due_on=add_days(today(), -30))
    return doc.name


def yesterday() -> date:
    return getdate(structure.yesterday())


def under_way(on: date) -> dict[str, tuple[int, int]]:
    groups = {named(PARTNERS), named(BOARD)}
    given = {"groups": tuple(groups), "as_at": on}
    found = health.actions_under_way(given)
    return {title: found.get(named(title), (0, 0)) for title in (PARTNERS, BOARD)}


def test_an_action_that_was_moved_is_counted_where_it_stood_on_each_day(action: str) -> None:
    before = {PARTNERS: (1, 1), BOARD: (0, 0)}
    assert under_way(yesterday()) == before
    in_effect()
    assert under_way(yesterday()) == before
    assert under_way(getdate(today())) == {PARTNERS: (0, 0), BOARD: (1, 1)}


def test_a_change_that_was_undone_or_is_to_come_moved_nothing(action: str) -> None:
    done = in_effect()
    assert structure_past.moved_since(yesterday()) == {action: named(PARTNERS)}
    assert structure_past.moved_since(getdate(today())) == {}
    go(done, "Undone")
    adopted(takes_effect_on=add_days(today(), 1))
    assert structure_past.moved_since(yesterday()) == {}


def test_an_action_that_was_moved_twice_stood_in_its_first_group(action: str) -> None:
    in_effect()
    back = [
        {
            "kind": "A part splits off into another",
            "concerned_group": named(BOARD),
            "other_group": named(structure.LOCAL[0]),
            "has_actions": 1,
        }
    ]
    in_effect(adopted(structure.proposed(steps=back, title="And on")))
    assert frappe.db.get_value("PAPG Action", action, "papg_group") == named(structure.LOCAL[0])
    assert structure_past.moved_since(yesterday()) == {action: named(PARTNERS)}
    with counted_queries() as queries:
        structure_past.moved_since(yesterday())
    assert len(queries) == 1
