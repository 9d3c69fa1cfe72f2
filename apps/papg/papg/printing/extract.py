"""An extract of minutes: one item, of Part 1 or of Part 2, for one reader, who is given nothing else of them."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint
from werkzeug.wrappers import Response

from papg.meetings.wording import refuse_unless
from papg.oversight import seen
from papg.permissions import policy
from papg.printing import download, letterheads, prints
from papg.printing import minutes as whole
from papg.printing.markings import highest
from papg.printing.paper import Paper
from papg.rules.minutes import NOT_WRITTEN, may_extract

RECORD, RESTRICTED = "PAPG Minutes", "PAPG Restricted Item"
# Of what the minutes say these parts stand on the extract as well.
OF_THE_WHOLE = ("meeting", "group_name", "standing", "is_settled", "stale")


@frappe.whitelist(methods=["GET"])
def pdf(minutes: str, item_number: int, reader: str) -> Response:
    """Answer with an extract of one item of minutes, as a PDF to be shown in the browser.

    Args:
        minutes: Name of the minutes, which went round.
        item_number: Number of the item.
        reader: Who is to be given the extract, by post; it stands on the paper and in the trail.

    Raises:
        frappe.DoesNotExistError: There are no such minutes for the caller.
        frappe.ValidationError: The minutes did not go round yet, have no such item, or no reader is named.
    """
    made = extract(minutes, cint(item_number), reader.strip())
    seen.tell(RECORD, minutes, _("extract of item {0} for {1}").format(item_number, reader.strip()))
    return download.answer(made)


@frappe.whitelist(methods=["GET"])
def restricted_pdf(restricted_item: str, reader: str) -> Response:
    """Answer with an extract of one restricted item of minutes, as a PDF to be shown in the browser.

    Args:
        restricted_item: Name of the item, in whose audience the caller is.
        reader: Who is to be given the extract, by post; it stands on the paper and in the trail.

    Raises:
        frappe.DoesNotExistError: There is no such item for the caller.
        frappe.ValidationError: The minutes of its meeting did not go round yet, or no reader is named.
    """
    made = extract_restricted(restricted_item, reader.strip())
    seen.tell(RESTRICTED, restricted_item, _("extract for {0}").format(reader.strip()))
    return download.answer(made)


def extract(minutes: str, item_number: int, reader: str) -> Paper:
    """Gather one item as the caller may see it, with its decisions and actions and the marking of the minutes."""
    if not policy.is_allowed(RECORD, minutes, "print"):
        prints.not_found()
    refuse_unless(may_extract(frappe.db.get_value(RECORD, minutes, "stage"), reader))
    paper = whole.open_minutes(minutes)
    item = next((row for row in paper.content["items"] if row.number == str(item_number)), None)
    if not item:
        frappe.throw(_("The minutes have no entry {0}. Choose one of them.").format(item_number))
    content = {name: paper.content[name] for name in OF_THE_WHOLE}
    return of_item(content, item, reader, paper.marking)


def extract_restricted(name: str, reader: str) -> Paper:
    """Gather one restricted item as the caller may see it, under the marking of the item."""
    if not policy.is_allowed(RESTRICTED, name, "print"):
        prints.not_found()
    item = frappe.db.get_value(RESTRICTED, name, ["meeting", "marking"], as_dict=True)
    found = {"meeting": item.meeting}
    minutes = frappe.db.get_value(RECORD, found, ["name", "stage"], order_by="version desc", as_dict=True)
    refuse_unless(may_extract(minutes.stage if minutes else NOT_WRITTEN, reader))
    content = whole.part_two(minutes.name, name).content
    (only,) = content["items"]
    content |= {"standing": [only.agreed], "stale": ""}
    of_whole = {part: content[part] for part in OF_THE_WHOLE}
    return of_item(of_whole, only, reader, highest([item.marking]))


def of_item(content: dict[str, Any], item: whole.Item, reader: str, marking: str) -> Paper:
    """The extract as a paper."""
    title = whole.numbered(
        content["meeting"],
        _("Extract of the minutes of meeting {0}: item {1}"),
        _("Extract of the minutes: item {1}"),
        item.number,
    )
    content = {**content, "item": item, "reader": reader}
    paper = whole.paper(content, title, "extract", marking, f"item-{item.number.lower()}")
    return letterheads.headed(paper, "PAPG Meeting", content["meeting"].name)
