"""Items of Part 2: their number, their audience, and how each is agreed, after which its text stays."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import strip_html

from papg.meetings.approval import facts_of_agreeing
from papg.meetings.text import editors
from papg.meetings.wording import refuse_unless, shown_day
from papg.rules import minutes as rules

AGREEMENT = ("agreed_at", "is_agreed_by_correspondence", "agreed_on")
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


@frappe.whitelist(methods=["POST"])
def agree(restricted_item: str, agreed_at: str | None = None, agreed_on: str | None = None) -> str:
    """Agree an item of Part 2 as a correct record, apart from Part 1: its text then stays.

    Args:
        restricted_item: Name of the item.
        agreed_at: Name of the later meeting at which its readers agreed it; left out if it was by correspondence.
        agreed_on: Day on which agreement by correspondence was complete.

    Returns:
        The day on which it was agreed.

    Raises:
        frappe.PermissionError: The caller may not write this item.
        frappe.ValidationError: It was agreed already, or the rule refuses; every reason is given.
    """
    doc = frappe.get_doc("PAPG Restricted Item", restricted_item)
    doc.check_permission("write")
    if doc.agreed_on:
        refuse_agreed(doc)
    doc.agreed_at = agreed_at
    doc.is_agreed_by_correspondence = int(not agreed_at)
    doc.agreed_on = None if agreed_at else agreed_on
    facts = facts_of_agreeing(doc)
    refuse_unless(rules.may_agree_part_two(facts, bool(strip_html(doc.discussion or "").strip())))
    doc.agreed_on = facts.agreed_on or facts.agreed_at_held_on
    doc.flags.is_being_agreed = True
    doc.save()
    return str(doc.agreed_on)


def guard_text(item: Document) -> None:
    """What is agreed stays; until then, note who else changed the text.

    Raises:
        frappe.ValidationError: The item is agreed.
    """
    if item.is_new() or not item.has_changed(*TEXT):
        return
    if item.get_doc_before_save().agreed_on:
        refuse_agreed(item)
    if frappe.session.user not in editors(item):
        item.edited_by = "\n".join([*editors(item), frappe.session.user])


def refuse_agreed(item: Document) -> None:
    message = _("Item {0} was agreed as a correct record on {1} and can no longer be changed.")
    frappe.throw(message.format(item.item_number, shown_day(item.agreed_on)))


def audience_note(item: Document) -> str | None:
    """Says that nobody but its preparer sees the item, or nothing."""
    if item.audience:
        return None
    return _("Nobody is in the audience: only {0}, who prepared this item, can see it.").format(
        item.prepared_by
    )
