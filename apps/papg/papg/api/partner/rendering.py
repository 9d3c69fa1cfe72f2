"""A page: its template filled in by an environment of our own, which escapes whatever it is given."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import frappe
from frappe import _
from frappe.sessions import get_csrf_token
from frappe.utils import get_fullname
from frappe.utils.jinja_globals import bundled_asset
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Response

from papg.api.partner import wording
from papg.api.partner.rich_text import rich_text

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "partner"
LANGUAGES = {"en": "en-GB"}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass
class Page:
    """What a page shows.

    Attributes:
        template: File in `templates/partner`.
        title: Heading of the page and, with the product's name, of the window.
        context: What the template is filled with.
        section: Entry of the navigation the page belongs to.
        errors: What is to be put right, by the id of the field.
        status: HTTP status.
    """

    template: str
    title: str
    context: dict[str, Any] = field(default_factory=dict)
    section: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200

    def html(self) -> str:
        """The page as text."""
        template = environment().get_template(self.template)
        return template.render(
            title=self.title,
            section=self.section,
            errors=self.errors,
            language=LANGUAGES.get(frappe.local.lang, frappe.local.lang),
            stylesheet=bundled_asset("partner.bundle.css"),
            person=get_fullname(frappe.session.user),
            csrf_token=get_csrf_token(),
            **self.context,
        )

    def response(self) -> Response:
        """The page as an answer with its security headers."""
        return Response(self.html(), status=self.status, mimetype="text/html", headers=HEADERS)


@cache
def environment() -> Environment:
    """The template environment of these pages; text is escaped, a misspelt name is an error."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(
        day=wording.day,
        lateness=wording.lateness,
        meeting_title=wording.title_of_meeting,
        minutes_title=wording.title_of_minutes,
        rich_text=rich_text,
    )
    found.globals.update(_=_, hours=wording.hours)
    return found


def not_found() -> Page:
    """The one answer for what is not there and for what is not for this person."""
    return Page("not_found.html", _("Page not found"), status=404)
