"""What a clever caller may know of the site: names, fields, titles and reports, whoever they belong to."""

from dataclasses import dataclass
from typing import Any

import frappe

from papg.permissions import rights
from tests.walk.rows import Field, bare

# Record types of the framework nobody has business with here.
FOREIGN_TYPES = ("User", "DocType", "File", "Version", "Comment", "System Settings", "__Auth", "No Such Type")


@dataclass(frozen=True)
class Known:
    """Facts of the site, in an order that is the same for the same rows sown."""

    records: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    documents: dict[str, tuple[dict[str, Any], ...]]
    titles: tuple[str, ...]
    files: tuple[str, ...]
    reports: tuple[str, ...]
    foreign_types: tuple[str, ...] = FOREIGN_TYPES


def known(field: Field) -> Known:
    """What there is to know of the rows sown."""
    records = rights.records()
    rows = {record: sorted(field.of(record), key=str) for record in records}
    ordered = sorted(field.rows, key=str)
    fields = {record: frappe.get_meta(record).fields for record in records}
    return Known(
        records,
        {record: tuple(row.name for row in rows[record]) for record in records},
        {record: ("name", *(f.fieldname for f in fields[record])) for record in records},
        {
            record: tuple({**bare(row).values, "doctype": record} for row in rows[record])
            for record in records
        },
        tuple(str(row.values["title"]) for row in ordered if row.values.get("title"))[:40],
        tuple(file.url for row in ordered for file in row.files),
        tuple(frappe.get_all("Report", {"ref_doctype": ("in", records)}, pluck="name", order_by="name")),
    )
