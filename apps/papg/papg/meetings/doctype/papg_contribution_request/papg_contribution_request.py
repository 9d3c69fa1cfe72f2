"""What one member is asked to contribute before a meeting, and the answer."""

import frappe
from frappe import _
from frappe.utils import cint

from papg.meetings import contributions
from papg.meetings.fields import keep_stored, require
from papg.permissions.document import Record

SET_BY_US = (
    "member_name",
    "organisation",
    "asked_by",
    "asked_on",
    "reminded_on",
    "answered_by",
    "answered_on",
)


class PAPGContributionRequest(Record):
    """What one member is asked to contribute before a meeting, and the answer."""

    group_from = ("meeting", "PAPG Meeting")

    def before_insert(self) -> None:
        require(self, "meeting", "member", "question", "due_on")
        super().before_insert()
        keep_stored(self, (*SET_BY_US, *contributions.OF_ANSWER))
        contributions.ask(self)

    def validate(self) -> None:
        self.has_nothing_to_report = cint(self.has_nothing_to_report)
        if not self.is_new():
            keep_stored(self, SET_BY_US)
            contributions.keep_question(self)
            contributions.take_answer(self)
        contributions.check_item(self)
        contributions.set_title(self)
        self.status = contributions.status_of(self)

    def after_insert(self) -> None:
        contributions.tell(self)

    def on_trash(self) -> None:
        frappe.throw(_("A request stays on record, answered or not."))
