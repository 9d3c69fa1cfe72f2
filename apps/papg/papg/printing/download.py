"""The doors to every paper as a PDF, and to some as a Word document."""

from urllib.parse import quote

import frappe
from werkzeug.wrappers import Response

from papg.printing import prints
from papg.printing.paper import Paper
from papg.printing.paper import pdf as made

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


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


@frappe.whitelist(methods=["GET"])
def docx(print_name: str, doctype: str, name: str) -> Response:
    """Answer with a report as a Word document, to be kept as a file.

    Args:
        print_name: `report`, or `report-public` for the version without what is not public.
        doctype: Record type the paper is about, as `prints.PRINTS` has it.
        name: Name of the record.

    Raises:
        frappe.DoesNotExistError: There is no such paper for the caller, or not as a Word document.
    """
    if not (print_name in prints.PRINTS and prints.PRINTS[print_name].is_word):
        prints.not_found()
    paper = prints.paper(print_name, doctype, name)
    # The library is for these few papers, and takes its time to load.
    from papg.printing.word import word

    file_name = f"{paper.file_name.removesuffix('.pdf')}.docx"
    return kept(Response(word(paper), mimetype=WORD), f"attachment; filename*=utf-8''{quote(file_name)}")


def answer(paper: Paper) -> Response:
    """A PDF shown in place, under a name worth keeping, that no cache keeps."""
    response = Response(made(paper), mimetype="application/pdf")
    return kept(response, f"inline; filename*=utf-8''{quote(paper.file_name)}")


def kept(response: Response, disposition: str) -> Response:
    """A file under its name, in no cache."""
    response.headers["Content-Disposition"] = disposition
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
