"""What the session's user is in one group today, for rules that ask for a position and not for a right."""

import frappe
from frappe import _

from papg.permissions import roles, scope
from papg.rules.membership import CHAIR, MEMBER, SECRETARY

# Column of the table of rights, weightiest first, and the position a rule knows it by.
SHOWN_AS = {"Chair": CHAIR, "Secretary": SECRETARY, "Member": MEMBER, "Partner": MEMBER}
BY_ROLE = {role: position for position, role in roles.BY_POSITION.items()}


def position_today(group: str) -> str | None:
    """Weightiest position the session's user holds in a group today; a deputy chair counts as a chair."""
    held = scope.of().groups
    return next((shown for column, shown in SHOWN_AS.items() if group in held.get(column, ())), None)


def acts_as(role: str, group: str) -> bool:
    """Does the session's user hold a role in this very group?

    A role that follows positions counts only where the position is held; any other role counts everywhere.
    """
    if role in BY_ROLE:
        return group in scope.of().groups.get(BY_ROLE[role], ())
    return role in frappe.get_roles()


def post_of(user: str, group: str, day: str) -> str:
    """The position a person held in a group on a day, with their job title; else their name."""
    held = {row.papg_group: row for row in scope.memberships(user, day)}.get(group)
    if not held:
        return frappe.utils.get_fullname(user)
    job_title = frappe.db.get_value("PAPG Member", held.name, "job_title")
    the_position = _("the {0}").format(_(held.position))
    return f"{the_position} ({job_title})" if job_title else the_position
