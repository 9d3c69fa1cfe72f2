"""The answers the gate gives itself: each reads the same whatever the reason behind it."""

import json
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

START = '<p><a href="/">{label}</a></p>'
LOG_OUT = (
    '<form method="post" action="/"><input type="hidden" name="cmd" value="web_logout">'
    '<input type="hidden" name="csrf_token" value="{token}"><button type="submit">{label}</button></form>'
)
PAGE = Path(__file__).with_name("answer.html")


class Refusal(Exception):
    """The gate stops a request here."""

    status = 403

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadArgument(Refusal):
    """An argument is missing, unknown or of the wrong shape."""

    status = 400

    def __init__(self, argument: str, remedy: str) -> None:
        super().__init__(_("Argument “{0}”: {1}").format(str(argument)[:60], remedy))
        self.argument = str(argument)[:60]


class NotKnown(Refusal):
    """Nobody is logged in by what the request carries."""

    status = 401


class NotThere(Refusal):
    """The record does not exist or is not the caller's to see; nobody can tell which."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("There is no such record, or it is not yours to see."))


class NoPosition(Refusal):
    """An account without any position today."""

    def __init__(self) -> None:
        super().__init__(_("You hold no position in any group today. Ask the secretary of your group."))


class Elsewhere(Refusal):
    """The request is sent to another page of this site."""

    status = 302


def not_listed() -> Refusal:
    """What is on nobody's list of endpoints."""
    return Refusal(_("Your account cannot do this. Ask your systems officer if you need it."))


def as_response(refusal: Refusal, request: Request) -> Response:
    """The answer a refusal gets.

    Args:
        refusal: Why the request stops here.
        request: The request, which decides between a page and JSON.
    """
    if isinstance(refusal, Elsewhere):
        return redirect(refusal.message, 302)
    response = page(refusal) if wants_page(request) else plain(refusal)
    if wait := getattr(refusal, "wait", None):
        response.headers["Retry-After"] = str(wait)
    return response


def wants_page(request: Request) -> bool:
    """Did a person follow a link, rather than a program ask?"""
    is_program = request.path.startswith("/api/") or "cmd" in frappe.form_dict
    return not is_program and "text/html" in request.headers.get("Accept", "")


def plain(refusal: Refusal) -> Response:
    """The refusal as JSON, in the form the desk shows to people."""
    said = body(refusal.message, getattr(refusal, "argument", None))
    return Response(json.dumps(said, ensure_ascii=False), refusal.status, mimetype="application/json")


def body(message: str, field: str | None = None) -> dict[str, Any]:
    """A message for programs, with the field it is about, and in the form the desk shows to people."""
    shown = json.dumps({"message": message, "indicator": "red"}, ensure_ascii=False)
    return {
        "message": message,
        "errors": [{"field": field, "message": message}],
        "_server_messages": json.dumps([shown], ensure_ascii=False),
    }


def page(refusal: Refusal) -> Response:
    """The refusal as a page without scripts."""
    text = Template(PAGE.read_text()).substitute(
        language=escape(frappe.local.lang or "en"),
        title=escape(title(refusal)),
        message=escape(refusal.message),
        onwards=log_out() if isinstance(refusal, NoPosition) else start_page(),
    )
    return Response(text, refusal.status, mimetype="text/html")


def start_page() -> str:
    """Where to go on from here."""
    return START.format(label=escape(_("Go to the start page")))


def log_out() -> str:
    """The one thing left to do."""
    return LOG_OUT.format(token=escape(get_csrf_token()), label=escape(_("Log out")))


def title(refusal: Refusal) -> str:
    """Heading of the page."""
    headings = {
        400: _("This address is not complete"),
        401: _("Log in first"),
        404: _("Page not found"),
        429: _("Too many tries"),
    }
    return headings.get(refusal.status, _("Not available to you"))
