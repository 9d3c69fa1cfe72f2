"""Asking several members for a contribution in one step, a request for each."""

import frappe
from frappe import _

from papg.meetings.contributions import RECORD


@frappe.whitelist(methods=["POST"])
def ask(
    meeting: str, question: str, kind: str, due_on: str, members: str | list[str], item_number: int = 0
) -> list[str]:
    """Ask members of a group for a contribution before a planned meeting.

    Args:
        meeting: Name of the meeting.
        question: What is asked for.
        kind: "Report", "Community tensions (general picture)" or "Other".
        due_on: Day by which they are to answer, from today to the day of the meeting.
        members: Names of their rows of membership.
        item_number: Item of the agenda it is for; 0 for none.

    Returns:
        Names of the requests, one for each member.

    Raises:
        frappe.PermissionError: The caller may not ask members of this group.
        frappe.ValidationError: Nobody is named, the meeting or the day does not fit, or somebody was asked already.
    """
    frappe.get_doc("PAPG Meeting", meeting).check_permission("read")
    wanted = list(dict.fromkeys(frappe.parse_json(members)))
    if not wanted:
        frappe.throw(_("Nobody is chosen. Choose at least one member to ask."))
    asked = {
        "meeting": meeting,
        "question": question,
        "kind": kind,
        "due_on": due_on,
        "item_number": item_number,
    }
    return [frappe.get_doc({"doctype": RECORD, "member": member, **asked}).insert().name for member in wanted]
