"""Giving a member access to the system, and ending it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.membership.accounts import usable_or_new
from papg.rules.due_dates import govuk_date


@frappe.whitelist(methods=["POST"])
def give_access(member: str, deputy: str | None = None) -> dict[str, str]:
    """Give a member, or one of the member's deputies, an account. Its roles follow from the position held.

    Args:
        member: Name of the row of membership.
        deputy: Name of a row in its table of deputies; the member when left out.

    Returns:
        `user`, the account, and `user_type`, whether it works at the desk or on the partners' pages.

    Raises:
        frappe.PermissionError: The caller may not write the row.
        frappe.ValidationError: There is no address, the seat follows a post, the membership is over, or the
            address is that of an account groups may not use.
    """
    record, row, name = who(member, deputy)
    check_may_be_given(record, row, name)
    row.user = usable_or_new(row.email, name)
    store(record)
    return {"user": row.user, "user_type": frappe.db.get_value("User", row.user, "user_type")}


@frappe.whitelist(methods=["POST"])
def end_access(member: str, deputy: str | None = None) -> None:
    """Take a member's, or a deputy's, account off the row. Its roles follow and, with the last one, its sessions end.

    Args:
        member: Name of the row of membership.
        deputy: Name of a row in its table of deputies; the member when left out.

    Raises:
        frappe.PermissionError: The caller may not write the row.
        frappe.ValidationError: There is no account to take away.
    """
    record, row, name = who(member, deputy)
    if not row.user:
        frappe.throw(_("{0} has no access to end.").format(name))
    row.user = None
    store(record)


def who(member: str, deputy: str | None) -> tuple[Document, Document, str]:
    """The row of membership, the row that carries the account, and the name of the person."""
    record = frappe.get_doc("PAPG Member", member)
    record.check_permission("write")
    if not deputy:
        return record, record, record.full_name
    for row in record.deputies:
        if row.name == deputy:
            return record, row, row.deputy_name
    return frappe.throw(_("{0} has no such deputy. Load the page again.").format(record.full_name))


def check_may_be_given(record: Document, row: Document, name: str) -> None:
    """Access needs an address, a person and a membership that is not over."""
    if row is record and record.ex_officio_group:
        frappe.throw(_("{0} is a post. Give access where its holder is a member.").format(name))
    if record.left_on and getdate(record.left_on) < getdate(today()):
        over = _("{0} left on {1}. Start another row before giving access.")
        frappe.throw(over.format(record.full_name, govuk_date(getdate(record.left_on))))
    if row.user:
        frappe.throw(_("{0} has access already, with the account {1}.").format(name, row.user))
    if not row.email:
        frappe.throw(_("Enter an e-mail address for {0} and save before giving access.").format(name))


def store(record: Document) -> None:
    record.flags.is_access_change = True
    record.save()
