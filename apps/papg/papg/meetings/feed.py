"""The meetings of one person as a calendar to subscribe to, opened by the key in its address.

It holds what an entry holds that is fetched by hand (`calendar.py`), of the meetings the person may read at the moment
it is asked for: of the groups they sit on, and those they stand in at.
"""

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import add_days, get_datetime, today

from papg import link_keys
from papg.meetings import calendar, markings
from papg.oversight import changes
from papg.permissions import calendar_keys, policy
from papg.permissions import scope as scopes
from papg.permissions.conditions import listed

ADDRESS = "/calendar.ics"
FILE_NAME = "meetings.ics"
DAYS_BACK = 365
# Programs that ask of themselves how often to come back.
EVERY = timedelta(hours=1)


def is_for(user: str) -> bool:
    """Does this person sit on a group today, or stand in at a meeting?"""
    scope = scopes.of(user)
    return bool(scope.all_groups() or scope.deputised_meetings)


def make(user: str) -> str:
    """Make the address of a person's calendar; it takes the place of an earlier one and cannot be shown again."""
    key = link_keys.new()
    calendar_keys.keep(user, link_keys.fingerprint(key))
    changes.tell_of_account(user, _("address of the calendar made"))
    return link_keys.address_of(ADDRESS, key)


def end(user: str) -> None:
    """Take the address away; whoever has it gets nothing any more."""
    if calendar_keys.is_kept(user):
        calendar_keys.forget(user)
        changes.tell_of_account(user, _("address of the calendar ended"))


def opened_by(key: str) -> str | None:
    """Whose calendar a key opens today; None whatever is wrong with it."""
    user = calendar_keys.owner(link_keys.fingerprint(key)) if key else None
    return user if user and is_for(user) else None


def content(user: str) -> bytes:
    """The calendar of a person as a file."""
    rows = meetings(user)
    marking_of = markings.of_each(calendar.MEETING, rows)
    kind = frappe.get_cached_value("User", user, "user_type")
    found = calendar.new("PUBLISH")
    found.add("x-wr-calname", _("Protect & Prepare"))
    found.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for row in rows:
        found.add_component(calendar.event_of(row, marking_of[row.name], row.group_name, kind))
    days = [get_datetime(row.starts_at) for row in rows] or [get_datetime(today())]
    return calendar.written(found, days[0].year, days[-1].year)


def meetings(user: str) -> list[frappe._dict]:
    """What an entry says of each meeting of the last year and to come that the person may read now."""
    scope, table = scopes.of(user), f"`tab{calendar.MEETING}`"
    own = f"{table}.papg_group in {listed(scope.all_groups())}"
    return frappe.db.sql(
        f"""
        select %(record)s as doctype, {table}.name, {table}.title, {table}.starts_at, {table}.ends_at,
            {table}.place, {table}.status, {table}.agenda_issued_on, {table}.calendar_sequence, {table}.marking,
            {table}.papg_group, body.group_name
        from {table} join `tabPAPG Group` body on body.name = {table}.papg_group
        where {policy.condition(calendar.MEETING, "read", user)} and {table}.starts_at >= %(since)s
            and ({own} or {table}.name in {listed(scope.deputised_meetings)})
        order by {table}.starts_at, {table}.name
        """,
        {"record": calendar.MEETING, "since": add_days(today(), -DAYS_BACK)},
        as_dict=True,
    )
