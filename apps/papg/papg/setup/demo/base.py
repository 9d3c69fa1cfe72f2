"""What all parts of the demo data use."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.rules.working_days import ENGLAND, SATURDAY, holidays_of

DOMAIN = "eastmere.example"


def read(name: str) -> dict[str, Any]:
    """One of the data files beside this module."""
    return json.loads(Path(__file__).with_name(f"{name}.json").read_text())


def insert(record_type: str, **fields: Any) -> Document:
    """Make a record; empty values are left out."""
    kept = {field: value for field, value in fields.items() if value not in (None, "")}
    return frappe.get_doc({"doctype": record_type, **kept}).insert()


def day(offset: int | None) -> str | None:
    """A day so many days from today."""
    return None if offset is None else str(add_days(today(), offset))


def morning(offset: int) -> datetime:
    """Ten o'clock on the first working day in England after so many days from today, or that day itself."""
    date = getdate(add_days(today(), offset))
    while date.weekday() >= SATURDAY or holidays_of(date, (ENGLAND,)):
        date += timedelta(days=1)
    return datetime.combine(date, time(10))


def email(key: str) -> str:
    """Address of somebody who logs in."""
    return f"{key}@{DOMAIN}"


@contextmanager
def acting_as(user: str) -> Iterator[None]:
    """Inside the block everything is done by this person, with this person's rights."""
    frappe.set_user(user)
    yield
    frappe.set_user("Administrator")


def organisation(name: str, kind: str) -> str:
    """An organisation, made if it is not there."""
    if not frappe.db.exists("PAPG Organisation", name):
        insert("PAPG Organisation", organisation_name=name, organisation_type=kind)
    return name
