"""The door to every paper as a PDF."""

from urllib.parse import quote

import frappe
from werkzeug.wrappers import Response

from papg.printing import prints
from papg.printing.paper import Paper
from papg.printing.paper import pdf as made


@frappe.whitelist(methods=["GET"])
def pdf(print_name: str, doctype: str, name: str) -> Response:
    """Answer with a paper as a PDF, to be shown in the browser.

    Args:
        print_name: Key of `prints.PRINTS`, such as `agenda`, `minutes`, `minutes-part-2` or `action-plan`.
        doctype: Record type the paper is about, as `prints.PRINTS` has it.
        name: Name of the record.

    Raises:
        frappe.DoesNotExistError: There is no such paper for the caller.
    """
    return answer(prints.paper(print_name, doctype, name))


def answer(paper: Paper) -> Response:
    """A PDF shown in place, under a name worth keeping, that no cache keeps."""
    response = Response(made(paper), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename*=utf-8''{quote(paper.file_name)}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
