"""What is checked on every save, whichever door it came through."""

from collections import defaultdict
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import guards
from papg.permissions.links import rows_of
from papg.permissions.wiring import child_parents
from papg.security import file_access, record_types, rich_text

PLAIN = ("Data", "Small Text", "Text", "Long Text", "Select", "Autocomplete", "Read Only", "Phone")
LINKS = ("Link", "Dynamic Link")
RICH = ("Text Editor", "HTML Editor")
FILES = ("Attach", "Attach Image")
EVERYBODY = frozenset(("staff", "auditor", "administrator", "integration", "partner"))


def check(doc: Document, method: str | None = None) -> None:
    """Hook, before anything else is validated.

    Args:
        doc: The record that is being saved.
        method: Name of the event.

    Raises:
        frappe.PermissionError: A row belongs to another record.
        frappe.ValidationError: A text carries markup, or a file field leads out of reach.
    """
    refuse_rows_of_others(doc)
    if is_guarded(doc):
        note_being_saved(doc)
        refuse_markup(doc)
        clean_rich_text(doc)
        refuse_files_out_of_reach(doc)


def is_guarded(doc: Document) -> bool:
    """Is this a record people write, saved for somebody and not by a migration?"""
    is_ours = doc.doctype in record_types.allowed("save", EVERYBODY) | record_types.allowed("rest", EVERYBODY)
    return is_ours and not (frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_patch)


def note_being_saved(doc: Document) -> None:
    """Remember that this request saves this record; pictures in its text become files of it."""
    if not hasattr(frappe.local, "papg_being_saved"):
        frappe.local.papg_being_saved = set()
    frappe.local.papg_being_saved.add((doc.doctype, doc.name))


def refuse_rows_of_others(doc: Document) -> None:
    """A row that is stored belongs to the record it is stored with; naming it from another would take it away."""
    for table, rows in stored_rows(doc).items():
        for stored in frappe.get_all(
            table, {"name": ("in", list(rows))}, ["name", "parent", "parenttype", "parentfield"]
        ):
            row = rows[stored.name]
            if (stored.parent, stored.parenttype, stored.parentfield) != (
                doc.name,
                doc.doctype,
                row.parentfield,
            ):
                frappe.throw(
                    _("Row {0} of {1} does not belong to this record. Load it again.").format(
                        row.idx, _(doc.meta.get_label(row.parentfield))
                    ),
                    frappe.PermissionError,
                )


def stored_rows(doc: Document) -> dict[str, dict[str, Document]]:
    """Rows sent with a name, by table and name."""
    found: dict[str, dict[str, Document]] = defaultdict(dict)
    for row in doc.get_all_children():
        if row.name:
            found[row.doctype][row.name] = row
    return found


def texts(doc: Document, fieldtypes: tuple[str, ...]) -> Iterator[tuple[Document, str, str, str]]:
    """Row, field, place and text of each field of these types that holds something."""
    for row in rows_of(doc):
        for field in row.meta.get("fields", {"fieldtype": ("in", fieldtypes)}):
            value = row.get(field.fieldname)
            if value and isinstance(value, str):
                yield row, field.fieldname, place_of(row, doc, field.label or field.fieldname), value


def place_of(row: Document, doc: Document, label: str) -> str:
    """Where a field is, as the person sees it."""
    if row is doc:
        return _(label)
    return _("{0}, row {1}, {2}").format(_(doc.meta.get_label(row.parentfield)), row.idx, _(label))


def refuse_markup(doc: Document) -> None:
    """Plain text holds no angle brackets: some of the framework's pages print it as it is."""
    for row, field, place, value in texts(doc, PLAIN + LINKS):
        if ("<" in value or ">" in value) and not is_held_elsewhere(row, field):
            frappe.throw(
                _("{0}: leave out “<” and “>”. Write “under” or “over”, or use round brackets.").format(
                    place
                ),
                frappe.ValidationError,
            )


def is_held_elsewhere(row: Document, field: str) -> bool:
    """What stands on a council's workspace is data with words in it, and held by the guard of workspaces."""
    return (row.doctype, field) == ("Workspace", "content") and not guards.is_of_the_site()


def clean_rich_text(doc: Document) -> None:
    """Keep of formatted text what the editor writes."""
    for row, field, _place, value in texts(doc, RICH):
        row.set(field, rich_text.cleaned(value))


def refuse_files_out_of_reach(doc: Document) -> None:
    """A file field holds the address of a file its writer may read; one that stays as it was is left alone."""
    before = doc.get_doc_before_save() if not doc.is_new() else None
    kept = {value for _row, _field, _place, value in texts(before, FILES)} if before else set()
    for _row, _field, place, value in texts(doc, FILES):
        if value not in kept and not file_access.readable_file(value):
            frappe.throw(
                _("{0}: there is no file “{1}” that you can choose. Upload it.").format(place, value),
                frappe.ValidationError,
            )


def attach_files_of_rows(doc: Document, method: str | None = None) -> None:
    """Hook, after a save: a file uploaded for a row before its record was stored belongs to that record now."""
    if not any(doc.doctype in parents for parents in child_parents().values()):
        return
    for row, field, _place, value in texts(doc, FILES):
        if row is not doc:
            attach(doc, field, value)


def attach(doc: Document, field: str, url: str) -> None:
    """Give the record a file of its own for this address."""
    place = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
    if frappe.db.exists("File", {"file_url": url, **place}):
        return
    loose = {"file_url": url, "owner": frappe.session.user, "attached_to_name": ("is", "not set")}
    if name := frappe.db.exists("File", loose):
        frappe.db.set_value("File", name, {**place, "attached_to_field": field})
        return
    # The writer may read the file and is allowed to save this record; both were checked above.
    frappe.get_doc({"doctype": "File", "file_url": url, "attached_to_field": field, **place}).insert(
        ignore_permissions=True  # a role right on File says nothing about this record
    )
