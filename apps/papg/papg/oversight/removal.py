"""Removing what is due: the one way a locked record goes.

The framework's own deletion is not used. It refuses locked records, keeps a copy of what it deletes, writes the name
of the owner into a feed, and takes away what hangs on the record in a job that runs even where the deletion failed.
The guards of the records stay as they are: nobody gets past them by a flag, because nothing here asks them.
"""

import frappe

from papg.oversight import dependence, traces


def remove(record: str, name: str) -> None:
    """Remove a record with its rows, its parts, its files and every trace.

    Whoever calls has checked that it is due and that nothing holds it back.
    """
    for part in dependence.parts_of(record, name):
        remove(*part)
    dependence.empty_links(record, name)
    traces.remove(record, name)
    for table in frappe.get_meta(record).get_table_fields():
        frappe.db.delete(table.options, {"parenttype": record, "parent": name})
    frappe.db.delete(record, {"name": name})


def remove_papers(meeting: str) -> None:
    """Remove the files of a meeting's papers; their titles stay on the agenda."""
    of_meeting = {"parent": meeting, "parenttype": "PAPG Meeting", "file": ("is", "set")}
    urls = set(frappe.get_all("PAPG Meeting Paper", of_meeting, pluck="file"))
    frappe.db.sql(
        "update `tabPAPG Meeting Paper` set file = null where parent = %s and parenttype = 'PAPG Meeting'",
        meeting,
    )
    traces.remove_files("PAPG Meeting", meeting, urls)
    frappe.clear_document_cache("PAPG Meeting", meeting)
