"""Headers of every answer, and what an answer may not carry."""

import hashlib
import json
import re
import secrets
from base64 import b64encode

import frappe
from frappe import _
from frappe.utils.jinja_globals import bundled_asset
from werkzeug.wrappers import Request, Response

from papg.security import answers
from papg.security.file_access import URL_PREFIX

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
DOWNLOAD = "sandbox; default-src 'none'; frame-ancestors 'none'"
# The framework's own script runs in these two pages; what is written into the page is named by its hash.
FOR_GUESTS = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The desk builds functions from text in its templates; without this permission it does not start. Scripts written into
# a page run by the number drawn for it (`public/js/first.bundle.js` hands it on); pictures and connections stay here.
DESK = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self'; connect-src 'self' {live}; "
    "worker-src 'self' blob:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# As the framework writes its own; in the data of the page every such quote stands behind a backslash.
WRITTEN = b'<script type="text/javascript"'
END = b"</script>"
SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
AS_BYTES = re.compile(r"""b'filename="(.*)"'""")
BANNER = re.compile(rb'<meta name="(?:generator|author)"[^>]*>')
TELLING = ("exc", "exception", "_exc_source", "_debug_messages")
BROKEN = 500
# The framework raises it for a locked account and calls it a fault of the server.
LOCKED = "SecurityException"
TOO_MANY = 429


def after_request(response: Response | None = None, request: Request | None = None) -> None:
    """Hook: the last look at an answer before it leaves.

    Args:
        response: The answer; there is none when the framework answered with an exception of the web library.
        request: What was asked.
    """
    if response is None or request is None:
        return
    say_nothing_of_the_inside(response, request)
    say_nothing_on_pages(response)
    harden(response, request)
    keep_session_in_its_cookie()


def harden(response: Response, request: Request) -> None:
    """Set the headers; what the answer's own page set stays."""
    for name, value in COMMON.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy(response, request))
    response.headers["Cache-Control"] = "no-store"
    if request.path.startswith(URL_PREFIX):
        name = getattr(frappe.local, "papg_file_name", None) or "file"
        response.headers.set("Content-Disposition", "attachment", filename=name)
    name_download(response)
    response.headers.pop("Server", None)


def name_download(response: Response) -> None:
    """Name a file the framework made: it writes the header as bytes, which browsers do not understand."""
    if found := AS_BYTES.fullmatch(response.headers.get("Content-Disposition", "")):
        name = found[1].encode("latin-1").decode("unicode_escape").encode("latin-1").decode()
        response.headers.set("Content-Disposition", "attachment", filename=name)


def policy(response: Response, request: Request) -> str:
    """The content security policy of an answer."""
    if request.path.startswith(URL_PREFIX):
        return DOWNLOAD
    if response.mimetype != "text/html":
        return NOTHING
    if request.path == "/app" or request.path.startswith("/app/"):
        return DESK.format(nonce=give_nonce(response), live=live_addresses(request))
    return FOR_GUESTS.format(scripts=" ".join(hashes(response)))


def give_nonce(response: Response) -> str:
    """Draw a number for this page and write it into its scripts; the one that hands it on is loaded first."""
    nonce = secrets.token_urlsafe(18)
    numbered = WRITTEN.replace(b"<script", f'<script nonce="{nonce}"'.encode())
    first = numbered + f' src="{bundled_asset("first.bundle.js")}"></script>'.encode()
    page = response.get_data().replace(WRITTEN, numbered)
    # The first script of the page is its data; the others are loaded after it.
    response.set_data(page.replace(END, END + first, 1))
    return nonce


def live_addresses(request: Request) -> str:
    """Where the desk listens for live events, when that is a port of its own."""
    port = frappe.conf.socketio_port
    if not port:
        return ""
    host = request.host.rpartition(":")[0] or request.host
    return " ".join(f"{scheme}://{host}:{port}" for scheme in ("http", "https", "ws", "wss"))


def hashes(response: Response) -> list[str]:
    """The scripts written into a page, each as the policy names it."""
    found = SCRIPT.findall(response.get_data())
    return [f"'sha256-{b64encode(hashlib.sha256(text).digest()).decode()}'" for text in found]


def say_nothing_of_the_inside(response: Response, request: Request) -> None:
    """Take out of an answer what tells how the server works."""
    if response.is_streamed or response.mimetype != "application/json" or response.status_code < 400:
        return
    said = json.loads(response.get_data() or "{}")
    if isinstance(said, dict) and said.get("exc_type") == LOCKED:
        response.status_code = TOO_MANY
    if response.status_code >= BROKEN:
        response.status_code = status_of_broken(response, request)
        message = _("This could not be done. The time and the address of this page help to find out why.")
        response.set_data(json.dumps(answers.body(message), ensure_ascii=False))
    elif isinstance(said, dict) and any(name in said for name in TELLING):
        response.set_data(json.dumps({key: value for key, value in said.items() if key not in TELLING}))


def say_nothing_on_pages(response: Response) -> None:
    """Put our own page in place of the framework's about what went wrong, and take its name out of the others."""
    is_ours = "Content-Security-Policy" in response.headers
    if is_ours or response.is_streamed or response.mimetype != "text/html":
        return
    if response.status_code < 400:
        response.set_data(BANNER.sub(b"", response.get_data()))
        return
    refusal = answers.Refusal(_("This page cannot be shown. Go back, or start again."))
    refusal.status = response.status_code
    response.set_data(answers.page(refusal).get_data())


def status_of_broken(response: Response, request: Request) -> int:
    """400 when the request was no JSON although it said so; else as it was."""
    if "application/json" in (request.content_type or ""):
        try:
            json.loads(request.get_data() or b"{}")
        except ValueError:
            return 400
    return response.status_code


def keep_session_in_its_cookie() -> None:
    """The session's cookie goes with the browser; an id that came as an argument is not handed back as one."""
    cookies = frappe.local.cookie_manager.cookies if hasattr(frappe.local, "cookie_manager") else {}
    if "sid" in frappe.form_dict:
        cookies.pop("sid", None)
    if "sid" in cookies:
        cookies["sid"]["expires"] = None


def without_session(bootinfo: frappe._dict) -> None:
    """Hook: the desk's start data do not repeat the session's id, which no script may read."""
    bootinfo.pop("sid", None)
