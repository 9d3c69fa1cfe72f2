"""A line of the history of the threat level."""

import frappe
from frappe import _
from frappe.utils import getdate

from papg.oversight import threat
from papg.permissions.document import Record
from papg.rules import threat_level
from papg.rules.due_dates import govuk_date


class PAPGThreatLevel(Record):
    """A line of the history of the threat level."""

    def autoname(self) -> None:
        """A line is known by its series and its day, which do not change."""
        if self.series and self.effective_on:
            self.name = f"{self.series}, {govuk_date(getdate(self.effective_on))}"

    def validate(self) -> None:
        self.check_day()
        self.fill_meaning()

    def on_update(self) -> None:
        threat.carry(self)

    def after_delete(self) -> None:
        threat.carry(self)

    def check_day(self) -> None:
        """There is one level on a day."""
        verdict = threat_level.check(threat.entry_of(self), threat.history(but=self.name))
        if not verdict:
            frappe.throw(verdict.translated(_))

    def fill_meaning(self) -> None:
        """The words of its day, unless the council has its own."""
        if not (self.means or "").strip():
            self.means = threat_level.meaning(self.level, getdate(self.effective_on)).translated(_)
