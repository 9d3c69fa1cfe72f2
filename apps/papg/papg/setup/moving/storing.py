"""Stores what a file says under the guards a council's administrator meets in the form."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import frappe
from frappe.model.document import Document

from papg.permissions import guards
from papg.setup.moving.content import RIGHTS_FIELDS, Content, about, fill
from papg.setup.moving.kinds import RIGHTS, Kind, is_made_here


def store(kind: Kind, content: Content) -> None:
    """Make or change one record.

    Raises:
        frappe.PermissionError: It is not the council's to customise.
        frappe.ValidationError: A guard, or the record's own rules, refuse it.
    """
    with guarded(kind, content):
        if kind.record == RIGHTS:
            store_rights(content)
            return
        doc = built(kind, content)
        if doc.is_new():
            doc.insert(set_name=content["name"])
        else:
            doc.save()
    if kind.record == "Custom Field":
        # Its controller works the place out from the field before, and two may stand behind the same.
        frappe.db.set_value(kind.record, doc.name, "idx", content.get("idx", 0), update_modified=False)
        frappe.clear_cache(doctype=doc.dt)


def ask_guards(kind: Kind, content: Content) -> None:
    """Ask the guards about a record without storing it.

    Raises:
        frappe.PermissionError: It is not the council's to customise.
        frappe.ValidationError: A guard refuses it.
    """
    with guarded(kind, content):
        docs = rules(content) if kind.record == RIGHTS else [built(kind, content)]
        for doc in docs:
            doc.load_doc_before_save()
            doc.run_method("before_validate")
            if kind.record == "Custom Field":
                doc.run_method("validate")


@contextmanager
def guarded(kind: Kind, content: Content) -> Iterator[None]:
    """Ask as of the council's administrator; of record types made on the site, as of who looks after it."""
    target = about(kind, content)
    is_of_the_site = kind.record == "DocType" or (is_made_here(target) and not guards.is_ours(target))
    with nullcontext() if is_of_the_site else guards.for_the_council():
        yield


def built(kind: Kind, content: Content) -> Document:
    """The record as the file says it, not stored."""
    is_there = frappe.db.exists(kind.record, content["name"])
    doc = frappe.get_doc(kind.record, content["name"]) if is_there else frappe.new_doc(kind.record)
    fill(doc, content, kind.stays)
    if not is_there and kind.record in ("DocType", "Custom Field"):
        doc.name = content["name"]
    return doc


def rules(content: Content) -> list[Document]:
    """The rights of roles on one record type, a row each."""
    place = {"parent": content["name"], "parenttype": "DocType", "parentfield": "permissions"}
    return [
        frappe.get_doc({"doctype": RIGHTS, **{name: row.get(name, 0) for name in RIGHTS_FIELDS}, **place})
        for row in content["permissions"]
    ]


def store_rights(content: Content) -> None:
    """Put the rows of the file in the place of those that are there."""
    frappe.db.delete(RIGHTS, {"parent": content["name"]})
    for rule in rules(content):
        rule.insert()
    frappe.clear_cache(doctype=content["name"])
