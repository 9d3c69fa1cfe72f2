"""A link may lead only to a record its writer may look at; a missing one and a foreign one get the same answer."""

from collections import defaultdict
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import policy, rights


def refuse_links_out_of_reach(doc: Document) -> None:
    """Check every new or changed link to a record that belongs to a group.

    Raises:
        frappe.LinkValidationError: A link leads out of reach; the field and the row are named, the target's
            existence is not.
    """
    if frappe.session.user == "Administrator":
        return
    wanted = defaultdict(list)
    for target, name, field, place in changed_links(doc):
        if name not in offered(doc, field):
            wanted[target].append((name, place))
    for target, found in wanted.items():
        allowed = readable(target, {name for name, _place in found})
        for name, place in found:
            if name not in allowed:
                frappe.throw(
                    _("{0}: there is no {1} “{2}” that you can choose.").format(place, _(target), name),
                    frappe.LinkValidationError,
                )


def offered(doc: Document, field: str) -> set[str]:
    """Records a rule of the record offers for one of its fields."""
    return doc.also_linked(field) if hasattr(doc, "also_linked") else set()


def changed_links(doc: Document) -> Iterator[tuple[str, str, str, str]]:
    """Target, name, field and place of each link that is not stored as it is; a field of a row as `table.field`."""
    before = doc.get_doc_before_save() if not doc.is_new() else None
    stored = {(row.doctype, row.name): row for row in rows_of(before)} if before else {}
    for row in rows_of(doc):
        old = stored.get((row.doctype, row.name))
        for field in row.meta.get_link_fields() + row.meta.get_dynamic_link_fields():
            target = row.get(field.options) if field.fieldtype == "Dynamic Link" else field.options
            name = row.get(field.fieldname)
            if name and rights.is_scoped(target) and not (old and old.get(field.fieldname) == name):
                place = field.fieldname if row is doc else f"{row.parentfield}.{field.fieldname}"
                yield target, name, place, place_of(row, doc, field.label)


def rows_of(doc: Document) -> list[Document]:
    """The record and all rows of its tables."""
    return [doc, *doc.get_all_children()]


def place_of(row: Document, doc: Document, label: str) -> str:
    """Where the link is, as the person sees it."""
    return _(label) if row is doc else _("Row {0}, {1}").format(row.idx, _(label))


def readable(record: str, names: set[str]) -> set[str]:
    """Those of these records the session's user may read; one query."""
    where = policy.condition(record, "read")
    sql = f"select name from `tab{record}` where name in %(names)s and {where}"
    return {name for (name,) in frappe.db.sql(sql, {"names": tuple(names)})}
