"""The pages of signing on: off to the provider, back from it, and the button that lets in."""

from urllib.parse import urlencode

import frappe
from frappe import _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from papg.api.front_door.rendering import Page
from papg.security import answers, sign_on
from papg.security.sign_on import Arrival, NotLetIn

SEE_OTHER = 303


def offers(onwards: str) -> list[dict[str, str]]:
    """The providers the login page offers, and where each begins."""
    return [
        {
            "title": provider.title,
            "address": f"{sign_on.PAGE}?{urlencode({'provider': provider.name, 'redirect-to': onwards})}",
        }
        for provider in sign_on.providers()
    ]


def refuse_unused() -> None:
    """Without a provider these pages are not there.

    Raises:
        answers.NotThere: None is switched on.
    """
    if not sign_on.providers():
        raise answers.NotThere


def leave(provider: str, onwards: str) -> Response | Page:
    """Off to the provider."""
    refuse_unused()
    try:
        address, token = sign_on.begin(provider, onwards)
    except NotLetIn:
        return refused()
    response = redirect(address, SEE_OTHER)
    sign_on.put_cookie(response, token)
    return response


def back(is_sent: bool) -> Response | Page:
    """Back from the provider: a page with a button, since only a form of this site lets in."""
    refuse_unused()
    form, token = frappe.form_dict, frappe.request.cookies.get(sign_on.COOKIE) or ""
    try:
        arrival, token = sign_on.come_back(
            token, str(form.get("state") or ""), str(form.get("code") or ""), str(form.get("iss") or "")
        )
    except NotLetIn:
        return refused()
    response = Page("signed_on.html", _("Log in"), {"user": arrival.user}).response()
    sign_on.put_cookie(response, token)
    return response


def arrived() -> Arrival | None:
    """Whom the button lets in, once; nobody when the ten minutes are over or the account was switched off meanwhile."""
    refuse_unused()
    try:
        return sign_on.arrived(frappe.request.cookies.get(sign_on.COOKIE) or "")
    except NotLetIn:
        return None


def refused() -> Page:
    """One page for whoever is not let in, whatever the reason."""
    return Page("sign_on_refused.html", _("You are not logged in"), status=403)
