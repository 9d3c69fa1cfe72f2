"""The base class of every record type of ours: what holds for all of them at every door."""

from typing import Any, NoReturn

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import latest, links, mistakes, policy


class ChildRow(Document):
    """A row of a record of ours, stored only together with it, so that the record's rules are always asked.

    The framework lets a row be saved and deleted on its own. These hooks run only then.
    """

    def before_insert(self) -> None:
        self.refuse_to_stand_alone()

    def validate(self) -> None:
        self.refuse_to_stand_alone()

    def on_trash(self) -> None:
        self.refuse_to_stand_alone()

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        self.refuse_to_stand_alone()

    def refuse_to_stand_alone(self) -> NoReturn:
        """Send whoever changes a row on its own to the record.

        Raises:
            frappe.PermissionError: Always.
        """
        message = _("A row of {0} is changed together with its record. Open the record and change it there.")
        frappe.throw(message.format(_(self.parenttype or self.doctype)), frappe.PermissionError)


class Record(Document):
    """A record of ours. Its group follows from what it hangs on; its links lead only where its writer may look."""

    # Field whose record gives this one its group, for records that hang on another.
    group_from: tuple[str, str] | None = None

    def before_insert(self) -> None:
        self.set_group()

    def set_group(self) -> None:
        """Take the group of the record this one hangs on."""
        if self.group_from:
            field, parent = self.group_from
            self.papg_group = frappe.db.get_value(parent, self.get(field), policy.GROUP_FIELD)

    def also_linked(self, field: str) -> set[str]:
        """Records a field may lead to although its writer may not look at them, because a rule offers them.

        Where a decided change of structure writes the record, that is wherever the decision says. A field of a row
        is named as `table.field`.
        """
        return {self.get(field)} if self.flags.is_structure_change else set()

    def _validate_links(self) -> None:
        with mistakes.noted_of(self):
            links.refuse_links_out_of_reach(self)
            super()._validate_links()

    def _validate(self) -> None:
        with mistakes.noted_of(self):
            super()._validate()

    def check_if_latest(self) -> None:
        """A program that sends an older `modified` is told what differs."""
        try:
            super().check_if_latest()
        except frappe.TimestampMismatchError:
            if latest.is_from_program():
                latest.refuse_stale(self)
            raise

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        """Names of scoped records are never changed; a list entry is renamed by who may write it."""
        if self.meta.autoname == "hash" or merge or not self.has_permission("write"):
            frappe.throw(
                _("{0} cannot be renamed or merged.").format(_(self.doctype)), frappe.PermissionError
            )

    def notify_update(self) -> None:
        """Tell who has the record open; the list of the record type would tell its name to everyone."""
        frappe.publish_realtime(
            "doc_update",
            {"modified": self.modified, "doctype": self.doctype, "name": self.name},
            doctype=self.doctype,
            docname=self.name,
            after_commit=True,
        )

    def has_changed(self, *fields: str) -> bool:
        """Does any of these fields differ from what is stored?"""
        before: Any = self.get_doc_before_save()
        return before is None or any(str(before.get(f) or "") != str(self.get(f) or "") for f in fields)
