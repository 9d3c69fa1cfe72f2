"""Who owns an action, and what the session's user is to it."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from papg.permissions import scope as scopes
from papg.rules.people import Person, plain

OWNER_FIELDS = ("owner_member", "owner_email")
ORGANISERS = ("Secretary", "Chair")
RUN_BY = (*ORGANISERS, "Deputy Chair")


def is_organiser(group: str, user: str | None = None) -> bool:
    """Is the user secretary, chair or deputy chair of the group today?"""
    user = user or frappe.session.user
    held = scopes.of(user).groups
    return user == "Administrator" or any(group in held.get(position, ()) for position in ORGANISERS)


def organisers(group: str) -> list[str]:
    """Accounts of secretary, chair and deputy chairs; whether a row is of today is asked when they are written to."""
    rows = {"papg_group": group, "user": ("is", "set"), "position": ("in", RUN_BY)}
    return frappe.get_all("PAPG Member", rows, pluck="user")


def is_owner(action: Document) -> bool:
    """Is the session's user the owner, in person or by the post the owner's row follows?"""
    person = scopes.of()
    return action.owner_member in person.members or plain(action.owner_email) == plain(person.user)


def session_person() -> Person:
    """The session's user, as the rules name people."""
    return Person(user=frappe.session.user, email=frappe.session.user)


def owner(action: Document) -> Person | None:
    """The owner as the rules name people; None when nobody owns the action."""
    if is_owner(action):
        return session_person()
    if not action.owner_member:
        return Person(email=action.owner_email) if action.owner_email else None
    row = member_row(action.owner_member)
    return Person(user=row.user or row.holder, email=row.email or row.name)


def has_account(action: Document) -> bool:
    """Can the owner log in?"""
    if action.owner_member:
        row = member_row(action.owner_member)
        return bool(row.user or row.holder)
    return bool(action.owner_email and frappe.db.exists("User", action.owner_email))


def accounts(action: Document) -> set[str]:
    """Accounts of the owner: of the member or whoever holds the post, or of the address given."""
    if action.owner_member:
        row = member_row(action.owner_member)
        return {user for user in (row.user or row.holder,) if user}
    found = action.owner_email and frappe.db.get_value("User", {"email": action.owner_email})
    return {found} if found else set()


def address(action: Document) -> str | None:
    """Where the owner is written to: the address of the member's row, or the one given."""
    found = member_row(action.owner_member).email if action.owner_member else action.owner_email
    return (found or "").strip().lower() or None


def owner_name(action: Document) -> str:
    """How a message calls the owner."""
    if action.owner_member:
        row = member_row(action.owner_member)
        return row.full_name or row.job_title or row.email or _("the owner")
    return action.owner_email or _("whoever is to own it, once the action names them")


def member_row(name: str) -> frappe._dict:
    """A row of membership, with the account of whoever holds the post it follows today."""
    found = frappe.db.sql(
        """
        select row.name, row.papg_group, row.full_name, row.job_title, row.email, row.user, row.joined_on,
            row.left_on, holder.user as holder
        from `tabPAPG Member` row
        left join `tabPAPG Member` holder
            on holder.papg_group = row.ex_officio_group and holder.position = row.ex_officio_position
            and holder.joined_on <= %(day)s and ifnull(holder.left_on, %(day)s) >= %(day)s
        where row.name = %(name)s
        limit 1
        """,
        {"name": name, "day": today()},
        as_dict=True,
    )
    return found[0] if found else frappe._dict()
