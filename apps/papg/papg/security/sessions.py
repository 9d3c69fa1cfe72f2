"""Sessions: who may log in and how, where an unsafe request may come from, and what a key is worth."""

from typing import Any
from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.permissions import get_roles
from frappe.sessions import get_csrf_token
from werkzeug.wrappers import Request

from papg.security import kinds
from papg.security.answers import BadArgument, NotKnown, Refusal
from papg.security.calls import METHOD, Call

SAFE = ("GET", "HEAD")
LOGIN = "login"
# Methods that may end with somebody logged in.
LOGGING_IN = (LOGIN, "frappe.core.doctype.user.user.update_password")
NEAR = ("same-origin", "none")


def on_login(login_manager: Any) -> None:
    """Hook: the last word before a session is made.

    Raises:
        frappe.AuthenticationError: The account, or the way it was tried, cannot log in here.
    """
    request = frappe.local.request
    has_secret_in_address = bool(request.args.get("pwd") or request.args.get("usr"))
    is_posted_from_here = request.method == "POST" and is_near(request)
    if has_secret_in_address or not is_posted_from_here or not may_log_in(login_manager.user):
        # The same words as for a wrong password.
        login_manager.fail("Invalid login credentials", user=login_manager.user)


def may_log_in(user: str) -> bool:
    """May this account have a session? The built-in one and those of other systems never do."""
    is_enabled = bool(frappe.db.get_value("User", user, "enabled"))
    # `frappe.get_roles` knows nobody's roles before there is a session.
    return is_enabled and user != kinds.BUILT_IN and kinds.INTEGRATION_ROLE not in get_roles(user)


def refuse_chosen_session(form: dict[str, Any]) -> None:
    """A session's id comes in its cookie and nowhere else.

    Raises:
        Refusal: The id came as an argument.
    """
    if "sid" in form:
        raise Refusal(_("A session cannot be chosen by an argument."))


def has_token() -> bool:
    """Was the caller recognised by a key rather than by a session?"""
    return frappe.local.login_manager.user in ("", "Guest") and frappe.session.user != "Guest"


def refuse_bad_token(request: Request) -> None:
    """A key that is wrong, of another scheme or of a disabled account opens nothing.

    Raises:
        NotKnown: The request carries such a key.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return
    is_ours = header.lower().startswith("token ") and not request.headers.get("Frappe-Authorization-Source")
    user = frappe.session.user
    if not is_ours or user == "Guest" or not frappe.db.get_value("User", user, "enabled"):
        raise NotKnown(_("This key is not valid."))


def refuse_disabled() -> None:
    """An account that is switched off has no session, however it was switched off.

    Raises:
        NotKnown: The session is of such an account.
    """
    user = frappe.session.user
    if user != "Guest" and not frappe.db.get_value("User", user, "enabled"):
        raise NotKnown(_("This account is switched off."))


def refuse_other_origin(request: Request, call: Call) -> None:
    """Requests that change something come from a page of ours and carry the token of the session.

    Raises:
        Refusal: They do not.
    """
    if request.method in SAFE or has_token():
        return
    if not is_near(request):
        raise Refusal(_("This request comes from another site."))
    is_login = call.kind == METHOD and call.endpoint in LOGGING_IN
    # The framework compares the token only once the session has one.
    if frappe.session.user != "Guest" and not is_login and not frappe.session.data.csrf_token:
        raise Refusal(_("Load a page first; this request does not carry its token."))


def is_near(request: Request) -> bool:
    """Does the browser say that the request comes from a page of this site, or say nothing?"""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from and fetched_from not in NEAR:
        return False
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc == request.host


def give_token(call: Call) -> None:
    """A new session gets its token at once, so that no request after it goes without."""
    if call.kind == METHOD and call.endpoint in LOGGING_IN and frappe.session.user != "Guest":
        get_csrf_token()


def refuse_long_password(form: dict[str, Any]) -> None:
    """Working on a very long password would keep the server busy.

    Raises:
        BadArgument: It is longer than anybody's.
    """
    for name in ("pwd", "new_password", "old_password"):
        if len(str(form.get(name) or "")) > 512:
            raise BadArgument(name, _("give at most {0} characters").format(512))
