"""A priority the group has agreed for a period."""

import frappe
from frappe import _

from papg.permissions.document import Record


class PAPGPriority(Record):
    """A priority the group has agreed for a period."""

    def validate(self) -> None:
        self.refuse_number_in_use()

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
