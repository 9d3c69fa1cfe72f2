"""The record of a meeting, approved by the chair and agreed by the group."""

from typing import NoReturn

import frappe
from frappe import _

from papg.meetings import approval, attendance, markings, minutes, references, sending, stages, text, versions
from papg.meetings.fields import keep_stored, require
from papg.permissions import leaving, policy
from papg.permissions.document import Record
from papg.rules.minutes import DRAFT, WITH_CHAIR

SET_BY_US = (
    "title",
    "version",
    "stage",
    "prepared_by",
    "edited_by",
    "approved_by",
    "approved_as",
    "approved_on",
    "approved_hash",
)


class PAPGMinutes(Record):
    """The record of a meeting, approved by the chair and agreed by the group.

    Nobody cancels, amends, renames or deletes minutes, the built-in Administrator included: what was wrong in
    agreed minutes is put right by a dated correction beside them.
    """

    group_from = ("meeting", "PAPG Meeting")

    def before_insert(self) -> None:
        require(self, "meeting")
        super().before_insert()
        keep_stored(self, (*SET_BY_US, "sent_back_reason"))
        minutes.begin(self)

    def after_insert(self) -> None:
        minutes.take_up_decisions(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, SET_BY_US)
            self.keep_reason()
        stages.set_stage(self, DRAFT)
        markings.check(self)
        minutes.number_entries(self)
        text.guard(self)
        approval.take_step(self)

    def on_update(self) -> None:
        versions.keep(self)
        sending.tell(self)

    def keep_reason(self) -> None:
        """Why minutes were sent back is the chair's to say."""
        if self.get_doc_before_save().stage != WITH_CHAIR:
            keep_stored(self, ("sent_back_reason",))

    def before_submit(self) -> None:
        approval.agree(self)

    def on_submit(self) -> None:
        leaving.announce_end_of_deputies(self.meeting)

    def before_update_after_submit(self) -> None:
        self.refuse_for_good(_("changed"))

    def before_cancel(self) -> None:
        self.refuse_for_good(_("cancelled"))

    def on_trash(self) -> None:
        self.refuse_for_good(_("deleted"))

    def refuse_for_good(self, what: str) -> NoReturn:
        """Agreed minutes are a record for audit; drafts tell who wrote what and stay as well."""
        message = _("Minutes cannot be {0}. Propose a correction: it is kept with its date beside the text.")
        frappe.throw(message.format(what))

    def onload(self) -> None:
        """Tell the form whether the approval still fits, and what its reader may record under an entry."""
        self.set_onload("versions", versions.of_minutes(self.name))
        self.set_onload("quoted", references.quoted(self.meeting))
        sentence = text.stale_sentence(self)
        self.set_onload("is_approval_stale", bool(sentence))
        self.set_onload("approval_note", sentence)
        if self.stage in (DRAFT, WITH_CHAIR):
            self.set_onload("contradictions", attendance.contradictions_in(self.meeting))
        for record in ("PAPG Decision", "PAPG Action", "PAPG Disclosure Copy"):
            may_record = self.papg_group in policy.groups_where(record, "create")
            self.set_onload(f"may_record_{frappe.scrub(record)}", may_record)
