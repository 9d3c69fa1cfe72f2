"""Pages the framework prints: which paper each stands for, and who may have it."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.website.page_renderers.template_page import TemplatePage
from markupsafe import Markup

from papg.permissions import policy, rights
from papg.printing import letterheads, prints, seam
from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper, preview
from papg.printing.text import slug


def papg_print(doc: Document, print_format: str | None = None) -> str:
    """For print formats: the paper of a record, as a part of a page.

    Args:
        doc: The record to be printed.
        print_format: Name of our format whose paper it is; the first of the record type when left out.
    """
    kind = prints.of_format(doc.doctype, print_format)
    return preview(prints.paper(kind, doc.doctype, doc.name)) if kind else ""


def body_html(
    jenv: Any, template: Any, print_format: Document | None, args: dict[str, Any], **kwargs: Any
) -> str:
    """Body of every page the framework prints; records of a group pass here whatever door was used.

    Raises:
        frappe.DoesNotExistError: The reader may not print this record, or the page is to be attached to mail.
    """
    seam.install()
    seam.refuse_until_handed_over()
    doc = args["doc"]
    if is_of_a_group(doc):
        refuse_mail()
        refuse_unreadable(doc)
    own = prints.of_format(doc.doctype, print_format and print_format.name)
    if own and not (print_format and print_format.standard != "Yes"):
        paper = prints.paper(own, doc.doctype, doc.name)
    else:
        page = template.render(args, filters={"len": len})
        paper = framed(doc, page, print_format.css if print_format else "")
        if is_of_a_group(doc):
            paper = letterheads.headed(paper, doc.doctype, doc.name)
    return seam.hand_over(paper, preview(paper))


def is_of_a_group(doc: Document) -> bool:
    """Is this a record of ours, or of a type a council made for its groups?"""
    return doc.doctype in rights.records() or doc.meta.has_field(policy.GROUP_FIELD)


def refuse_mail() -> None:
    """A print attached to mail skips the reader's rights and leaves the council: a link is sent instead."""
    if frappe.local.flags.ignore_print_permissions:
        frappe.local.flags.ignore_print_permissions = False
        prints.not_found()


def refuse_unreadable(doc: Document) -> None:
    """A key to a shared page opens nothing of ours."""
    if doc.doctype in rights.records() and not policy.is_allowed(doc.doctype, doc.name, "print"):
        prints.not_found()


def framed(doc: Document, page: str, css: str | None) -> Paper:
    """A page the framework made of a record, with our marking on it."""
    marking = marking_of(doc)
    return Paper(
        title=frappe.utils.strip_html(str(doc.get_title() or _(doc.doctype))),
        file_name=f"{slug(doc.doctype)}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="framework.html",
        # The page is the framework's work and not to be escaped again; what it names is not fetched.
        content={"page": Markup(page), "css": Markup((css or "").replace("</", ""))},  # noqa: S704
    )


class PrintView(TemplatePage):
    """The framework's page for printing in the browser, of stored records and for their readers only."""

    def can_render(self) -> bool:
        return self.path == "printview" and super().can_render()

    def render(self) -> Any:
        """Answer with the page, or as if there were none.

        Raises:
            frappe.PageDoesNotExistError: There is no such record for this reader.
        """
        asked = frappe.form_dict
        # A record stands here only when server code prints one; what a client sends is text.
        if not isinstance(asked.get("doc"), Document):
            asked.pop("doc", None)
            if not printable(asked.get("doctype"), asked.get("name")):
                # Otherwise the answer to one reader would be kept for all.
                frappe.local.no_cache = True
                raise frappe.PageDoesNotExistError
        return super().render()


def printable(record: Any, name: Any) -> Document | None:
    """A record as it is stored, if it is there and the session's user may print it."""
    is_named = isinstance(record, str) and isinstance(name, str) and record and name
    if not is_named or not frappe.db.exists("DocType", record) or not frappe.db.exists(record, name):
        return None
    doc = frappe.get_doc(record, name)
    return doc if doc.has_permission("print") else None
