"""A lost phone: the council's administrator takes the second factor off a member's account."""

import frappe
from frappe import _

from papg import notices
from papg.membership import access
from papg.security import own_sessions, second_factor, users


@frappe.whitelist(methods=["POST"])
def take_off_second_factor(member: str, deputy: str | None = None) -> bool:
    """Take the second factor off the account of a member, or of one of the member's deputies, whose phone is lost.

    Sessions of the account end, the trail says who did it, the person gets a letter. The next login sets up a new one.

    Args:
        member: Name of the row of membership.
        deputy: Name of a row in its table of deputies; the member when left out.

    Returns:
        Whether there was one.

    Raises:
        frappe.PermissionError: The caller does not look after accounts, or it is the caller's own.
        frappe.ValidationError: There is no account.
    """
    _record, row, name = access.who(member, deputy)
    refuse_others_than_who_looks_after_accounts(row.user)
    if not row.user:
        frappe.throw(_("{0} has no account.").format(name))
    if not second_factor.secret_of(row.user):
        return False
    second_factor.forget(row.user)
    own_sessions.end_others(row.user)
    notices.tell(row.user, _("Your second factor was taken off your account"))
    return True


def refuse_others_than_who_looks_after_accounts(account: str | None) -> None:
    """Secretaries give access and end it; what proves who somebody is, is not theirs to take off.

    Raises:
        frappe.PermissionError: The caller is not the council's administrator, or it is the caller's own account.
    """
    if not users.is_in_charge(frappe.session.user):
        frappe.throw(
            _("Only your systems officer takes off a second factor. Ask them."), frappe.PermissionError
        )
    if account == frappe.session.user:
        frappe.throw(
            _(
                "This is your own account. Use “Second factor” in the menu under your name, with the phone you have."
            ),
            frappe.PermissionError,
        )
