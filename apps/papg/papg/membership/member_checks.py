"""What a row of membership has to be like before it is stored."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.membership.rows import others_in_group, period_of
from papg.rules.due_dates import govuk_date
from papg.rules.membership import CHAIR
from papg.rules.people import Person, is_same_person
from papg.rules.periods import Period

if TYPE_CHECKING:
    from papg.membership.doctype.papg_member.papg_member import PAPGMember

# A change of one of these makes it another membership.
SAME_FOR_LIFE = {
    "position": "Position",
    "organisation": "Organisation",
    "ex_officio_group": "Follows the post in",
}


def check_periods(member: "PAPGMember") -> None:
    """Nobody leaves before joining, and no deputy stops before starting."""
    if period_of(member.joined_on, member.left_on).is_backwards:
        backwards = _("Left on {0} is before Joined on {1}. Correct one of them.")
        frappe.throw(backwards.format(*days(member.left_on, member.joined_on)))
    for row in member.deputies:
        if period_of(row.valid_from, row.valid_to).is_backwards:
            backwards = _("Deputies, row {0}: {1} stops on {2}, before starting on {3}. Correct one of them.")
            frappe.throw(backwards.format(row.idx, row.deputy_name, *days(row.valid_to, row.valid_from)))


def days(*dates: object) -> list[str]:
    """Dates as people read them."""
    return [govuk_date(getdate(each)) for each in dates]


def check_person(member: "PAPGMember") -> None:
    """A row names a person or follows a post, not both and not neither."""
    if member.ex_officio_group:
        check_post(member)
    elif not member.full_name:
        frappe.throw(_("Enter the full name, or the group and position the member holds the seat by."))


def check_post(member: "PAPGMember") -> None:
    """The post a row follows is named in full, and in another group."""
    if not member.ex_officio_position:
        frappe.throw(_("Follows the post in {0}: choose which position.").format(member.full_name))
    if member.ex_officio_group == member.papg_group:
        frappe.throw(
            _("A seat cannot follow a post of its own group. Choose another group, or name the person.")
        )
    if member.user or member.email:
        both = _(
            "The seat follows a post and names {0} as well. Empty the e-mail, or the group whose post it follows."
        )
        frappe.throw(both.format(member.email or member.user))


def check_others(member: "PAPGMember") -> None:
    """One Chair at a time, and nobody twice in one position."""
    own = period_of(member.joined_on, member.left_on)
    for other in others_in_group(member.papg_group, member.name):
        period = period_of(other.joined_on, other.left_on)
        if other.position != member.position or not period.overlaps(own):
            continue
        if member.position == CHAIR:
            refuse_second_chair(other, period)
        if is_same_person(Person(member.user, member.email), Person(other.user, other.email)):
            twice = _("{0} is already {1} {2}. End that row first, or let this one begin later.")
            frappe.throw(twice.format(other.full_name, _(other.position), spell(period)))


def refuse_second_chair(other: frappe._dict, period: Period) -> None:
    second = _("{0} is Chair {1}, and a group has one Chair at a time. End that row first, or begin later.")
    frappe.throw(second.format(other.full_name, spell(period)))


def spell(period: Period) -> str:
    """A period in words."""
    starts_on, ends_on = period.starts_on, period.ends_on
    if ends_on is None:
        return _("since {0}").format(govuk_date(starts_on)) if starts_on else ""
    return _("from {0} to {1}").format(govuk_date(starts_on), govuk_date(ends_on))


def check_same_for_life(member: "PAPGMember") -> None:
    """Once begun, a row keeps position and organisation; who mistyped has until the end of the day."""
    before = member.get_doc_before_save()
    if before is None or getdate(before.joined_on) > getdate(today()):
        return
    if getdate(before.creation) == getdate(today()):
        return
    for field, label in SAME_FOR_LIFE.items():
        if member.has_changed(field):
            refusal = _(
                "{0} has been a member since {1}, so {2} stays {3}. End this row with its last day and start another."
            )
            shown = (member.full_name, *days(before.joined_on), _(label), before.get(field) or _("empty"))
            frappe.throw(refusal.format(*shown))


def check_account(member: "PAPGMember") -> None:
    """An account comes and goes by the buttons, which check whose it is; only the built-in account may write it."""
    if member.flags.is_access_change or frappe.session.user == "Administrator":
        return
    before = member.get_doc_before_save()
    stored = {row.name: row.user or "" for row in ([before, *before.deputies] if before else [])}
    for row in [member, *member.deputies]:
        if (row.user or "") != stored.get(row.name, ""):
            entered = _("{0}: an account is not entered here. Use the buttons Give access and End access.")
            frappe.throw(entered.format(row.get("deputy_name") or row.get("full_name")))
