"""A priority the group has agreed for a period."""

from textwrap import shorten

import frappe
from frappe import _

from papg.actions import priorities
from papg.permissions.document import Record

TITLE_LENGTH = 140


class PAPGPriority(Record):
    """A priority the group has agreed for a period."""

    def onload(self) -> None:
        """Tell the form what is done for it and how far the duty is, as its reader may see it."""
        self.set_onload("actions", priorities.actions_for(self.name))
        self.set_onload("progress", priorities.progress_on(self.requirement, self.papg_group))
        self.set_onload("may_raise", priorities.may_raise(self.papg_group))

    def validate(self) -> None:
        self.refuse_number_in_use()
        self.follow_requirement()
        self.title = shorten(f"{self.number} {self.priority}", TITLE_LENGTH, placeholder=" …")

    def refuse_number_in_use(self) -> None:
        """People quote priorities by number, so a group has each number once in a period."""
        same = {
            "papg_group": self.papg_group,
            "number": self.number,
            "period": self.period or ("is", "not set"),
        }
        if frappe.db.exists("PAPG Priority", {**same, "name": ("!=", self.name)}):
            frappe.throw(
                _("Number {0} is taken for the period “{1}”. Choose the next free number.").format(
                    self.number, self.period or _("no period")
                )
            )

    def follow_requirement(self) -> None:
        """A requirement belongs to one duty, whatever was sent beside it."""
        if self.requirement:
            self.framework = frappe.db.get_value("PAPG Duty Requirement", self.requirement, "framework")
