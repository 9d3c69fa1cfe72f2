"""An item a member wants on the agenda of the next meeting."""

import frappe
from frappe import _

from papg.meetings import proposals
from papg.meetings.fields import keep_stored, require
from papg.permissions import policy
from papg.permissions.document import Record

SET_BY_US = ("proposed_by", "proposer_name", "proposed_on", "settled_by", "settled_on")


class PAPGProposedItem(Record):
    """An item a member wants on the agenda of the next meeting.

    It names a group and no meeting: until an agenda is issued, members do not see the meeting it is for.
    """

    def also_linked(self, field: str) -> set[str]:
        """Partners propose to their groups and read no record of them."""
        return policy.groups_where(self.doctype, "create") if field == policy.GROUP_FIELD else set()

    def before_insert(self) -> None:
        require(self, "papg_group", "title", "why")
        super().before_insert()
        keep_stored(self, (*SET_BY_US, *proposals.OF_SETTLING))
        proposals.propose(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, SET_BY_US)
            proposals.keep_proposal(self)
            proposals.settle(self)

    def after_insert(self) -> None:
        proposals.tell_chairs(self)

    def on_update(self) -> None:
        proposals.tell_proposer(self)

    def on_trash(self) -> None:
        frappe.throw(_("A proposed item stays on record. Have it declined instead."))
