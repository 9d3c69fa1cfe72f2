"""What a program calls a record it makes, so that sending it twice makes one record.

The id is its writer's own: nobody finds out by an id whether somebody else has used it. The database holds that a
writer has one record of a type by one id, whatever comes at the same moment.
"""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

FIELD = "external_id"
# As every record type carries it that programs can make.
AS_FIELD = {
    "fieldname": FIELD,
    "fieldtype": "Data",
    "label": "External ID",
    "description": "What a program calls the record it makes; sent again by the same account, the record is answered",
    "hidden": 1,
    "no_copy": 1,
    "print_hide": 1,
}
INDEX = "external_id_of_writer"


def keep(doc: Document, method: str | None = None) -> None:
    """Hook, before a record is stored: the id is given when it is made and stays; what is empty is none."""
    if not doc.meta.has_field(FIELD):
        return
    before = doc.get_doc_before_save()
    given = before.get(FIELD) if before else doc.get(FIELD)
    if given is not None and not is_text(given):
        frappe.throw(_("{0}: give a text of your own.").format(_(doc.meta.get_label(FIELD))))
    doc.set(FIELD, str(given or "").strip() or None)


def is_text(given: Any) -> bool:
    """Is this a text, or a number that stands for one?"""
    return isinstance(given, str | int) and not isinstance(given, bool)


def made_before(record_type: str, given: Any, user: str) -> str | None:
    """Name of the record of this type a user has made by this id."""
    wanted = str(given or "").strip() if is_text(given) else ""
    if not wanted or not frappe.get_meta(record_type).has_field(FIELD):
        return None
    return frappe.db.get_value(record_type, {"owner": user, FIELD: wanted})


def hold() -> None:
    """Have the database refuse a second record by one id, of every record type that carries one."""
    for record_type in frappe.get_all(
        "DocField", {"fieldname": FIELD, "parenttype": "DocType"}, pluck="parent"
    ):
        hold_of(record_type)


def hold_of(record_type: str) -> None:
    """Have the database refuse a second record of this type by one id, to the letter: “a” is not “A” there."""
    table = f"tab{record_type}"
    if not frappe.db.has_index(table, INDEX):
        column = f"modify {FIELD} varchar(140) character set utf8mb4 collate utf8mb4_bin"
        frappe.db.sql_ddl(f"alter table `{table}` {column}, add unique index {INDEX} (owner, {FIELD})")


def on_type(record_type: Document, method: str | None = None) -> None:
    """Hook, after a record type was stored."""
    if any(field.fieldname == FIELD for field in record_type.fields):
        hold_of(record_type.name)
