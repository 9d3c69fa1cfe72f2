"""What a caller may ever do over REST: which record types, by which verbs."""

from dataclasses import dataclass

import frappe
from frappe.permissions import get_role_permissions

from papg.permissions import rights
from papg.permissions import scope as scopes
from papg.security import allowlist, calls, kinds, record_types

# The right each verb asks for, and the address it goes to.
RIGHTS = {
    ("GET", calls.LIST_PATH): "read",
    ("POST", calls.LIST_PATH): "create",
    ("GET", calls.RECORD_PATH): "read",
    ("PUT", calls.RECORD_PATH): "write",
    ("DELETE", calls.RECORD_PATH): "delete",
}


@dataclass(frozen=True)
class Reach:
    """A record type with what the caller may do with some of its records."""

    record_type: str
    operations: dict[tuple[str, str], allowlist.Entry]


def of_caller() -> list[Reach]:
    """Record types the session's user may read with a key, by name; one that is never read is left out."""
    user = frappe.session.user
    of_kinds = kinds.of(user)
    listed = {
        (verb, path): entry
        for verb, path in RIGHTS
        for entry in allowlist.find(of_kinds, path, has_token=True)
        if verb in entry.verbs
    }
    found = [
        Reach(name, {key: entry for key, entry in listed.items() if RIGHTS[key] in held})
        for name in sorted(record_types.allowed("rest", of_kinds))
        if "read" in (held := rights_of(name, user))
    ]
    return [one for one in found if one.operations]


def rights_of(record_type: str, user: str) -> set[str]:
    """Rights that both the roles and, for records of the table of rights, a position of the user open."""
    by_role = get_role_permissions(frappe.get_meta(record_type), user=user)
    held = {right for right in RIGHTS.values() if by_role.get(right)}
    if record_type not in rights.records():
        return held
    positions = scopes.of(user).positions()
    return {
        right
        for right in held
        if any(grant.position in positions for grant in rights.granting(record_type, right))
    }
