"""Writes the trail of an answer once it is made: who got which record to read, print or keep, and who logged in.

An answer whose row cannot be written is withheld: nothing is seen that nobody can find out about.
"""

import json
from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from papg.oversight import seen, trail
from papg.oversight.trail import Entry
from papg.rules.trail import WATCHED
from papg.security import answers, half_login, leaving_rows
from papg.security.calls import METHOD, PAGE, Call, resolve
from papg.security.leaving_rows import Line

REFUSED = "Login refused"
LOGGING_IN = "login"
# Where a wrong password, link or code is shown.
TRIES = (
    *(LOGGING_IN, "/login", "/login-link", "/second-factor", "/sign-on", "/sign-on/back"),
    "/partner/profile/password",
)
MOST_NAMES = 2_500
UNAVAILABLE = 503


def after_request(response: Response | None = None, request: Request | None = None) -> None:
    """Hook: note what an answer gave out.

    Args:
        response: The answer; there is none when the gate refused the request.
        request: What was asked.
    """
    if response is None or request is None:
        return
    try:
        if left := list(entries(response, request)):
            trail.write_now(left)
    except Exception:  # noqa: BLE001 whatever kept the row from being written keeps the answer here
        frappe.logger().error("The trail could not be written", exc_info=True)
        frappe.db.rollback()
        withhold(response)


def withhold(response: Response) -> None:
    """Put a refusal in place of the answer."""
    message = _("This could not be noted in the trail, so it is not shown. Tell your systems officer.")
    response.direct_passthrough = False
    response.headers.clear()
    response.mimetype = "application/json"
    response.set_data(json.dumps(answers.body(message), ensure_ascii=False))
    response.status_code = UNAVAILABLE


def remember(call: Call) -> None:
    """Keep what the gate worked out: who asks for what, before the answer ends a session or begins one."""
    frappe.local.papg_asked = (call, frappe.session.user)
    frappe.local.papg_door = f"{call.verb} {call.record_type or call.endpoint}"


def entries(response: Response, request: Request) -> Iterator[Entry]:
    """Rows the answer leaves."""
    call, user = getattr(frappe.local, "papg_asked", None) or (tried_to_log_in(request), "")
    line = leaving_rows.line_for(call.endpoint, call.verb) if call else None
    if line is None or not line.kind:
        return
    if line.leaves == LOGGING_IN:
        yield from login(line, call, user, response)
    elif response.status_code < 300 or line.leaves == "logout":
        yield from shown(line, call, user)
        yield from asked_for(line, call, user)


def tried_to_log_in(request: Request) -> Call | None:
    """A login the framework refuses never comes as far as the gate."""
    try:
        call = resolve(request, frappe.form_dict)
    except answers.Refusal:
        return None
    return call if (call.kind, call.endpoint) == (METHOD, LOGGING_IN) else None


def login(line: Line, call: Call, before: str, response: Response) -> Iterator[Entry]:
    """Somebody logged in, or tried to. What is no account's address is not kept: it may be a password.

    The framework logs in before the gate is asked; a page of the front door does it afterwards and sends on.
    """
    user, is_page = frappe.session.user, call.kind == PAGE
    is_in = before == "Guest" if is_page else response.status_code < 300
    if user != "Guest" and is_in:
        yield row(line.kind, user, call)
    elif call.endpoint in TRIES and response.status_code >= 400:
        name = account_of(call)
        detail = frappe.flags.papg_refused_for or ("" if name else _("no such account"))
        yield row(REFUSED, name or "Guest", call, detail=detail)


def account_of(call: Call) -> str | None:
    """The account a login was tried for: by the address given, or by what was already shown."""
    known = known_on_page() if call.kind == PAGE else ""
    tried = str(call.arguments.get("usr") or call.arguments.get("email") or known)
    return frappe.db.get_value("User", {"name": tried}) if tried else None


def known_on_page() -> str:
    """Whose password or code a page asks for: of who is logged in, on the way in, or vouched for by a provider."""
    if frappe.session.user != "Guest":
        return frappe.session.user
    half = half_login.current()
    return half.user if half else frappe.flags.papg_signing_on or ""


def shown(line: Line, call: Call, user: str) -> Iterator[Entry]:
    """A row for each record the answer was said to show."""
    for record_type, name, detail in dict.fromkeys(seen.told()):
        yield row(line.kind, user, call, record_type, name, detail)


def asked_for(line: Line, call: Call, user: str) -> Iterator[Entry]:
    """The row of what the arguments named."""
    if line.leaves == "logout":
        if user != "Guest":
            yield row(line.kind, user, call)
        return
    record_type, name = leaving_rows.record_of(line, call, frappe.form_dict)
    if line.leaves == "always":
        yield row(line.kind, user, call, record_type, name, told_of(frappe.form_dict))
    elif line.leaves == "watched" and record_type in WATCHED and is_answered():
        yield row(line.kind, user, call, record_type, name_in_answer() or name)
    elif line.leaves == "report" and frappe.get_cached_value("Report", record_type, "ref_doctype") in WATCHED:
        yield row(line.kind, user, call, record_type)
    elif line.leaves == "text" and leaving_rows.names_text(record_type, frappe.form_dict):
        yield row(line.kind, user, call, record_type, detail=names_in_answer(frappe.form_dict))


def row(kind: str, user: str, call: Call, *what: str, detail: str = "") -> Entry:
    record_type, name, told = (*what, "", "", "")[:3]
    door, address = f"{call.verb} {call.endpoint}", frappe.local.request_ip or ""
    return Entry(kind, user, record_type, name, "", door, address, told or detail)


def is_answered() -> bool:
    """A form that is not the reader's is answered with nothing, and with success."""
    return frappe.local.response.get("message") != []


def told_of(arguments: dict[str, Any]) -> str:
    """How something was printed or exported."""
    told = ("print_name", "format", "print_format", "file_format_type", "file_type", "method", "report_name")
    return ", ".join(str(arguments[name]) for name in told if arguments.get(name))


def name_in_answer() -> str:
    """Name of a record the answer holds whole: a new one has none when it is asked for."""
    answer = frappe.local.response
    docs = answer.get("docs") or [answer.get("data") or answer.get("message")]
    return str(getattr(docs[0], "get", {}.get)("name") or "")


def names_in_answer(arguments: dict[str, Any]) -> str:
    """Names of the records of a list; of a list without names, what it was asked by."""
    answer = frappe.local.response
    found = answer.get("data") or answer.get("message")
    names = names_of(found)
    if not names:
        filters = str(arguments.get("filters") or arguments.get("docname") or "")
        return _("without names; asked by {0}").format(filters or _("nothing"))
    return ", ".join(names[:MOST_NAMES])


def names_of(found: Any) -> list[str]:
    """Names in rows, whether each is a dict or a list beside the keys."""
    if isinstance(found, dict) and "keys" in found:
        keys, values = list(found["keys"]), found.get("values") or []
        return [str(one[keys.index("name")]) for one in values] if "name" in keys else []
    rows = found if isinstance(found, list) else [found]
    return [str(one["name"]) for one in rows if isinstance(one, dict) and one.get("name")]
