"""Roles of the app: which there are, which position brings which, and the rights each opens by kind of record."""

from collections.abc import Iterable

from papg.permissions import rights

BY_POSITION = {
    "Secretary": "PAPG Secretary",
    "Chair": "PAPG Chair",
    "Member": "PAPG Member",
    "Partner": "PAPG Partner",
    "Board": "PAPG Board",
}
BY_HAND = ("PAPG Administrator", "PAPG Auditor", "PAPG Integration")
# Partners work on pages of their own, also those who sit on a body groups report to: the position there decides.
WITHOUT_DESK = ("PAPG Partner", "PAPG Board", "PAPG Integration")
ALL = (*BY_POSITION.values(), *BY_HAND)
EXPORTING = ("PAPG Secretary", "PAPG Chair", "PAPG Administrator", "PAPG Auditor")
IMPORTING = ("PAPG Secretary", "PAPG Administrator")


def letters_by_role(record: str) -> dict[str, str]:
    """Rights each role opens on a kind of record, as letters of the table.

    A role opens the kind of record; which records it is good for is decided by position. Partners get no row:
    their pages ask the policy directly. An integration may do what a secretary may, where it holds the position.
    """
    return by_role((grant.position, grant.letters) for grant in rights.table() if grant.record == record)


def by_role(cells: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Letters each role opens, from those of positions."""
    opened: dict[str, set[str]] = {}
    for position, letters in cells:
        for role in roles_for(position):
            opened.setdefault(role, set()).update(letters)
    return {role: "".join(sorted(opened[role])) for role in ALL if opened.get(role)}


def roles_for(position: str) -> tuple[str, ...]:
    """Roles that open the kind of record for who holds a position."""
    if position in ("Partner", "Deputy"):
        return ()
    if position in ("Auditor", "Administrator"):
        return (f"PAPG {position}",)
    if position in ("Secretary", "Member"):
        return (BY_POSITION[position], "PAPG Integration")
    return (BY_POSITION[position],)


def docperms(record: str) -> list[dict[str, int | str]]:
    """Rows of the permission table in a record type's file."""
    return rows_of(letters_by_role(record))


def rows_of(opened: dict[str, str]) -> list[dict[str, int | str]]:
    """Rows of a permission table that open these letters to these roles."""
    rows = []
    for role, letters in opened.items():
        row: dict[str, int | str] = {"role": role}
        row.update({right: 1 for right, letter in rights.LETTERS.items() if letter in letters})
        if "r" in letters:
            row.update({"select": 1, "print": 1, "report": 1})
            if role in EXPORTING:
                row["export"] = 1
        if "c" in letters and role in IMPORTING:
            row["import"] = 1
        rows.append(row)
    return rows
