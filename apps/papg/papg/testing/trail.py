"""The trail as a test needs it: what was written since, and an empty one of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from papg.oversight import sealing, triggers
from papg.oversight.triggers import LOG, SEAL

SHOWN = ("kind", "user", "record_type", "record_name")


def last_number() -> int:
    """The newest row there is; what others stored meanwhile is seen."""
    frappe.db.rollback()
    return int(frappe.db.sql(f"select ifnull(max(name), 0) from `tab{LOG}`")[0][0])


def rows_after(number: int) -> list[frappe._dict]:
    """Rows written after that one, the oldest first."""
    frappe.db.rollback()
    return frappe.db.sql(f"select * from `tab{LOG}` where name > %s order by name", number, as_dict=True)


def brief(rows: list[frappe._dict]) -> list[tuple[str, ...]]:
    """Of each row what happened, who did it and to what."""
    return [tuple(row[column] or "" for column in SHOWN) for row in rows]


@contextmanager
def empty_trail() -> Iterator[None]:
    """No rows and no seals, numbers from 1; afterwards the same, with the triggers back."""
    clear()
    try:
        yield
    finally:
        clear()


def clear() -> None:
    """Take everything out, as only somebody can who takes the triggers away first."""
    frappe.db.rollback()
    triggers.drop()
    for table in (LOG, SEAL):
        frappe.db.sql(f"delete from `tab{table}`")
        frappe.db.sql_ddl(f"alter sequence {sealing.SEQUENCES[table]} restart 1")
    triggers.install()
