"""Closes the hours of the trail, and gathers what is needed to see whether they still hold."""

import json

import frappe
from frappe.utils import now_datetime

from papg.oversight.triggers import LOG, SEAL
from papg.rules import trail
from papg.rules.trail import Finding, Seal

SEQUENCES = {LOG: "papg_access_log_id_seq", SEAL: "papg_trail_seal_id_seq"}


def seal_closed_hours() -> None:
    """Job, hourly: seal every hour that is closed and has rows.

    An hour before one that was sealed is left alone: a row in it came from somebody else.
    """
    last = last_seal()
    after, previous_hash = (last.hour, last.hash) if last else ("", "")
    hours = frappe.db.sql(
        f"select distinct hour from `tab{LOG}` where hour > %s order by hour", after, pluck=True
    )
    for hour in hours:
        if trail.is_closed(hour, now_datetime()):
            previous_hash = store(trail.seal(0, hour, rows_of(hour), previous_hash))


def store(made: Seal) -> str:
    """Add a seal; its number is the next one. Returns its hash, which the next seal names."""
    numbers = [number for number, _digest in made.digests]
    now = now_datetime()
    values = [now, now, now, made.hour, numbers[0], numbers[-1], len(numbers)]
    frappe.db.sql(
        f"""
        insert into `tab{SEAL}` (name, owner, modified_by, creation, modified, sealed_at, hour, first_row,
            last_row, number_of_rows, digests, hash, previous_hash)
        values (nextval({SEQUENCES[SEAL]}), 'Administrator', 'Administrator', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        """,
        [*values, json.dumps(made.digests), made.hash, made.previous_hash],
    )
    return made.hash


def rows_of(hour: str) -> list[frappe._dict]:
    """Rows of one hour, as they are stored."""
    return frappe.db.sql(f"select {columns()} from `tab{LOG}` where hour = %s", hour, as_dict=True)


def columns() -> str:
    return ", ".join(f"`{column}`" for column in trail.COLUMNS)


def last_seal() -> frappe._dict | None:
    """The newest seal."""
    found = frappe.db.sql(f"select hour, hash from `tab{SEAL}` order by name desc limit 1", as_dict=True)
    return found[0] if found else None


def seals() -> list[Seal]:
    """All seals."""
    rows = frappe.db.sql(
        f"select name, hour, digests, previous_hash, hash from `tab{SEAL}` order by name", as_dict=True
    )
    return [
        Seal(row.name, row.hour, read(row.digests), row.previous_hash or "", row.hash or "") for row in rows
    ]


def read(digests: str | None) -> tuple[tuple[int, str], ...]:
    """The digests of a seal; those somebody made unreadable are none, and the seal's hash tells."""
    try:
        return tuple((int(number), str(text)) for number, text in json.loads(digests or "[]"))
    except (TypeError, ValueError):
        return ()


def last_number(table: str) -> int:
    """The last number given to a row of a table, whether or not it is still there."""
    return int(frappe.db.sql(f"select next_not_cached_value from {SEQUENCES[table]}")[0][0]) - 1


def findings() -> tuple[int, int, list[Finding]]:
    """How many rows and seals there are, and what is not as it was sealed."""
    # Numbers first: a row that is written meanwhile is then one too many and not one too few.
    given = last_number(SEAL), last_number(LOG)
    rows = frappe.db.sql(f"select {columns()} from `tab{LOG}` order by name", as_dict=True)
    kept = seals()
    return len(rows), len(kept), trail.check(kept, rows, *given)
