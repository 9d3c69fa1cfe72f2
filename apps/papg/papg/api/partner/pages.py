"""The page renderer of `/partner`: which address shows what, to whom, and how a form comes back."""

import hmac
from collections.abc import Callable
from urllib.parse import quote

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from papg.api.partner import (
    acknowledging,
    answering,
    coming,
    correcting,
    papers,
    profile,
    progress,
    proposing,
    scoring,
    views,
)
from papg.api.partner.rendering import HEADERS, Page, not_found
from papg.security import answers, kinds

ROOT = "partner"
SEE_OTHER = 303
ROUTES = Map(
    [
        Rule("/partner", endpoint="front_page", methods=["GET"]),
        Rule("/partner/group/<name>", endpoint="group", methods=["GET"]),
        Rule("/partner/group/<name>/propose", endpoint="propose", methods=["GET"]),
        Rule("/partner/group/<name>/propose", endpoint="send_proposal", methods=["POST"]),
        Rule("/partner/meeting/<name>", endpoint="meeting", methods=["GET"]),
        Rule("/partner/meeting/<name>", endpoint="say_whether_coming", methods=["POST"]),
        Rule("/partner/paper/<name>", endpoint="paper", methods=["GET"]),
        Rule("/partner/minutes", endpoint="list_of_minutes", methods=["GET"]),
        Rule("/partner/minutes/<name>", endpoint="one_minutes", methods=["GET"]),
        Rule("/partner/minutes/<name>/correct/<int:item_number>", endpoint="correct", methods=["GET"]),
        Rule(
            "/partner/minutes/<name>/correct/<int:item_number>", endpoint="send_correction", methods=["POST"]
        ),
        Rule("/partner/contribution/<name>", endpoint="contribution", methods=["GET"]),
        Rule("/partner/contribution/<name>", endpoint="answer", methods=["POST"]),
        Rule("/partner/assessment/<name>", endpoint="assessment", methods=["GET"]),
        Rule("/partner/assessment/<name>", endpoint="return_lines", methods=["POST"]),
        Rule("/partner/assessment/<name>/<path:code>", endpoint="line", methods=["GET"]),
        Rule("/partner/assessment/<name>/<path:code>", endpoint="score_line", methods=["POST"]),
        Rule("/partner/terms/<name>", endpoint="terms", methods=["GET"]),
        Rule("/partner/terms/<name>", endpoint="acknowledge", methods=["POST"]),
        Rule("/partner/actions", endpoint="list_of_actions", methods=["GET"]),
        Rule("/partner/actions/<name>", endpoint="action", methods=["GET"]),
        Rule("/partner/actions/<name>", endpoint="report_progress", methods=["POST"]),
        Rule("/partner/profile", endpoint="profile", methods=["GET"]),
        Rule("/partner/profile/telephone", endpoint="save_telephone", methods=["POST"]),
        Rule("/partner/profile/password", endpoint="set_password", methods=["POST"]),
        Rule("/partner/profile/sessions", endpoint="end_other_sessions", methods=["POST"]),
        Rule("/partner/sign-out", endpoint="sign_out", methods=["POST"]),
    ],
    merge_slashes=False,
)

Answer = Page | Response


class PartnerPages:
    """Answers every address below `/partner`."""

    def __init__(self, path: str, http_status_code: int | None = None) -> None:
        self.path = path.strip("/ ")

    def can_render(self) -> bool:
        """Is this address ours?"""
        return self.path == ROOT or self.path.startswith(f"{ROOT}/")

    def render(self) -> Response:
        """The answer to the request, also for people who have no business here."""
        if frappe.session.user == "Guest":
            return go_to(f"/login?redirect-to={quote('/' + self.path)}")
        # What staff and auditors read at the desk is recorded, so they read it there.
        if kinds.is_of_the_desk(kinds.of(frappe.session.user)):
            return go_to("/app")
        answer = self.answer()
        return answer.response() if isinstance(answer, Page) else answer

    def answer(self) -> Answer:
        """What the address shows; whatever is not there or not for this person gets one and the same page."""
        try:
            endpoint, arguments = ROUTES.bind("").match(f"/{self.path}", frappe.request.method)
            if frappe.request.method == "POST" and not is_from_our_page():
                return Page("stale.html", _("This page is out of date"), status=400)
            answer = VIEWS[endpoint](**arguments)
            return go_to(answer) if isinstance(answer, str) else answer
        except (HTTPException, frappe.PermissionError, frappe.DoesNotExistError):
            return not_found()
        except answers.Refusal as refusal:
            return answers.as_response(refusal, frappe.request)


def go_to(address: str) -> Response:
    """Send the browser to another page of this site, by GET."""
    response = redirect(address, SEE_OTHER)
    response.autocorrect_location_header = False
    response.headers.update(HEADERS)
    return response


def is_from_our_page() -> bool:
    """Does the form carry the session's token? The framework lets a session without one pass."""
    sent = frappe.request.form.get("csrf_token", "")
    return hmac.compare_digest(sent.encode(), get_csrf_token().encode())


def report_progress(name: str) -> Answer:
    """Store a note and a new status on one of my actions, or show the form again with what was typed."""
    views.require("PAPG Action", name)
    form = progress.read(frappe.request.form)
    errors = progress.mistakes(form) or progress.save(name, form)
    if errors:
        return views.action(name, form, errors)
    return go_to(f"/partner/actions/{quote(name)}?saved=1")


def sign_out() -> Response:
    """End the session."""
    frappe.local.login_manager.logout()
    frappe.set_user("Guest")  # otherwise the framework stores the session once more when the request ends
    return go_to("/login")


# A form that was stored answers with the address to go on to.
VIEWS: dict[str, Callable[..., Answer | str]] = {
    "front_page": views.front_page,
    "group": views.group,
    "propose": proposing.page,
    "send_proposal": proposing.send,
    "meeting": views.meeting,
    "say_whether_coming": coming.send,
    "paper": papers.download,
    "list_of_minutes": views.list_of_minutes,
    "one_minutes": views.one_minutes,
    "correct": correcting.page,
    "send_correction": correcting.send,
    "contribution": answering.page,
    "answer": answering.send,
    "assessment": scoring.page,
    "return_lines": scoring.give_back,
    "line": scoring.line,
    "score_line": scoring.send,
    "terms": acknowledging.page,
    "acknowledge": acknowledging.send,
    "list_of_actions": views.list_of_actions,
    "action": views.action,
    "report_progress": report_progress,
    "profile": profile.page,
    "save_telephone": profile.save_telephone,
    "set_password": profile.set_password,
    "end_other_sessions": profile.end_other_sessions,
    "sign_out": sign_out,
}
