"""A page of the front door: its template filled in, with the strictest policy it can run under."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import frappe
from frappe.sessions import get_csrf_token
from frappe.utils.jinja_globals import bundled_asset
from jinja2 import Environment, FileSystemLoader
from werkzeug.wrappers import Response

from papg.api.partner import rendering as partners
from papg.security import second_factor

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": POLICY, "X-Frame-Options": "DENY"}


@dataclass
class Page:
    """What a page shows.

    Attributes:
        template: File in `templates/front_door`.
        title: Heading of the page and, with the product's name, of the window.
        context: What the template is filled with.
        errors: What is to be put right, by the id of the field.
        status: HTTP status.
    """

    template: str
    title: str
    context: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200

    def html(self) -> str:
        """The page as text."""
        return (
            environment()
            .get_template(self.template)
            .render(
                title=self.title,
                errors=self.errors,
                language="en-GB" if frappe.local.lang == "en" else frappe.local.lang,
                stylesheet=bundled_asset("partner.bundle.css"),
                is_demonstration=second_factor.is_off(),
                csrf_token=get_csrf_token() if frappe.session.user != "Guest" else "",
                **self.context,
            )
        )

    def response(self) -> Response:
        """The page as an answer with its security headers."""
        return Response(self.html(), status=self.status, mimetype="text/html", headers=HEADERS)


@cache
def environment() -> Environment:
    """The template environment of partners' pages, whose parts these share, with these pages' templates before them."""
    return partners.environment().overlay(
        loader=FileSystemLoader([TEMPLATES / "front_door", TEMPLATES / "partner"])
    )
