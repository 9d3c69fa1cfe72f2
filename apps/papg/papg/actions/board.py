"""The board of actions: the framework's Kanban view, with our own methods behind it.

The framework keeps the order of the cards in the board itself, with the names of all records on it, and everybody at
the desk reads the board. So ours stores nothing there: a card that is moved changes its action, by its own rules.
"""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import policy

ACTION = "PAPG Action"
BOARD = "Kanban Board"
NOWHERE = "[]"


@frappe.whitelist(methods=["GET"])
def get(doctype: str, name: str) -> dict[str, Any]:
    """The board, without any card.

    Args:
        doctype: "Kanban Board".
        name: Name of the board of actions.

    Returns:
        The board with its columns.

    Raises:
        frappe.PermissionError: The caller may not see boards.
    """
    board = frappe.get_doc(BOARD, name)
    board.check_permission("read")
    return without_cards(board)


@frappe.whitelist(methods=["POST"])
def permissions(doctype: str, docname: str) -> dict[str, dict[str, int]]:
    """What may be done with the board itself: it is read and nothing else.

    Args:
        doctype: "Kanban Board".
        docname: Name of the board of actions.
    """
    return {"permissions": {"read": 1}}


@frappe.whitelist(methods=["POST"])
def move_card(board_name: str, docname: str, to_colname: str) -> dict[str, Any]:
    """Move an action to another column, which is a step of its workflow.

    Args:
        board_name: Name of the board of actions.
        docname: Name of the action.
        to_colname: Stage it is to be at.

    Returns:
        The board with its columns.

    Raises:
        frappe.PermissionError: The action is not the caller's to change, or not to bring there.
        frappe.ValidationError: A rule of the action refuses; it says why.
    """
    action = changeable(docname)
    action.status = to_colname
    action.save()
    return without_cards(frappe.get_doc(BOARD, board_name))


@frappe.whitelist(methods=["POST"])
def keep_order(board_name: str) -> tuple[dict[str, Any], list[Any]]:
    """What the view sends when it has drawn its cards: nothing of it is kept.

    Args:
        board_name: Name of the board of actions.

    Returns:
        The board with its columns, and that no card was changed.

    Raises:
        frappe.PermissionError: The caller may not see boards.
    """
    return get(BOARD, board_name), []


@frappe.whitelist(methods=["GET"])
def due(start: str, end: str, filters: str | None = None) -> list[dict[str, Any]]:
    """Actions due between two days, for the calendar.

    Args:
        start: First day, year-month-day.
        end: Last day.
        filters: Those of the list.

    Returns:
        Name, title, day and stage of each the caller may read.
    """
    wanted = [*(frappe.parse_json(filters) or []), [ACTION, "due_on", "between", [start, end]]]
    fields = ["name", "title", "due_on", "stage", "docstatus"]
    return frappe.get_list(ACTION, filters=wanted, fields=fields, order_by="due_on", limit=0)


@frappe.whitelist(methods=["POST"])
def move_day(args: str) -> None:
    """Give an action another day, as when it is dragged in the calendar.

    Args:
        args: `name` of the action and `due_on`, as JSON.

    Raises:
        frappe.PermissionError: The action, or its date, is not the caller's to change.
    """
    sent = frappe.parse_json(args)
    action = changeable(str(sent.get("name") or ""))
    action.due_on = frappe.utils.getdate(sent.get("due_on"))
    action.save()


def changeable(name: str) -> Document:
    """An action the session's user may change; one that is not there is answered alike."""
    if not policy.is_allowed(ACTION, name, "write"):
        frappe.throw(_("There is no such action, or it is not yours to change."), frappe.PermissionError)
    return frappe.get_doc(ACTION, name)


def without_cards(board: Document) -> dict[str, Any]:
    """The board as the desk takes it; the order of cards is left to the view."""
    found = board.as_dict()
    for column in found["columns"]:
        column["order"] = NOWHERE
    return found


KANBAN = "frappe.desk.doctype.kanban_board.kanban_board"
METHODS = {
    "frappe.client.get": f"{__name__}.get",
    "frappe.client.get_doc_permissions": f"{__name__}.permissions",
    f"{KANBAN}.update_order": f"{__name__}.keep_order",
    f"{KANBAN}.update_order_for_single_card": f"{__name__}.move_card",
}
