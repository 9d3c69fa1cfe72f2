"""What the framework keeps beside a record: files, comments, versions, notices, mail, logs and deleted copies."""

import re

import frappe
from frappe.model.document import Document

# Tables whose columns name a record without being dynamic links: table, column of the type, column of the name.
NAMED = (
    ("Version", "ref_doctype", "docname"),
    ("Notification Log", "document_type", "document_name"),
    ("Deleted Document", "deleted_doctype", "deleted_name"),
    ("Error Log", "reference_doctype", "reference_name"),
    ("Email Queue", "reference_doctype", "reference_name"),
    ("Access Log", "export_from", "reference_document"),
    ("Activity Log", "timeline_doctype", "timeline_name"),
    ("DocShare", "share_doctype", "share_name"),
)
# Tables that take whatever passes by: columns a name turns up in.
MENTIONING = (
    ("Deleted Document", "data"),
    ("Error Log", "error"),
    ("Access Log", "page"),
    ("Access Log", "filters"),
    ("Route History", "route"),
    ("Data Import Log", "docname"),
    ("Version", "data"),
    ("Email Queue", "message"),
    ("Notification Log", "subject"),
)


def remove(record: str, name: str) -> None:
    """Remove every trace of a record."""
    remove_files(record, name)
    for table, kind, column in (*NAMED, *dynamic_links()):
        delete_rows(table, {kind: record, column: name})
    remove_mentions(name)
    frappe.db.sql("delete from `__global_search` where doctype = %s and name = %s", (record, name))
    frappe.db.delete("__Auth", {"doctype": record, "name": name})
    frappe.clear_document_cache(record, name)


def remove_mentions(words: str) -> None:
    """Remove rows of the framework's logs that mention a name."""
    for table, column in MENTIONING:
        delete_mentioning(table, column, words)


def delete_mentioning(table: str, column: str, words: str) -> None:
    """Remove rows in whose text these words stand as a whole: another address may end with the same letters."""
    likely = frappe.get_all(table, {column: ("like", f"%{words}%")}, ["name", f"{column} as text"])
    found = [row.name for row in likely if whole(words).search(row.text)]
    if found:
        delete_rows(table, {"name": ("in", found)})


def whole(words: str) -> re.Pattern[str]:
    """Finds a name or an address that is not part of a longer one."""
    return re.compile(rf"(?<![\w.+-]){re.escape(words)}(?![\w-]|\.\w)", re.IGNORECASE)


def dynamic_links() -> list[tuple[str, str, str]]:
    """Table, column of the type and column of the name of the framework's own links to any record."""
    rows = frappe.get_all(
        "DocField", {"fieldtype": "Dynamic Link", "parenttype": "DocType"}, ["parent", "options", "fieldname"]
    )
    tables = set(frappe.get_all("DocType", {"issingle": 0, "is_virtual": 0}, pluck="name"))
    return [
        (row.parent, row.options, row.fieldname)
        for row in rows
        if row.parent in tables and not row.parent.startswith("PAPG ") and row.parent != "File"
    ]


def delete_rows(table: str, filters: dict[str, object]) -> None:
    """Delete rows with the rows of their tables; no hook of theirs runs, which would keep a copy."""
    meta = frappe.get_meta(table)
    names = frappe.get_all(table, filters, pluck="name")
    if not names:
        return
    for child in meta.get_table_fields():
        frappe.db.delete(child.options, {"parenttype": table, "parent": ("in", names)})
    frappe.db.delete(table, {"name": ("in", names)})


def remove_files(record: str, name: str, urls: set[str] | None = None) -> None:
    """Remove the files of a record, all or those of some addresses; their content goes once this is stored."""
    filters: dict[str, object] = {"attached_to_doctype": record, "attached_to_name": name}
    if urls is not None:
        filters["file_url"] = ("in", sorted(urls))
    files = [frappe.get_doc("File", file) for file in frappe.get_all("File", filters, pluck="name")]
    for file in files:
        remove_mentions(file.name)
        frappe.db.delete("File", {"name": file.name})
        remove_content_later(file)


def remove_content_later(file: Document) -> None:
    """Take the content off the disk once this is stored, if by then no row points to it, its own included."""

    def remove_content() -> None:
        if not frappe.db.exists("File", {"file_url": file.file_url}):
            file.delete_file_data_content()

    frappe.db.after_commit.add(remove_content)
