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
) -> str:
    """Raise an action in a group.

    Args:
        papg_group: Group whose plan it joins; that of the meeting where one is given.
        title: What is to be done, in one line.
        owner_member: Member of the group who owns it.
        due_on: Day it is due, year-month-day.
        owner_email: Address of an owner who is not a member.
        meeting: Meeting at which it was raised.
        item_number: Item of that meeting's agenda.
        restricted_item: Restricted item it comes from; whoever may not see the item does not see the action.
        source_doctype: Kind of record it comes from.
        source_name: That record.
        description: What is to be done, at length.

    Returns:
        Name of the new action.

    Raises:
        frappe.PermissionError: The caller is neither secretary nor chair of the group.
        frappe.ValidationError: A field does not fit; the message names it.
    """
    fields = {
        "papg_group": papg_group,
        "title": title,
        "owner_member": owner_member,
        "due_on": due_on,
        "owner_email": owner_email,
        "meeting": meeting,
        "item_number": item_number,
        "restricted_item": restricted_item,
        "source_doctype": source_doctype,
        "source_name": source_name,
        "description": description,
    }
    action = frappe.new_doc("PAPG Action")
    action.update({field: value for field, value in fields.items() if value not in (None, "")})
    # Asked before anything else, so that a caller learns nothing about the records named here.
    action.check_permission("create")
    return action.insert().name
