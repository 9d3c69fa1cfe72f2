"""The one definition of access: the condition a list is filtered by is the one a single record is checked with."""

from typing import Any

import frappe

from papg.permissions import own_types, rights
from papg.permissions import scope as scopes
from papg.permissions.conditions import CARRIED, listed, sql_for
from papg.permissions.scope import Scope

NOTHING = "1=0"
EVERYTHING = "1=1"
GROUP_FIELD = "papg_group"
# Records others hang on, by the field that names them.
HANGS_ON = (
    *(("meeting", "PAPG Meeting"), ("minutes", "PAPG Minutes"), ("action", "PAPG Action")),
    ("measure", "PAPG Measure"),
)
# Records of a group that are for no meeting yet; a deputy reaches them by the group of the meeting they stand in at.
FOR_NO_MEETING = ("PAPG Proposed Item",)
# What the framework asks about a record while it is made.
WHILE_MADE = ("create", "read", "select", "submit", "write")


def condition(record: str, right: str, user: str | None = None) -> str:
    """SQL that is true for exactly the stored rows of a record type on which a user has a right.

    Args:
        record: Name of the record type.
        right: Right as the framework names it.
        user: Whose right; the session's user when left out.
    """
    scope = scopes.of(user)
    parts = [clause(record, grant, scope) for grant in rights.granting(record, right)]
    wanted = [part for part in dict.fromkeys(parts) if part != NOTHING]
    if EVERYTHING in wanted:
        return EVERYTHING
    return "(" + " or ".join(f"({part})" for part in wanted) + ")" if wanted else NOTHING


def clause(record: str, grant: rights.Grant, scope: Scope) -> str:
    """SQL of one cell of the table for one person."""
    if grant.when == rights.COUNCIL_WIDE:
        return EVERYTHING if grant.position in scope.positions() else NOTHING
    table = f"`tab{record}`"
    if grant.when == CARRIED:
        reach = EVERYTHING if scope.groups.get(grant.position) else NOTHING
    else:
        reach = reached(record, grant.position, table, scope)
    if reach == NOTHING:
        return NOTHING
    when = sql_for(record, grant.when, table, scope)
    return " and ".join(part for part in (reach, when) if part != EVERYTHING) or EVERYTHING


def reached(record: str, position: str, table: str, scope: Scope) -> str:
    """SQL for the rows a position reaches, whatever their condition."""
    if position in ("Administrator", "Auditor"):
        return EVERYTHING if position in scope.everywhere else NOTHING
    if position == "Deputy":
        return deputy_reach(record, table, scope)
    groups = scope.groups.get(position)
    column = "name" if record == "PAPG Group" else GROUP_FIELD
    return f"{table}.{column} in {listed(groups)}" if groups else NOTHING


def deputy_reach(record: str, table: str, scope: Scope) -> str:
    """A deputy reaches one meeting and what hangs on it, or is to come onto the agenda of its group."""
    if not scope.deputised_meetings:
        return NOTHING
    if record in FOR_NO_MEETING:
        return f"{table}.{GROUP_FIELD} in {listed(scope.deputised_groups)}"
    meetings = listed(scope.deputised_meetings)
    if record == "PAPG Meeting":
        return f"{table}.name in {meetings}"
    if record == "PAPG Minutes Correction":
        return f"{table}.minutes in (select name from `tabPAPG Minutes` where meeting in {meetings})"
    return f"{table}.meeting in {meetings}"


def overseen(user: str | None = None) -> str:
    """SQL for the groups a user may know the name and health of: those to be read, and those that report to a body of
    the user's.
    """
    readable = condition("PAPG Group", "read", user)
    reporting = scopes.of(user).groups.get("Board")
    if not reporting or readable == EVERYTHING:
        return readable
    return f"({readable} or `tabPAPG Group`.name in {listed(reporting)})"


def child_condition(child: str, parents: tuple[str, ...], user: str | None = None) -> str:
    """SQL for the rows of a child table: those whose parent the user may read, and no others."""
    parts = []
    for parent in parents:
        of_parent = condition(parent, "read", user)
        if of_parent == NOTHING:
            continue
        names = f"select `tab{parent}`.name from `tab{parent}` where {of_parent}"
        parts.append(
            f"(`tab{child}`.parenttype = {frappe.db.escape(parent)} and `tab{child}`.parent in ({names}))"
        )
    return "(" + " or ".join(parts) + ")" if parts else NOTHING


def has_permission(doc: Any, ptype: str = "read", user: str | None = None, **kwargs: Any) -> bool:
    """Answer the framework's question about one record, from what is stored and not from what was sent.

    Args:
        doc: The record, perhaps already changed by the caller.
        ptype: Right as the framework names it.
        user: Whose right; the session's user when left out.
    """
    stored = stored_group(doc)
    if stored is None:
        return may_make(doc, ptype, user)
    if not is_allowed(doc.doctype, doc.name, ptype, user):
        return False
    moved_to = doc.get(GROUP_FIELD)
    return not moved_to or moved_to == stored or moved_to in groups_where(doc.doctype, ptype, user)


def stored_group(doc: Any) -> str | None:
    """Group of the record as stored; empty for what belongs to none, None for what is not stored."""
    if not doc.name:
        return None
    column = GROUP_FIELD if rights.is_scoped(doc.doctype) and doc.doctype != "PAPG Group" else "name"
    found = frappe.db.sql(f"select {column} from `tab{doc.doctype}` where name = %s", doc.name)
    return (found[0][0] or "") if found else None


def is_allowed(record: str, name: str, right: str, user: str | None = None) -> bool:
    """Has the user this right on the stored record of this name?"""
    sql = f"select 1 from `tab{record}` where `tab{record}`.name = %s and {condition(record, right, user)}"
    return bool(frappe.db.sql(sql, name))


def is_concerned(record: str, name: str, user: str | None = None) -> bool:
    """May the user read the stored record, or do with it what our pages ask a right of their own for?"""
    return any(is_allowed(record, name, right, user) for right in ("read", *rights.OF_OUR_PAGES))


def rights_on(record: str, name: str) -> dict[str, int]:
    """What the session's user may do with the stored record of this name: 1 or 0 for each right of the table."""
    stored = [right for right in rights.LETTERS if right != "create"]
    columns = ", ".join(f"({condition(record, right)}) as `{right}`" for right in stored)
    found = frappe.db.sql(
        f"select {columns} from `tab{record}` where `tab{record}`.name = %s", name, as_dict=True
    )
    return {right: int(found[0][right] or 0) if found else 0 for right in stored}


def may_make(doc: Any, ptype: str = "create", user: str | None = None) -> bool:
    """May the user make this record, in the group it is to belong to?

    Whoever makes a record reads and writes it meanwhile; submitting it in the same breath takes that right as well.
    """
    if ptype not in WHILE_MADE:
        return False
    needed = ("create", "submit") if ptype == "submit" else ("create",)
    positions = scopes.of(user).positions()
    if not rights.is_scoped(doc.doctype) or doc.doctype == "PAPG Group":
        granted = ({grant.position for grant in rights.granting(doc.doctype, right)} for right in needed)
        return all(positions & holders for holders in granted)
    group = group_of_new(doc)
    return bool(group) and all(group in groups_where(doc.doctype, right, user) for right in needed)


def group_of_new(doc: Any) -> str | None:
    """Group of a record that is not stored yet: its own, or that of the record it hangs on."""
    for field, parent in () if own_types.is_one(doc.doctype) else HANGS_ON:
        if doc.meta.has_field(field) and doc.get(field):
            return frappe.db.get_value(parent, doc.get(field), GROUP_FIELD)
    return doc.get(GROUP_FIELD)


def groups_where(record: str, right: str, user: str | None = None) -> set[str]:
    """Groups in which the user's positions give a right on a kind of record, in whatever condition."""
    scope = scopes.of(user)
    found: set[str] = set()
    for grant in rights.granting(record, right):
        if grant.position in scope.everywhere:
            return set(frappe.get_all("PAPG Group", pluck="name"))
        if grant.position == "Deputy":
            found |= scope.deputised_groups if record in FOR_NO_MEETING else set()
            continue
        found |= scope.groups.get(grant.position, set())
    return found
