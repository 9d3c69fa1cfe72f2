"""Board and calendar of actions: what each reader sees there, and what moving a card or a day does."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.actions import board
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.actions import an_action

BOARD = "Actions"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Action")


def test_the_board_has_a_column_for_each_stage_and_the_name_of_no_action() -> None:
    action = an_action()
    with acting_as(cast.MEMBER):
        shown = board.get("Kanban Board", BOARD)
        drawn, changed = board.keep_order(BOARD)
    assert [column["column_name"] for column in shown["columns"]] == [
        "Open",
        "In progress",
        "Done",
        "Closed",
        "Dropped",
    ]
    assert board.permissions("Kanban Board", BOARD) == {"permissions": {"read": 1}}
    assert (drawn, changed) == (shown, [])
    assert action.name not in frappe.as_json(shown)


@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY, "Guest"])
def test_the_board_is_for_the_desk(user: str) -> None:
    for door in (lambda: board.get("Kanban Board", BOARD), lambda: board.keep_order(BOARD)):
        with acting_as(user), pytest.raises(frappe.PermissionError):
            door()


def test_a_card_that_is_moved_takes_the_step_of_the_workflow_and_leaves_no_trace_on_the_board() -> None:
    action = an_action()
    with acting_as(cast.MEMBER):
        board.move_card(BOARD, action.name, "In progress")
    action.reload()
    assert (action.stage, action.workflow_state) == ("In progress", "In progress")
    assert action.name not in frappe.get_doc("Kanban Board", BOARD).as_json()


def test_a_card_goes_nowhere_against_the_rules_of_the_action() -> None:
    action = an_action()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="Give the reason why"):
        board.move_card(BOARD, action.name, "Dropped")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError, match="Only the owner marks"):
        board.move_card(BOARD, action.name, "Done")


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.PARTNER, cast.BOARD, cast.AUDITOR, "Guest"])
def test_nobody_moves_what_is_not_theirs_and_is_told_no_more_than_of_what_is_not_there(user: str) -> None:
    name, said = an_action().name, set()
    for each in (name, "nothing"):
        with acting_as(user):
            for door in (
                lambda each=each: board.move_card(BOARD, each, "In progress"),
                lambda each=each: board.move_day(frappe.as_json({"name": each, "due_on": today()})),
            ):
                with pytest.raises(frappe.PermissionError) as refusal:
                    door()
                said.add(str(refusal.value))
    assert len(said) == 1


def test_the_calendar_shows_what_is_due_in_the_time_asked_for_to_who_may_read_it() -> None:
    first, last = add_days(today(), 10), add_days(today(), 20)
    for title, day in (("First day", first), ("Last day", last), ("Before", add_days(first, -1))):
        an_action(title=title, due_on=day)
    an_action(title="After", due_on=add_days(last, 1))

    def titles(user: str, filters: str | None = None) -> list[str]:
        with acting_as(user):
            return [row.title for row in board.due(first, last, filters)]

    assert titles(cast.SECRETARY) == titles(cast.AUDITOR) == ["First day", "Last day"]
    assert titles(cast.SECRETARY, '[["PAPG Action", "title", "=", "Last day"]]') == ["Last day"]
    assert titles(cast.NEIGHBOUR) == []


def test_a_day_is_moved_by_who_may_change_it_and_the_first_day_is_kept() -> None:
    action = an_action(due_on=today())
    moved = frappe.as_json({"name": action.name, "due_on": f"{add_days(today(), 3)} 00:00:00"})
    with acting_as(cast.MEMBER), pytest.raises(frappe.PermissionError, match="changes Due on"):
        board.move_day(moved)
    with acting_as(cast.SECRETARY):
        board.move_day(moved)
    action.reload()
    assert (str(action.due_on), str(action.original_due_on)) == (add_days(today(), 3), today())


def test_the_calendar_costs_the_same_with_3_and_with_30_actions() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Action") < wanted:
            an_action(due_on=today())
        with acting_as(cast.SECRETARY):
            board.due(today(), today())
            with counted_queries() as queries:
                rows = board.due(today(), today())
        assert len(rows) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
