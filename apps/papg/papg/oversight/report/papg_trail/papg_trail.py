"""The trail as a report: who saw, printed, exported or changed what, for the auditor."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days

from papg.oversight.triggers import LOG
from papg.permissions import policy
from papg.rules.due_dates import govuk_date, govuk_time

MOST = 1_000
EXACT = ("record_name", "kind")

Answer = tuple[list[dict[str, Any]], list[dict[str, Any]], str | None]


def execute(filters: dict[str, Any] | None = None) -> Answer:
    """Columns and rows of the report, the newest first, and a remark when there are more.

    Args:
        filters: Any of `from_date`, `to_date`, `user` (part of a name or address), `record_type` as the reader calls
            it, `record_name` and `kind`.
    """
    found = rows(frappe._dict(filters or {}))
    remark = _("These are the newest {0} rows. Choose a shorter time to see the others.").format(MOST)
    return columns(), [data_row(row) for row in found[:MOST]], remark if len(found) > MOST else None


def rows(chosen: frappe._dict) -> list[frappe._dict]:
    """Rows of the trail the reader may see."""
    where, values = conditions(chosen)
    may_read = policy.condition(LOG, "read")
    return frappe.db.sql(
        f"""
        select `tab{LOG}`.*, account.full_name, body.group_name from `tab{LOG}`
        left join `tabUser` account on account.name = `tab{LOG}`.user
        left join `tabPAPG Group` body on body.name = `tab{LOG}`.papg_group
        where {" and ".join([may_read, *where])} order by `tab{LOG}`.name desc limit {MOST + 1}
        """,
        values,
        as_dict=True,
    )


def conditions(chosen: frappe._dict) -> tuple[list[str], dict[str, Any]]:
    """SQL of the filters that have a value, with the values."""
    where = [f"`tab{LOG}`.`{field}` = %({field})s" for field in EXACT if chosen.get(field)]
    values = {field: chosen[field] for field in EXACT if chosen.get(field)}
    if chosen.from_date:
        where.append(f"`tab{LOG}`.at >= %(from_date)s")
        values["from_date"] = chosen.from_date
    if chosen.to_date:
        where.append(f"`tab{LOG}`.at < %(after)s")
        values["after"] = add_days(chosen.to_date, 1)
    if chosen.user:
        where.append(f"(`tab{LOG}`.user like %(user)s or account.full_name like %(user)s)")
        values["user"] = f"%{chosen.user}%"
    if chosen.record_type:
        where.append(f"`tab{LOG}`.record_type in %(record_types)s")
        values["record_types"] = called(chosen.record_type)
    return where, values


def called(words: str) -> list[str]:
    """Record types with this in what the reader calls them, or in their own name."""
    wanted = words.casefold()
    known = frappe.db.sql(f"select distinct record_type from `tab{LOG}`", pluck=True)
    return [name for name in known if wanted in f"{name} {_(name)}".casefold()] or [words]


def columns() -> list[dict[str, Any]]:
    number = {"fieldname": "name", "label": _("Row"), "fieldtype": "Int", "width": 80}
    texts = (
        ("at", _("At"), 210),
        ("person", _("Person"), 220),
        ("kind", _("What happened"), 130),
        ("record_type", _("Record type"), 140),
        ("record_name", _("Record"), 120),
        ("group_name", _("Group"), 220),
        ("detail", _("Details"), 300),
        ("door", _("Way in"), 260),
        ("address", _("Address"), 120),
    )
    # A column whose first value is empty would be taken for numbers and set to the right.
    shown = {"fieldtype": "Data", "align": "left"}
    return [
        number,
        *({"fieldname": name, "label": label, "width": width, **shown} for name, label, width in texts),
    ]


def data_row(row: frappe._dict) -> dict[str, Any]:
    person = f"{row.full_name} ({row.user})" if row.full_name and row.full_name != row.user else row.user
    return {
        "name": row.name,
        "at": f"{govuk_date(row.at.date())}, {govuk_time(row.at.time())}",
        "person": person,
        "kind": _(row.kind),
        "record_type": _(row.record_type or ""),
        "record_name": row.record_name,
        "group_name": row.group_name,
        "detail": row.detail,
        "door": row.door,
        "address": row.address,
    }
