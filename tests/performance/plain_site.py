"""Prepares the site without the app: a plain record type of the same shape as a meeting, with the same rows.

Run inside the environment of the bench: `python plain_site.py SITE SHAPE.json OUT.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import frappe

RECORD = "Plain Meeting"
CHILD_PREFIX = "Plain "
USER = "measured@plain.example"


def main(site: str, shape_file: str, out_file: str) -> None:
    """Make the record type, its rows and a caller with a key; write the caller's key and the rows' names."""
    shape = json.loads(Path(shape_file).read_text())
    frappe.init(site=site, sites_path=".")
    frappe.connect()
    for name, fields in shape["children"].items():
        make_type(CHILD_PREFIX + name, fields, is_child=True)
    make_type(RECORD, shape["fields"], is_child=False)
    names = [insert(row) for row in shape["rows"]]
    key, secret = make_caller()
    frappe.db.commit()
    Path(out_file).write_text(json.dumps({"names": names, "token": f"{key}:{secret}"}))
    frappe.destroy()


def make_type(name: str, fields: list[dict[str, Any]], is_child: bool) -> None:
    """A custom record type with these fields; links become plain text, there is nothing to link to."""
    if frappe.db.exists("DocType", name):
        return
    frappe.get_doc(
        {
            "doctype": "DocType",
            "name": name,
            "module": "Core",
            "custom": 1,
            "istable": int(is_child),
            "autoname": "hash",
            "fields": fields,
            "permissions": []
            if is_child
            else [{"role": "System Manager", "read": 1, "write": 1, "create": 1}],
        }
    ).insert()


def insert(row: dict[str, Any]) -> str:
    return frappe.get_doc({"doctype": RECORD, **row}).insert().name


def make_caller() -> tuple[str, str]:
    """An account that may use the record type, with an API key."""
    user = frappe.get_doc(
        {
            "doctype": "User",
            "email": USER,
            "first_name": "Measured",
            "send_welcome_email": 0,
            "roles": [{"role": "System Manager"}],
        }
    ).insert()
    secret = frappe.generate_hash(length=15)
    user.api_key, user.api_secret = frappe.generate_hash(length=15), secret
    user.save()
    return user.api_key, secret


if __name__ == "__main__":
    main(*sys.argv[1:4])
