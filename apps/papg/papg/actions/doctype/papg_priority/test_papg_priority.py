"""Priorities of a group: each number once in a period, and the objective each serves."""

import frappe
import pytest

from papg.testing.duties import requirement
from papg.testing.factories import make, make_group


@pytest.fixture
def group(site: None) -> str:
    return make_group().name


def test_a_number_is_used_once_in_a_period(group: str) -> None:
    make("PAPG Priority", papg_group=group, number=2, period="2026/27")
    with pytest.raises(frappe.ValidationError, match="Number 2 is taken for the period “2026/27”"):
        make("PAPG Priority", papg_group=group, number=2, period="2026/27")


def test_a_number_is_used_once_where_no_period_is_given(group: str) -> None:
    make("PAPG Priority", papg_group=group, number=2)
    with pytest.raises(frappe.ValidationError, match="Number 2 is taken for the period “no period”"):
        make("PAPG Priority", papg_group=group, number=2, period="")


def test_the_next_period_and_another_group_count_anew(group: str) -> None:
    first = make("PAPG Priority", papg_group=group, number=2, period="2026/27")
    assert make("PAPG Priority", papg_group=group, number=2, period="2027/28").name != first.name
    assert make("PAPG Priority", papg_group=make_group().name, number=2, period="2026/27").name != first.name


def test_a_priority_can_be_saved_again(group: str) -> None:
    priority = make("PAPG Priority", papg_group=group, number=2, period="2026/27")
    priority.priority = "Crowded places in the town centre"
    assert priority.save().priority == "Crowded places in the town centre"


def test_a_priority_serves_an_objective_that_is_there_and_keeps_it_from_being_removed(group: str) -> None:
    objective = requirement("2", "Prevent Strategy 2011: three objectives")
    assert make("PAPG Priority", papg_group=group, requirement=objective).requirement == objective
    with pytest.raises(frappe.LinkExistsError):
        frappe.delete_doc("PAPG Duty Requirement", objective)
    with pytest.raises(frappe.LinkValidationError):
        make("PAPG Priority", papg_group=group, number=9, requirement="no-such-objective")
