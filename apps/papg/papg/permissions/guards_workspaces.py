"""Workspaces of the desk a council arranges: plain words, and what leads to its own records, reports and cards.

The desk writes what stands on a workspace into the page as it is, and runs its filters as code. So neither is taken on
trust from whoever may arrange one.
"""

import json
from typing import Any

import bleach
import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import guards, rights, roles
from papg.permissions.guards_kinds import is_maintenance, is_of_the_site
from papg.rules.wording import listed

APP = "papg"
BLOCKS = ("header", "paragraph", "spacer", "shortcut", "card", "number_card", "quick_list")
TABLES = ("shortcuts", "links", "quick_lists", "number_cards", "roles")
# Filled with what the framework brings; a council's workspace has none of it.
LEFT_EMPTY = ("charts", "custom_blocks", "for_user", "restrict_to_domain")
FILTERS = ("quick_list_filter", "stats_filter")
# As the desk's own editor writes headings and paragraphs.
TAGS = ("a", "b", "br", "i", "span")
ATTRIBUTES = {"a": ["href"], "span": ["class"]}
SIGNS = frozenset('<>"')
# Table of a workspace: the field that says what a row leads to, and the field or the word for its kind.
LEADING = {
    "shortcuts": ("link_to", "type"),
    "links": ("link_to", "link_type"),
    "quick_lists": ("document_type", None),
    "number_cards": ("number_card_name", None),
}
KINDS = {"quick_lists": "DocType", "number_cards": "Number Card"}
# The field of each kind that names the record type.
ABOUT = {"Report": "ref_doctype", "Number Card": "document_type"}


def check(workspace: Document, method: str | None = None) -> None:
    """Hook, before a workspace is stored.

    Raises:
        frappe.PermissionError: It is not the council's.
        frappe.ValidationError: Something on it leads elsewhere or is more than words; the message says what.
    """
    if is_maintenance() or is_of_the_site():
        return
    refuse_theirs(workspace)
    workspace.public = 1
    for field in LEFT_EMPTY:
        if workspace.get(field):
            message = _("{0}: leave it empty.")
            frappe.throw(message.format(_(workspace.meta.get_label(field))))
    refuse_signs(workspace, ("title", "label", "icon", "parent_page"))
    refuse_blocks(workspace)
    for table in TABLES:
        for row in workspace.get(table):
            check_row(row, table)


def check_trash(workspace: Document, method: str | None = None) -> None:
    """Hook, before a workspace is deleted; those that came with the app are hidden instead."""
    if is_maintenance() or is_of_the_site():
        return
    refuse_theirs(workspace)
    if workspace.module:
        message = _("{0} came with the system. Hide it instead.")
        frappe.throw(message.format(workspace.name), frappe.PermissionError)


def refuse_theirs(workspace: Document) -> None:
    """One of the app, or one the council made: that has no module."""
    before = workspace.get_doc_before_save() or workspace
    for module in {before.module, workspace.module} - {None, ""}:
        if frappe.db.get_value("Module Def", module, "app_name") != APP:
            message = _("{0} is for who looks after the whole site. Make a workspace of your own.")
            frappe.throw(message.format(workspace.name), frappe.PermissionError)


def refuse_blocks(workspace: Document) -> None:
    """What stands on it is of the known kinds, and its words are words.

    Raises:
        frappe.ValidationError: It is not; the message names the block.
    """
    try:
        blocks = json.loads(workspace.content or "[]")
        found = [(block["type"], block["data"]) for block in blocks]
    except (ValueError, TypeError, KeyError):
        frappe.throw(_("Content: give a list of blocks in JSON, each with its type and data."))
    for place, (kind, data) in enumerate(found, start=1):
        if kind not in BLOCKS:
            message = _("Content, block {0}: “{1}” is not taken. Choose one of: {2}.")
            frappe.throw(message.format(place, frappe.utils.escape_html(str(kind)), listed(list(BLOCKS))))
        for name, value in data.items():
            if isinstance(value, str) and value != as_words(name, value):
                message = _("Content, block {0}: “{1}” holds more than words. Leave out what is not text.")
                frappe.throw(message.format(place, frappe.utils.escape_html(name)))


def as_words(name: str, value: str) -> str:
    """What is left of a value once everything but words is taken out; headings and paragraphs may be emphasised."""
    if name == "text":
        cleaned = bleach.clean(value, tags=TAGS, attributes=ATTRIBUTES, protocols=("https",), strip=True)
        return cleaned if "&amp;" in value else cleaned.replace("&amp;", "&")
    return "".join(sign for sign in value if sign not in SIGNS)


def check_row(row: Document, table: str) -> None:
    """A row leads to what is the council's, carries words and filters that are plain data."""
    if table == "roles":
        refuse_role(row)
        return
    words = [field.fieldname for field in row.meta.fields if field.fieldname not in FILTERS]
    refuse_signs(row, words)
    for field in FILTERS:
        if row.get(field) and not is_plain(row.get(field)):
            message = _("{0}, row {1}: give the filter as a list in JSON.")
            frappe.throw(message.format(_(row.meta.get_label(field)), row.idx))
    if row.get("type") == "Card Break":
        return
    name, kind = LEADING[table]
    leads_to = row.get(kind) if kind else KINDS[table]
    if not is_councils(leads_to, row.get(name)):
        message = _(
            "{0}, row {1}: {2} is not one of the council's records, reports or cards. Choose another."
        )
        frappe.throw(message.format(_(table.replace("_", " ").capitalize()), row.idx, row.get(name)))


def refuse_role(row: Document) -> None:
    if row.role not in roles.ALL:
        message = _("Roles, row {0}: {1} is not a role of the council. Choose one of: {2}.")
        frappe.throw(message.format(row.idx, row.role, listed(list(roles.ALL))))


def refuse_signs(doc: Document, fields: Any) -> None:
    """The desk writes these into its pages as they are."""
    for field in fields:
        value = doc.get(field)
        if isinstance(value, str) and set(value) & SIGNS:
            message = _("{0}: leave out quotation marks, “<” and “>”.")
            frappe.throw(message.format(_(doc.meta.get_label(field))))


def is_plain(value: str) -> bool:
    """Is a filter data in JSON? The desk runs whatever stands there."""
    try:
        return isinstance(json.loads(value), list | dict)
    except ValueError:
        return False


def is_councils(kind: str | None, name: str | None) -> bool:
    """Is this a record type of the council, or a report or card about one?"""
    if kind == "DocType":
        return name in rights.records()
    if kind not in ABOUT:
        return False
    return guards.is_ours(frappe.db.get_value(kind, name, ABOUT[kind])) or is_apps_own(name, kind)


def is_apps_own(name: str, kind: str) -> bool:
    """Is this a card of the app itself, which counts by a method? Only who looks after the site makes such a one."""
    return kind == "Number Card" and frappe.db.get_value(kind, name, "type") == "Custom"


CLASSES = {"Workspace": "papg.permissions.workspace.CouncilWorkspace"}
HOOKS = {"Workspace": {"before_validate": f"{__name__}.check", "on_trash": f"{__name__}.check_trash"}}
