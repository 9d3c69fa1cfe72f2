"""A Protect & Prepare Group, a board above it or a group beside it."""

import frappe
from frappe import _
from frappe.utils import getdate, today
from frappe.utils.nestedset import NestedSet

from papg.membership import group_checks, lines, nations, subgroups
from papg.membership.overview import overview_of
from papg.membership.practice import note_who_records, warnings_of
from papg.permissions import membership_roles, scope
from papg.permissions.document import Record


class PAPGGroup(Record, NestedSet):
    """A Protect & Prepare Group, a board above it or a group beside it."""

    def validate(self) -> None:
        self.group_name = " ".join((self.group_name or "").split())
        group_checks.check_authorities(self)
        group_checks.check_place(self)
        group_checks.check_lines(self)
        group_checks.check_end(self)
        subgroups.check_group(self)
        note_who_records(self)
        self.set_warnings()

    def on_update(self) -> None:
        self.sync_boards()
        subgroups.tell_what_is_left(self)
        if self.has_changed("authority"):
            nations.settle_words()
        NestedSet.on_update(self)

    def on_trash(self) -> None:
        frappe.throw(_("Groups are not deleted. Set the status to Dissolved, with the day and the outcome."))

    def onload(self) -> None:
        """Give the form its overview, the lines it reports along, and the warnings of today."""
        self.set_onload("overview", overview_of(self.name))
        self.set_onload("lines", lines.offered(self.name))
        self.set_warnings()

    def set_warnings(self) -> None:
        """Say where the members of today depart from good practice; a dissolved group is told nothing."""
        is_over = self.status == "Dissolved" or self.is_new()
        self.practice_warnings = "" if is_over else warnings_of(self, getdate(today()))

    def sync_boards(self) -> None:
        """Who sits on a body this group reports to, or no longer does, gets the roles that go with it."""
        before = self.get_doc_before_save()
        changed = self.bodies() ^ (before.bodies() if before else set())
        if not changed:
            return
        scope.forget()
        for user in membership_roles.accounts_in(changed):
            membership_roles.sync(user)

    def bodies(self) -> set[str]:
        """Groups this one reports to."""
        return {line.body for line in self.reports_to if line.body}
