"""One thing a duty expects."""

from textwrap import shorten

import frappe

from papg.actions import priorities
from papg.duties.codes import refuse_taken
from papg.permissions.document import Record

TITLE_LENGTH = 100


class PAPGDutyRequirement(Record):
    """One thing a duty expects."""

    def onload(self) -> None:
        """Tell the form which priorities serve it."""
        self.set_onload("priorities", priorities.serving(self.name))

    def validate(self) -> None:
        self.framework = frappe.db.get_value("PAPG Workstream", self.workstream, "framework")
        self.set_title()
        refuse_taken(self, "code")

    def set_title(self) -> None:
        """What people quote it by, and as much of what it says as fits a line."""
        expectation = (self.expectation or "").rstrip(". ")
        self.title = shorten(f"{self.code} {expectation}", TITLE_LENGTH, placeholder=" …")
