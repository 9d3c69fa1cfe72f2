"""A meeting of a group: agenda, papers, attendance and quorum."""

import frappe

from papg.meetings import (
    agenda,
    attendance,
    calendar,
    contributions,
    decisions,
    intending,
    interests,
    markings,
    planning,
    proposals,
    quorum,
    references,
    sending,
    series_meetings,
    status,
)
from papg.meetings.fields import keep_stored, require
from papg.membership import ending
from papg.oversight import threat
from papg.permissions import leaving
from papg.permissions.document import Record
from papg.rules.attendance import PLANNED

SET_BY_US = (*references.FIELDS, "is_quorate", "quorum_reason", "terms_of_reference")


class PAPGMeeting(Record):
    """A meeting of a group: agenda, papers, attendance and quorum."""

    def before_insert(self) -> None:
        super().before_insert()
        self.require_start()
        planning.fill_agenda(self)

    def validate(self) -> None:
        keep_stored(self, SET_BY_US)
        series_meetings.keep_place(self)
        self.require_start()
        self.refuse_after_end()
        self.threat_level = threat.level_on(self.starts_at)
        planning.set_title(self)
        markings.check(self)
        status.check_status(self)
        status.check_issue(self)
        agenda.check_unfinished(self)
        references.give(self)
        calendar.raise_sequence(self)
        if status.is_minuted(self):
            status.refuse_changes_to_a_minuted_meeting(self)
            return
        planning.follow_subgroups(self)
        planning.follow_maturity(self)
        planning.carry_unfinished(self)
        agenda.keep_issued(self)
        planning.number_items(self)
        attendance.set_attendance(self)
        interests.check(self)
        quorum.set_quorum(self)

    def on_update(self) -> None:
        decisions.follow_quorum(self)
        leaving.announce_deputies(self)
        sending.tell_of_meeting(self)
        contributions.follow_agenda(self)

    def on_trash(self) -> None:
        status.refuse_to_delete(self)

    def onload(self) -> None:
        """Tell the form what hangs on the meeting, as far as its reader may see it."""
        self.set_onload("minutes", self.readable_minutes())
        self.set_onload("contributions", contributions.of_meeting(self.name))
        self.set_onload("threats", threat.statements_on(self.starts_at, self.papg_group))
        self.set_onload("mine", intending.mine(self.name, self.status, self.starts_at))
        self.set_onload("expected", intending.expected(self))
        self.set_onload("proposed", proposals.waiting(self.papg_group) if self.status == PLANNED else 0)

    def readable_minutes(self) -> str | None:
        """Name of the meeting's minutes, for who may read them."""
        if not frappe.has_permission("PAPG Minutes"):
            return None
        found = frappe.get_list("PAPG Minutes", {"meeting": self.name}, pluck="name", limit=1)
        return found[0] if found else None

    def refuse_after_end(self) -> None:
        """A group that has ended meets no more; a meeting planned before is called off."""
        if self.is_new() or self.has_changed("starts_at"):
            ending.refuse_after_end(self.papg_group, self.starts_at)

    def require_start(self) -> None:
        """Everything filled in depends on the group and the day."""
        status.check_times(self)
        require(self, "papg_group", "starts_at")
