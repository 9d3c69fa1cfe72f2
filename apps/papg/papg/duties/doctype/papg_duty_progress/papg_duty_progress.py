"""How far a group is with one requirement of a duty on a day."""

import frappe
from frappe import _
from frappe.utils import getdate

from papg.actions import priorities
from papg.duties import deadlines, history
from papg.permissions import policy
from papg.permissions.document import Record
from papg.rules.due_dates import govuk_date

ONE_OF_A_DAY = ("papg_group", "requirement", "as_at")


class PAPGDutyProgress(Record):
    """How far a group is with one requirement of a duty on a day."""

    def onload(self) -> None:
        """Tell the form whether the row is history, and whether its reader may go on with it."""
        self.set_onload("followed_by", history.followed_by(self))
        self.set_onload("priorities", priorities.serving(self.requirement, self.papg_group))
        self.set_onload("may_continue", self.papg_group in policy.groups_where(self.doctype, "create"))

    def validate(self) -> None:
        history.check_day(self)
        self.set_title()
        deadlines.read_deadlines(self)

    def set_title(self) -> None:
        requirement = frappe.db.get_value("PAPG Duty Requirement", self.requirement, "title")
        self.title = _("{0}, as at {1}").format(requirement, govuk_date(getdate(self.as_at)))

    def show_unique_validation_message(self, e: Exception) -> None:
        """Two people saved the same day at the same moment; the second is told in our words."""
        taken = _("As at {0} somebody else has just recorded this requirement. Open that row from the list.")
        frappe.throw(taken.format(govuk_date(getdate(self.as_at))), frappe.UniqueValidationError)


def on_doctype_update() -> None:
    """Hook: the database itself keeps a second row of a day out."""
    frappe.db.add_unique("PAPG Duty Progress", ONE_OF_A_DAY, "one_row_of_a_day")
