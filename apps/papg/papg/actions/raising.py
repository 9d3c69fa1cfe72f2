"""Raising an action from wherever the work is: a meeting, a minuted item, a decision, a gap."""

import frappe


@frappe.whitelist(methods=["POST"])
def raise_action(
    papg_group: str,
    title: str,
    owner_member: str | None = None,
    due_on: str | None = None,
    owner_email: str | None = None,
    meeting: str | None = None,
    item_number: int | None = None,
    restricted_item: str | None = None,
    source_doctype: str | None = None,
    source_name: str | None = None,
    description: str | None = None,
    source_part: str | None = None,
) -> str:
    """Raise an action in a group.

    Args:
        papg_group: Group whose plan it joins; that of the meeting where one is given.
        title: What is to be done, in one line; `description` says it at length.
        owner_member: Member of the group who owns it; `owner_email` is for an owner who is none.
        due_on: Day it is due, year-month-day.
        meeting: Meeting at which it was raised, under its item `item_number`.
        restricted_item: Restricted item it comes from; who may not see the item does not see the action.
        source_doctype: Kind of record it comes from, with its name in `source_name`.
        source_part: What of that record it comes from, such as the code of an assessment's criterion.

    Returns:
        Name of the new action.

    Raises:
        frappe.PermissionError: The caller is neither secretary nor chair of the group.
        frappe.ValidationError: A field does not fit; the message names it.
    """
    given = {name: value for name, value in locals().items() if value not in (None, "")}
    action = frappe.new_doc("PAPG Action")
    action.update(given)
    action.check_permission("create")
    return action.insert().name
