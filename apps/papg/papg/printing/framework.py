"""The framework's own endpoints for prints: each ends in our engine, as its reader may see it, or is refused."""

import json

import frappe
import frappe.www.printview as printview
from frappe import _
from frappe.model.document import Document
from werkzeug.wrappers import Response

from papg.permissions import rights
from papg.printing import download, prints, seam
from papg.printing.pages import printable


@frappe.whitelist(methods=["GET"])
def download_pdf(doctype: str, name: str, format: str | None = None) -> Response:
    """The PDF button of the desk's print view.

    Args:
        doctype: Record type.
        name: Name of the record; it is printed as stored.
        format: Print format; our own paper unless it is one of the council's.

    Raises:
        frappe.DoesNotExistError: There is no such record for the caller.
    """
    doc = stored(doctype, name)
    chosen = printview.get_print_format_doc(format, meta=doc.meta)
    printview.get_rendered_template(doc, print_format=chosen, meta=doc.meta, no_letterhead=True)
    _token, paper = seam.waiting()
    return download.answer(paper or prints.not_found())


@frappe.whitelist(methods=["GET"])
def download_builder_pdf(doctype: str, name: str, print_format: str | None = None) -> Response:
    """The PDF button for formats made with the framework's builder.

    Args:
        doctype: Record type.
        name: Name of the record; it is printed as stored.
        print_format: Print format.

    Raises:
        frappe.DoesNotExistError: There is no such record for the caller.
    """
    return download_pdf(doctype, name, print_format)


@frappe.whitelist(methods=["GET", "POST"])
def get_html_and_style(
    doc: str,
    name: str | None = None,
    print_format: str | None = None,
    style: str | None = None,
    settings: str | None = None,
) -> dict[str, str | None]:
    """The desk's preview of a print: of the record as stored, whatever text was sent along.

    Args:
        doc: The record as the form holds it, or its record type together with `name`.
        name: Name of the record.
        print_format: Print format.
        style: Print style.
        settings: Settings of the print view, as JSON.

    Returns:
        `html` of the page and its `style`.

    Raises:
        frappe.DoesNotExistError: There is no such record for the caller.
    """
    found = stored(*((doc, name) if name else named_in(doc)))
    return printview.get_html_and_style(
        doc=found.doctype, name=found.name, print_format=print_format, style=style, settings=settings
    )


@frappe.whitelist(methods=["GET", "POST"])
def refuse() -> None:
    """Answer of every other way to a print: pages sent by the caller, many records at once, network printers.

    Raises:
        frappe.PermissionError: Always.
    """
    frappe.throw(
        _("This way of printing is switched off. Open the record and print it there."), frappe.PermissionError
    )


def stored(record: str, name: str) -> Document:
    """A record as it is stored, if the session's user may print it.

    Raises:
        frappe.DoesNotExistError: There is none for this reader.
    """
    return printable(record, name) or prints.not_found()


def named_in(doc: str) -> tuple[str, str]:
    """Record type and name of a record sent as JSON."""
    try:
        sent = json.loads(doc)
    except ValueError:
        sent = None
    return (sent.get("doctype"), sent.get("name")) if isinstance(sent, dict) else ("", "")


def refuse_attached_prints(mail: Document, method: str | None = None) -> None:
    """Hook: mail never carries a print of a record of ours; said while it is written, before anything is sent.

    Raises:
        frappe.ValidationError: A print of one of our records is attached.
    """
    for attachment in json.loads(mail.attachments or "[]"):
        if attachment.get("print_format_attachment") and attachment.get("doctype") in rights.records():
            frappe.throw(
                _("A {0} is not attached to mail. Send a link to it instead.").format(
                    _(attachment["doctype"])
                )
            )
