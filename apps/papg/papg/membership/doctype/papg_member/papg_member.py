"""One person in one position of one group for one period."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.membership import ending, member_checks, subgroups
from papg.membership.accounts import tidy_email
from papg.membership.rows import period_of
from papg.permissions import membership_roles, scope
from papg.permissions.document import Record

DECIDE_ROLES = (
    "user",
    "position",
    "organisation",
    "joined_on",
    "left_on",
    "ex_officio_group",
    "ex_officio_position",
)


class PAPGMember(Record):
    """One person in one position of one group for one period."""

    def before_insert(self) -> None:
        super().before_insert()
        ending.refuse_after_end(self.papg_group, self.joined_on)

    def validate(self) -> None:
        self.tidy()
        self.name_after_post()
        member_checks.check_periods(self)
        member_checks.check_person(self)
        member_checks.check_same_for_life(self)
        member_checks.check_account(self)
        member_checks.check_others(self)
        subgroups.check_member(self)

    def on_update(self) -> None:
        self.sync_roles()
        self.leave_subgroups()

    def onload(self) -> None:
        """Tell the form whether the row holds today, and the telephone number the person keeps with the account."""
        period = period_of(self.joined_on, self.left_on)
        self.set_onload("is_current", period.includes(getdate(today())))
        telephone = frappe.db.get_value("User", self.user, "phone") if self.user else None
        self.set_onload("telephone", telephone)

    def tidy(self) -> None:
        """Names and addresses without stray spaces."""
        self.full_name = " ".join((self.full_name or "").split())
        self.email = tidy_email(self.email)
        for row in self.deputies:
            row.email = tidy_email(row.email)

    def name_after_post(self) -> None:
        """A row that follows a post is shown as the post."""
        if self.ex_officio_group and self.ex_officio_position:
            of = frappe.db.get_value("PAPG Group", self.ex_officio_group, "group_name")
            self.full_name = _("{0} of {1}").format(_(self.ex_officio_position), of)[:140]
        elif not self.ex_officio_group:
            self.ex_officio_position = None

    def sync_roles(self) -> None:
        """Let the roles of everyone follow whom the row concerns, now or before the change.

        A row another follows at once leaves it to that one: in between its person would hold no position.
        """
        if self.flags.is_followed or not self.has_changed(*DECIDE_ROLES):
            return
        scope.forget()
        for user in self.concerned() | self.concerned_before():
            membership_roles.sync(user)

    def leave_subgroups(self) -> None:
        """Who leaves a group leaves its subgroups; a decided change of structure says itself what becomes of them."""
        is_told_apart = self.flags.is_followed or self.flags.is_structure_change
        if self.left_on and self.get_doc_before_save() and self.has_changed("left_on") and not is_told_apart:
            subgroups.take_off(self)

    def concerned(self) -> set[str]:
        """Accounts the row gives a position: the person's, or those of whoever holds the post."""
        if not self.ex_officio_group:
            return {self.user} if self.user else set()
        post = {
            "papg_group": self.ex_officio_group,
            "position": self.ex_officio_position,
            "user": ("is", "set"),
        }
        return set(frappe.get_all("PAPG Member", post, pluck="user"))

    def concerned_before(self) -> set[str]:
        before = self.get_doc_before_save()
        return before.concerned() if before else set()
