"""Guidance, law, courses and campaigns a group works with: never the text, only where it is."""

import frappe
from frappe import _

from papg.permissions.document import Record
from papg.rules.learning import check_place


class PAPGGuidance(Record):
    """Guidance, law, courses and campaigns a group works with: never the text, only where it is."""

    def validate(self) -> None:
        self.require_a_place()

    def require_a_place(self) -> None:
        """An entry nobody can follow helps nobody."""
        verdict = check_place(self.title, self.url, self.who_to_ask)
        if not verdict:
            frappe.throw(verdict.translated(_))
