"""Sessions: who may log in and how, where an unsafe request may come from, and what a key is worth."""

from typing import Any
from urllib.parse import quote, urlsplit

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from werkzeug.wrappers import Request

from papg.security import login, programs
from papg.security.answers import Elsewhere, NotKnown, Refusal
from papg.security.calls import METHOD, PAGE, Call

SAFE = ("GET", "HEAD")
LOGIN = "login"
NEAR = ("same-origin", "none")


def on_login(login_manager: Any) -> None:
    """Hook: the last word before a session is made.

    Raises:
        frappe.AuthenticationError: The account, or the way it was tried, cannot log in here.
    """
    request, user = frappe.local.request, login_manager.user
    has_secret_in_address = bool(request.args.get("pwd") or request.args.get("usr"))
    is_posted_from_here = request.method == "POST" and is_near(request)
    is_enough = login.may_log_in(user) and login.has_shown_enough(user)
    if has_secret_in_address or not is_posted_from_here or not is_enough:
        # The same words as for a wrong password.
        login_manager.fail(login.WRONG, user=user)


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
    is_basic = header.lower().startswith("basic ") and not is_from_browser(request)
    is_ours = is_basic or header.lower().startswith(("token ", programs.BEARER))
    is_elsewhere = bool(request.headers.get("Frappe-Authorization-Source"))
    user = frappe.session.user
    if not is_ours or is_elsewhere or user == "Guest" or not frappe.db.get_value("User", user, "enabled"):
        raise NotKnown(_("This key is not valid."))


def is_from_browser(request: Request) -> bool:
    """Did a browser send it? It keeps a key of the scheme “basic” and sends it along for pages of other sites."""
    return bool(request.headers.get("Origin") or request.headers.get("Sec-Fetch-Site"))


def refuse_disabled() -> None:
    """An account that is switched off has no session, however it was switched off.

    Raises:
        NotKnown: The session is of such an account.
    """
    user = frappe.session.user
    if user != "Guest" and not frappe.db.get_value("User", user, "enabled"):
        raise NotKnown(_("This account is switched off."))


def refuse_spent(call: Call) -> None:
    """A session that is spent has ended, whatever it asks for; one that begins with this request is not.

    Raises:
        NotKnown: It is spent.
        Elsewhere: It is spent, and a page was asked for: the login page asks anew.
    """
    is_beginning = call.kind == METHOD and call.endpoint == LOGIN
    if frappe.session.user == "Guest" or has_token() or is_beginning or login.is_good(frappe.session.data):
        return
    login.end_session()
    if call.kind == PAGE:
        raise Elsewhere(f"/login?redirect-to={quote(call.endpoint)}")
    raise NotKnown(_("Your session has ended. Log in again."))


def refuse_other_origin(request: Request, call: Call) -> None:
    """Requests that change something come from a page of ours and carry the token of the session.

    Raises:
        Refusal: They do not.
    """
    if request.method in SAFE or has_token():
        return
    if not is_near(request):
        raise Refusal(_("This request comes from another site."))
    is_login = call.kind == METHOD and call.endpoint == LOGIN
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
    if call.kind == METHOD and call.endpoint == LOGIN and frappe.session.user != "Guest":
        if not frappe.session.data.get(login.BEGAN):
            login.note_beginning()
        get_csrf_token()
