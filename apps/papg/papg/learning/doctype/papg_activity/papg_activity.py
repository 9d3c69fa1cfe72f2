"""Training, briefings, campaigns and engagement of a group, counted in heads and never by name."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.permissions.document import Record
from papg.rules.due_dates import govuk_date
from papg.rules.learning import Activity, check_activity, validity

TITLE_LENGTH = 140


class PAPGActivity(Record):
    """Training, briefings, campaigns and engagement of a group, counted in heads and never by name."""

    def onload(self) -> None:
        """Tell the form how it stands with what may run out."""
        until = getdate(self.valid_until) if self.valid_until else None
        self.set_onload("validity", validity(self.kind, until, getdate(today())))

    def validate(self) -> None:
        self.check_figures()
        self.set_title()

    def check_figures(self) -> None:
        """Dates in order, and no more trainers than people."""
        valid_until = getdate(self.valid_until) if self.valid_until else None
        figures = Activity(getdate(self.held_on), valid_until, self.headcount or 0, self.trainers or 0)
        verdict = check_activity(figures)
        if not verdict:
            frappe.throw(verdict.translated(_))

    def set_title(self) -> None:
        """What it was and when, as people speak of it."""
        what = self.guidance or self.audience or _("no course named")
        day = self.held_as_typed or govuk_date(getdate(self.held_on))
        room = TITLE_LENGTH - len(self.kind) - len(day) - len(": , ")
        self.title = f"{_(self.kind)}: {what[:room]}, {day}"
