"""What is known of a measure for one period, as at a day; what was known before a correction stays beside it."""

import frappe
from frappe import _

from papg.duties import correcting, measuring
from papg.permissions.document import Record

ONE_OF_A_PERIOD = ("measure", "period_from", "period_to")


class PAPGMeasureValue(Record):
    """What is known of a measure for one period, as at a day; what was known before a correction stays beside it."""

    group_from = ("measure", "PAPG Measure")

    def onload(self) -> None:
        """Tell the form which way it goes and how it fits its total, as its reader may see it."""
        self.set_onload("told", measuring.told(self))

    def validate(self) -> None:
        measuring.read_period(self)
        measuring.check_entry(self)
        measuring.refuse_second_of_period(self)
        correcting.keep(self)
        self.set_title()

    def set_title(self) -> None:
        measure = frappe.db.get_value("PAPG Measure", self.measure, "title")
        self.title = _("{0}, {1}").format(measure[: 140 - len(self.period) - len(", ")], self.period)

    def show_unique_validation_message(self, e: Exception) -> None:
        """Two people saved the same period at the same moment; the second is told in our words."""
        taken = _("Period {0}: somebody else has just recorded it. Open that row from the list.")
        frappe.throw(taken.format(self.period), frappe.UniqueValidationError)


def on_doctype_update() -> None:
    """Hook: the database itself keeps a second row of a period out."""
    frappe.db.add_unique("PAPG Measure Value", ONE_OF_A_PERIOD, "one_row_of_a_period")
