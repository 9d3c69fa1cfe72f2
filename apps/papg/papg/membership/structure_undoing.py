"""What a change of structure changed, kept in its record, and what has come to rest on it since."""

import json
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from papg.oversight import changes, removal
from papg.permissions import policy
from papg.rules.structure_facts import GROUP, LINE, MEMBERSHIP, Change

Made = tuple[str, str]
# What a group is given after the change and would be left with if it were undone.
BEGUN = ("PAPG Meeting", "PAPG Action", "PAPG Member")


def as_text(done: Iterable[Change], made: Iterable[Made], groups: Iterable[str]) -> str:
    """Each change from what to what, what was made, and the moment each record concerned was left as it is now."""
    done, made = list(done), list(made)
    touched = [
        *((each.record, each.name) for each in done),
        *made,
        *((GROUP, name) for name in sorted(groups)),
    ]
    left = [[record, name, str(modified(record, name))] for record, name in dict.fromkeys(touched)]
    rows = [[each.record, each.name, each.field, each.old, each.new] for each in done]
    return json.dumps({"changed": rows, "made": made, "left": left}, default=str, ensure_ascii=False)


def from_text(kept: str | None) -> tuple[list[Change], list[Made]]:
    """The changes in their order, and what was made."""
    found = json.loads(kept or '{"changed": [], "made": []}')
    return [Change(*row) for row in found["changed"]], [(record, name) for record, name in found["made"]]


def modified(record: str, name: str) -> object:
    return frappe.db.get_value(record, name, "modified")


def dependent(change: Document) -> list[str]:
    """What was changed or begun since, each in words."""
    found = json.loads(change.done or '{"left": [], "made": []}')
    since = [
        in_words(record, name) for record, name, left in found["left"] if str(modified(record, name)) != left
    ]
    made = {name for _record, name in found["made"]}
    groups = {name for record, name, _left in found["left"] if record == GROUP}
    return [*dict.fromkeys(since), *begun(change, groups, made)]


def begun(change: Document, groups: set[str], made: set[str]) -> list[str]:
    """What groups concerned were given since; one query a record type."""
    found = []
    for record in BEGUN:
        later = {"papg_group": ("in", tuple(groups)), "creation": (">", get_datetime(change.in_effect_at))}
        rows = frappe.get_all(record, {**later, "name": ("not in", tuple(made) or ("",))}, pluck="name")
        found += [_("{0} is new").format(called(record, name)) for name in rows]
    return found


def in_words(record: str, name: str) -> str:
    """That a record was changed since; a reporting line is its group's."""
    if record == LINE:
        group = frappe.db.get_value(LINE, name, "parent")
        return (
            _("{0} was changed").format(called(GROUP, group))
            if group
            else _("a reporting line was taken off")
        )
    if not frappe.db.exists(record, name):
        return _("a record of the kind {0} is gone").format(_(record))
    return _("{0} was changed").format(called(record, name))


def called(record: str, name: str) -> str:
    """What the reader knows a record by: its title to who may read it, its group to everybody else."""
    if record == GROUP or policy.is_allowed(record, name, "read") or frappe.session.user == "Administrator":
        title = frappe.db.get_value(record, name, frappe.get_meta(record).title_field)
        return _("{0} “{1}”").format(_(record), title)
    group = frappe.db.get_value(record, name, policy.GROUP_FIELD)
    return _("{0} of {1}").format(_(record), frappe.db.get_value(GROUP, group, "group_name"))


def take_away(record: str, name: str) -> None:
    """Take away what the change had made; nothing rests on it."""
    if record == LINE:
        frappe.clear_document_cache(GROUP, frappe.db.get_value(LINE, name, "parent"))
        frappe.db.delete(LINE, {"name": name})
        return
    if record == MEMBERSHIP:
        changes.on_removal(frappe.get_doc(record, name))
    removal.remove(record, name)
