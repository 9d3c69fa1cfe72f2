"""All tables of the site as they were before the calls, and what of a change is nothing but the passing of time."""

import frappe

from tests.walk.ground import PASSING, Ground, all_tables

# Noted with every request of somebody, refused or not.
OF_PRESENCE = {"tabUser": ("last_active", "last_login", "last_ip")}


class Everything(Ground):
    """Every table, but for those that keep account of visits."""

    def __init__(self) -> None:
        super().__init__([name for name in all_tables() if name not in PASSING])

    def changed(self) -> list[str]:
        """Tables in which something else changed than when somebody was last there."""
        return [name for name in super().changed() if name not in OF_PRESENCE or self.differs(name)]

    def differs(self, name: str) -> bool:
        """Do rows differ in a column that is not one of presence?"""
        table = self.tables[name]
        places = [n for n, column in enumerate(table.columns) if column not in OF_PRESENCE[name]]
        now = frappe.db.sql(f"select * from `{name}`")
        return sorted(repr([row[n] for n in places]) for row in now) != sorted(
            repr([row[n] for n in places]) for row in table.rows
        )
