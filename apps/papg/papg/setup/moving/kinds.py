"""What is a council's customising, kind by kind, in the order in which another site takes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import frappe

from papg.permissions import guards, rights

# Lists everybody reads that are no customising.
LEFT_OUT = {
    "PAPG Organisation": "who works with the council, which groups are made of",
    "PAPG Threat Level": "a history, kept from announcements",
}
# When a site looks at an entry again is its own diary.
DIARY = {"PAPG Guidance": "review_on reviewed_on"}
# Rights of one record type are a table of rows there, and one record here.
RIGHTS = "Custom DocPerm"
# Each changes a table of the database, which no transaction takes back.
CHANGING_TABLES = ("DocType", "Custom Field")


@dataclass(frozen=True)
class Kind:
    """One kind of record: which of them are the council's, and what of them stays where it is."""

    record: str
    wanted: dict[str, Any] = field(default_factory=dict)
    # Field that names the record type it is about.
    about: str = ""
    # Fields that tell of people, or that the site works out.
    stays: frozenset[str] = frozenset()


def kind(record: str, wanted: dict[str, Any] | None = None, about: str = "", stays: str = "") -> Kind:
    return Kind(record, wanted or {}, about, frozenset(stays.split()))


FORMS = (
    kind("DocType", {"custom": 1}, stays="migration_hash"),
    kind("Custom Field", {"is_system_generated": 0}, "dt"),
    kind("Property Setter", {"is_system_generated": 0}, "doc_type"),
)
BESIDE_RECORDS = (
    *(kind("Workflow State"), kind("Workflow Action Master"), kind("Workflow", about="document_type")),
    kind(RIGHTS, about="parent"),
    *(kind("Print Heading"), kind("Print Style", {"standard": 0}), kind("Email Template")),
    kind("Letter Head"),
    kind("Print Format", {"standard": "No"}, "doc_type"),
    kind("Notification", {"is_standard": 0}, "document_type", "cc bcc sender_email"),
    kind("Report", {"is_standard": "No"}, "ref_doctype"),
    kind("Number Card", {"is_standard": 0}, "document_type"),
    kind("Dashboard Chart", {"is_standard": 0}, "document_type", "last_synced_on"),
    kind("Dashboard", {"is_standard": 0}),
    # A column keeps the order of its cards, by the names of records.
    kind("Kanban Board", {"private": 0}, "reference_doctype", "order"),
    kind("Workspace", {"public": 1}, stays="for_user"),
)
# What the framework puts on every site.
OF_THE_FRAMEWORK = {
    "Workflow State": ("Approved", "Pending", "Rejected"),
    "Workflow Action Master": ("Approve", "Reject", "Review"),
}


def lists() -> tuple[str, ...]:
    """Lists that come with the app and that the council's administrator writes, whichever there are."""
    written = {
        grant.record
        for name in rights.records()
        for grant in rights.granting(name, "write")
        if grant.position == "Administrator"
    }
    wanted = written & rights.council_wide() - LEFT_OUT.keys() - set(made_here())
    return tuple(name for name in rights.records() if name in wanted)


def made_here() -> list[str]:
    return frappe.get_all("DocType", {"custom": 1}, pluck="name")


def all_kinds() -> dict[str, Kind]:
    """Every kind by its name, in order."""
    found = (*FORMS, *(kind(name, stays=DIARY.get(name, "")) for name in lists()), *BESIDE_RECORDS)
    return {each.record: each for each in found}


def is_councils(about: str | None) -> bool:
    """Is it a record type of the council: one of the app, or one made on the site?"""
    return guards.is_ours(about) or is_made_here(about)


def is_made_here(record_type: str | None) -> bool:
    return bool(record_type and frappe.db.get_value("DocType", record_type, "custom"))


def names(each: Kind) -> Iterator[str]:
    """Names of the records of one kind that are the council's."""
    if each.record == RIGHTS:
        held = frappe.get_all(RIGHTS, pluck="parent", distinct=True)
        yield from sorted(name for name in held if is_councils(name))
        return
    columns = ["name", *filter(None, [each.about]), *(["module"] if each.record == "Workspace" else [])]
    for row in frappe.get_all(each.record, each.wanted, columns, order_by="name"):
        if (
            (each.about and not is_councils(row.get(each.about)))
            or row.name in OF_THE_FRAMEWORK.get(each.record, ())
            or (row.module and is_of_the_framework(row.module))
        ):
            continue
        yield row.name


def is_of_the_framework(module: str) -> bool:
    return frappe.db.get_value("Module Def", module, "app_name") == "frappe"
