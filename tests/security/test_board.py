"""The board of actions over HTTP: it holds no card, is no way to other records, and moves only one's own."""

from collections.abc import Iterator

import frappe
import pytest

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.ground import Plot
from tests.security.visitors import Visitor

KANBAN = "frappe.desk.doctype.kanban_board.kanban_board"
BOARD = {"doctype": "Kanban Board", "name": "Actions"}


@pytest.fixture
def action(plots: dict[str, Plot]) -> Iterator[str]:
    """The action of group A, named on the board by other means; afterwards as before."""
    name = plots["A"].action
    frappe.db.rollback()
    column = {"parent": "Actions", "column_name": "Open"}
    frappe.db.set_value("Kanban Board Column", column, "order", frappe.as_json([name]))
    frappe.db.commit()
    yield name
    frappe.db.rollback()
    frappe.db.set_value("Kanban Board Column", column, "order", "[]")
    back = {"stage": "Open", "status": "Open", "workflow_state": "Open"}
    frappe.db.set_value("PAPG Action", name, back)
    frappe.db.commit()


def moved(visitor: Visitor, name: str, to: str = "In progress") -> tuple[int, str]:
    answer = visitor.call(
        f"{KANBAN}.update_order_for_single_card",
        board_name="Actions",
        docname=name,
        from_colname="Open",
        to_colname=to,
        old_index=0,
        new_index=0,
    )
    return answer.status_code, answer.text.replace(name, "?")


def test_nobody_is_told_the_names_on_the_board_and_nobody_may_do_more_than_read_it(
    visit: Visit, action: str
) -> None:
    for user in (cast.SECRETARY, cast.NEIGHBOUR, cast.AUDITOR):
        visitor = visit(user)
        board = visitor.call("frappe.client.get", "GET", **BOARD)
        assert (board.status_code, action in board.text) == (200, False)
        drawn = visitor.call(f"{KANBAN}.update_order", board_name="Actions", order={"Done": [action]})
        assert (drawn.status_code, action in drawn.text) == (200, False)
        rights = visitor.call("frappe.client.get_doc_permissions", doctype="Kanban Board", docname="Actions")
        assert rights.json()["message"] == {"permissions": {"read": 1}}
        of_action = visitor.call("frappe.client.get_doc_permissions", doctype="PAPG Action", docname=action)
        assert of_action.status_code == 400, of_action.text[:200]
    frappe.db.rollback()
    assert frappe.db.get_value("PAPG Action", action, "stage") == "Open"
    order = frappe.db.get_value("Kanban Board Column", {"parent": "Actions", "column_name": "Done"}, "order")
    assert frappe.parse_json(order) == []


def test_a_card_is_moved_by_who_may_change_the_action_and_looks_missing_to_others(
    visit: Visit, action: str
) -> None:
    neighbour = visit(cast.NEIGHBOUR)
    assert moved(neighbour, action) == moved(neighbour, "nothing")
    assert moved(neighbour, action)[0] == 404
    status, text = moved(visit(cast.SECRETARY), action)
    assert (status, '"columns"' in text) == (200, True)
    frappe.db.rollback()
    assert frappe.db.get_value("PAPG Action", action, "workflow_state") == "In progress"


@pytest.mark.parametrize(
    "arguments", [{"doctype": "PAPG Action", "name": "Actions"}, {**BOARD, "name": "Mine"}]
)
def test_the_door_to_the_board_opens_nothing_else(
    visit: Visit, arguments: dict[str, str], action: str
) -> None:
    secretary = visit(cast.SECRETARY)
    assert secretary.call("frappe.client.get", "GET", **arguments).status_code == 400
    assert secretary.call(f"{KANBAN}.get_kanban_boards", doctype="User").status_code == 400


def test_the_board_is_for_the_desk(visit: Visit, action: str) -> None:
    visitor = visit(cast.PARTNER)
    assert visitor.call("frappe.client.get", "GET", **BOARD).status_code in (403, 404)
    assert moved(visitor, action)[0] in (403, 404)
