"""A copy of agreed minutes for whoever asked for them by law, without what is withheld."""

from typing import NoReturn

import frappe
from frappe import _

from papg.meetings import disclosing, stages
from papg.meetings.fields import keep_stored, require
from papg.permissions.document import Record
from papg.rules.disclosure import DRAFT


class PAPGDisclosureCopy(Record):
    """A copy of agreed minutes for whoever asked for them by law, without what is withheld.

    Once approved its text stays, for everybody, the built-in Administrator included; the day it was released is noted
    afterwards, once.
    """

    group_from = ("minutes", "PAPG Minutes")

    def before_insert(self) -> None:
        require(self, "minutes")
        super().before_insert()
        keep_stored(self, disclosing.SET_BY_US)
        disclosing.begin(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, disclosing.SET_BY_US)
        if not self.docstatus:
            self.released_on = None
        stages.set_stage(self, DRAFT)
        disclosing.guard_text(self)
        disclosing.work_out(self)
        disclosing.take_step(self)

    def before_submit(self) -> None:
        disclosing.approve(self)

    def before_update_after_submit(self) -> None:
        disclosing.release(self)

    def before_cancel(self) -> None:
        self.refuse_for_good(_("cancelled"))

    def on_trash(self) -> None:
        self.refuse_for_good(_("deleted"))

    def refuse_for_good(self, what: str) -> NoReturn:
        """What was prepared for whoever asked is a record for audit; drafts stay as well."""
        message = _("“{0}” cannot be {1}. Make another copy of the minutes that puts right what was wrong.")
        frappe.throw(message.format(self.title, what), frappe.PermissionError)

    def onload(self) -> None:
        """Tell the form which exemptions hold here and whether the answer is late."""
        self.set_onload("jurisdiction", disclosing.jurisdiction(self.papg_group))
        self.set_onload("lateness", disclosing.lateness_of(self))
