"""Record types a council makes on its own site, read from the site itself, once a request.

Each is of one of two modules. Records of the one belong to a group, by the field every scoped record of ours has; who
may do what with them follows from the position held in that group, as for the records that come with the app. Lists
of the other belong to the whole council. `guards_types` holds what such a record type may be.
"""

from collections.abc import Iterator
from typing import Any

import frappe

RECORDS = "PAPG Records"
LISTS = "PAPG Lists"
MODULES = (RECORDS, LISTS)
# Positions whose role can open a record type made on the site. Partners and boards have pages of their own.
POSITIONS = ("Secretary", "Chair", "Member", "Auditor", "Administrator")
LETTERS = {"read": "r", "write": "w", "create": "c", "delete": "d"}
WHEN = {RECORDS: "always", LISTS: "council-wide"}
HOOKS = ("has_permission", "permission_query_conditions")
STORED = """
    select type.name, type.module, perm.role, perm.`read`, perm.`write`, perm.`create`, perm.`delete`
    from `tabDocType` type
    left join `tabDocPerm` perm
        on perm.parent = type.name and perm.parenttype = 'DocType' and perm.permlevel = 0 and perm.if_owner = 0
    where type.custom = 1 and type.istable = 0 and type.issingle = 0 and (type.module = %(lists)s or (
        type.module = %(records)s and exists (
            select 1 from `tabDocField` field
            where field.parent = type.name and field.fieldname = 'papg_group' and field.fieldtype = 'Link'
                and field.options = 'PAPG Group' and field.reqd = 1
        )
    ))
    order by type.name, perm.idx
"""
Cell = tuple[str, str, str, str]


def names() -> tuple[str, ...]:
    """Names of the record types."""
    return tuple(cells_by_type())


def cells() -> Iterator[Cell]:
    """Record type, condition, position and letters of each cell they add to the table of rights."""
    return (cell for of_type in cells_by_type().values() for cell in of_type)


def is_one(record_type: str) -> bool:
    """Was this record type made on the site?"""
    return record_type in cells_by_type()


def cells_by_type() -> dict[str, list[Cell]]:
    """Cells of each record type, kept for this request only."""
    kept = getattr(frappe.local, "papg_own_types", None)
    if kept is None:
        frappe.local.papg_own_types = {}
        frappe.local.papg_own_types = kept = under_our_hooks(stored())
    return kept


def stored() -> dict[str, list[Cell]]:
    """What is stored of them now; nothing where there is no site, or only half of one."""
    if not getattr(frappe.local, "db", None) or frappe.flags.in_install:
        return {}
    found: dict[str, list[Cell]] = {}
    for row in frappe.db.sql(STORED, {"records": RECORDS, "lists": LISTS}, as_dict=True):
        cells = found.setdefault(row.name, [])
        position = (row.role or "").removeprefix("PAPG ")
        if position in POSITIONS:
            cells.append((row.name, WHEN[row.module], position, letters_of(row)))
    return found


def letters_of(row: Any) -> str:
    """Rights of a row of permissions as letters of the table."""
    return "".join(letter for right, letter in LETTERS.items() if row.get(right))


def under_our_hooks(types: dict[str, list[Cell]]) -> dict[str, list[Cell]]:
    """Those about whose records the framework asks us.

    It keeps the hooks it has read. Where these are older than a record type they are read again; a record type that
    is still not among them stays closed.
    """
    if types and not all(types.keys() <= frappe.get_hooks(hook).keys() for hook in HOOKS):
        frappe.cache.delete_value("app_hooks")
    known = [frappe.get_hooks(hook) for hook in HOOKS] if types else []
    return {name: cells for name, cells in types.items() if all(name in hook for hook in known)}


def forget() -> None:
    """Drop what was read in this request, and the hooks the framework keeps; a record type has changed."""
    frappe.local.papg_own_types = None
    frappe.cache.delete_value("app_hooks")


def on_change(record_type: Any, method: str | None = None) -> None:
    """Hook, after a record type was stored."""
    forget()
    frappe.db.after_commit.add(forget)
