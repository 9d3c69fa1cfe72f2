"""A correction to circulated minutes, or a dated addition to agreed ones."""

import frappe
from frappe import _

from papg.meetings import corrections
from papg.meetings.fields import keep_stored, require
from papg.permissions.document import Record

SET_BY_US = ("proposed_by", "is_after_agreement", "settled_by", "settled_on")


class PAPGMinutesCorrection(Record):
    """A correction to circulated minutes, or a dated addition to agreed ones."""

    group_from = ("minutes", "PAPG Minutes")

    def before_insert(self) -> None:
        require(self, "minutes")
        super().before_insert()
        keep_stored(self, (*SET_BY_US, *corrections.OF_SETTLING))
        corrections.propose(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, SET_BY_US)
            corrections.keep_proposal(self)
            corrections.settle(self)

    def on_update(self) -> None:
        corrections.apply(self)

    def on_trash(self) -> None:
        frappe.throw(_("A correction stays on record. Have it rejected instead."))
