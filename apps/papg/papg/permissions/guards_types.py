"""Record types a council makes on its site: each of one group, or open to the whole council because somebody chose so.

The administrator says what a record is called, its fields, and which of our roles open it. What would let its records
out of their group, or code into them, is not taken; whatever else a record type can be set to stays as it comes.
"""

import re
from typing import Any

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document

from papg.permissions import external_ids, guards, own_types, rights, roles, wiring
from papg.permissions.guards_kinds import is_maintenance, is_of_the_site, refuse_for_council
from papg.rules.wording import listed

GROUP = "PAPG Group"
GROUP_FIELD = "papg_group"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*")
# What may be said of a record type beside its fields and permissions.
SAID = (
    *("module", "description", "icon", "color", "title_field", "search_fields", "sort_field", "sort_order"),
    *("quick_entry", "max_attachments", "allow_copy"),
)
# Said of a list only: a record of a group is named at random, so that no name tells how many others there are.
SAID_OF_LISTS = ("autoname", "naming_rule")
NAMED = ("field:", "prompt", "hash")
# Where nothing is said. Whoever holds the position in the group of a record has these rights on it.
USUAL = {"Secretary": "rwcd", "Chair": "rw", "Member": "r", "Auditor": "r", "Administrator": "r"}
USUAL_OF_LISTS = {"Secretary": "r", "Chair": "r", "Member": "r", "Auditor": "r", "Administrator": "rwcd"}
# Who may do no more than look.
LOOKING = ("Auditor",)
OF_THE_GROUP = {
    **{"label": "Group", "reqd": 1, "set_only_once": 1, "search_index": 1, "in_standard_filter": 1},
    **{"ignore_user_permissions": 1, "permlevel": 0, "hidden": 0, "read_only": 0, "default": None},
}


def check(record: Document, method: str | None = None) -> None:
    """Hook, before a record type is stored.

    Raises:
        frappe.PermissionError: It is not theirs, or would open records past their groups.
        frappe.ValidationError: It cannot be as it was sent; the message says what and what to do.
    """
    if is_maintenance():
        return
    refuse_shipped(record)
    before = record.get_doc_before_save()
    if is_of_the_site() and not {record.module, before and before.module} & set(own_types.MODULES):
        refuse_links_of_the_site(record)
        return
    if before and before.module not in own_types.MODULES:
        refuse_for_council(record)
    refuse_name(record)
    refuse_moved(record, before)
    put_module(record)
    keep_plain(record)
    put_external_id(record)
    for row in record.fields:
        check_row(record, row)
    open_to_roles(record)


def has_permission(doc: Document, ptype: str = "read", user: str | None = None, **kwargs: Any) -> bool:
    """Hook: may this record type be deleted? The framework asks nothing else before it deletes one.

    One of the council's own may while there are no records of it; those of the app never.
    """
    if ptype != "delete" or is_maintenance():
        return True
    if not own_types.is_one(doc.name):
        return not guards.is_ours(doc.name) and is_of_the_site()
    return not frappe.db.count(doc.name)


def refuse_shipped(record: Document) -> None:
    if record.name in rights.shipped() or record.name in wiring.child_parents():
        message = _("{0} is kept with the app. Add fields to it instead.")
        frappe.throw(message.format(_(record.name)), frappe.PermissionError)


def refuse_links_of_the_site(record: Document) -> None:
    """Other record types of a site know no groups, so they lead to no record that does."""
    for row in record.get("fields"):
        if row.fieldtype in ("Link", "Table", "Table MultiSelect") and is_scoped(row.options):
            message = _(
                "Fields, row {0}: a record type of the module {1} cannot lead to {2}. Its records would be open to "
                "every group. Choose the module {3}."
            )
            frappe.throw(
                message.format(row.idx, record.module, _(row.options), own_types.RECORDS),
                frappe.PermissionError,
            )


def is_scoped(record_type: str | None) -> bool:
    """A record of a group, or a table in one; the council's lists are open to everybody anyway."""
    return guards.is_ours(record_type) and record_type not in rights.council_wide()


def refuse_name(record: Document) -> None:
    if not NAME.fullmatch(record.name or ""):
        message = _(
            "“{0}” cannot be the name of a record type. Use letters and digits, with one space between words."
        )
        frappe.throw(message.format(frappe.utils.escape_html(record.name or "")))


def refuse_moved(record: Document, before: Document | None) -> None:
    """Records that were of one group are not opened to the whole council, nor the other way round."""
    if before and before.module != record.module:
        message = _("{0} stays in the module {1}: its records were written for those who read them there.")
        frappe.throw(message.format(record.name, before.module), frappe.PermissionError)


def put_module(record: Document) -> None:
    """Of a group by its link, or of the whole council by choice; nothing in between.

    Raises:
        frappe.ValidationError: It has no link to a group and is not said to be a list of the council, or both.
    """
    to_group = [row for row in record.fields if row.fieldtype == "Link" and row.options == GROUP]
    if record.module == own_types.LISTS:
        if to_group:
            message = _(
                "Fields, row {0}: a list of the module {1} is open to the whole council and leads to no group. Choose "
                "the module {2}, or take the field out."
            )
            frappe.throw(message.format(to_group[0].idx, own_types.LISTS, own_types.RECORDS))
        return
    record.module = own_types.RECORDS
    if len(to_group) != 1 or (to_group[0].fieldname or GROUP_FIELD) != GROUP_FIELD:
        message = _(
            "{0} needs one field {1} that links to {2}, so that each record is seen only by the group it belongs to. "
            "Links to a group: {3}. Or choose the module {4}: then everybody with a role in its permissions sees every "
            "record, whatever their group."
        )
        found = listed([row.fieldname or row.label or _("row {0}").format(row.idx) for row in to_group])
        frappe.throw(message.format(record.name, GROUP_FIELD, GROUP, found or _("none"), own_types.LISTS))
    to_group[0].update({**OF_THE_GROUP, "fieldname": GROUP_FIELD, "label": to_group[0].label or "Group"})


def keep_plain(record: Document) -> None:
    """Everything a record type can be set to and that is not the council's to say is as it comes."""
    is_list = record.module == own_types.LISTS
    said = (*SAID, *SAID_OF_LISTS) if is_list else SAID
    for field in record.meta.fields:
        if field.fieldtype not in no_value_fields and field.fieldname not in said:
            is_number = field.fieldtype in ("Check", "Int")
            record.set(field.fieldname, frappe.utils.cint(field.default) if is_number else field.default)
    record.update({"custom": 1, "allow_import": 1, "allow_rename": 0, "index_web_pages_for_search": 0})
    for table in ("actions", "links", "states"):
        record.set(table, [])
    if not is_list:
        record.update({"autoname": "hash", "naming_rule": "Random"})
    if record.sort_field not in ("modified", "creation", *(row.fieldname for row in record.fields)):
        record.sort_field = "modified"
    if not is_list:
        return
    if not (record.autoname or "hash").lower().startswith(NAMED):
        message = _(
            "Entries of {0} are named at random, by a field (“field:…”) or by whoever writes them (“prompt”)."
        )
        frappe.throw(message.format(record.name))


def put_external_id(record: Document) -> None:
    """Programs that make such records give them an id of their own, as they do with ours."""
    own = next((row for row in record.fields if row.fieldname == external_ids.FIELD), None)
    if own is None:
        own = record.append("fields", {})
        record.fields.insert(1, record.fields.pop())
        for number, row in enumerate(record.fields, 1):
            row.idx = number
    own.update(external_ids.AS_FIELD)


def check_row(record: Document, row: Document) -> None:
    """A field holds plain data, as one that is added to a record of ours."""
    if row.fieldname == GROUP_FIELD:
        if row.options != GROUP:
            frappe.throw(
                _("{0} is the field of the group a record belongs to. Choose another name.").format(
                    GROUP_FIELD
                )
            )
        return
    if record.module == own_types.LISTS:
        row.unique = 0  # the framework sets it again where entries are named by the field
    guards.check_plain(row, record.name)
    if row.fieldtype not in no_value_fields and not (row.label or "").strip():
        frappe.throw(_("Fields, row {0}: give a label.").format(row.idx))


def open_to_roles(record: Document) -> None:
    """Turn what was said of roles into what the table of rights can say of positions.

    Raises:
        frappe.ValidationError: A role is none of ours that works at the desk.
    """
    levels = [row for row in record.permissions if int(row.permlevel or 0)]
    letters: dict[str, str] = {}
    for row in record.permissions:
        position = position_of(row)
        if row.if_owner:
            message = _(
                "Permissions, row {0}: leave “{1}” empty. What somebody may do follows from their position."
            )
            frappe.throw(message.format(row.idx, _(row.meta.get_label("if_owner"))))
        if position and row not in levels:
            letters[position] = (
                "r" if position in LOOKING else own_types.letters_of({**row.as_dict(), "read": 1})
            )
    if not letters:
        letters = USUAL_OF_LISTS if record.module == own_types.LISTS else USUAL
    kept = [
        {"role": row.role, "permlevel": int(row.permlevel), "read": row.read, "write": row.write}
        for row in levels
    ]
    record.set("permissions", [*roles.rows_of(roles.by_role(letters.items())), *kept])
    for row in record.permissions:
        for right in ("read", "write", "create", "delete", "print", "report", "export", "import", "select"):
            row.set(right, row.get(right) or 0)
        row.update({"share": 0, "email": 0})


def position_of(row: Document) -> str | None:
    """Position a row of permissions speaks of; none for a role that follows others, or for who looks after the site."""
    if row.role in ("PAPG Integration", "System Manager"):
        return None
    position = (row.role or "").removeprefix("PAPG ")
    if position not in own_types.POSITIONS or not row.role.startswith("PAPG "):
        offered = listed([f"PAPG {name}" for name in own_types.POSITIONS])
        message = _("Permissions, row {0}: {1} cannot open a record type of the council. Choose one of: {2}.")
        frappe.throw(message.format(row.idx, row.role, offered))
    return position


RECORD_CHECKS = {"DocType": f"{__name__}.has_permission"}
HOOKS = {
    "DocType": {
        "before_validate": f"{__name__}.check",
        "on_update": [f"{own_types.__name__}.on_change", f"{external_ids.__name__}.on_type"],
    },
}
