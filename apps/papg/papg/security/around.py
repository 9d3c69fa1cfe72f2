"""Around the framework: requests that break it before it knows anybody, and so before the gate is asked.

A body may be no JSON although it says so, a login may come with a number for a name or on the address of a page, a
cookie may name no language. The framework finds the fault while it has no session yet, tries to draw a page about
it, and breaks over the missing session.
"""

import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

JSON = "application/json"
# More than any record; the framework takes as much.
LARGEST = 25 * 1024 * 1024
# Read before the gate is asked.
READ_EARLY = ("_lang", "usr", "pwd", "otp", "tmp_id", "device", "sid", "csrf_token")
LANGUAGE_COOKIE = "preferred_language"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
BROKEN = 500
HALF = re.compile(r"\\u[dD][89a-fA-F]")
# There is no site and no language yet.
NOT_JSON = "Argument “data”: the body is not a JSON object. Send names and values in braces."
TOO_LARGE = "Argument “data”: the body is too large. Send at most 25 MB."
NOT_READABLE = "Argument “data”: the body did not arrive whole. Send it again."
NOT_WHOLE = "Argument “data”: the body holds half a character. Send whole ones."
NOT_TEXT = "Argument “{0}”: give plain text."
REFUSED = "This could not be done. Log in on the page for it, or ask for another address."


def guarded(application: Application) -> Application:
    """The application behind a look at what the framework reads first, with an answer where it breaks all the same."""

    def answering(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        take_language_from_cookie(environ)
        if refusal := mistake(environ):
            return refusal(environ, start_response)
        try:
            return application(environ, start_response)
        except Exception as error:
            status = status_behind(error)
            if status >= BROKEN:
                raise
            return refused(REFUSED, status)(environ, start_response)

    return answering


def take_language_from_cookie(environ: dict[str, Any]) -> None:
    """Ask for the language of the cookie by the header; the framework breaks over a cookie it does not know."""
    cookies = Request(environ).cookies
    if LANGUAGE_COOKIE not in cookies:
        return
    parts = environ["HTTP_COOKIE"].split(";")
    environ["HTTP_COOKIE"] = ";".join(p for p in parts if p.partition("=")[0].strip() != LANGUAGE_COOKIE)
    wanted = cookies[LANGUAGE_COOKIE]
    if LANGUAGE.fullmatch(wanted):
        asked = environ.get("HTTP_ACCEPT_LANGUAGE")
        environ["HTTP_ACCEPT_LANGUAGE"] = f"{wanted}, {asked}" if asked else wanted


def status_behind(error: BaseException) -> int:
    """Status of the refusal over which the framework broke; that of a fault if there was none."""
    first = error
    while first.__context__:
        first = first.__context__
    return int(getattr(first, "http_status_code", BROKEN))


def mistake(environ: dict[str, Any]) -> Response | None:
    """The answer to a body that cannot be read; nothing for one that can."""
    if JSON not in (environ.get("CONTENT_TYPE") or ""):
        return None
    request = Request(environ)
    request.max_content_length = LARGEST
    try:
        sent = request.get_data()
    except HTTPException as error:
        return refused(TOO_LARGE if error.code == 413 else NOT_READABLE, error.code or 400)
    # The framework reads the body once more.
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(sent), str(len(sent))
    return mistake_in(sent.decode(errors="replace")) if sent else None


def mistake_in(text: str) -> Response | None:
    """The answer to what is no JSON object, or holds something else than text where text is read at once."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        return refused(NOT_JSON, 400)
    if not isinstance(sent, dict):
        return refused(NOT_JSON, 400)
    if HALF.search(text) and not is_writable(sent):
        return refused(NOT_WHOLE, 400)
    odd = next((name for name in READ_EARLY if not isinstance(sent.get(name, ""), str)), None)
    return refused(NOT_TEXT.format(odd), 400) if odd else None


def is_writable(sent: dict[str, Any]) -> bool:
    """Can all of it be stored and sent back? JSON can name halves of characters, which no text holds."""
    try:
        json.dumps(sent, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def refused(message: str, status: int) -> Response:
    """The refusal as programs and the desk read it."""
    shown = json.dumps({"message": message, "indicator": "red"}, ensure_ascii=False)
    said = {
        "message": message,
        "errors": [{"field": None, "message": message}],
        "_server_messages": json.dumps([shown], ensure_ascii=False),
    }
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(json.dumps(said, ensure_ascii=False), status, headers, JSON)
