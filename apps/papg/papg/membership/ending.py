"""What has ended takes nothing new: what it left open goes on elsewhere."""

import frappe
from frappe.utils import getdate

from papg.meetings.wording import refuse_unless
from papg.rules.structure import may_begin


def refuse_after_end(papg_group: str | None, day: object) -> None:
    """Let something begin in a group until its last day.

    Args:
        papg_group: Name of the group.
        day: The day it is for.

    Raises:
        frappe.ValidationError: The group ended before that day; the one it went into is named.
    """
    found = frappe.db.get_value(
        "PAPG Group", papg_group, ["group_name", "status", "dissolved_on", "replaced_by"], as_dict=True
    )
    if not found or not found.dissolved_on:
        return
    after = frappe.db.get_value("PAPG Group", found.replaced_by, "group_name") if found.replaced_by else ""
    refuse_unless(may_begin(found.group_name, found.status, getdate(found.dissolved_on), getdate(day), after))
