"""The doors of the framework through which a record is locked, past the buttons of its workflow."""

import json
from collections.abc import Callable

import frappe
import frappe.client
from frappe.desk.form.save import savedocs
from frappe.model.document import Document

Door = Callable[[Document], object]


def by_client_submit(record: Document) -> object:
    """`frappe.client.submit` with the whole record as the caller has it."""
    return frappe.client.submit(record.as_json())


def by_put(record: Document) -> object:
    """`PUT /api/resource/<record type>/<name>` with docstatus 1: fetched, updated, saved."""
    doc = frappe.get_doc(record.doctype, record.name)
    doc.update({"docstatus": 1})
    return doc.save()


def by_savedocs(record: Document) -> object:
    """The desk's own Submit button."""
    return savedocs(record.as_json(), "Submit")


def by_import(record: Document) -> object:
    """Data Import with “submit after import”."""
    frappe.flags.in_import = True
    try:
        return frappe.get_doc(record.doctype, record.name).submit()
    finally:
        frappe.flags.in_import = False


def by_set_value(record: Document) -> object:
    """`frappe.client.set_value` with docstatus among the fields."""
    return frappe.client.set_value(record.doctype, record.name, json.dumps({"docstatus": 1}))


DIRECT_DOORS: tuple[Door, ...] = (by_client_submit, by_put, by_savedocs, by_import, by_set_value)
