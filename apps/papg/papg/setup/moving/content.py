"""A record as it goes into a file: what was chosen, without who, when and what stays on its site."""

import json
from collections.abc import Iterable
from typing import Any

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.permissions import rights as named_rights

from papg.permissions import external_ids, guards, rights
from papg.setup import seeds
from papg.setup.moving.kinds import RIGHTS, Kind

Content = dict[str, Any]
LAYOUT = frozenset(no_value_fields) - frozenset(table_fields)
SECRETS_AND_FILES = ("Password", "Attach", "Attach Image", "Signature")
# A link to one of these leads to a person, an account or a key.
BARRED = ("User", "Contact", "Address", "Email Account", "File", "Slack Webhook URL")
PERSONAL = ("Email", "Phone")
NUMBERS = ("Check", "Int", "Float", "Currency", "Percent", "Duration", "Rating")
RIGHTS_FIELDS = ("role", "permlevel", "if_owner", *named_rights)


def carried(record: str, stays: frozenset[str] = frozenset()) -> list[Any]:
    """Fields of a record type that go into files; what a record of ours works out by itself does not."""
    return [
        field
        for field in frappe.get_meta(record).fields
        if field.fieldtype not in (*LAYOUT, *SECRETS_AND_FILES)
        and not (field.fieldtype == "Link" and (field.options in BARRED or rights.is_scoped(field.options)))
        and not (field.fieldtype == "Data" and field.options in PERSONAL)
        and not (field.read_only and guards.is_ours(record))
        and not field.is_virtual
        and field.fieldname != external_ids.FIELD
        and field.fieldname not in stays
    ]


def of(kind: Kind, name: str) -> Content | None:
    """A record of this site as it goes into a file; nothing if there is none."""
    if kind.record == RIGHTS:
        return of_rights(name)
    if not frappe.db.exists(kind.record, name):
        return None
    return plain(frappe.get_doc(kind.record, name), kind)


def about(kind: Kind, content: Content) -> str | None:
    """Record type a record is about, if it is about one."""
    return content["name"] if kind.record == RIGHTS else content.get(kind.about)


def of_rights(record_type: str) -> Content | None:
    """The rights of the roles on one record type."""
    rows = frappe.get_all(
        RIGHTS,
        {"parent": record_type},
        list(RIGHTS_FIELDS),
        order_by="role, permlevel, if_owner",
    )
    rules = [{name: value for name, value in row.items() if value} for row in rows]
    return {"doctype": RIGHTS, "name": record_type, "permissions": rules} if rules else None


def plain(doc: Document, kind: Kind) -> Content:
    """What of a record goes into a file; what is empty is left out."""
    content = row_of(doc, kind.stays)
    if kind.record == "Custom Field":
        content["idx"] = doc.idx
    settled = json.loads(json.dumps(content, default=str))
    return {"doctype": kind.record, "name": doc.name, **settled}


def row_of(doc: Document, stays: frozenset[str]) -> Content:
    found: Content = {}
    for field in carried(doc.doctype, stays):
        value = doc.get(field.fieldname)
        if field.fieldtype in table_fields:
            value = [row_of(row, stays) for row in value or []]
        if value not in (None, "", 0, []):
            found[field.fieldname] = value
    return found


def fill(doc: Document, content: Content, stays: frozenset[str]) -> None:
    """Give a record, new or not, exactly what the file says; what the file leaves out is empty."""
    for field in carried(doc.doctype, stays):
        value = content.get(field.fieldname)
        if field.fieldtype in table_fields:
            doc.set(field.fieldname, [])
            for row in value or []:
                fill(doc.append(field.fieldname, {}), row, stays)
        else:
            doc.set(field.fieldname, empty(field) if value is None else value)


def empty(field: Any) -> Any:
    """What stands for nothing; where it can, not None, which the framework would fill with a default of this site."""
    if field.fieldtype == "JSON":
        return None
    return 0 if field.fieldtype in NUMBERS else ""


def shipped(kinds: Iterable[Kind]) -> dict[tuple[str, str], Content]:
    """What the app itself puts on a site, as it would go into files."""
    by_name = {kind.record: kind for kind in kinds}
    found: dict[tuple[str, str], Content] = {}
    for file in seeds.FILES:
        for record in seeds.read(file):
            kind = by_name.get(record["doctype"])
            # Two workflows may begin with the same state; the first that named it has made it.
            if kind and (key := (kind.record, seeds.name_of(record))) not in found:
                doc = frappe.get_doc({**record, "name": key[1]})
                doc._set_defaults()  # as the framework does before it stores a new record
                found[key] = plain(doc, kind)
    return found
