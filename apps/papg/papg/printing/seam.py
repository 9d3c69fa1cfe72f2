"""The framework makes its PDFs with a program that fetches whatever a page names. Here it gets our engine.

There is no hook for it. What the framework's `get_pdf` looks up in its own module when it runs is put there by us:
the engine, the program's version and the options it would read out of the page. `get_pdf` itself is left alone,
since other modules hold on to it by name.
"""

from typing import Any

import frappe
from frappe import _

from papg.printing.paper import Paper, language, pdf

REPLACED = ("pdfkit", "get_wkhtmltopdf_version", "prepare_options")


class Engine:
    """Stands where the framework expects its PDF library."""

    @staticmethod
    def from_string(html: str, *args: Any, **kwargs: Any) -> bytes:
        """The paper whose page this is, else the page itself.

        Raises:
            frappe.PermissionError: The page was refused to its reader, and this is the framework's page about it.
        """
        token, paper = waiting()
        if paper is None and token:
            withdraw()
            raise frappe.PermissionError(_("This record is not printed here. Send a link to it instead."))
        if paper and token in html:
            withdraw()
            return pdf(paper)
        # The engine takes long to load and most processes never need it.
        from papg.printing.engine import render_pdf

        return render_pdf(html, _("Print"), language())


def refuse_until_handed_over() -> None:
    """From here on a PDF is refused, until a paper is handed over for it."""
    frappe.local.papg_paper = ("refused", None)


def hand_over(paper: Paper, page: str) -> str:
    """Keep the paper for the PDF that may be made of its page, and mark the page so that no other gets it."""
    token = f"<!-- {frappe.generate_hash(length=20)} -->"
    frappe.local.papg_paper = (token, paper)
    return token + page


def waiting() -> tuple[str, Paper | None]:
    """Mark of the page and the paper that waits for its PDF."""
    return getattr(frappe.local, "papg_paper", None) or ("", None)


def withdraw() -> None:
    frappe.local.papg_paper = None


def no_program() -> str:
    """There is no program, and so no version of it."""
    return "0"


def no_options(html: str, options: dict[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """Only a password is taken from the caller, and nothing from the page."""
    password = (options or {}).get("password")
    return html, {"password": password} if password else {}


def install(*args: Any, **kwargs: Any) -> None:
    """Put our engine in place; called before every request and job, and whenever a page is printed.

    Raises:
        RuntimeError: The framework makes PDFs in another way; better no PDF than one made by the program.
    """
    # Loading this module opens a log of the site, so it waits until there is a site.
    from frappe.utils import pdf as framework

    if framework.pdfkit is Engine:
        return
    missing = [name for name in REPLACED if not hasattr(framework, name)]
    if missing:
        raise RuntimeError(
            f"frappe.utils.pdf has no {', '.join(missing)}: papg.printing.seam does not fit it."
        )
    framework.pdfkit = Engine
    framework.get_wkhtmltopdf_version = no_program
    framework.prepare_options = no_options
