"""How often something may be asked for: by whom, in which time, and what whoever asks more often is told."""

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _

from papg.security.answers import Refusal
from papg.security.calls import Call

# Site configuration: {"rate_limits": {"logins of an address": [60, 600]}} replaces single limits.
CHOSEN = "rate_limits"
# Site configuration of sites without real people: multiplies every limit but the locks.
FACTOR = "rate_limit_factor"

TRIES = "tries of an account"
CODES = "codes of an account"
LOGINS = "logins of an address"
LETTERS = "letters to an account"
LETTER_REQUESTS = "letters asked for from an address"
PASSWORDS = "passwords set from an address"
CALLS = "calls of a person"
PROGRAM_CALLS = "calls of a program"
GUEST_CALLS = "calls of an address without an account"
UPLOADS = "uploads of a person"
PAPERS = "papers and exports of a person"
ANSWERS = "answers by link from an address"
CALENDARS = "calendars fetched from an address"


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds, counted from the first."""

    times: int
    seconds: int


# Opening a page of the desk asks ten to forty times, and the people of a council share one address.
DEFAULTS = {
    TRIES: Limit(5, 900),
    CODES: Limit(5, 900),
    LOGINS: Limit(100, 600),
    LETTERS: Limit(3, 3600),
    LETTER_REQUESTS: Limit(30, 3600),
    PASSWORDS: Limit(60, 600),
    CALLS: Limit(900, 60),
    PROGRAM_CALLS: Limit(3000, 60),
    GUEST_CALLS: Limit(600, 60),
    UPLOADS: Limit(60, 600),
    PAPERS: Limit(60, 300),
    ANSWERS: Limit(60, 600),
    # Programs come by themselves, and those of one council from one address.
    CALENDARS: Limit(300, 600),
}
# Lock an account for a while, whatever a site without real people multiplies.
LOCKS = frozenset({TRIES, CODES})
BY_ENDPOINT = {
    "upload_file": UPLOADS,
    "/printview": PAPERS,
    "papg.printing.download.docx": PAPERS,
    "papg.printing.download.pdf": PAPERS,
    "frappe.utils.print_format.download_pdf": PAPERS,
    "frappe.desk.query_report.export_query": PAPERS,
    "frappe.desk.reportview.export_query": PAPERS,
}
BY_ADDRESS = {
    "frappe.core.doctype.user.user.update_password": PASSWORDS,
    "frappe.core.doctype.user.user.test_password_strength": PASSWORDS,
    "papg.api.programs.revoke": LOGINS,
    "papg.api.programs.token": LOGINS,
}


class TooMany(Refusal):
    """Asked for too often; `wait` is the number of seconds until it is answered again."""

    status = 429

    def __init__(self, wait: int) -> None:
        minutes = max(1, -(-wait // 60))
        super().__init__(
            _("Too many tries. Wait {0} minutes and try again.").format(minutes)
            if minutes > 1
            else _("Too many tries. Wait a minute and try again.")
        )
        self.wait = wait


def of(name: str) -> Limit:
    """The limit of this name on this site."""
    limit = DEFAULTS[name]
    if chosen := (frappe.conf.get(CHOSEN) or {}).get(name):
        limit = Limit(int(chosen[0]), int(chosen[1]))
    if name in LOCKS:
        return limit
    return Limit(limit.times * int(frappe.conf.get(FACTOR) or 1), limit.seconds)


def take(name: str, who: str) -> None:
    """Count one more.

    Args:
        name: Which limit.
        who: Whose count: an account or an address.

    Raises:
        TooMany: It was the one too many.
    """
    limit = of(name)
    key = key_of(name, who)
    steps = frappe.cache.pipeline()
    steps.set(key, 0, ex=limit.seconds, nx=True)
    steps.incr(key)
    steps.ttl(key)
    _made, count, left = steps.execute()
    if count > limit.times:
        raise TooMany(max(1, left))


def forget(name: str, who: str) -> None:
    """Begin to count anew, as after the right password."""
    frappe.cache.delete(key_of(name, who))


def key_of(name: str, who: str) -> Any:
    return frappe.cache.make_key(f"papg_limit:{name}:{who.strip().lower()[:200]}")


def address() -> str:
    """Where the request comes from."""
    return frappe.local.request_ip or ""


def of_call(call: Call, is_program: bool) -> None:
    """Count a call for whoever makes it.

    Args:
        call: What is asked for.
        is_program: Does the caller hold a key?

    Raises:
        TooMany: It is one too many.
    """
    user = frappe.session.user
    if user == "Guest":
        take(GUEST_CALLS, address())
    else:
        take(PROGRAM_CALLS if is_program else CALLS, user)
        if name := BY_ENDPOINT.get(call.endpoint):
            take(name, user)
    if name := BY_ADDRESS.get(call.endpoint):
        take(name, address())
