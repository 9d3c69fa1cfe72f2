"""An extract of minutes: one item for one reader, who is given nothing else of them."""

import frappe
from frappe import _
from frappe.utils import cint
from werkzeug.wrappers import Response

from papg.meetings.wording import refuse_unless
from papg.oversight import seen
from papg.permissions import policy
from papg.printing import download, prints
from papg.printing import minutes as whole
from papg.printing.paper import Paper
from papg.rules.minutes import may_extract

RECORD = "PAPG Minutes"
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


def extract(minutes: str, item_number: int, reader: str) -> Paper:
    """Gather one item as the caller may see it, with its decisions and actions and the marking of the minutes."""
    if not policy.is_allowed(RECORD, minutes, "print"):
        prints.not_found()
    refuse_unless(may_extract(frappe.db.get_value(RECORD, minutes, "stage"), reader))
    paper = whole.open_minutes(minutes)
    item = next((row for row in paper.content["items"] if row.number == str(item_number)), None)
    if not item:
        frappe.throw(_("The minutes have no entry {0}. Choose one of them.").format(item_number))
    title = whole.numbered(
        paper.content["meeting"],
        _("Extract of the minutes of meeting {0}: item {1}"),
        _("Extract of the minutes: item {1}"),
        item_number,
    )
    content = {name: paper.content[name] for name in OF_THE_WHOLE}
    return Paper(
        title=f"{title}, {content['group_name']}",
        file_name=paper.file_name.replace("-minutes-", f"-item-{item_number}-"),
        marking=paper.marking,
        handling=paper.handling,
        template="extract.html",
        content={**content, "heading": title, "item": item, "reader": reader},
    )
