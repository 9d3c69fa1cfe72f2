"""An item of Part 2, seen by its audience only."""

import frappe
from frappe import _

from papg.meetings import markings, restricted
from papg.meetings.fields import keep_stored, require
from papg.permissions.document import Record

SET_BY_US = ("item_number", "prepared_by", "edited_by")


class PAPGRestrictedItem(Record):
    """An item of Part 2, seen by its audience only."""

    group_from = ("meeting", "PAPG Meeting")

    def before_insert(self) -> None:
        require(self, "meeting")
        super().before_insert()
        self.prepared_by = frappe.session.user
        restricted.give_number(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, SET_BY_US)
        if not self.flags.is_being_agreed:
            keep_stored(self, restricted.AGREEMENT)
        markings.check(self)
        restricted.check_audience(self)
        restricted.guard_text(self)

    def on_trash(self) -> None:
        frappe.throw(_("A restricted item stays on record."))

    def onload(self) -> None:
        """Tell the form when nobody else can see the item."""
        self.set_onload("audience_note", restricted.audience_note(self))
