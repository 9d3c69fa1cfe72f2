"""What other records have to do with one that is to go: they go with it, lose their link, or hold it back.

A link nobody has thought about holds the record back, so that a new record type loses nothing by being forgotten.
"""

from collections.abc import Iterable

import frappe
from frappe.model.rename_doc import get_link_fields

Link = tuple[str, str]

# Parts of the record that have no meaning without it.
GOES_WITH: tuple[Link, ...] = (
    ("PAPG Minutes Correction", "minutes"),
    ("PAPG Contribution Request", "meeting"),
    ("PAPG Minutes Version", "minutes"),
    ("PAPG Measure Value", "measure"),
)
# Their text stays and says what it says; only the way back to the record goes. A link to a restricted item is never
# among them: without it, what came from the item would be open to the whole group.
EMPTIED: tuple[Link, ...] = (
    ("PAPG Decision", "minutes"),
    ("PAPG Action", "meeting"),
    ("PAPG Restricted Document", "review"),
    ("PAPG Action", "papg_priority"),
    ("PAPG Agenda Item", "carried_from"),
    ("PAPG Hold", "meeting"),
    ("PAPG Proposed Item", "accepted_for"),
)


def links_to(record: str) -> list[Link]:
    """Table and field of every link to a record type."""
    found = ((row["parent"], row["fieldname"]) for row in get_link_fields(record) if not row["issingle"])
    return sorted(set(found))


def holding(record: str) -> list[Link]:
    """Links that hold back the record they lead to."""
    return [link for link in links_to(record) if link not in (*GOES_WITH, *EMPTIED)]


def dependants(record: str, names: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """For each of these records what rests on it, with how many; one query a link."""
    found: dict[str, list[tuple[str, int]]] = {}
    wanted = tuple(names)
    if not wanted:
        return found
    for table, field in holding(record):
        rows = frappe.db.sql(
            f"select `{field}`, count(*) from `tab{table}` where `{field}` in %(names)s group by `{field}`",
            {"names": wanted},
        )
        for name, count in rows:
            found.setdefault(name, []).append((frappe._(table), count))
    return found


def parts_of(record: str, name: str) -> list[tuple[str, str]]:
    """Record type and name of what goes with a record."""
    links = set(links_to(record)) & set(GOES_WITH)
    return [
        (table, part) for table, field in links for part in frappe.get_all(table, {field: name}, pluck="name")
    ]


def empty_links(record: str, name: str) -> None:
    """Take the way back to a record out of those that stay, which change in nothing else."""
    for table, field in set(links_to(record)) & set(EMPTIED):
        frappe.db.sql(f"update `tab{table}` set `{field}` = null where `{field}` = %s", name)
    frappe.db.sql(
        """update `tabPAPG Action` set source_doctype = null, source_name = null
        where source_doctype = %s and source_name = %s""",
        (record, name),
    )
