"""Live rooms: the realtime server asks again at once when somebody's rights may have changed."""

import contextlib

import frappe
import redis
from frappe.utils.background_jobs import get_redis_connection_without_auth

CHANNEL = "papg:leave"


def announce(user: str) -> None:
    """Have the live rooms of a user asked about again, once what was changed is stored.

    Args:
        user: Account whose positions or sessions changed.
    """
    site = frappe.local.site
    frappe.db.after_commit.add(lambda: publish(site, user))


def publish(site: str, user: str) -> None:
    """Tell the realtime server; where it cannot be told it asks by itself within the minute."""
    with contextlib.suppress(redis.exceptions.ConnectionError):
        get_redis_connection_without_auth().publish(CHANNEL, frappe.as_json({"site": site, "user": user}))
