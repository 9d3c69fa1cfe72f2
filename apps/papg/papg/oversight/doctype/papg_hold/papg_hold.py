"""A reason to keep what would otherwise be due for disposal."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.meetings.fields import keep_stored
from papg.permissions.document import Record
from papg.rules.due_dates import govuk_date


class PAPGHold(Record):
    """A reason to keep what would otherwise be due for disposal.

    A hold is lifted and never deleted or taken up again: who kept what from which day to which is part of the record.
    """

    def before_insert(self) -> None:
        super().before_insert()
        self.placed_by, self.placed_on = frappe.session.user, today()
        self.lifted_on = None

    def validate(self) -> None:
        self.check_meeting()
        if not self.is_new():
            keep_stored(self, ("placed_by", "placed_on"))
            self.check_lifting()

    def check_meeting(self) -> None:
        """The meeting is one of the group."""
        if (
            self.meeting
            and frappe.db.get_value("PAPG Meeting", self.meeting, "papg_group") != self.papg_group
        ):
            frappe.throw(_("Only this meeting: it is of another group. Choose one of this group."))

    def check_lifting(self) -> None:
        """Lifted once, today or on a day to come, so that nothing is said to have been free while it was held."""
        was = self.get_doc_before_save().lifted_on
        if was and getdate(was) <= getdate(today()):
            if not self.lifted_on or getdate(self.lifted_on) != getdate(was):
                message = _("The hold was lifted on {0}, which stays so. Place another hold instead.")
                frappe.throw(message.format(govuk_date(getdate(was))))
        elif self.lifted_on and getdate(self.lifted_on) < getdate(today()):
            message = _("Lifted on {0}: that day is past. Choose today or a later day.")
            frappe.throw(message.format(govuk_date(getdate(self.lifted_on))))

    def on_trash(self) -> None:
        frappe.throw(_("A hold is not deleted. Enter the day it is lifted on."), frappe.PermissionError)
