"""Prepares the site with the app: meetings of a group and a caller with a key; writes their shape for the plain site.

Run inside the environment of the bench: `python our_site.py SITE ROWS SHAPE.json OUT.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import frappe

from papg.testing import cast
from papg.testing.factories import make_meeting

RECORD = "PAPG Meeting"
TEXT = {"Link", "Dynamic Link", "Table MultiSelect"}
BREAKS = {"Section Break", "Column Break"}
KEPT = ("fieldname", "fieldtype", "label", "options", "reqd", "in_list_view", "search_index")


def main(site: str, rows: str, shape_file: str, out_file: str) -> None:
    """Make the rows as the group's secretary would, and describe them."""
    frappe.init(site=site, sites_path=".")
    frappe.connect()
    cast.install()
    group = cast.group("A")
    names = [make_meeting(papg_group=group, place=f"Room {number}").name for number in range(int(rows))]
    token = give_key(cast.INTEGRATION)
    frappe.db.commit()
    described = [described_row(frappe.get_doc(RECORD, name)) for name in names]
    meta = frappe.get_meta(RECORD)
    tables = {field.options for field in meta.get_table_fields()}
    shape = {
        "fields": [plain(field) for field in meta.fields],
        "children": {
            table: [plain(field) for field in frappe.get_meta(table).fields] for table in sorted(tables)
        },
        "rows": described,
    }
    Path(shape_file).write_text(json.dumps(shape, default=str))
    Path(out_file).write_text(json.dumps({"names": names, "token": token, "group": group}))
    frappe.destroy()


def plain(field: Any) -> dict[str, Any]:
    """A field as a plain record type can have it."""
    kept = {key: field.get(key) for key in KEPT if field.get(key)}
    if field.fieldtype in TEXT:
        kept["fieldtype"] = "Data"
        kept.pop("options", None)
    elif field.fieldtype == "Table":
        kept["options"] = f"Plain {field.options}"
    elif field.fieldtype == "Attach":
        kept["fieldtype"] = "Data"
    return kept


def described_row(doc: Any) -> dict[str, Any]:
    """Values of a meeting and its tables, without what the framework sets."""
    values = {
        field.fieldname: doc.get(field.fieldname)
        for field in doc.meta.fields
        if field.fieldtype not in BREAKS
    }
    for table in doc.meta.get_table_fields():
        values[table.fieldname] = [
            {
                field.fieldname: row.get(field.fieldname)
                for field in row.meta.fields
                if field.fieldtype not in BREAKS
            }
            for row in doc.get(table.fieldname)
        ]
    return values


def give_key(user: str) -> str:
    """An API key for an account."""
    account = frappe.get_doc("User", user)
    secret = frappe.generate_hash(length=15)
    account.api_key, account.api_secret = frappe.generate_hash(length=15), secret
    account.save()
    return f"{account.api_key}:{secret}"


if __name__ == "__main__":
    main(*sys.argv[1:5])
