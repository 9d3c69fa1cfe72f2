"""How a group works: its membership, quorum, meetings and minutes, version by version."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.meetings import markings, stages
from papg.membership import adoption, etiquette, terms
from papg.permissions.document import Record
from papg.rules.terms import DRAFT, WITH_MEMBERS, is_review_due

GIVEN = ("version", "title", "stage", "in_force_to", "review_reminded_on", "acknowledgements")


class PAPGTermsofReference(Record):
    """How a group works: its membership, quorum, meetings and minutes, version by version."""

    def before_insert(self) -> None:
        super().before_insert()
        self.refuse_amendment()
        terms.give_number(self)
        terms.start(self)

    def validate(self) -> None:
        self.keep_given()
        stages.set_stage(self, DRAFT)
        markings.check(self)
        terms.check_quorum(self)
        etiquette.mark_sections(self)
        adoption.guard_text(self)
        adoption.check_route(self)
        adoption.take_step(self)

    def before_submit(self) -> None:
        adoption.come_into_force(self)

    def on_submit(self) -> None:
        terms.supersede_due()
        adoption.point_out_empty(self)

    def before_update_after_submit(self) -> None:
        self.keep_given()
        adoption.keep_stage(self)

    def before_cancel(self) -> None:
        self.refuse(_("{0} is not cancelled. Put a later version in force instead."))

    def on_trash(self) -> None:
        self.refuse(_("{0} is not deleted. Put a later version in force instead."))

    def onload(self) -> None:
        """Tell the form which headings say nothing yet, whether a review is due and who keeps to the etiquette."""
        self.set_onload("empty_headings", terms.empty(self))
        self.set_onload("heading_count", len(terms.headings()))
        self.set_onload("etiquette", etiquette.of_form(self))
        due_on = getdate(self.review_due_on) if self.review_due_on else None
        self.set_onload("is_review_due", is_review_due(due_on, getdate(today())))

    def keep_given(self) -> None:
        """What the system gives is what it gave, whatever was sent."""
        before = self.get_doc_before_save()
        if before is None:
            self.title, self.stage, self.in_force_to = terms.title_of(self), DRAFT, None
            self.sent_back_reason = self.review_reminded_on = None
            self.acknowledgements = []
            return
        for field in GIVEN:
            self.set(field, before.get(field))
        if before.stage != WITH_MEMBERS:
            self.sent_back_reason = before.sent_back_reason

    def refuse_amendment(self) -> None:
        if self.amended_from:
            self.refuse(_("{0} is not amended. Start a new version instead."))

    def refuse(self, sentence: str) -> None:
        frappe.throw(sentence.format(self.title), frappe.PermissionError)
