"""Guidance, law, courses and campaigns a group works with: never the text, only where it is."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.membership import nations
from papg.permissions.document import Record
from papg.rules.learning import check_place, is_review_due, next_review
from papg.rules.nations import does_not_apply


class PAPGGuidance(Record):
    """Guidance, law, courses and campaigns a group works with: never the text, only where it is."""

    def onload(self) -> None:
        """Tell the form whether it is due for review, and where it does not apply."""
        review_on = getdate(self.review_on) if self.review_on else None
        self.set_onload("is_due", is_review_due(review_on, bool(self.is_retired), getdate(today())))
        elsewhere = does_not_apply(self.nation, nations.of_council())
        self.set_onload("elsewhere", elsewhere.translated(_) if elsewhere else "")

    def validate(self) -> None:
        self.require_a_place()
        self.set_review()

    def set_review(self) -> None:
        """Having looked at it, or entering it first, somebody is to look again a year on, unless they say when."""
        if self.reviewed_on and self.has_changed("reviewed_on") and not self.has_changed("review_on"):
            self.review_on = next_review(getdate(self.reviewed_on))
        self.review_on = self.review_on or next_review(getdate(self.reviewed_on or today()))

    def require_a_place(self) -> None:
        """An entry nobody can follow helps nobody."""
        verdict = check_place(self.title, self.url, self.who_to_ask)
        if not verdict:
            frappe.throw(verdict.translated(_))
