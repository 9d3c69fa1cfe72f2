"""Who can read one record, and by which position: the policy asked for everybody at once."""

from dataclasses import dataclass

import frappe
from frappe.utils import today

from papg.permissions import policy, rights, roles
from papg.permissions import scope as scopes
from papg.permissions.conditions import listed
from papg.permissions.scope import Scope

CANDIDATES = """
    select account.name, account.full_name from `tabUser` account
    where account.enabled = 1 and (
        account.name in (select user from `tabPAPG Member` where left_on is null or left_on >= %(day)s)
        or account.name in (select deputy_user from `tabPAPG Attendance`)
        or account.name in (select parent from `tabHas Role` where parenttype = 'User' and role in {by_hand})
    )
"""


@dataclass(frozen=True)
class Reader:
    """Somebody who can read a record, with every position that lets them."""

    user: str
    full_name: str
    positions: tuple[str, ...]


def of(record: str, name: str) -> list[Reader]:
    """Everybody who can read the stored record of this name today.

    Four queries at most for who stands where, and one for all of them against the record.

    Args:
        record: Record type of the table of rights.
        name: Name of the record.
    """
    people = candidates()
    standing = scopes.work_out_all(roles_of(people), today()) if people else {}
    cells = {
        (user, position): clause
        for user, scope in standing.items()
        for position in rights.POSITIONS
        if (clause := clause_for(record, position, scope)) != policy.NOTHING
    }
    held = holding(record, name, cells)
    found = {user: tuple(p for p in rights.POSITIONS if (user, p) in held) for user in people}
    return [Reader(user, people[user], positions) for user, positions in found.items() if positions]


def candidates() -> dict[str, str]:
    """Accounts that may hold a position today, with their names in order."""
    query = CANDIDATES.format(by_hand=listed(set(roles.BY_HAND)))
    return dict(frappe.db.sql(f"{query} order by account.full_name", {"day": today()}))


def roles_of(people: dict[str, str]) -> dict[str, list[str]]:
    """Roles of these accounts."""
    found: dict[str, list[str]] = {user: [] for user in people}
    rows = frappe.db.sql(
        f"select parent, role from `tabHas Role` where parenttype = 'User' and parent in {listed(set(people))}"
    )
    for user, role in rows:
        found[user].append(role)
    return found


def clause_for(record: str, position: str, scope: Scope) -> str:
    """SQL of what one position lets one person read of a record type."""
    grants = [grant for grant in rights.granting(record, "read") if grant.position == position]
    parts = [policy.clause(record, grant, scope) for grant in grants]
    wanted = [f"({part})" for part in dict.fromkeys(parts) if part != policy.NOTHING]
    return " or ".join(wanted) or policy.NOTHING


def holding(record: str, name: str, cells: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Which of these clauses are true of the record, in one query; equal ones are asked once."""
    asked = list(dict.fromkeys(cells.values()))
    if not asked:
        return set()
    columns = ", ".join(f"({clause})" for clause in asked)
    found = frappe.db.sql(f"select {columns} from `tab{record}` where `tab{record}`.name = %s", name)
    true = {clause for clause, value in zip(asked, found[0], strict=True) if value} if found else set()
    return {cell for cell, clause in cells.items() if clause in true}
