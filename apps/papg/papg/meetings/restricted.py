"""Items of Part 2: their number, their audience, and when their text stops changing."""

import frappe
from frappe import _
from frappe.model.document import Document

from papg.meetings.wording import shown_day
from papg.rules.minutes import AGREED

TEXT = ("title", "discussion", "marking")


def give_number(item: Document) -> None:
    """Number the item within its meeting: R1, R2 and so on, beside the open items and never among them."""
    # Two items made at once would otherwise get one number.
    frappe.db.get_value("PAPG Meeting", item.meeting, "name", for_update=True)
    numbers = frappe.get_all("PAPG Restricted Item", {"meeting": item.meeting}, pluck="item_number")
    taken = [int(number[1:]) for number in numbers if (number or "")[1:].isdecimal()]
    item.item_number = f"R{max(taken, default=0) + 1}"


def check_audience(item: Document) -> None:
    """Refuse an empty row and a member of another group, naming the row."""
    members = [row.member for row in item.audience if row.member]
    groups = dict(
        frappe.get_all("PAPG Member", {"name": ("in", members)}, ["name", "papg_group"], as_list=True)
        if members
        else ()
    )
    for row in item.audience:
        if not (row.member or row.business_area):
            frappe.throw(_("Row {0} of the audience is empty. Choose a member or a seat.").format(row.idx))
        if row.member and groups.get(row.member) != item.papg_group:
            frappe.throw(
                _(
                    "Row {0} of the audience: the member is of another group. Choose one of this group."
                ).format(row.idx)
            )


def keep_agreed_text(item: Document) -> None:
    """Part 2 is agreed with Part 1; its text then stays."""
    if item.is_new() or not item.has_changed(*TEXT):
        return
    agreed = {"meeting": item.meeting, "stage": AGREED}
    agreed_on = frappe.db.get_value("PAPG Minutes", agreed, "agreed_on")
    if agreed_on:
        message = _("The minutes of this meeting were agreed on {0}. Item {1} can no longer be changed.")
        frappe.throw(message.format(shown_day(agreed_on), item.item_number))


def audience_note(item: Document) -> str | None:
    """Says that nobody but its preparer sees the item, or nothing."""
    if item.audience:
        return None
    return _("Nobody is in the audience: only {0}, who prepared this item, can see it.").format(
        item.prepared_by
    )
