"""Ratings in the council's own words, and what is in the way: on the form, the report and the paper."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.actions import ratings
from papg.actions.report.papg_action_plan.papg_action_plan import execute
from papg.printing.prints import paper
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.actions import an_action, change
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Action")


def on_form(name: str, user: str) -> frappe._dict:
    with acting_as(user):
        action = frappe.get_doc("PAPG Action", name)
        action.run_method("onload")
        return action.get("__onload")


def test_every_rating_has_a_meaning_from_the_start() -> None:
    assert list(ratings.meanings()) == ["Red", "Amber", "Green", "Complete"]


def test_the_administrator_words_a_rating_and_forms_and_papers_say_it() -> None:
    with acting_as(cast.ADMINISTRATOR):
        red = frappe.get_doc("PAPG Rating", "Red")
        red.meaning = "The board has to know."
        red.save()
        make("PAPG Rating", rating_name="Stuck", stands_for="Red", meaning="Nothing moves.")
    action = an_action(rag="Red", rag_reason="The site is closed.", obstacle_kind="Money", obstacle="No bid.")
    said = "The board has to know. Stuck: Nothing moves."
    assert on_form(action.name, cast.MEMBER).meanings["Red"] == said
    with acting_as(cast.SECRETARY):
        printed = paper("action-plan", "PAPG Group", cast.group("A")).content
    assert printed["meanings"] == [("Red", said)]
    row = printed["actions"][0]["row"]
    assert (row.rating, row.rating_reason, row.obstacle_kind) == ("Red", "The site is closed.", "Money")


def test_a_meaning_out_of_use_is_said_no_more() -> None:
    with acting_as(cast.ADMINISTRATOR):
        green = frappe.get_doc("PAPG Rating", "Green")
        green.is_active = 0
        green.save()
    assert "Green" not in ratings.meanings()


def test_the_form_doubts_a_rating_and_refuses_none() -> None:
    late = an_action(due_on=add_days(today(), -2), raised_on=add_days(today(), -9), rag="Green")
    [doubt] = on_form(late.name, cast.SECRETARY).doubts
    assert doubt.startswith("Rated Green, and overdue since")
    assert on_form(change(late, cast.SECRETARY, rag="Red", rag_reason="Why").name, cast.CHAIR).doubts == []


def test_the_report_shows_and_finds_what_is_rated_and_what_is_in_the_way() -> None:
    an_action(title="Stuck", rag="Red", rag_reason="Why", obstacle_kind="People", obstacle="Nobody trained.")
    an_action(title="Fine", rag="Green")
    with acting_as(cast.SECRETARY):
        rows = execute({"rag": "Red"})[1]
        assert [(row["title"], row["rating"], row["obstacle"]) for row in rows] == [
            ("Stuck", "Red", "People: Nobody trained.")
        ]
        assert [row["title"] for row in execute({"obstacle_kind": "People"})[1]] == ["Stuck"]


def test_an_owner_says_what_is_in_the_way_and_leaves_the_rating_alone() -> None:
    action = change(an_action(), cast.MEMBER, obstacle_kind="Money", obstacle="No bid yet.")
    assert (action.obstacle_kind, action.obstacle) == ("Money", "No bid yet.")
    with pytest.raises(frappe.PermissionError, match="Only the secretary or chair changes Rating"):
        change(action, cast.MEMBER, rag="Red")


def test_an_obstacle_that_is_on_no_list_is_refused() -> None:
    with pytest.raises(frappe.LinkValidationError, match="Bad weather"):
        an_action(obstacle_kind="Bad weather")
