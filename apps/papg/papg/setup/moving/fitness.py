"""Whether a file is one of a council's customising at all, before anything is asked of the record."""

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model import table_fields

from papg.setup.moving.content import RIGHTS_FIELDS, Content, about, carried
from papg.setup.moving.kinds import RIGHTS, Kind, is_councils, names

Key = tuple[str, str]


class Coming:
    """What the folder itself brings that is not on this site yet."""

    def __init__(self, contents: Mapping[Key, Content]) -> None:
        self.types = {name for record, name in contents if record == "DocType"}
        self.fields = {
            (content.get("dt"), content.get("fieldname"))
            for (record, _name), content in contents.items()
            if record == "Custom Field"
        }
        absent = [name for name in self.types if not frappe.db.exists("DocType", name)]
        fields = [field for dt, field in self.fields if is_lacking(dt, field)]
        self.absent = frozenset(filter(None, [*absent, *fields]))

    def is_named_in(self, content: Content) -> bool:
        """Does a record name something that is not here yet?"""
        text = frappe.as_json(content).replace("\\", "")
        return any(f'"{name}"' in text for name in self.absent)


def is_lacking(record_type: str | None, field: str | None) -> bool:
    """Has the form no such field yet, or is there no such form yet?"""
    is_there = bool(record_type) and frappe.db.exists("DocType", record_type)
    return not (is_there and frappe.get_meta(record_type).has_field(field))


def refusal(kind: Kind | None, content: Content, coming: Coming) -> str:
    """Why a file is not taken, or nothing."""
    record, name = content["doctype"], content["name"]
    if kind is None:
        return _("{0} is not part of what a council customises. Take the file out of the folder.").format(
            record
        )
    target = about(kind, content)
    if kind.about and not (is_councils(target) or target in coming.types):
        return _(
            "{0} is not one of the council's records. Choose a group, a meeting, an action or another."
        ).format(target or _("Nothing"))
    is_other = any((content.get(field) or 0) != (value or 0) for field, value in kind.wanted.items())
    if is_other or is_of_others(kind, name):
        return _("{0} “{1}” is not the council's own. It stays as it is; make one of another name.").format(
            _(record), name
        )
    return unfit(kind, content, coming)


def is_of_others(kind: Kind, name: str) -> bool:
    """Is there one of that name which came with the app or the framework?"""
    is_there = kind.record != RIGHTS and frappe.db.exists(kind.record, name)
    return bool(is_there) and name not in names(kind)


def unfit(kind: Kind, content: Content, coming: Coming) -> str:
    """A field that is not taken, or does not hold what such a field holds."""
    if kind.record == RIGHTS:
        return of_rows("permissions", content.get("permissions"), dict.fromkeys(RIGHTS_FIELDS, ""))
    own = {"doctype": "", "name": "", **({"idx": ""} if kind.record == "Custom Field" else {})}
    return unknown(kind.record, {**content}, own, kind, coming)


def unknown(record: str, row: Content, own: dict[str, str], kind: Kind, coming: Coming) -> str:
    fields = {field.fieldname: field for field in carried(record, kind.stays)}
    arriving = {field: "" for dt, field in coming.fields if dt == record}
    for name, value in row.items():
        field = fields.get(name)
        if field is not None and field.fieldtype in table_fields:
            if not is_table(value):
                return _("“{0}” has to be a list of rows. Export it again.").format(name)
            for each in value:
                if said := unknown(field.options, each, {}, kind, coming):
                    return said
        elif field is None and name not in own and name not in arriving:
            return not_taken(name)
        elif isinstance(value, list | dict):
            return _("“{0}” has to be a single value. Export it again.").format(name)
    return ""


def of_rows(field: str, rows: Any, known: Mapping[str, str]) -> str:
    if not is_table(rows):
        return _("“{0}” has to be a list of rows. Export it again.").format(field)
    strange = sorted({name for row in rows for name in row if name not in known})
    return not_taken(strange[0]) if strange else ""


def is_table(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def not_taken(field: str) -> str:
    return _("“{0}” is not taken: no such field is part of customising. Take it out of the file.").format(
        field
    )
