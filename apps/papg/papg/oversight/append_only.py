"""The base class of what the trail is made of: nobody writes, changes or deletes it, at no door and by no account."""

from typing import Any, NoReturn

import frappe
from frappe import _

from papg.permissions.document import Record


class AppendOnly(Record):
    """A record only the trail's own writer adds, past every form and program.

    The database refuses changes as well (`triggers.py`); these refusals say so in words.
    """

    def before_insert(self) -> None:
        self.refuse()

    def validate(self) -> None:
        self.refuse()

    def db_insert(self, *args: Any, **kwargs: Any) -> None:
        self.refuse()

    def db_update(self) -> None:
        self.refuse()

    def on_trash(self) -> None:
        self.refuse()

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        self.refuse()

    def refuse(self) -> NoReturn:
        """Say that the trail is written by the system alone.

        Raises:
            frappe.PermissionError: Always, the built-in Administrator included.
        """
        message = _("The trail is written by the system alone: {0} {1} cannot be added, changed or deleted.")
        frappe.throw(message.format(_(self.doctype), self.name or ""), frappe.PermissionError)
