"""Titles of linked records in lists: those the reader may see, looked up apart from the list.

The desk's lists ask for `link.title as link_title`, which the framework answers with a join that knows no rights.
"""

import json
import re
from typing import Any, NamedTuple

import frappe
from frappe.desk import reportview

from papg.meetings import markings
from papg.permissions import links, rights

ASKED = re.compile(r"([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*) as ([a-z_][a-z0-9_]*)")


class Title(NamedTuple):
    """A link of the list whose title is asked for."""

    link: str
    record_type: str
    field: str
    column: str


def title_of_link(name: Any, record_type: str) -> Title | None:
    """The title a field of a list asks for, if it is one.

    Args:
        name: Field as the desk's list sent it.
        record_type: Record type of the list.
    """
    found = ASKED.fullmatch(name) if isinstance(name, str) else None
    if not found or found[3] != f"{found[1]}_{found[2]}":
        return None
    link = frappe.get_meta(record_type).get_field(found[1])
    is_title = link and link.fieldtype == "Link" and frappe.get_meta(link.options).title_field == found[2]
    return Title(found[1], link.options, found[2], found[3]) if is_title else None


@frappe.whitelist(methods=["POST"])
def get() -> Any:
    """Rows of a list as the desk's lists take them, with titles of linked records within reach.

    Returns:
        `keys` and `values` of the rows the caller may read, and `papg_marking`, the highest of their markings.
    """
    form = frappe.form_dict
    wanted = json.loads(form.get("fields") or "[]")
    asked = [title for name in wanted if (title := title_of_link(name, form.doctype))]
    form["fields"] = json.dumps([name for name in wanted if not title_of_link(name, form.doctype)])
    rows = reportview.get()
    for title in asked:
        add(rows, title)
    if rows and "name" in rows["keys"] and rights.is_scoped(form.doctype):
        place = rows["keys"].index("name")
        rows["papg_marking"] = markings.of_rows(form.doctype, {row[place] for row in rows["values"]})
    return rows


def add(rows: Any, title: Title) -> None:
    """Add a column of titles to the rows of a list."""
    if not rows or title.link not in rows["keys"]:
        return
    place = rows["keys"].index(title.link)
    found = within_reach(title, {row[place] for row in rows["values"] if row[place]})
    rows["keys"].append(title.column)
    for row in rows["values"]:
        row.append(found.get(row[place]))


def within_reach(title: Title, names: set[str]) -> dict[str, str]:
    """Titles by name, of the records the caller may see."""
    if not names:
        return {}
    readable = links.readable(title.record_type, names) if rights.is_scoped(title.record_type) else names
    if not readable or not frappe.has_permission(title.record_type, "read"):
        return {}
    rows = frappe.get_all(title.record_type, {"name": ("in", list(readable))}, ["name", title.field])
    return {row.name: row[title.field] for row in rows}
