"""The page renderer of the front door: which address shows what, and how a form comes back."""

from collections.abc import Callable

import frappe
from frappe import _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from papg.actions import answer_link
from papg.api.front_door import allowing, answering, calendar, new_device, signing_on, steps
from papg.api.front_door.rendering import Page
from papg.meetings import feed
from papg.security import answers, half_login, headers, login_link, sign_on, users
from papg.security.answers import Refusal
from papg.security.half_login import HalfLogin

SEE_OTHER = 303
LOGIN = "login"
LINK = login_link.PAGE.strip("/")
FORGOTTEN = "forgotten"
SECOND = "second-factor"
ANSWER = answer_link.PAGE.strip("/")
CALENDAR = calendar.ADDRESS.strip("/")
FEED = feed.ADDRESS.strip("/")
ALLOW, PROGRAMS = (path.strip("/") for path in (allowing.ALLOW, allowing.LIST))
# The others are for whoever is not in yet.
WITH_A_SESSION = (SECOND, CALENDAR, FEED, ALLOW, PROGRAMS)

Answer = Page | Response


class FrontDoor:
    """Answers the addresses of logging in, and those a key opens; the gate has let the request pass and checked what
    it carries.
    """

    def __init__(self, path: str, http_status_code: int | None = None) -> None:
        self.path = path.strip("/ ")

    def can_render(self) -> bool:
        """Is this address ours?"""
        return self.path in VIEWS

    def render(self) -> Response:
        """The answer to the request."""
        if frappe.session.user != "Guest" and self.path not in WITH_A_SESSION:
            return go_to("/")
        try:
            answer = VIEWS[self.path](frappe.request.method == "POST")
        except Refusal as refusal:
            response = answers.as_response(refusal, frappe.request)
            headers.harden(response, frappe.request)
            return response
        return answer.response() if isinstance(answer, Page) else answer


def go_to(address: str) -> Response:
    """Send the browser to another page of this site, by GET."""
    response = redirect(address, SEE_OTHER)
    response.autocorrect_location_header = False
    return response


def typed(name: str) -> str:
    """What the gate let pass of a field."""
    return str(frappe.form_dict.get(name) or "").strip()


def log_in(is_sent: bool) -> Answer:
    """Address and password."""
    onwards = typed("redirect-to")
    context = {"email": typed("email"), "onwards": onwards, "offers": signing_on.offers(onwards)}
    if not is_sent:
        return Page("login.html", _("Log in"), {**context, "email": ""})
    email, password = typed("email"), str(frappe.form_dict.get("password") or "")
    user = steps.user_of(email, password)
    if user:
        return enter(user, onwards)
    errors = {"login_email": _("The address or the password is wrong. Check both and try again.")}
    return Page("login.html", _("Log in"), context, errors, 401)


def sign_on_page(is_sent: bool) -> Answer:
    """Off to a provider; and in, for whom it vouched for."""
    if not is_sent:
        return signing_on.leave(typed("provider"), typed("redirect-to"))
    arrival = signing_on.arrived()
    if arrival is None:
        return signing_on.refused()
    if arrival.has_shown_second:
        response = go_to(steps.inside(arrival.user, arrival.onwards))
    else:
        response = enter(arrival.user, arrival.onwards)
    sign_on.take_cookie(response)
    return response


def enter(user: str, onwards: str) -> Response:
    """On to the second factor, or in where none is asked for."""
    half = steps.begin(user, onwards)
    if half is None:
        return go_to(steps.inside(user, onwards))
    response = go_to(f"/{SECOND}")
    half_login.put_cookie(response, half)
    return response


def link(is_sent: bool) -> Answer:
    """Ask for a link by mail, or follow one. Only the button logs in: programs that read mail open every address."""
    key = typed("key")
    if key and is_sent:
        user = login_link.redeem(key)
        return enter(user, "") if user else Page("link_spent.html", _("This link does not work"), status=403)
    if key:
        return Page("link_follow.html", _("Log in"), {"key": key})
    if is_sent:
        login_link.ask(typed("email"))
        return Page("link_sent.html", _("Look into your mail"))
    return Page("link_ask.html", _("Log in with a link by mail"))


def forgotten(is_sent: bool) -> Answer:
    """Ask for a letter with a link to set a new password."""
    if not is_sent:
        return Page("forgotten.html", _("Set a new password"))
    users.ask_for_letter(typed("email"))
    return Page("forgotten_sent.html", _("Look into your mail"))


def second(is_sent: bool) -> Answer:
    """The code of the second factor; whoever has none yet sets it up first, and who is in may set up another device."""
    if frappe.session.user != "Guest":
        return new_device.answer(is_sent)
    half = half_login.current()
    if half is None:
        return go_to(f"/{LOGIN}")
    if is_sent and steps.is_second_right(half, typed("code")):
        if not half_login.end(half):
            return go_to(f"/{LOGIN}")
        response = go_to(steps.inside(half.user, half.onwards))
        half_login.take_cookie(response)
        return response
    return ask_for_code(half, is_wrong=is_sent)


def ask_for_code(half: HalfLogin, is_wrong: bool) -> Page:
    """The page with the field for the code, and with the picture for the app while it is being set up."""
    errors = (
        {"code": _("This code is wrong, or was used before. Wait for the next one and enter it.")}
        if is_wrong
        else {}
    )
    status = 401 if is_wrong else 200
    if half.secret:
        return Page("set_up.html", _("Set up your second factor"), steps.set_up(half), errors, status)
    return Page("code.html", _("Enter your code"), {}, errors, status)


VIEWS: dict[str, Callable[[bool], Answer]] = {
    LOGIN: log_in,
    LINK: link,
    sign_on.PAGE.strip("/"): sign_on_page,
    sign_on.BACK.strip("/"): signing_on.back,
    FORGOTTEN: forgotten,
    SECOND: second,
    ANSWER: answering.page,
    CALENDAR: calendar.page,
    FEED: calendar.file,
    ALLOW: allowing.allow,
    PROGRAMS: allowing.allowed,
}
