"""The writer of the trail: the only place that adds rows and seals.

A row is written either with the change it tells of, at the end of that transaction, or after an answer was made, in
a transaction of its own: the framework undoes what a GET wrote.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import partial

import frappe
from frappe.utils import now_datetime

from papg.oversight.triggers import LOG
from papg.permissions import rights
from papg.rules.trail import hour_of

LONGEST = 140
SEQUENCE = "papg_access_log_id_seq"


@dataclass(frozen=True)
class Entry:
    """What a row says. The group is looked up when it is left out and the record has one."""

    kind: str
    user: str
    record_type: str = ""
    record_name: str = ""
    papg_group: str = ""
    door: str = ""
    address: str = ""
    detail: str = ""


def note(entry: Entry) -> None:
    """Write a row together with what is being changed: both are stored, or neither."""
    if not frappe.flags.in_install and frappe.db.table_exists(LOG):
        frappe.db.before_commit.add(partial(write, [entry]))


def write_now(entries: Sequence[Entry]) -> None:
    """Write rows after an answer was made, in a transaction of their own."""
    write(entries)
    frappe.db.commit()  # the answer's own transaction has ended, and a GET's was undone


def write(entries: Sequence[Entry]) -> None:
    """Add rows, all in one statement."""
    if not entries:
        return
    at = now_datetime()
    values: list[str | object] = []
    rows = []
    for entry in entries:
        group, of_group = group_sql(entry)
        short = [str(value or "")[:LONGEST] for value in astuple(entry)[:4]]
        ends = [entry.door[:LONGEST], entry.address[:LONGEST], entry.detail]
        rows.append(f"(nextval({SEQUENCE}), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, {group}, %s, %s, %s)")
        values += [at, at, entry.user, entry.user, at, hour_of(at), *short, *of_group, *ends]
    columns = "name, creation, modified, owner, modified_by, at, hour, kind, user, record_type, record_name"
    frappe.db.sql(
        f"insert into `tab{LOG}` ({columns}, papg_group, door, address, detail) values {', '.join(rows)}",
        values,
    )


def here() -> tuple[str, str]:
    """Through which door this is done and from which address; jobs and commands come through none."""
    door = getattr(frappe.local, "papg_door", "")
    return door or "bench", (frappe.local.request_ip or "") if door else ""


def group_sql(entry: Entry) -> tuple[str, list[str]]:
    """SQL for the group of a row: as given, or read from the record in the same statement."""
    if entry.papg_group or not entry.record_name or not has_group(entry.record_type):
        return "%s", [entry.papg_group]
    return f"(select papg_group from `tab{entry.record_type}` where name = %s)", [entry.record_name]


def has_group(record_type: str) -> bool:
    """Does a record of this type say which group it belongs to?"""
    return record_type in rights.records() and frappe.get_meta(record_type).has_field("papg_group")
