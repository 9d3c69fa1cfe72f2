"""Where templates people wrote are rendered: print formats, letterheads, letters, notifications.

A template holds a record as plain data, the filters below and the letterhead. There is no framework in it, no
database, no network, no method of a record, and whatever it prints is escaped.
"""

from functools import cache
from typing import Any

import frappe
from frappe import _
from frappe.utils import today
from jinja2 import TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from papg.printing.pages import papg_print
from papg.printing.paper import day, hour
from papg.printing.text import rich
from papg.templating import view

# What a template may ask of a table of values, besides its entries.
READING = frozenset(("get", "items", "keys", "values"))
FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError)


class Confined(ImmutableSandboxedEnvironment):
    """The library's sandbox, with nothing in it but what is named here."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Undefined, loader=None)
        self.globals = {
            "range": self.globals["range"],
            "_": _,
            "nowdate": today,
            "papg_print": printed,
        }
        self.filters.update(
            day=day, hour=hour, rich=rich, len=len, flt=frappe.utils.flt, int=frappe.utils.cint
        )

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An entry of plain data; a dictionary has no other attributes but the few for reading it."""
        if isinstance(obj, dict) and attribute not in READING | obj.keys():
            return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> Confined:
    return Confined()


def printed(doc: dict[str, Any], print_format: str | None = None) -> Markup:
    """For print formats of the app: the paper of the record, which asks for its reader's right by itself."""
    return Markup(papg_print(frappe._dict(doc), print_format))  # noqa: S704 our own paper, escaped where it is made


class StoredTemplate:
    """A template somebody wrote, in the framework's hands."""

    def __init__(self, source: str) -> None:
        """Compile it; a slip of the pen is reported as the framework expects.

        Raises:
            jinja2.TemplateSyntaxError: It is no template.
        """
        self.template = environment().from_string(source)

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text, of what its reader may see.

        Raises:
            frappe.ValidationError: The template asks for something that is not there; it says for what.
        """
        context = view.of_context(dict(*args, **kwargs))
        try:
            return self.template.render(context)
        except FAULTS as fault:
            message = _(
                "This template cannot be used: {0}. It holds the record's fields, the filters and nothing else."
            )
            frappe.throw(message.format(frappe.utils.escape_html(str(fault))))
