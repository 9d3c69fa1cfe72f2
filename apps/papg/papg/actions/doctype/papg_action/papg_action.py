"""Something someone will do by a date."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from papg.actions import (
    answer_link,
    escalating,
    lateness,
    moves,
    notes,
    ownership,
    people,
    priorities,
    ratings,
    repeating,
    sources,
    steps,
)
from papg.maturity import evidence
from papg.membership import ending
from papg.permissions.document import Record
from papg.rules.actions import OPEN


class PAPGAction(Record):
    """Something someone will do by a date."""

    def onload(self) -> None:
        self.set_onload("lateness", lateness.sentence(self.stage, self.due_on, self.original_due_on))
        self.set_onload("meanings", ratings.meanings())
        self.set_onload("doubts", ratings.doubts(self))
        self.set_onload("may_ask_owner", people.is_organiser(self.papg_group) and answer_link.is_for(self))
        self.set_onload("repeats", repeating.of_action(self))
        self.set_onload("may_organise", people.is_organiser(self.papg_group))
        self.set_onload("criterion", evidence.criterion_of_action(self))
        self.set_onload("upwards", escalating.of_action(self))

    def before_insert(self) -> None:
        sources.take_source(self)
        super().before_insert()
        sources.check_source(self)
        self.raised_on = self.raised_on or today()
        ending.refuse_after_end(self.papg_group, self.raised_on)

    def set_group(self) -> None:
        """The group of the meeting, where the action was raised at one."""
        if self.meeting:
            self.papg_group = frappe.db.get_value("PAPG Meeting", self.meeting, "papg_group")

    def validate(self) -> None:
        self.refuse_change_of_finished()
        self.keep_derived()
        steps.settle(self)
        ownership.check_owner(self)
        priorities.check_priority(self)
        ownership.refuse_fields_of_others(self)
        notes.keep_notes(self)
        self.move()

    def validate_workflow(self) -> None:
        """In place of the framework's check, which knows neither partners nor a new action that is under way."""
        steps.check_step(self)

    def on_recurring(self, reference_doc: Document, auto_repeat_doc: Document) -> None:
        repeating.begin_turn(self, auto_repeat_doc)

    def stage_before(self) -> str:
        """Stage as stored; every action starts out open."""
        before = self.get_doc_before_save()
        return before.stage if before else OPEN

    def refuse_change_of_finished(self) -> None:
        """A closed or dropped action is a record of what happened."""
        if self.stage_before() in moves.FINISHED and ownership.changed_fields(self):
            frappe.throw(
                _("The action is {0} and can no longer be changed. Raise a new action.").format(
                    _(steps.state_before(self))
                )
            )

    def keep_derived(self) -> None:
        """What is worked out here keeps its stored value, whatever was sent."""
        before = self.get_doc_before_save()
        for field in ownership.KEPT_FIELDS:
            self.set(field, before.get(field) if before else None)
        self.original_due_on = (before and before.original_due_on) or self.due_on

    def move(self) -> None:
        before = self.stage_before()
        if self.stage != before:
            moves.check_move(self, before)
            moves.record_move(self)

    def on_trash(self) -> None:
        frappe.throw(
            _("Action “{0}” cannot be deleted. Drop it and give the reason.").format(self.title),
            frappe.PermissionError,
        )
