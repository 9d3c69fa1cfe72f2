"""Live rooms: the realtime server asks again at once when somebody's rights may have changed."""

import contextlib
from collections.abc import Iterable
from typing import Any

import frappe
import redis
from frappe.model.document import Document
from frappe.utils.background_jobs import get_redis_connection_without_auth

CHANNEL = "papg:leave"


def announce(user: str) -> None:
    """Have the live rooms of a user asked about again, once what was changed is stored.

    Args:
        user: Account whose positions or sessions changed.
    """
    site = frappe.local.site
    frappe.db.after_commit.add(lambda: publish(site, user))


def announce_deputies(meeting: Document) -> None:
    """Have those asked about again who were named as deputies for a meeting, or are named no more.

    Args:
        meeting: The meeting as it is being stored.
    """
    before = meeting.get_doc_before_save()
    named, named_before = (accounts(doc.attendance) if doc else set() for doc in (meeting, before))
    for user in named ^ named_before:
        announce(user)


def announce_end_of_deputies(meeting: str) -> None:
    """Have every deputy of a meeting asked about again: its minutes are agreed, and nobody stands in any longer.

    Args:
        meeting: Name of the meeting.
    """
    rows = frappe.get_all(
        "PAPG Attendance", {"parent": meeting, "deputy_user": ("is", "set")}, ["deputy_user"]
    )
    for user in accounts(rows):
        announce(user)


def accounts(rows: Iterable[Any]) -> set[str]:
    """Accounts of the deputies in rows of attendance."""
    return {row.deputy_user for row in rows if row.deputy_user}


def publish(site: str, user: str) -> None:
    """Tell the realtime server; where it cannot be told it asks by itself within the minute."""
    with contextlib.suppress(redis.exceptions.ConnectionError):
        get_redis_connection_without_auth().publish(CHANNEL, frappe.as_json({"site": site, "user": user}))
