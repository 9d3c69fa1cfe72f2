"""The framework renders texts people stored with its whole database at hand. Here they get an environment of ours.

There is no hook for it. Every such text goes through `from_string` of the environment `get_jenv` gives out; files of
apps go through `get_template` and are left alone. Pages and standard web templates are files too, but the framework
reads them first and hands them over as a text: those very texts are let through.
"""

from typing import Any

import frappe
from frappe.utils import jinja
from frappe.website.doctype.web_template.web_template import WebTemplate
from frappe.website.page_renderers.template_page import TemplatePage

from papg.templating.environment import StoredTemplate

theirs = jinja.get_jenv
render_page = TemplatePage.render_template
read_web_template = WebTemplate.get_template


def install(*args: Any, **kwargs: Any) -> None:
    """Put our environment in place; called before every request and job."""
    # Both names are held: one is looked up by the framework's own functions, the other by everybody else.
    frappe.get_jenv = jinja.get_jenv = get_jenv
    TemplatePage.render_template = render_file
    WebTemplate.get_template = web_template


def get_jenv() -> Any:
    """The framework's environment, in which stored texts are rendered by ours."""
    environment = theirs()
    environment.from_string = from_string
    return environment


def from_string(source: str, *args: Any, **kwargs: Any) -> Any:
    """A template of a text: that of a file, or one somebody stored."""
    if any(source is text for text in texts_of_files()):
        environment = theirs()
        return type(environment).from_string(environment, source, *args, **kwargs)
    return StoredTemplate(source)


def texts_of_files() -> list[str]:
    """Texts read from files of apps for this request; the objects themselves, since anybody can store their words."""
    if not hasattr(frappe.local, "papg_texts_of_files"):
        frappe.local.papg_texts_of_files = []
    return frappe.local.papg_texts_of_files


def render_file(page: TemplatePage) -> str:
    """A page of the framework or of ours, read from its file."""
    texts_of_files().append(page.source)
    return render_page(page)


def web_template(template: WebTemplate, standard: bool = False) -> str | None:
    """The text of a web template, which is a file's if it is a standard one."""
    text = read_web_template(template, standard)
    if standard and text:
        texts_of_files().append(text)
    return text
