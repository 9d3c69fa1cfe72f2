"""A council changes its forms and workflows; afterwards the site's forms and workflows are as they were.

Changing a table commits in MariaDB, so a transaction puts nothing back.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from papg.permissions import own_types
from tests.journeys.stories import committed
from tests.walk.ground import Ground, all_tables

FORMS = (
    *("Custom Field", "Property Setter", "Workflow", "Workflow Document State", "Workflow Transition"),
    *("Workflow State", "Workflow Action Master", "DocType", "DocField", "DocPerm", "Custom DocPerm"),
    *(
        "Print Format",
        "Letter Head",
        "File",
        "Notification",
        "Notification Recipient",
        "Report",
        "Number Card",
    ),
    *("Workspace", "Workspace Shortcut", "Workspace Link", "Workspace Quick List", "Workspace Number Card"),
    *("Has Role", "DefaultValue"),
)


@contextmanager
def forms_kept(*also: str) -> Iterator[None]:
    """The cast in place; what the block does to forms, workflows and records is taken back.

    Args:
        also: Further record types whose records are put back.
    """
    with committed():
        frappe.db.commit()
        ground = Ground([f"tab{name}" for name in dict.fromkeys((*FORMS, *also))])
        columns, tables = set(added_columns()), set(all_tables())
        try:
            yield
        finally:
            frappe.db.rollback()
            ground.put_back(ground.changed())
            for table in set(all_tables()) - tables:
                frappe.db.sql_ddl(f"drop table `{table}`")
            for table, column in set(added_columns()) - columns:
                frappe.db.sql_ddl(f"alter table `{table}` drop column `{column}`")
            frappe.db.commit()
            frappe.clear_cache()
            own_types.forget()


def added_columns() -> list[tuple[str, str]]:
    """Columns of councils' own fields, with their tables."""
    return frappe.db.sql(
        """select table_name, column_name from information_schema.columns
        where table_schema = database() and column_name like 'custom\\_%%'"""
    )
