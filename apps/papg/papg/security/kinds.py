"""What kind of user someone is today, worked out for each request from positions and roles given by hand."""

import frappe

from papg.permissions import scope as scopes
from papg.rules.membership import CHAIR, MEMBER, PARTNER, SECRETARY, STAFF, HeldPosition, kind_of_user

GUEST = "guest"
NOBODY = "nobody"
INTEGRATION = "integration"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"
DESK = frozenset({STAFF, AUDITOR, ADMINISTRATOR})
# The account every permission hook lets pass. It works through the bench, never through the served site.
BUILT_IN = "Administrator"
INTEGRATION_ROLE = "PAPG Integration"


def of(user: str) -> frozenset[str]:
    """The kinds a user is of today; more than one when roles by hand come on top of positions.

    Args:
        user: Name of the account.
    """
    if user == "Guest":
        return frozenset({GUEST})
    if user == BUILT_IN:
        return frozenset()
    if INTEGRATION_ROLE in frappe.get_roles(user):
        return frozenset({INTEGRATION})
    scope = scopes.of(user)
    found = {name.lower() for name in scope.everywhere}
    kind = kind_of_user(held(scope))
    if kind == PARTNER or (kind != STAFF and scope.deputised_meetings):
        found.add(PARTNER)
    elif kind == STAFF:
        found.add(STAFF)
    return frozenset(found or {NOBODY})


def held(scope: scopes.Scope) -> list[HeldPosition]:
    """Positions of a person as the rule on kinds of user takes them."""
    columns = {CHAIR: (CHAIR, False), SECRETARY: (SECRETARY, False), MEMBER: (MEMBER, True)}
    columns["Partner"] = (MEMBER, False)
    return [
        HeldPosition(*columns[column])
        for column, groups in scope.groups.items()
        if column in columns and groups
    ]


def is_of_the_desk(kinds: frozenset[str]) -> bool:
    """Does this person work at the desk?"""
    return bool(kinds & DESK)
