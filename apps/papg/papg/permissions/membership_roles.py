"""Roles follow positions: a user holds exactly the roles the positions of today bring, and those given by hand."""

from collections.abc import Iterable

import frappe
from frappe.core.doctype.user.user import User
from frappe.sessions import clear_sessions
from frappe.utils import add_days, today

from papg.permissions import calendar_keys, leaving, roles, scope

DAYS_BACK = 7
BUILT_IN = ("Administrator", "Guest")
INTEGRATION_ROLE = "PAPG Integration"
POSITION_ROLES = frozenset(roles.BY_POSITION.values())


def sync(user: str | None) -> None:
    """Give and take the roles of positions as they are today; what was given by hand stays.

    The account's sessions end when it changes between staff and partner and when its last position goes, and with that
    the address of its calendar. An account with a role that is not ours, such as System Manager, is left alone.

    Args:
        user: Account of a member, or nothing for a member without one.
    """
    if not user or user in BUILT_IN:
        return
    leaving.announce(user)
    account = frappe.get_doc("User", user)
    held = {row.role for row in account.roles}
    wanted = wanted_roles(user, held)
    if wanted == held or not has_only_our_roles(held):
        return
    kind = account.user_type
    write_roles(account, wanted)
    if account.user_type != kind or not wanted:
        end_sessions(user)
    if not wanted:
        calendar_keys.forget(user)


def write_roles(account: User, wanted: set[str]) -> None:
    """Store an account's roles and the kind of user that follows from them.

    Row by row: saving an account would empty the cache of the whole site, and nobody who runs a group may.
    """
    lost = [row for row in account.roles if row.role not in wanted]
    frappe.db.delete("Has Role", {"name": ("in", [row.name for row in lost] or [""])})
    account.roles = [row for row in account.roles if row not in lost]
    for role in sorted(wanted - {row.role for row in account.roles}):
        account.append("roles", {"role": role}).db_insert()
    account.set_system_user()
    account.db_set("user_type", account.user_type)
    frappe.clear_cache(user=account.name)


def wanted_roles(user: str, held: set[str]) -> set[str]:
    """Roles the account is to hold: those of positions, and those it holds by hand.

    An integration gets none of the desk's roles: its own role opens what its positions let it reach.
    """
    by_hand = held - POSITION_ROLES
    if INTEGRATION_ROLE in held:
        return by_hand
    positions = scope.work_out(user, today()).positions()
    return by_hand | {role for position, role in roles.BY_POSITION.items() if position in positions}


def has_only_our_roles(held: Iterable[str]) -> bool:
    """Does the account hold no role of anybody else's, such as System Manager?"""
    return set(held) <= set(roles.ALL)


def end_sessions(user: str) -> None:
    """Log the user out everywhere, once what was changed is stored."""
    frappe.db.after_commit.add(lambda: clear_sessions(user, force=True))


def sync_all_due() -> None:
    """Daily: bring the roles of everyone up to date whose position began or ended.

    It looks a week back, so that days on which the scheduler stood still are made up for.
    """
    for user in users_due(today()):
        sync(user)


def users_due(day: str) -> list[str]:
    """Accounts of which a membership began or ended in the week to a day, ex officio holders included."""
    return frappe.db.sql(
        """
        select distinct account from (
            select row.user as account from `tabPAPG Member` row
            where row.joined_on between %(since)s and %(day)s or row.left_on between %(since)s and %(day)s
            union
            select holder.user from `tabPAPG Member` row
            join `tabPAPG Member` holder on holder.papg_group = row.ex_officio_group
                and holder.position = row.ex_officio_position
            where row.joined_on between %(since)s and %(day)s or row.left_on between %(since)s and %(day)s
        ) due
        where ifnull(account, '') != ''
        order by account
        """,
        {"day": day, "since": add_days(day, -DAYS_BACK)},
        pluck=True,
    )


def accounts_in(groups: set[str]) -> list[str]:
    """Accounts with a row of membership in any of these groups, whatever its period."""
    rows = {"papg_group": ("in", tuple(groups)), "user": ("is", "set")}
    return frappe.get_all("PAPG Member", rows, pluck="user", distinct=True)
