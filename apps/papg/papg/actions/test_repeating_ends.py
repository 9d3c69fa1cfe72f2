"""What comes again ends with its group, or goes where its last turn went."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, add_months, today

from papg.actions import repeating
from papg.actions.test_repeating import run_the_job, turn_of, turns
from papg.testing import cast, structure
from papg.testing.acting import acting_as
from papg.testing.actions import change
from papg.testing.factories import make_action
from papg.testing.structure import BOARD, PARTNERS, adopted, in_effect, named, proposed


@pytest.fixture(autouse=True)
def tiers(site: None) -> None:
    cast.install()
    frappe.db.delete("Auto Repeat")
    structure.three_tiers()


@pytest.fixture
def first() -> Document:
    """A closed action of the partners group, of somebody who is on the board as well."""
    owner = cast.member(cast.MEMBER, PARTNERS)
    with acting_as(cast.THREE):
        made = make_action(named(PARTNERS), title="Check the lists", owner_member=owner)
    change(change(made, cast.MEMBER, status="Done", evidence="Seen."), cast.THREE, status="Closed")
    with acting_as(cast.THREE):
        repeating.repeat(made.name, "Monthly")
    return frappe.get_doc("PAPG Action", made.name)


def close_partners(on: str) -> None:
    with acting_as("Administrator"):
        end = {"status": "Dissolved", "dissolved_on": on, "outcome": "Done."}
        for title in structure.LOCAL:
            frappe.db.set_value("PAPG Group", named(title), "parent_papg_group", None)
        frappe.get_doc("PAPG Group", named(PARTNERS)).update(end).save()


def is_repeating(first: Document) -> bool:
    status = frappe.db.get_value("Auto Repeat", first.auto_repeat, "status")
    return status == "Active" and repeating.of_action(first) is not None


def test_a_turn_is_made_on_the_last_day_of_a_group_and_none_after_it(first: Document) -> None:
    close_partners(today())
    assert len(turn_of(first)) == 1
    assert is_repeating(first)
    frappe.db.set_value("PAPG Group", named(PARTNERS), "dissolved_on", structure.yesterday())
    frappe.clear_document_cache("PAPG Group", named(PARTNERS))
    assert not is_repeating(first)
    errors = frappe.db.count("Error Log")
    assert len(turn_of(first)) == 1
    assert frappe.db.get_value("Auto Repeat", first.auto_repeat, ["status", "disabled"]) == ("Disabled", 1)
    assert frappe.db.count("Error Log") == errors


def test_a_day_nothing_ran_on_is_not_made_up_for_in_a_group_that_is_over(first: Document) -> None:
    close_partners(structure.yesterday())
    frappe.db.set_value("Auto Repeat", first.auto_repeat, "next_schedule_date", add_days(today(), -1))
    repeating.catch_up()
    assert turns(first) == []
    assert frappe.db.get_value("Auto Repeat", first.auto_repeat, "disabled") == 1


def test_the_next_turn_comes_where_a_change_of_structure_carried_the_last_one(first: Document) -> None:
    turn_of(first)
    in_effect()
    assert frappe.db.get_value("PAPG Action", first.name, "papg_group") == named(PARTNERS)
    moved, fresh = turn_of(first)
    assert moved.papg_group == fresh.papg_group == named(BOARD)
    assert fresh.owner_member == cast.member(cast.MEMBER, BOARD)
    assert is_repeating(first)


def test_the_turn_of_an_owner_who_is_not_there_has_none_until_one_is_named(first: Document) -> None:
    frappe.db.set_value("PAPG Member", cast.member(cast.MEMBER, BOARD), "left_on", structure.yesterday())
    turn_of(first)
    in_effect()
    moved, fresh = turn_of(first)
    assert (moved.owner_member, fresh.owner_member) == (cast.member(cast.MEMBER, PARTNERS), None)


def test_it_ends_where_no_turn_was_left_to_carry(first: Document) -> None:
    in_effect(adopted(proposed()))
    assert turn_of(first) == []
    assert not is_repeating(first)


def test_nothing_begins_to_come_again_in_a_group_that_is_over(first: Document) -> None:
    with acting_as(cast.THREE):
        repeating.stop(first.name)
    in_effect()
    with acting_as(cast.THREE), pytest.raises(frappe.ValidationError, match=f"Use {BOARD} instead"):
        repeating.repeat(first.name, "Monthly", add_months(today(), 6))
    run_the_job()
    assert turns(first) == []
