"""The wording of minutes as they were sent to the chair, or as they went round."""

import frappe
from frappe import _

from papg.permissions.document import Record


class PAPGMinutesVersion(Record):
    """The wording of minutes as they were sent to the chair, or as they went round.

    Kept by us when minutes take that step, and never changed: the table of rights lets nobody write one.
    """

    group_from = ("minutes", "PAPG Minutes")

    def on_trash(self) -> None:
        frappe.throw(_("A version stays with its minutes."))
