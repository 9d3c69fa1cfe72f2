"""The pages on which a person allows a program to work for them, and takes it back."""

from urllib.parse import quote, urlencode, urlsplit

import frappe
from frappe import _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from papg.api.front_door.rendering import POLICY, Page
from papg.rules import programs as rules
from papg.security import answers, programs
from papg.security.programs import Consent

ALLOW = "/programs/allow"
LIST = "/programs"
SEE_OTHER = 303
ASKED = ("client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method", "response_type")


def asked() -> dict[str, str]:
    """What the program asks, as the gate let it pass."""
    return {name: str(frappe.form_dict.get(name) or "") for name in ASKED}


def allow(is_sent: bool) -> Response | Page:
    """Ask the person, every time; only a form of this page allows."""
    question = asked()
    if frappe.session.user == "Guest":
        # A tilde is the one character an address may have that the login page does not take.
        onwards = f"{ALLOW}?{urlencode(question)}".replace("~", "%7E")
        return to(f"/login?redirect-to={quote(onwards, safe='')}")
    if not programs.is_for(frappe.session.user):
        raise answers.NoPosition
    if wrong := mistake(question):
        return Page("program_wrong.html", _("This program cannot be allowed"), {"wrong": wrong}, status=400)
    if is_sent:
        return back(question, frappe.form_dict.get("answer") == "allow")
    context = {"program": programs.title_of(question["client_id"]), "question": question}
    context["place"] = place_of(question["redirect_uri"])
    response = Page("program_ask.html", _("Allow a program to work as you?"), context).response()
    # The answer leads to the program, and browsers hold a form to where it ends.
    policy = POLICY.replace("form-action 'self'", f"form-action 'self' {context['place']}")
    response.headers["Content-Security-Policy"] = policy
    return response


def mistake(question: dict[str, str]) -> str:
    """What is wrong with a question; nobody is sent anywhere then."""
    if not programs.sends_back_to(question["client_id"], question["redirect_uri"]):
        return _(
            "There is no such program, or it wants the answer sent to an address that is not on record for it."
        )
    if question["response_type"] != "code":
        return _("It asks for something else than a code (response_type).")
    if question["code_challenge_method"] != "S256" or not rules.is_challenge(question["code_challenge"]):
        return _("It does not protect the code (code_challenge with S256, RFC 7636).")
    return ""


def back(question: dict[str, str], is_allowed: bool) -> Response:
    """Send the browser to the program with the answer."""
    answer = {"error": "access_denied"}
    if is_allowed:
        names = ("client_id", "redirect_uri", "code_challenge")
        answer = {"code": programs.allow(Consent(frappe.session.user, *(question[name] for name in names)))}
    if question["state"]:
        answer["state"] = question["state"]
    address = question["redirect_uri"]
    return to(f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(answer)}")


def place_of(address: str) -> str:
    """Where an address leads, without the rest of it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"


def allowed(is_sent: bool) -> Response | Page:
    """The programs a person allowed, each with a button that takes it back."""
    user = frappe.session.user
    if user == "Guest":
        return to(f"/login?redirect-to={LIST}")
    if is_sent:
        programs.forbid(user, str(frappe.form_dict.get("client_id") or ""))
        return to(LIST)
    return Page("programs.html", _("Programs that work as you"), {"programs": programs.allowed_by(user)})


def to(address: str) -> Response:
    """On to an address, by GET."""
    response = redirect(address, SEE_OTHER)
    response.autocorrect_location_header = False
    return response
