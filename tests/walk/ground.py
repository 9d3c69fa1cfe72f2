"""The site's tables as they were, to see whether anything changed and to put it back."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import frappe

from papg.permissions import own_types
from papg.permissions.wiring import child_parents
from tests.walk.table import MADE, records

# What may be hung on a record from outside.
ADDED = (
    "Comment",
    "Communication",
    "Deleted Document",
    "DocShare",
    "Document Follow",
    "File",
    "Notification Log",
    "Tag",
    "Tag Link",
    "ToDo",
    "Version",
    "Workflow Action",
)
# Sessions end and logs grow by themselves; the trail lets nobody take anything out again.
PASSING = (
    "tabPAPG Access Log",
    "tabPAPG Trail Seal",
    "tabSessions",
    "tabActivity Log",
    "tabError Log",
    "tabAccess Log",
    "tabRoute History",
    "tabView Log",
)


@dataclass
class Table:
    """One table as it was."""

    name: str
    checksum: int
    columns: tuple[str, ...] = ()
    rows: list[tuple[Any, ...]] = field(default_factory=list)


class Ground:
    """Some tables of the site, remembered."""

    def __init__(self, names: list[str]) -> None:
        frappe.db.commit()
        self.tables = {name: Table(name, checksum) for name, checksum in checksums(names).items()}
        for table in self.tables.values():
            table.rows = list(frappe.db.sql(f"select * from `{table.name}`"))
            table.columns = tuple(column[0] for column in frappe.db._cursor.description)

    def changed(self) -> list[str]:
        """Tables that are not as they were."""
        frappe.db.commit()  # what others stored since is seen only by a new transaction
        now = checksums(list(self.tables))
        return [name for name, table in self.tables.items() if now[name] != table.checksum]

    def put_back(self, names: list[str]) -> None:
        """Give tables the rows they had."""
        for name in names:
            table = self.tables[name]
            frappe.db.sql(f"delete from `{name}`")
            columns = ", ".join(f"`{column}`" for column in table.columns)
            places = ", ".join(["%s"] * len(table.columns))
            for row in table.rows:
                frappe.db.sql(f"insert into `{name}` ({columns}) values ({places})", row)
        frappe.db.commit()
        forget_documents()


def checksums(names: list[str]) -> dict[str, int]:
    """Checksum of each table's rows."""
    listed = ", ".join(f"`{name}`" for name in names)
    found = frappe.db.sql(f"checksum table {listed}")
    return {name.partition(".")[2]: checksum for name, checksum in found}


def all_tables() -> list[str]:
    """Every table of the site."""
    return [name for name, kind in frappe.db.sql("show full tables") if kind == "BASE TABLE"]


def forget_documents() -> None:
    """Drop what is cached of records."""
    frappe.cache.delete_keys("document_cache::")
    frappe.local.papg_scopes = {}


def of_records() -> Ground:
    """The tables of our records and of what may be hung on them."""
    ours = [f"tab{name}" for name in (*records(), *child_parents(), *ADDED)]
    there = set(all_tables())
    return Ground([name for name in ours if name in there and name not in PASSING])


class Site:
    """A site that is left as it was found: every table, and the files that came meanwhile."""

    def __init__(self) -> None:
        self.tables = set(all_tables())
        self.ground = Ground([name for name in self.tables if name not in PASSING])
        self.files = self.private_files()

    @cached_property
    def folder(self) -> Path:
        return Path(frappe.get_site_path("private", "files"))

    def private_files(self) -> set[Path]:
        return set(self.folder.iterdir()) if self.folder.exists() else set()

    def put_back(self) -> None:
        """Leave it as it was."""
        frappe.db.rollback()
        self.ground.put_back(self.ground.changed())
        for name in set(all_tables()) - self.tables:
            frappe.db.sql_ddl(f"drop table `{name}`")
        MADE.clear()
        own_types.forget()
        for file in self.private_files() - self.files:
            file.unlink()
        frappe.clear_cache()
