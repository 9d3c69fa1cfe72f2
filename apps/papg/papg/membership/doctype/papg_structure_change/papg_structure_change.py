"""A proposal to change which groups there are, and what came of it."""

import frappe
from frappe import _

from papg.membership import restructuring, structure
from papg.permissions.document import Record

LINKED = ("steps.concerned_group", "steps.other_group")


class PAPGStructureChange(Record):
    """A proposal to change which groups there are, and what came of it.

    The only way a record changes its group. Only an adopted one acts, from its day on.
    """

    def also_linked(self, field: str) -> set[str]:
        """The groups that stand below the proposing one or report to it, which its secretary need not read."""
        return set(structure.within_reach(self.papg_group)) if field in LINKED else set()

    def validate(self) -> None:
        structure.keep_set_by_us(self)
        structure.guard_proposal(self)
        structure.name_groups(self)
        restructuring.take_step(self)

    def onload(self) -> None:
        """Give the form the groups to choose from, the stages open to the caller, and what the steps do."""
        self.set_onload("groups", structure.to_choose_from(self))
        self.set_onload("stages", structure.offered(self))
        self.set_onload("preview", structure.preview(self))

    def on_trash(self) -> None:
        frappe.throw(
            _("“{0}” cannot be deleted. Withdraw it: what was proposed stays on record.").format(self.title),
            frappe.PermissionError,
        )
