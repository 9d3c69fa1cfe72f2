"""The page on which somebody who is logged in puts another device in the place of the one with the second factor."""

import frappe
from frappe import _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from papg.api.front_door import steps
from papg.api.front_door.rendering import Page
from papg.api.partner.forms import is_saved
from papg.api.partner.pages import SEE_OTHER, is_from_our_page
from papg.security import gate, kinds, new_device, own_password, second_factor

ADDRESS = "/second-factor"


def answer(is_sent: bool) -> Page | Response:
    """Both factors are asked for again, then a code of the new device."""
    user = frappe.session.user
    if not second_factor.secret_of(user):
        return page("second_factor_none.html", {})
    if is_sent and not is_from_our_page():
        return page("second_factor_stale.html", {}, status=400)
    secret = new_device.pending()
    if secret:
        return set_up(user, secret, is_sent)
    return ask(user, is_sent)


def ask(user: str, is_sent: bool) -> Page | Response:
    """The form for password and code, or on to the picture when both are right."""
    errors = {}
    if is_sent and new_device.may_ask(user):
        form = frappe.request.form
        errors = new_device.begin(form.get("password", ""), form.get("code", ""))
        if not errors:
            return go_on()
    context = {
        "may_ask": new_device.may_ask(user),
        "has_password": own_password.is_set(user),
        "is_saved": is_saved(errors),
    }
    return page("second_factor_move.html", context, errors, 401 if errors else 200)


def set_up(user: str, secret: str, is_sent: bool) -> Page | Response:
    """The picture for the new device, until a code of it is right or somebody thinks better of it."""
    form, errors = frappe.request.form, {}
    if is_sent and form.get("stop"):
        new_device.give_up()
        return go_on()
    if is_sent and new_device.finish(form.get("code", "")):
        return go_on("?saved=1")
    if is_sent:
        errors["code"] = _("This code is wrong, or was used before. Wait for the next one of the new phone.")
    context = steps.for_the_app(user, secret)
    return page("second_factor_new.html", context, errors, 401 if errors else 200)


def page(
    template: str, context: dict[str, object], errors: dict[str, str] | None = None, status: int = 200
) -> Page:
    """One of these pages; each leads back to where the person works."""
    home = gate.home_of(kinds.of(frappe.session.user))
    back = "/partner/profile" if home == "/partner" else home
    context = {**context, "back": back}
    return Page(template, _("Your second factor"), context, errors or {}, status)


def go_on(query: str = "") -> Response:
    """This page again, by GET."""
    response = redirect(ADDRESS + query, SEE_OTHER)
    response.autocorrect_location_header = False
    return response
