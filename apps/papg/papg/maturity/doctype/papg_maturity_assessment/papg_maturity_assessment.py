"""Where a group, or an organisation it looks at, stands in a maturity framework."""

from typing import NoReturn

import frappe
from frappe import _

from papg.maturity import assessing, charts, comparing, evidence, gaps, profile, scores, sharing, signing
from papg.meetings import stages
from papg.meetings.fields import keep_stored, require
from papg.permissions.document import Record
from papg.rules.maturity import IN_PROGRESS, WITH_MODERATOR

SET_BY_US = ("title", "stage", "assessor", "scored_by", "moderator", "signed_off_on")


class PAPGMaturityAssessment(Record):
    """Where a group, or an organisation it looks at, stands in a maturity framework.

    Nobody cancels, amends, renames or deletes an assessment, the built-in Administrator included: what has changed
    since is said by the next one.
    """

    def before_insert(self) -> None:
        require(self, "papg_group", "framework")
        super().before_insert()
        keep_stored(self, (*SET_BY_US, "sent_back_reason"))
        assessing.begin(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, SET_BY_US)
            self.keep_reason()
        stages.set_stage(self, IN_PROGRESS)
        scores.read_criteria(self)
        comparing.check_baseline(self)
        scores.complete(self)
        sharing.take_back(self)
        scores.check(self)
        scores.guard(self)
        profile.work_out(self)
        assessing.give_title(self)
        signing.take_step(self)

    def keep_reason(self) -> None:
        """Why an assessment was sent back is the moderator's to say."""
        if self.get_doc_before_save().stage != WITH_MODERATOR:
            keep_stored(self, ("sent_back_reason",))

    def on_update(self) -> None:
        sharing.tell(self)

    def before_submit(self) -> None:
        signing.sign_off(self)

    def before_update_after_submit(self) -> None:
        self.refuse_for_good(_("changed"))

    def before_cancel(self) -> None:
        self.refuse_for_good(_("cancelled"))

    def on_trash(self) -> None:
        self.refuse_for_good(_("deleted"))

    def refuse_for_good(self, what: str) -> NoReturn:
        """A signed-off assessment is what later ones are compared with; earlier ones tell who scored what."""
        message = _("An assessment cannot be {0}. Begin a new one: it can be compared with this one.")
        frappe.throw(message.format(what))

    def onload(self) -> None:
        """Tell the form what the levels mean, how far it has come, where there are gaps, and what came of them."""
        self.set_onload("matrix", assessing.matrix_of(self))
        self.set_onload("progress", sharing.of_form(self))
        compared = comparing.of_form(self)
        self.set_onload("comparison", compared)
        self.set_onload("pictures", charts.of_form(self, compared["chosen"]))
        self.set_onload("gaps", gaps.open_gaps(self))
        self.set_onload("offered", evidence.offered(self))
        self.set_onload("actions", gaps.actions_of(self.name))
