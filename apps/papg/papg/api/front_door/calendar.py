"""The page on which a person makes the address of their calendar, or ends it; and what the address answers."""

import frappe
from frappe import _
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from papg.api.front_door.rendering import Page
from papg.api.partner.forms import is_saved
from papg.api.partner.pages import SEE_OTHER, is_from_our_page
from papg.meetings import calendar, feed
from papg.oversight import seen
from papg.permissions import calendar_keys
from papg.security import gate, kinds, limits
from papg.security.answers import NoPosition, NotThere

ADDRESS = "/calendar"


def file(is_sent: bool) -> Response:
    """The meetings of whoever the key was made for. Whatever is wrong with a key, there is no such page.

    Raises:
        NotThere: The key opens nothing today.
        limits.TooMany: Too many calendars were asked for from this address.
    """
    limits.take(limits.CALENDARS, limits.address())
    user = feed.opened_by(str(frappe.form_dict.get("key") or ""))
    if user is None:
        raise NotThere
    seen.tell("User", user, _("calendar"))
    return calendar.as_file(feed.content(user), feed.FILE_NAME)


def page(is_sent: bool) -> Page | Response:
    """What the address is for, with the forms to make and end it; made, it is shown this once.

    Raises:
        NoPosition: The person sits on no group today.
    """
    user = frappe.session.user
    if user == "Guest":
        return go_to(f"/login?redirect-to={ADDRESS}")
    if not feed.is_for(user):
        raise NoPosition
    if is_sent and not is_from_our_page():
        return Page("calendar_stale.html", title(), status=400)
    if is_sent and frappe.form_dict.get("end"):
        feed.end(user)
        return go_to(f"{ADDRESS}?saved=1")
    address = feed.make(user) if is_sent else ""
    home = gate.home_of(kinds.of(user))
    context = {
        "address": address,
        "has_one": calendar_keys.is_kept(user),
        "is_ended": is_saved(None) and not address,
        "back": "/partner/profile" if home == "/partner" else home,
    }
    return Page("calendar.html", title(), context)


def title() -> str:
    return _("Your meetings in your own calendar")


def go_to(address: str) -> Response:
    """Another page of this site, by GET."""
    response = redirect(address, SEE_OTHER)
    response.autocorrect_location_header = False
    return response
