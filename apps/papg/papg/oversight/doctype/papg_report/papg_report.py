"""What a group tells a body above it, as at a day."""

from typing import NoReturn

import frappe
from frappe import _

from papg.meetings import markings, stages
from papg.meetings.fields import keep_stored
from papg.membership import lines
from papg.oversight import writing
from papg.permissions.document import Record
from papg.rules.reports import DRAFT


class PAPGReport(Record):
    """What a group tells a body above it, as at a day.

    Once issued, its text, figures and recommendations stay for everybody, the built-in Administrator included.
    """

    def also_linked(self, field: str) -> set[str]:
        """The bodies the group reports to, which its writer need not be able to look into."""
        return lines.bodies_of(self.papg_group) if field == "body" else set()

    def before_insert(self) -> None:
        super().before_insert()
        writing.begin(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, ("body", *writing.SET_BY_US))
        stages.set_stage(self, DRAFT)
        markings.check(self)
        writing.guard_text(self)
        writing.take_step(self)

    def before_submit(self) -> None:
        writing.issue(self)

    def before_update_after_submit(self) -> None:
        self.refuse_for_good(_("changed"))

    def before_cancel(self) -> None:
        self.refuse_for_good(_("cancelled"))

    def on_trash(self) -> None:
        self.refuse_for_good(_("deleted"))

    def refuse_for_good(self, what: str) -> NoReturn:
        """What a body was told is a record for audit; drafts stay as well."""
        message = _("The report “{0}” cannot be {1}. Write a later one that puts right what was wrong.")
        frappe.throw(message.format(self.title, what), frappe.PermissionError)
