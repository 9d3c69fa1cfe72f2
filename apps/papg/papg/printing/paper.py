"""A paper to be printed: what is on it, and how it becomes a page or a PDF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from papg.printing.text import rich
from papg.rules.due_dates import govuk_date, govuk_time

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "print"
# The app is written in British English; the framework knows it as plain English.
LANGUAGES = {"en": "en-GB"}


@dataclass(frozen=True)
class Letterhead:
    """What stands above and below the text of a paper."""

    name: str
    head: Markup
    foot: Markup
    align: str


@dataclass(frozen=True)
class Paper:
    """Everything a paper says, gathered as its reader may see it."""

    title: str
    file_name: str
    marking: str
    handling: str
    template: str
    content: Mapping[str, Any]
    is_landscape: bool = False
    # A copy that leaves the council names nobody who printed it.
    is_for_release: bool = False
    letterhead: Letterhead | None = None


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF."""
    # The engine takes long to load and most processes never need it.
    from papg.printing.engine import render_pdf

    return render_pdf(render("document.html", paper), paper.title, language())


def preview(paper: Paper) -> str:
    """The paper as a part of a page of the desk."""
    return render("preview.html", paper)


def render(frame: str, paper: Paper) -> str:
    return environment().get_template(frame).render(paper=paper, **paper.content, **words())


def words() -> dict[str, Callable[..., str] | str]:
    """What every template can call."""
    return {"_": _, "language": language(), "printed": printed()}


@cache
def environment() -> SandboxedEnvironment:
    """Our own templates only, everything escaped; text of records is never a template."""
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, hour=hour, rich=rich)
    return environment


def language() -> str:
    """Language of the reader, as a document names it."""
    return LANGUAGES.get(frappe.local.lang, frappe.local.lang)


def printed() -> str:
    """Says who holds this copy and since when."""
    reader = frappe.utils.get_fullname(frappe.session.user)
    return _("Printed for {0} on {1}.").format(reader, day(frappe.utils.today()))


def day(value: date | datetime | str | None) -> str:
    return govuk_date(getdate(value)) if value else ""


def hour(value: datetime | str | None) -> str:
    return govuk_time(get_datetime(value).time()) if value else ""
