"""The sessions of one account: which there are, and ending all but the one in use."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe
from frappe.sessions import get_expired_threshold
from frappe.utils import add_to_date, now_datetime

from papg.permissions import leaving
from papg.security import login


@dataclass(frozen=True)
class Session:
    """A session as its owner may know it; what opens it is not among it.

    Attributes:
        began_at: When it began.
        used_at: When it was last seen in use, to some ten minutes.
        address: Where it began from.
        is_this: Is it the one that asks?
    """

    began_at: datetime
    used_at: datetime
    address: str
    is_this: bool


def of(user: str) -> list[Session]:
    """Sessions of an account that still open something: this one first, then those used last."""
    return sorted(good(user), key=lambda one: (not one.is_this, -one.used_at.timestamp()))


def good(user: str) -> Iterator[Session]:
    """Sessions that are not spent."""
    rows = frappe.db.sql(
        "select sid, sessiondata, lastupdate from tabSessions where user = %s and lastupdate > %s",
        (user, get_expired_threshold()),
    )
    for sid, stored, used_at in rows:
        data = read(stored)
        if login.is_good(data, user):
            began_at = add_to_date(now_datetime(), seconds=-login.age_of(data))
            address = str(data.get("session_ip") or "")
            yield Session(began_at, used_at, address, sid == frappe.session.sid)


def read(stored: str | None) -> dict[str, Any]:
    """What the framework keeps with a session, which it writes as Python does."""
    try:
        found = ast.literal_eval(stored or "{}")
    except (SyntaxError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def end_others(user: str) -> int:
    """End every session of an account but the one that asks; how many there were.

    The framework's own way leaves as many as may be open at the same time, and stores what was done so far.
    """
    others = (user, frappe.session.sid)
    ended = [
        sid for (sid,) in frappe.db.sql("select sid from tabSessions where user = %s and sid != %s", others)
    ]
    if ended:
        frappe.db.sql("delete from tabSessions where user = %s and sid != %s", others)
        frappe.db.after_commit.add(lambda: forget(ended))
        leaving.announce(user)
    return len(ended)


def forget(ended: list[str]) -> None:
    """They are also kept outside the database, where the next request looks first."""
    for sid in ended:
        frappe.cache.hdel("session", sid)
