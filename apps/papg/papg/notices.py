"""What is sent about a record: its marking and title, a reason, and where to log in.

Mail leaves the council's hands, so the text of a record never goes with it, nor a file, nor a way to approve without
logging in. Each letter goes to one person, and only to one who may read the record.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, get_url, get_url_to_form, strip_html

from papg.membership.accounts import can_send
from papg.permissions import policy
from papg.printing.markings import marking_of

# Where partners read each kind of record; everything else they reach from their first page.
PARTNER_PAGES = {
    "PAPG Action": "actions",
    "PAPG Contribution Request": "contribution",
    "PAPG Group": "group",
    "PAPG Maturity Assessment": "assessment",
    "PAPG Meeting": "meeting",
    "PAPG Minutes": "minutes",
    "PAPG Terms of Reference": "terms",
}


def notify(record: Document, people: Iterable[str], reason: str) -> list[str]:
    """Write to those of these people who may read a record; without a mail account nobody is written to.

    Args:
        record: The record as it is stored.
        people: Accounts; who acts just now needs no letter.
        reason: Why they are written to, in a sentence that says nothing of the record's text.

    Returns:
        Accounts a letter is queued for.
    """
    if not can_send():
        return []
    readers = readers_of(record, people)
    with being_written(record):
        for account in readers:
            frappe.sendmail(
                recipients=[account.email],
                subject=subject_of(record),
                message=body(reason, address(record, account.user_type)),
                reference_doctype=record.doctype,
                reference_name=record.name,
                add_unsubscribe_link=0,
            )
    return [account.name for account in readers]


def write_outside(record: Document, address: str, reason: str, url: str, link: str) -> bool:
    """Write to somebody without an account about the one record that is theirs to answer on.

    Args:
        record: The record as it is stored; whoever calls has asked whether its owner may be written to.
        address: Where they are written to.
        reason: Why, in sentences that say nothing of the record's text.
        url: Where the link leads, which opens this record and nothing else.
        link: Words of the link.

    Returns:
        Whether a letter is queued; without a mail account none is.
    """
    if not can_send():
        return False
    with being_written(record, address):
        frappe.sendmail(
            recipients=[address],
            subject=subject_of(record),
            message=body(reason, url, link),
            reference_doctype=record.doctype,
            reference_name=record.name,
            add_unsubscribe_link=0,
        )
    return True


def tell(account: str, subject: str) -> None:
    """Write to one person about their own account: a line and where to log in."""
    if can_send():
        link = f'<a href="{escape_html(get_url("/login"))}">{escape_html(_("Log in"))}</a>'
        unexpected = escape_html(_("If you know nothing of this, tell your systems officer at once."))
        message = f"<p>{escape_html(subject)}.</p><p>{unexpected}</p><p>{link}</p>"
        frappe.sendmail(recipients=[account], subject=subject, message=message, add_unsubscribe_link=0)


def readers_of(record: Document, people: Iterable[str]) -> list[frappe._dict]:
    """Accounts in use that may read the record today, or score lines of it, without who acts just now."""
    wanted = sorted(set(people) - {frappe.session.user, "Administrator", "Guest", "", None})
    accounts = frappe.get_all(
        "User", {"name": ("in", wanted), "enabled": 1}, ["name", "email", "user_type"], order_by="name"
    )
    return [row for row in accounts if policy.is_concerned(record.doctype, record.name, row.name)]


def subject_of(record: Document) -> str:
    """The marking and the title, on one line."""
    title = " ".join(strip_html(str(record.get_title() or "")).split()) or _(record.doctype)
    return f"[{marking_of(record)}] {title}"


def address(record: Document, kind: str) -> str:
    """Where this kind of user reads the record, after logging in."""
    if kind == "System User":
        return get_url_to_form(record.doctype, record.name)
    page = PARTNER_PAGES.get(record.doctype)
    return get_url(f"/partner/{page}/{quote(record.name)}" if page else "/partner")


def body(reason: str, url: str, link: str = "") -> str:
    told, words = escape_html(reason), escape_html(link or _("Log in to read it"))
    return f'<p>{told}</p><p><a href="{escape_html(url)}">{words}</a></p>'


@contextmanager
def being_written(record: Document, outside: str = "") -> Iterator[None]:
    """Inside the block letters about this record are ours; all others are refused by `security.mail`.

    Args:
        record: What they are about.
        outside: Address of somebody without an account whom they are for.
    """
    frappe.local.papg_notice = (record.doctype, record.name, outside)
    try:
        yield
    finally:
        frappe.local.papg_notice = None


def is_being_written(record_type: str | None, name: str | None) -> bool:
    """Is a letter about this record being written by one of the functions above?"""
    notice = getattr(frappe.local, "papg_notice", None)
    return bool(notice) and notice[:2] == (record_type, name)


def is_for_outside(address: str, record_type: str, name: str) -> bool:
    """Is the letter being written for this address, which belongs to no account?"""
    return getattr(frappe.local, "papg_notice", None) == (record_type, name, address)
