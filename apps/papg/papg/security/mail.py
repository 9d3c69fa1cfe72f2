"""Mail of the framework about records of ours: written by `papg.notices`, or not at all."""

from collections.abc import Iterable, Iterator

import frappe
from frappe import _
from frappe.core.doctype.role.role import get_info_based_on_role
from frappe.desk.doctype.notification_log import notification_log as framework
from frappe.desk.doctype.notification_log.notification_log import NotificationLog
from frappe.email.doctype.notification.notification import Notification, get_assignees
from frappe.model.document import Document
from frappe.utils import strip_html

from papg import notices
from papg.permissions import policy, rights


def check_letter(mail: Document, method: str | None = None) -> None:
    """Hook, before a letter is queued: whatever wrote it, about our records only our own leaves.

    Raises:
        frappe.PermissionError: It is about a record of ours and was written elsewhere, or nobody may have it.
    """
    record_type, name = record_of(mail)
    if record_type not in rights.records():
        return
    if not notices.is_being_written(record_type, name):
        message = _(
            "A letter about {0} carries its marking, its title and where to log in. This one was written elsewhere "
            "and is not sent. Tell people where to find it instead."
        )
        frappe.throw(message.format(_(record_type)), frappe.PermissionError)
    mail.recipients = [row for row in mail.recipients if may_have(row.recipient, record_type, name)]
    if not mail.recipients:
        message = _("Nobody this letter is for may read {0}. Nothing is sent.")
        frappe.throw(message.format(_(record_type)), frappe.PermissionError)


def record_of(mail: Document) -> tuple[str | None, str | None]:
    """The record a letter is about, as it says itself or as the message it belongs to says."""
    if not mail.reference_doctype and mail.communication:
        fields = ["reference_doctype", "reference_name"]
        return frappe.db.get_value("Communication", mail.communication, fields) or (None, None)
    return mail.reference_doctype, mail.reference_name


def may_have(address: str, record_type: str, name: str) -> bool:
    """Is this the address of who may read the record or score lines of it, or of its owner who has no account?"""
    if notices.is_for_outside(address, record_type, name):
        return True
    account = frappe.db.get_value("User", {"email": address, "enabled": 1})
    return bool(account) and policy.is_concerned(record_type, name, account)


class CouncilNotification(Notification):
    """A notification a council set up. About a record of ours it says what every letter of ours says."""

    def send(self, doc: Document) -> None:
        """Tell the people it names, as far as they may read the record."""
        if doc.doctype not in rights.records():
            super().send(doc)
            return
        people = set(self.people(doc))
        if self.channel == "Email":
            notices.notify(doc, people, self.subject)
        if self.channel == "System Notification" or self.send_system_notification:
            for account in notices.readers_of(doc, people):
                self.show_to(account.name, doc)

    def people(self, doc: Document) -> Iterator[str]:
        """Accounts behind the roles and fields it names. A row with a condition names nobody: it would be run."""
        addresses: list[str] = get_assignees(doc) if self.send_to_all_assignees else []
        for row in self.recipients:
            if row.condition:
                continue
            if row.receiver_by_document_field:
                addresses += addresses_in(doc, row.receiver_by_document_field)
            if row.receiver_by_role:
                addresses += holders(row.receiver_by_role)
        yield from accounts_of(addresses)

    def show_to(self, account: str, doc: Document) -> None:
        """An entry under the bell of one person."""
        log = frappe.new_doc(
            "Notification Log", type="Alert", for_user=account, from_user=frappe.session.user
        )
        log.update({"document_type": doc.doctype, "document_name": doc.name})
        log.subject = f"{self.subject} {notices.subject_of(doc)}"
        log.insert(ignore_permissions=True)  # nobody writes under another's bell, and this is for that


def addresses_in(doc: Document, field: str) -> list[str]:
    """Addresses in a field, or in a field of each row of a table when it is named with it."""
    column, _comma, table = field.partition(",")
    values = [row.get(column) for row in doc.get(table)] if table else [doc.get(column)]
    return [part.strip() for value in values if value for part in str(value).replace("\n", ",").split(",")]


def holders(role: str) -> list[str]:
    """Addresses of everybody who holds a role; what each may read is asked later."""
    return get_info_based_on_role(role, "email", ignore_permissions=True)  # whoever acts sees no accounts


def accounts_of(addresses: Iterable[str]) -> list[str]:
    return frappe.get_all("User", {"email": ("in", list(addresses))}, pluck="name")


class CouncilNotificationLog(NotificationLog):
    """An entry under somebody's bell. About a record of ours it carries no text, and reaches readers only."""

    def insert(self, *args: object, **kwargs: object) -> "CouncilNotificationLog":
        """Store it, unless it is about a record its reader may not see."""
        if self.is_ours() and not self.is_for_a_reader():
            return self
        return super().insert(*args, **kwargs)

    def is_ours(self) -> bool:
        return self.document_type in rights.records() and bool(self.document_name)

    def is_for_a_reader(self) -> bool:
        return policy.is_allowed(self.document_type, self.document_name, "read", self.for_user)

    def validate(self) -> None:
        if self.is_ours():
            self.email_content = self.attached_file = None

    def after_insert(self) -> None:
        """Tell the reader; by mail in our own words, since the framework's carry the text of comments."""
        if not self.is_ours():
            super().after_insert()
            return
        frappe.publish_realtime("notification", after_commit=True, user=self.for_user)
        framework.set_notifications_as_unseen(self.for_user)
        if framework.is_email_notifications_enabled_for_type(self.for_user, self.type):
            record = frappe.get_doc(self.document_type, self.document_name)
            notices.notify(record, [self.for_user], strip_html(self.subject))
