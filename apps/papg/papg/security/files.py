"""The class of every stored file: private, under a name nobody can guess, of a kind that is allowed."""

import base64
import binascii
import os
import secrets
from typing import Any

import frappe
from frappe import _
from frappe.core.doctype.file.file import File

from papg.permissions.guards import refuse_text
from papg.security import file_access, file_kinds

# What a File says about where it belongs; fixed once it is stored.
PLACE = ("file_url", "attached_to_doctype", "attached_to_name", "attached_to_field", "owner")


class PrivateFile(File):
    """A stored file. It is never public, and its address is of use only to who may read its record."""

    def before_insert(self) -> None:
        """Decide before the framework writes anything to disk."""
        if self.is_folder:
            self.refuse_folder()
            super().before_insert()
            return
        refuse_text(self.attached_to_doctype)
        self.is_private = 1
        self.thumbnail_url = None
        self.flags.ignore_duplicate_entry_error = True
        self.refuse_foreign_record()
        if self.content:
            self.take_content()
            super().before_insert()
        else:
            self.take_stored_file()

    def validate(self) -> None:
        """Keep it private and where it is."""
        if not self.is_folder:
            refuse_text(self.attached_to_doctype)
            self.is_private = 1
            self.refuse_move()
        super().validate()

    def refuse_folder(self) -> None:
        """Folders are the framework's own; nobody adds any."""
        if not works_alone():
            frappe.throw(_("Folders cannot be added. Attach the file to its record."), frappe.PermissionError)

    def take_content(self) -> None:
        """Read what was sent and refuse what may not be kept."""
        self.file_url = None
        self.content = decoded(self.content) if self.decode else as_bytes(self.content)
        self.decode = False
        self.file_name = os.path.basename((self.file_name or "").replace("\\", "/"))
        reason = "" if works_alone() else file_kinds.mistake(self.file_name, self.content)
        if reason:
            frappe.throw(reason, frappe.ValidationError, title=_("File not kept"))

    def take_stored_file(self) -> None:
        """Point to a file that is here already, which the sender has to be able to read."""
        url = self.file_url or ""
        source = file_access.readable_file(url) if url.startswith(file_access.URL_PREFIX) else None
        if source is None:
            frappe.throw(
                _("There is no file “{0}” that you can attach. Upload it.").format(url or self.file_name),
                frappe.ValidationError,
            )
        self.file_name = source.file_name
        self.content_hash = source.content_hash
        self.file_size = source.file_size
        self.set_folder_name()

    def refuse_foreign_record(self) -> None:
        """A file is attached only to a record its sender may write."""
        if not self.attached_to_doctype or works_alone():
            return
        if is_being_saved(self.attached_to_doctype, self.attached_to_name):
            return
        user = frappe.session.user
        if not file_access.may_on_record(
            self.attached_to_doctype, self.attached_to_name or "", "write", user
        ):
            frappe.throw(_("You cannot attach files to this record."), frappe.PermissionError)

    def refuse_move(self) -> None:
        """What is attached stays where it is; what is not may be attached to a record its owner may write."""
        before = self.get_doc_before_save()
        if not before or works_alone():
            return
        changed = [field for field in PLACE if (before.get(field) or "") != (self.get(field) or "")]
        if not changed:
            return
        if before.attached_to_name or "file_url" in changed or "owner" in changed:
            frappe.throw(_("A file stays where it was attached. Upload it again."), frappe.PermissionError)
        self.refuse_foreign_record()

    def save_file(self, content: Any = None, decode: bool = False, *args: Any, **kwargs: Any) -> Any:
        """Write the content once for every file, so that nobody learns who keeps the same one."""
        kwargs["ignore_existing_file_check"] = True
        return super().save_file(content, decode, *args[1:], **kwargs)

    def save_file_on_filesystem(self) -> dict[str, str]:
        """Write it under a name made up for it; the name people know stays in `file_name`."""
        kind = file_kinds.ending(self.file_name)
        self.file_url = f"{file_access.URL_PREFIX}{secrets.token_hex(16)}{'.' + kind if kind else ''}"
        self.write_file()
        return {"file_name": self.file_name, "file_url": self.file_url}

    def _delete_file_on_disk(self) -> None:
        """Remove the content when no other record points to it."""
        others = {"file_url": self.file_url, "name": ("!=", self.name)}
        if self.file_url and not frappe.db.exists("File", others):
            self.delete_file_data_content()

    def is_downloadable(self) -> bool:
        """May the session's user read it?"""
        return file_access.has_permission(self, "read")


def works_alone() -> bool:
    """Is the framework at work, with nobody behind the request?"""
    return frappe.session.user == "Administrator" or bool(frappe.flags.in_install or frappe.flags.in_migrate)


def is_being_saved(record_type: str, name: str | None) -> bool:
    """Is this very record being saved by this request, which its own check has allowed?"""
    return (record_type, name) in getattr(frappe.local, "papg_being_saved", ())


def as_bytes(content: Any) -> bytes:
    """Content that came as text or as bytes."""
    return content.encode() if isinstance(content, str) else content


def decoded(content: Any) -> bytes:
    """Content that came as base64, perhaps with a data address before it."""
    try:
        return base64.b64decode(as_bytes(content).rpartition(b",")[2] + b"===")
    except binascii.Error:
        frappe.throw(_("The file did not arrive whole. Send it again."), frappe.ValidationError)
