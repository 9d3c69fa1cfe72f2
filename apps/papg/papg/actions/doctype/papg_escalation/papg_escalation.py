"""An action taken to a body or post above the group, and the answer."""

import frappe
from frappe import _

from papg.actions import escalating
from papg.membership import lines
from papg.permissions import policy
from papg.permissions.document import Record


class PAPGEscalation(Record):
    """An action taken to a body or post above the group, and the answer.

    The body reads the title, the group and the reason here and never the action itself, so they are text of its own.
    """

    group_from = ("action", "PAPG Action")

    def onload(self) -> None:
        self.set_onload("steps", escalating.offered(self))
        self.set_onload("lateness", escalating.lateness(self))
        self.set_onload("is_action_readable", policy.is_allowed("PAPG Action", self.action, "read"))

    def also_linked(self, field: str) -> set[str]:
        """The bodies the group reports to, which it need not be able to look into."""
        if field != "escalated_to":
            return set()
        return lines.bodies_of(frappe.db.get_value("PAPG Action", self.action, "papg_group"))

    def before_insert(self) -> None:
        super().before_insert()
        escalating.begin(self)

    def validate(self) -> None:
        if not self.is_new():
            escalating.keep_sides(self)
            escalating.move(self)

    def after_insert(self) -> None:
        escalating.tell_addressee(self)

    def on_update(self) -> None:
        escalating.tell_group(self)

    def on_trash(self) -> None:
        frappe.throw(
            _("The escalation of “{0}” cannot be deleted. Withdraw it and say what came of it.").format(
                self.title
            ),
            frappe.PermissionError,
        )
