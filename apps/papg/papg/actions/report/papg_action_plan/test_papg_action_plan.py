"""The action plan as a report: the right rows for its reader, in words, at a constant cost."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.actions.report.papg_action_plan.papg_action_plan import execute
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Action")


def an_action(letter: str, title: str, **fields: object) -> str:
    return make("PAPG Action", papg_group=cast.group(letter), title=title, **fields).name


def titles(user: str, **filters: object) -> list[str]:
    with acting_as(user):
        return [row["title"] for row in execute({"show": "All", **filters})[1]]


def test_a_reader_sees_the_actions_of_their_own_groups_only() -> None:
    an_action("A", "In the harbour group")
    an_action("B", "In the northgate group")
    assert titles(cast.MEMBER) == ["In the harbour group"]
    assert titles(cast.NEIGHBOUR) == ["In the northgate group"]
    assert titles(cast.THREE) == ["In the harbour group", "In the northgate group"]
    assert titles(cast.BOARD) == []


def test_a_partner_sees_actions_of_their_own_only() -> None:
    an_action("A", "Somebody else's")
    an_action("A", "My own", owner_member=cast.member(cast.PARTNER))
    assert titles(cast.PARTNER) == ["My own"]


def test_a_row_says_who_owns_it_how_late_it_is_and_what_was_noted_last() -> None:
    an_action(
        "A",
        "Review the plan",
        owner_member=cast.member(cast.MEMBER),
        due_on=add_days(today(), -2),
        updates=[{"note": "Begun.", "noted_on": add_days(today(), -9)}, {"note": "Half way."}],
    )
    with acting_as(cast.SECRETARY):
        columns, rows = execute()
    assert [column["label"] for column in columns] == [
        "Group",
        "Action",
        "Kind",
        "Owner",
        "Due on",
        "Status",
        "Rating",
        "What is in the way",
        "Funding",
        "Overdue",
        "Days overdue",
        "Last note",
    ]
    row = rows[0]
    assert row["group_name"] == cast.GROUP_A
    assert row["owner"] == "Licensing Manager"
    assert (row["overdue"], row["overdue_days"]) == ("Overdue by 2 days", 2)
    assert row["last_note"] == "Half way."


def test_only_unfinished_actions_are_shown_unless_others_are_asked_for() -> None:
    an_action("A", "Under way", status="In progress", due_on=today())
    late = an_action("A", "Late", due_on=add_days(today(), -1))
    gone = an_action("A", "Dropped", status="Dropped", dropped_reason="The site has closed.")
    assert titles(cast.SECRETARY, show="Unfinished") == ["Late", "Under way"]
    assert titles(cast.SECRETARY, show="Overdue") == ["Late"]
    assert titles(cast.SECRETARY, stage="Dropped") == ["Dropped"]
    assert late != gone


def test_projects_whose_funding_is_not_confirmed_and_reviews_are_found_by_kind() -> None:
    an_action("A", "Barriers", kind="Project", funding="Not confirmed")
    an_action("A", "Cameras", kind="Project", funding="Confirmed")
    an_action("A", "Audit of passes", kind="Review or audit")
    assert titles(cast.SECRETARY, kind="Project", funding="Not confirmed") == ["Barriers"]
    assert titles(cast.SECRETARY, kind="Review or audit") == ["Audit of passes"]
    with acting_as(cast.SECRETARY):
        row = execute({"kind": "Project", "funding": "Confirmed"})[1][0]
    assert (row["kind"], row["funding"]) == ("Project", "Confirmed")


def test_the_query_count_is_the_same_for_3_and_for_30_actions() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Action") < wanted:
            an_action("A", "One of many", updates=[{"note": "Begun."}])
        with acting_as(cast.SECRETARY):
            execute()
            with counted_queries() as queries:
                rows = execute()[1]
        assert len(rows) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
