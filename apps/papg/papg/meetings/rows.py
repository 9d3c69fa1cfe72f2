"""Rows of this room's tables: stored only together with their record, so that its rules are always asked."""

import frappe
from frappe import _

from papg.permissions.document import ChildRow


class RowOfRecord(ChildRow):
    """A row of a table. The framework lets a row be saved and deleted on its own, past its record's rules."""

    def before_insert(self) -> None:
        self.refuse_to_stand_alone()

    def validate(self) -> None:
        self.refuse_to_stand_alone()

    def on_trash(self) -> None:
        self.refuse_to_stand_alone()

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        self.refuse_to_stand_alone()

    def refuse_to_stand_alone(self) -> None:
        """These hooks run only for a row that is stored or deleted without its record."""
        frappe.throw(
            _(
                "A row of {0} is changed together with its record. Open the record and change it there."
            ).format(_(self.parenttype or self.doctype)),
            frappe.PermissionError,
        )
